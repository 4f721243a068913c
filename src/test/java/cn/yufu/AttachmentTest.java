package cn.yufu;

import static cn.yufu.Stories.BEIBEI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files are told by their content, kept under a harmless name, and seen only by those whom they concern. */
class AttachmentTest {
    private static final byte[] PDF = "%PDF-1.7\n报告".getBytes(StandardCharsets.UTF_8);

    private static Client.Reply upload(Client client, String name, byte[] content) {
        var query = java.net.URLEncoder.encode(name, StandardCharsets.UTF_8);
        return client.send(
                "POST", "/api/attachments?name=" + query, content, Map.of("Content-Type", "application/octet-stream"));
    }

    @Test
    void a_file_is_for_its_organisation_and_always_a_download() {
        var seller = Stories.provider(BEIBEI);
        var kept = upload(seller.client(), "../../执业证书.exe", PDF).expect(201);
        assertEquals("执业证书.pdf", kept.text("name"));
        var path = "/api/attachments/" + kept.id();
        var file = seller.client().get(path).expect(200);
        assertTrue(file.header("Content-Disposition").startsWith("attachment;"));
        assertEquals("nosniff", file.header("X-Content-Type-Options"));
        Stories.provider(BEIBEI).client().get(path).expect(404);
        Client.visitor().get(path).expect(404);
        Stories.auditor().get(path).expect(200);
    }

    @Test
    void what_is_not_one_of_the_kinds_is_refused_whatever_it_is_called() {
        var seller = Stories.provider(BEIBEI).client();
        upload(seller, "a.pdf", "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8))
                .expect(415);
        upload(seller, "a.docx", "PK\u0003\u0004 anything".getBytes(StandardCharsets.UTF_8))
                .expect(415);
        upload(seller, "", PDF).expect(422);
        upload(seller, "a.pdf", new byte[10 * 1024 * 1024 + 1]).expect(413);
    }
}
