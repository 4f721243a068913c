package cn.yufu;

import static cn.yufu.Stories.BEIBEI;
import static cn.yufu.Stories.YUZHONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files: what is kept, under which name, and who may read it. */
class AttachmentTest {
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final byte[] PDF = "%PDF-1.7\n1 0 obj\n%%EOF".getBytes(StandardCharsets.US_ASCII);

    private final Stories.Member seller = Stories.provider(BEIBEI);

    private static Client.Reply upload(Client client, String name, byte[] content) {
        return client.send(
                "POST",
                "/api/attachments?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                content,
                Map.of(
                        "Content-Type",
                        "application/octet-stream",
                        "Idempotency-Key",
                        UUID.randomUUID().toString()));
    }

    private static byte[] zip(String... names) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("<x/>".getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void the_content_decides_the_type() {
        var client = seller.client();
        assertEquals("application/pdf", upload(client, "a", PDF).expect(201).text("type"));
        var png = bytes(0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0);
        assertEquals("image/png", upload(client, "a.pdf", png).expect(201).text("type"));
        assertEquals(
                "image/jpeg",
                upload(client, "a", bytes(0xff, 0xd8, 0xff, 0xe0)).expect(201).text("type"));
        assertEquals(
                OFFICE + "wordprocessingml.document",
                upload(client, "a", zip("[Content_Types].xml", "word/document.xml"))
                        .expect(201)
                        .text("type"));
        assertEquals(
                OFFICE + "spreadsheetml.sheet",
                upload(client, "a", zip("[Content_Types].xml", "xl/workbook.xml"))
                        .expect(201)
                        .text("type"));
    }

    @Test
    void what_is_none_of_these_or_two_at_once_is_refused() {
        var document = zip("[Content_Types].xml", "word/document.xml");
        var refused = new ArrayList<byte[]>(List.of(
                "<html><script>alert(1)</script>%PDF-1.7".getBytes(StandardCharsets.UTF_8),
                "MZ\u0090\u0000".getBytes(StandardCharsets.ISO_8859_1),
                "GIF89a".getBytes(StandardCharsets.US_ASCII),
                new byte[0],
                "PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1),
                zip("readme.txt"),
                zip("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"),
                zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
                zip("[Content_Types].xml", "word/document.xml", "../../etc/passwd"),
                joined(document, "<script>".getBytes(StandardCharsets.UTF_8)),
                joined("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), document),
                Arrays.copyOf(document, document.length - 5)));
        // the end says more entries than there are, or a directory elsewhere
        for (int at : List.of(document.length - 12, document.length - 6)) {
            var broken = document.clone();
            broken[at]++;
            refused.add(broken);
        }
        for (var content : refused)
            upload(seller.client(), "服务方案.docx", content).expect(415, "unsupported-media");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
        服务方案.pdf = 服务方案.pdf
        ../../etc/passwd = passwd.pdf
        C:\\Users\\me\\合同.PDF = 合同.pdf
        发票.pdf.exe = 发票.pdf.exe.pdf
        ... = 附件.pdf
        报价<script>"|.pdf = 报价script.pdf
        """)
    void names_lose_what_could_mislead(String given, String kept) {
        assertEquals(kept, upload(seller.client(), given, PDF).expect(201).text("name"));
    }

    @Test
    void a_name_can_not_be_reversed_broken_or_endless() {
        assertEquals(
                "报告fdp.exe.pdf",
                upload(seller.client(), "报告\u202Efdp.exe", PDF).expect(201).text("name"));
        var name = upload(seller.client(), "长".repeat(400), PDF).expect(201).text("name");
        assertEquals(120, name.length());
        var kept = upload(seller.client(), "a\"; filename=evil.html", PDF).expect(201);
        var disposition =
                seller.client().get("/api/attachments/" + kept.id()).expect(200).header("Content-Disposition");
        assertEquals(
                "attachment; filename=\"a__filename_evil.html.pdf\"; filename*=UTF-8''a%3B%20filename%3Devil.html.pdf",
                disposition);
    }

    @Test
    void ten_megabytes_are_the_limit_and_a_name_is_needed() {
        var most = Arrays.copyOf(PDF, 10 * 1024 * 1024);
        var kept = upload(seller.client(), "大.pdf", most).expect(201);
        assertEquals(most.length, kept.body().path("size").asInt());
        upload(seller.client(), "大.pdf", Arrays.copyOf(PDF, most.length + 1)).expect(413, "too-large");
        seller.client()
                .send("POST", "/api/attachments", PDF, Map.of("Content-Type", "application/pdf"))
                .expect(422, "invalid");
        upload(Client.visitor(), "a.pdf", PDF).expect(401);
        upload(Stories.auditor(), "a.pdf", PDF).expect(403);
    }

    @Test
    void a_draft_s_evidence_is_the_provider_s_until_it_is_on_sale() {
        var district = Stories.districtAdmin(BEIBEI);
        var kept = upload(seller.client(), "资质证书.pdf", PDF).expect(201);
        var path = "/api/attachments/" + kept.id();
        var mine = seller.client().get(path).expect(200);
        assertArrayEquals(PDF, mine.response().body());
        assertEquals("application/pdf", mine.header("Content-Type"));
        assertEquals("nosniff", mine.header("X-Content-Type-Options"));
        assertTrue(mine.header("Content-Disposition").startsWith("attachment;"));
        seller.client()
                .send("GET", path, null, Map.of("If-None-Match", mine.header("ETag")))
                .expect(304);
        for (var other : List.of(
                Client.visitor(),
                Stories.provider(BEIBEI).client(),
                Stories.enterprise(BEIBEI).client(),
                district)) other.get(path).expect(404);
        Stories.auditor().get(path).expect(200);

        var listing = new java.util.HashMap<String, Object>(Map.of(
                "title", "资质齐全的知识产权服务",
                "category", Stories.CATEGORY,
                "summary", "由持证人员办理",
                "description", "全程由持证代理师办理，按节点反馈进度。",
                "priceFen", 500_000));
        listing.put("evidenceIds", List.of(kept.id()));
        Stories.provider(BEIBEI).client().post("/api/listings", listing).expect(422, "invalid");
        var id = seller.client().post("/api/listings", listing).expect(201).id();
        district.get(path).expect(404);
        seller.client().post("/api/listings/" + id + "/submission").expect(200);
        district.get(path).expect(200);
        Stories.districtAdmin(YUZHONG).get(path).expect(404);
        Client.visitor().get(path).expect(404);
        district.post("/api/listings/" + id + "/approval").expect(200);
        Client.visitor().get(path).expect(200);
        seller.client().post("/api/listings/" + id + "/withdrawal").expect(200);
        Client.visitor().get(path).expect(404);
    }

    @Test
    void a_delivered_result_is_for_both_parties_and_their_administration() {
        var buyer = Stories.enterprise(YUZHONG);
        var kept = upload(seller.client(), "成果.pdf", PDF).expect(201);
        var order = Fixtures.order(buyer.organisationId(), seller.organisationId(), YUZHONG, "delivered");
        Sql.run("UPDATE purchase_order SET delivery_files = ARRAY[?::uuid] WHERE id = ?", kept.id(), order);
        var path = "/api/attachments/" + kept.id();
        for (var reader : List.of(
                buyer.client(),
                seller.client(),
                Stories.districtAdmin(YUZHONG),
                Stories.finance(),
                Stories.cityAdmin())) reader.get(path).expect(200);
        for (var other : List.of(Client.visitor(), Stories.enterprise(YUZHONG).client(), Stories.districtAdmin(BEIBEI)))
            other.get(path).expect(404);
    }

    @Test
    void what_nothing_refers_to_goes_after_a_day() {
        var unused = upload(seller.client(), "a.pdf", PDF).expect(201).id();
        var used = upload(seller.client(), "b.pdf", PDF).expect(201).id();
        var young = upload(seller.client(), "c.pdf", PDF).expect(201).id();
        seller.client()
                .post(
                        "/api/listings",
                        Map.of(
                                "title",
                                "草稿里的证明",
                                "category",
                                Stories.CATEGORY,
                                "priceFen",
                                1000,
                                "evidenceIds",
                                List.of(used)))
                .expect(201);
        Sql.run("UPDATE attachment SET created_at = now() - interval '25 hours' WHERE id IN (?, ?)", unused, used);
        new cn.yufu.attachment.AttachmentRoutes(TestServer.app().db)
                .forgetUnused()
                .await();
        seller.client().get("/api/attachments/" + unused).expect(404);
        seller.client().get("/api/attachments/" + used).expect(200);
        seller.client().get("/api/attachments/" + young).expect(200);
    }
}
