package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import cn.yufu.http.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A report on paper, read back by another library than the one that wrote it; and reports that are too much. */
class ReportPdfTest {
    private final Stories.Member enterprise = Stories.enterprise(Clinic.YONGCHUAN);
    private final Clinic clinic = new Clinic(1);
    private final Client doctor = clinic.doctors.getFirst().client();

    /** A visit whose expert has left and is to report. */
    private String visited() {
        var id = enterprise
                .client()
                .post("/api/visits", clinic.request(Clinic.at(Clinic.day(10), 9, 0)))
                .expect(201)
                .text("id");
        var path = "/api/visits/" + id;
        doctor.post(path + "/confirmation").expect(200);
        Clinic.backdate(id, 2);
        doctor.post(path + "/check-in", Map.of("latitude", 29.35, "longitude", 105.92, "accuracy", 20))
                .expect(200);
        doctor.post(path + "/finish", Map.of()).expect(200);
        return path;
    }

    private Map<String, Object> report(List<String> photos, int findings, int length) {
        var body = new HashMap<String, Object>();
        body.put("answers", Map.of("q-1", "4", "q-2", "4", "q-3", "0", "q-4", "4"));
        body.put("summary", "生产组织有序，设备联网率偏低，建议分两步实施改造🏭。");
        body.put("photos", photos);
        var all = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < findings; i++)
            all.add(Map.of(
                    "area",
                    clinic.area,
                    "finding",
                    "龙门铣床没有联网，停机原因靠人工记录。".repeat(length),
                    "severity",
                    "high",
                    "action",
                    "加装采集终端并接入车间系统",
                    "owner",
                    "李明",
                    "dueOn",
                    LocalDate.now(Json.ZONE).plusDays(30).toString()));
        body.put("actions", all);
        return body;
    }

    private String photo(byte[] bytes, String name) {
        return doctor.send("POST", "/api/attachments?name=" + name, bytes, Map.of("Content-Type", "image/jpeg"))
                .expect(201)
                .text("id");
    }

    private static byte[] picture(int width, int height, String format) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) image.setRGB(x, y, ((x * 255 / width) << 8) | (y % 256));
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document; a machine without a Chinese font has none, and says so. */
    private static PDDocument pdf(Client reader, String path, Map<String, String> headers) throws IOException {
        Client.Reply reply = reader.send("GET", path + "/report.pdf", null, headers);
        // each time it waits some seconds for copies that go on being made
        for (int i = 0; i < 30 && reply.text("type").endsWith("being-made"); i++)
            reply = reader.send("GET", path + "/report.pdf", null, headers);
        boolean noFont = reply.status() == 503 && reply.text("type").endsWith("pdf-font-missing");
        if (noFont) assertTrue(reply.text("detail").contains("fonts-noto-cjk"));
        // every other refusal is a failure
        assumeFalse(noFont, "this machine has no Chinese font");
        return Loader.loadPDF(reply.expect(200).response().body());
    }

    private static int images(PDDocument document) throws IOException {
        int count = 0;
        for (var page : document.getPages())
            for (var name : page.getResources().getXObjectNames())
                if (page.getResources().getXObject(name) instanceof PDImageXObject) count++;
        return count;
    }

    @Test
    void a_report_is_printed_in_chinese_with_its_photos_and_fonts() throws IOException {
        var path = visited();
        var photos = List.of(
                photo(picture(60, 40, "jpg"), "machine.jpg"),
                photo(picture(50, 80, "png"), "hall.png"),
                photo("%PDF-1.4 附件".getBytes(StandardCharsets.UTF_8), "plan.pdf"));
        doctor.post(path + "/report", report(photos, 2, 1)).expect(200);
        enterprise.client().get(path + "/report.pdf").expect(404);
        try (var draft = pdf(doctor, path, Map.of())) {
            assertTrue(new PDFTextStripper().getText(draft).contains("草稿"));
        }
        doctor.post(path + "/report-submission", report(photos, 2, 1)).expect(200);
        var reply = enterprise.client().get(path + "/report.pdf");
        assertTrue(
                reply.response().body().length < 700_000,
                () -> "weighs " + reply.response().body().length);
        try (var document = pdf(enterprise.client(), path, Map.of())) {
            var text = new PDFTextStripper().getText(document);
            for (var word : List.of(
                    "上门问诊报告",
                    "WZ-20",
                    "凤凰湖工业园区 8 号",
                    "李明 023-49000000",
                    "设备联网率偏低",
                    "龙门铣床没有联网",
                    "加装采集终端",
                    "严重",
                    "另附文件：plan.pdf",
                    "machine.jpg",
                    "问诊专家（签字）",
                    "第 1 页，共 ",
                    "75")) assertTrue(text.contains(word), () -> word + " is missing in\n" + text);
            assertFalse(text.contains("草稿"));
            assertEquals(2, images(document));
            for (var page : document.getPages())
                for (var name : page.getResources().getFontNames()) {
                    var font = page.getResources().getFont(name);
                    assertTrue(font.isEmbedded() && !font.isDamaged(), font::toString);
                    assertTrue(font.getName().matches("[A-Z]{6}\\+.*"), () -> font.getName() + " is no subset");
                }
        }
        try (var document = pdf(enterprise.client(), path, Map.of("Accept-Language", "en"))) {
            assertTrue(new PDFTextStripper().getText(document).contains("On-site Diagnosis Report"));
        }
    }

    /** Four hundred megabytes that would be one and a half gigabytes of pixels. */
    @Test
    void forty_large_photos_are_scaled_down_one_after_the_other() throws IOException {
        var path = visited();
        // a JPEG may be followed by anything, as cameras do with previews
        var bytes = Arrays.copyOf(picture(4_000, 3_000, "jpg"), 10 * 1024 * 1024 - 100);
        var first = photo(bytes, "p.jpg");
        var photos = new ArrayList<>(List.of(first));
        for (var id : Sql.column("""
            INSERT INTO attachment (name, type, size, sha256, content, uploaded_by, organisation_id)
            SELECT name, type, size, sha256, content, uploaded_by, organisation_id
            FROM attachment, generate_series(1, 39) WHERE id = ?::uuid RETURNING id\
            """, first)) photos.add(id.toString());
        doctor.post(path + "/report-submission", report(photos, 1, 1)).expect(200);
        try (var document = pdf(enterprise.client(), path, Map.of())) {
            assertEquals(40, images(document));
        }
        assertEquals(40L, Sql.<Long>value("""
            SELECT count(*) FROM photo_copy WHERE attachment_id = ANY (?::uuid[]) AND length(jpeg) < 700000\
            """, "{" + String.join(",", photos) + "}"));
    }

    @Test
    void what_claims_to_be_a_picture_and_is_none_holds_nobody_up() throws IOException {
        var path = visited();
        var broken = new byte[5_000];
        broken[0] = (byte) 0xff;
        broken[1] = (byte) 0xd8;
        broken[2] = (byte) 0xff;
        // 60,000 × 60,000 pixels in the header, and nothing behind it
        var bomb = picture(2, 2, "png");
        bomb[18] = (byte) 0xea;
        bomb[19] = 0x60;
        bomb[22] = (byte) 0xea;
        bomb[23] = 0x60;
        var photos = List.of(photo(broken, "broken.jpg"), photo(bomb, "bomb.png"));
        doctor.post(path + "/report-submission", report(photos, 1, 1)).expect(200);
        try (var document = pdf(enterprise.client(), path, Map.of())) {
            assertEquals(0, images(document));
            assertTrue(new PDFTextStripper().getText(document).contains("另附文件：bomb.png"));
        }
    }

    // ---- too much

    @Test
    void a_report_of_the_greatest_length_is_taken_and_printed() throws IOException {
        var path = visited();
        var full = report(List.of(), 30, 100);
        assertTrue(Client.JSON.writeValueAsBytes(full).length > 150_000);
        doctor.post(path + "/report-submission", full).expect(200);
        try (var document = pdf(enterprise.client(), path, Map.of())) {
            assertTrue(document.getNumberOfPages() > 5);
        }
    }

    @Test
    void fifty_megabytes_are_refused_and_the_draft_stays() {
        var path = visited();
        var saved = doctor.post(path + "/report", report(List.of(), 1, 1)).expect(200);
        var huge = new byte[50 * 1024 * 1024];
        Arrays.fill(huge, (byte) ' ');
        doctor.send("POST", path + "/report", huge, Map.of()).expect(413, "too-large");
        doctor.send("POST", path + "/report-submission", huge, Map.of()).expect(413, "too-large");
        doctor.send("POST", "/api/attachments?name=huge.jpg", huge, Map.of("Content-Type", "image/jpeg"))
                .expect(413, "too-large");
        doctor.send(
                        "POST",
                        "/api/attachments?name=tool.exe",
                        "MZ and the rest".getBytes(StandardCharsets.US_ASCII),
                        Map.of("Content-Type", "image/jpeg"))
                .expect(415, "unsupported-media");
        var many = new ArrayList<String>();
        for (int i = 0; i < 41; i++) many.add(UUID.randomUUID().toString());
        doctor.post(path + "/report", report(many, 1, 1)).expect(422, "invalid");
        var kept = doctor.get(path + "/report").expect(200);
        assertEquals(saved.body(), kept.body());
    }
}
