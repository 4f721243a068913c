package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Files that are no roster: the wrong format, broken, or made to hurt whoever opens them. And the template, which is one. */
class ImportFileTest {
    private final Client city = Stories.cityAdmin();

    private void refused(byte[] file, String code) {
        var reply = Workbooks.upload(city, "enterprises", file).expect(415, "unsupported-media");
        assertEquals(code, reply.body().at("/errors/0/code").asText());
    }

    private void fails(byte[] file, String code) {
        var failed = ImportTest.checked(city, "enterprises", file);
        assertEquals("failed", failed.text("state"), () -> failed.body().toString());
        assertEquals(
                code,
                failed.body().at("/problems/0/code").asText(),
                () -> failed.body().toString());
        assertTrue(failed.body().at("/problems/0/detail").asText().length() > 10);
        assertEquals(0L, (long) Sql.<Long>value("SELECT count(*) FROM job_part WHERE job_id = ?", failed.id()));
    }

    /** A workbook whose sheet is written by {@code body} between the opening and the closing of its rows, and packs well. */
    private static byte[] sheet(Body body) {
        try (var out = new ByteArrayOutputStream()) {
            try (var zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.BEST_SPEED);
                Workbooks.frame().forEach((name, bytes) -> entry(zip, name, bytes));
                zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
                zip.write(Workbooks.utf8("<?xml version=\"1.0\"?><worksheet><sheetData>"));
                body.write(zip);
                zip.write(Workbooks.utf8("</sheetData></worksheet>"));
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Body {
        void write(ZipOutputStream zip) throws IOException;
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Body times(int count, String xml) {
        return zip -> {
            var bytes = Workbooks.utf8(xml);
            for (int i = 0; i < count; i++) zip.write(bytes);
        };
    }

    @Test
    void other_formats_are_told_by_their_first_bytes() {
        refused(
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1},
                "old-or-locked-xls");
        refused(Workbooks.utf8("企业名称,统一社会信用代码\n重庆某某有限公司,915"), "not-xlsx");
        refused(Workbooks.utf8("<html><table><tr><td>企业名称</td></tr></table></html>"), "not-xlsx");
        refused(new byte[] {'P', 'K'}, "not-xlsx");
        refused(new byte[0], "not-xlsx");
        city.send(
                        "POST",
                        "/api/imports?kind=enterprises",
                        Workbooks.of(List.of(ImportTest.ROSTER)),
                        Map.of("Content-Type", "text/csv"))
                .expect(415, "unsupported-media");
    }

    @Test
    void more_than_twenty_megabytes_are_too_much() {
        Workbooks.upload(city, "enterprises", new byte[(20 << 20) + 1]).expect(413, "too-large");
    }

    @Test
    void a_zip_that_is_no_workbook_and_a_workbook_that_is_cut_off() {
        fails(Workbooks.zip(Map.of("word/document.xml", Workbooks.utf8("<w/>"))), "unreadable-workbook");
        var whole =
                Workbooks.of(List.of(ImportTest.ROSTER, ImportTest.enterprise("重庆半截有限公司", ImportTest.creditCode())));
        fails(java.util.Arrays.copyOf(whole, whole.length / 2), "unreadable-workbook");
        fails(
                sheet(zip -> zip.write(Workbooks.utf8("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>企业"))),
                "unreadable-workbook");
        fails(
                sheet(zip -> zip.write(Workbooks.utf8("<row r=\"x\"><c r=\"1A\"><v>1</v></c></row>"))),
                "unreadable-workbook");
    }

    @Test
    void a_zip_that_unpacks_to_too_much_is_left_packed() {
        var megabyte = new byte[1 << 20];
        fails(
                sheet(zip -> {
                    for (int i = 0; i < 200; i++) zip.write(megabyte);
                }),
                "too-much-inside");
        fails(sheet(times(4_500_000, "<row><c r=\"A1\"><v>1</v></c></row>              ")), "too-much-inside");
    }

    @Test
    void one_cell_one_row_and_one_table_of_texts_have_their_limits() {
        fails(
                sheet(times(
                        1, "<row><c r=\"A1\" t=\"inlineStr\"><is><t>" + "长".repeat(50_000) + "</t></is></c></row>")),
                "too-much-inside");
        fails(
                sheet(zip -> {
                    zip.write(Workbooks.utf8("<row>"));
                    times(20_000, "<c><v>1</v></c>").write(zip);
                    zip.write(Workbooks.utf8("</row>"));
                }),
                "too-much-inside");
        fails(sheet(times(1, "<row><c r=\"ZZZZZZ1\"><v>1</v></c></row>")), "too-much-inside");
        fails(sheet(times(2_000_000, "<si><t>x</t></si>")), "too-much-inside");
        fails(sheet(times(200, "<row><c><f t=\"array\" ref=\"A1:XFD1048576\">1</f></c></row>")), "too-much-inside");
        fails(sheet(times(1, "<row a=\"" + "x".repeat(300_000) + "\"/>")), "too-much-inside");
    }

    @Test
    void entities_are_not_expanded() {
        fails(Workbooks.around(Workbooks.utf8("""
            <?xml version="1.0"?>
            <!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
              <!ENTITY x SYSTEM "file:///etc/passwd">]>
            <worksheet><sheetData><row><c t="inlineStr"><is><t>&b;&x;</t></is></c></row></sheetData></worksheet>\
            """)), "unreadable-workbook");
    }

    @Test
    void a_number_of_a_billion_digits_is_not_written_out() {
        var checked = ImportTest.checked(city, "enterprises", sheet(zip -> {
            var headings = new StringBuilder("<row r=\"1\">");
            char column = 'A';
            for (var heading : ImportTest.ROSTER)
                headings.append("<c r=\"")
                        .append(column++)
                        .append("1\" t=\"inlineStr\"><is><t>")
                        .append(heading)
                        .append("</t></is></c>");
            zip.write(Workbooks.utf8(headings
                    + "</row><row r=\"2\"><c r=\"A2\"><v>1E999999999</v></c><c r=\"B2\""
                    + " t=\"e\"><v>#REF!</v></c></row>"));
        }));
        var codes = new ArrayList<String>();
        checked.body()
                .path("problems")
                .forEach(problem -> codes.add(problem.path("code").asText()));
        assertEquals(
                List.of("cell-number", "cell-error"),
                codes.subList(0, 2),
                () -> checked.body().toPrettyString());
    }

    @Test
    void more_rows_than_are_taken_at_once() {
        var headings = new StringBuilder("<row r=\"1\">");
        char column = 'A';
        for (var heading : ImportTest.ROSTER)
            headings.append("<c r=\"")
                    .append(column++)
                    .append("1\" t=\"inlineStr\"><is><t>")
                    .append(heading)
                    .append("</t></is></c>");
        var failed = ImportTest.checked(city, "enterprises", sheet(zip -> {
            zip.write(Workbooks.utf8(headings + "</row>"));
            times(50_001, "<row><c><v>1</v></c></row>").write(zip);
        }));
        assertEquals("failed", failed.text("state"));
        assertEquals("too-many-rows", failed.body().at("/problems/0/code").asText());
    }

    @Test
    void the_template_has_headings_choices_and_notes_and_is_accepted_once_filled_in() {
        var template = city.get("/api/imports/templates/enterprises.xlsx").expect(200);
        assertTrue(template.header("Content-Disposition").startsWith("attachment"));
        var file = template.response().body();
        var headings = Workbooks.rows(file).getFirst();
        assertEquals("企业名称*", headings.getCellText(0));
        assertEquals("统一社会信用代码*", headings.getCellText(1));
        assertTrue(Workbooks.rows(file, 1).size() > headings.getCellCount());
        var codes = Workbooks.rows(file, 2);
        assertTrue(codes.stream().anyMatch(row -> row.getCellText(0).equals("北碚区")));
        assertTrue(codes.stream().noneMatch(row -> row.getCellText(0).equals("江北区")));
        var empty = ImportTest.checked(city, "enterprises", file);
        assertEquals("empty-sheet", empty.body().at("/problems/0/code").asText());
        var english =
                city.send("GET", "/api/imports/templates/enterprises.xlsx", null, Map.of("Accept-Language", "en"));
        assertEquals(
                "Name*", Workbooks.rows(english.response().body()).getFirst().getCellText(0));
        city.get("/api/imports/templates/listings.xlsx").expect(403);
        city.get("/api/imports/templates/horoscopes.xlsx").expect(404);
        Stories.provider(Stories.BEIBEI)
                .client()
                .get("/api/imports/templates/listings.xlsx")
                .expect(200);
    }
}
