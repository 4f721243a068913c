package cn.yufu;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** Workbooks as tests write and read them, and the waiting for what happens to them in the background. */
final class Workbooks {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final long PATIENCE_MS = 120_000;

    private Workbooks() {}

    @FunctionalInterface
    interface Content {
        void write(Worksheet sheet) throws IOException;
    }

    static byte[] written(Content content) {
        try (var out = new ByteArrayOutputStream()) {
            try (var workbook = new Workbook(out, "Test", "1.0")) {
                content.write(workbook.newWorksheet("数据"));
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of values, the headings first. */
    static byte[] of(List<? extends List<? extends @Nullable Object>> rows) {
        return written(sheet -> {
            for (int r = 0; r < rows.size(); r++) row(sheet, r, rows.get(r));
        });
    }

    static void row(Worksheet sheet, int r, List<? extends @Nullable Object> values) {
        for (int c = 0; c < values.size(); c++) {
            var value = values.get(c);
            if (value instanceof Number number) sheet.value(r, c, number);
            else if (value != null) sheet.inlineString(r, c, value.toString());
        }
    }

    /** A zip of the given entries. */
    static byte[] zip(Map<String, byte[]> entries) {
        try (var out = new ByteArrayOutputStream()) {
            try (var zip = new ZipOutputStream(out)) {
                for (var entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The smallest workbook around the XML of one sheet. */
    static byte[] around(byte[] sheetXml) {
        var entries = new LinkedHashMap<>(frame());
        entries.put("xl/worksheets/sheet1.xml", sheetXml);
        return zip(entries);
    }

    /** What a workbook needs besides its sheet. */
    static Map<String, byte[]> frame() {
        return Map.of(
                "[Content_Types].xml",
                utf8("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                    </Types>\
                    """),
                "xl/workbook.xml",
                utf8("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                    <sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>\
                    """),
                "xl/_rels/workbook.xml.rels",
                utf8("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                    <Relationship Id="rId1" Target="worksheets/sheet1.xml"
                      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>\
                    """));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The first sheet, as it stands in memory: tests are small. */
    static List<Row> rows(byte[] xlsx) {
        return rows(xlsx, 0);
    }

    static List<Row> rows(byte[] xlsx, int sheet) {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            return workbook.getSheet(sheet).orElseThrow().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> column(byte[] xlsx, int column) {
        return rows(xlsx).stream()
                .skip(1)
                .map(row -> row.hasCell(column) ? row.getCell(column).getText() : "")
                .toList();
    }

    static Client.Reply upload(Client client, String kind, byte[] file) {
        return client.send(
                "POST",
                "/api/imports?kind=" + kind + "&name=test.xlsx",
                file,
                Map.of(
                        "Content-Type",
                        XLSX,
                        "Idempotency-Key",
                        UUID.randomUUID().toString()));
    }

    /** The job once nobody works on it any more. */
    static Client.Reply settled(Client client, String path) {
        long until = System.currentTimeMillis() + PATIENCE_MS;
        while (true) {
            var reply = client.get(path).expect(200);
            if (!List.of("checking", "applying", "running").contains(reply.text("state"))) return reply;
            if (System.currentTimeMillis() > until) throw new AssertionError("still " + reply.body());
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
