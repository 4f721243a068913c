package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Mail as the administrators follow it, and as sample mode shows it. */
final class DevMailboxTest {
    private static UUID letter(String recipient, String state) {
        return Sql.value("""
            INSERT INTO letter (kind, recipient, locale, data, mail_state, attempts, last_error)
            VALUES ('reset-password', ?, 'zh-CN', '{"token":"t0ken","name":"<b>王芳</b>"}', ?, 12, '550 no') RETURNING id\
            """, recipient, state);
    }

    private static void awaitSent(UUID id) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (Sql.value("SELECT mail_state FROM letter WHERE id = ?", id).equals("sent")) return;
            Thread.sleep(50);
        }
        throw new AssertionError("not sent: " + id);
    }

    private static Client.Reply page(String path) {
        return Client.visitor().send("GET", path, null, Map.of());
    }

    private static String html(Client.Reply reply) {
        return new String(reply.expect(200).response().body(), StandardCharsets.UTF_8);
    }

    @Test
    void mail_that_was_given_up_is_seen_and_tried_again() throws InterruptedException {
        var id = letter("again@example.cn", "given-up");
        var city = Stories.cityAdmin();
        var item = city.get("/api/outbox?state=given-up")
                .expect(200)
                .body()
                .path("items")
                .get(0);
        assertEquals(id.toString(), item.path("id").asText());
        assertEquals("【渝服】重新设置登录密码", item.path("subject").asText());
        assertFalse(item.toString().contains("t0ken"));
        Stories.auditor().get("/api/outbox").expect(200);
        Stories.auditor().post("/api/outbox/" + id + "/retry").expect(403, "forbidden");
        Stories.provider(Stories.BEIBEI).client().get("/api/outbox").expect(403, "forbidden");
        city.post("/api/outbox/" + UUID.randomUUID() + "/retry").expect(404, "not-found");
        assertEquals(
                "due", city.post("/api/outbox/" + id + "/retry").expect(200).text("state"));
        awaitSent(id);
        city.post("/api/outbox/" + id + "/retry").expect(409, "state-conflict");
        assertEquals(1L, (Long) Sql.value("SELECT count(*) FROM event WHERE subject_id = ? AND action = 'retry'", id));
    }

    @Test
    void sample_mode_shows_its_mail_as_harmless_text_under_a_strict_policy() throws InterruptedException {
        var id = letter("shown@example.cn", "due");
        awaitSent(id);
        var list = page("/dev/mailbox");
        assertTrue(html(list).contains("shown@example.cn"));
        var policy = list.header("Content-Security-Policy");
        assertTrue(policy.contains("default-src 'none'") && !policy.contains("unsafe"), policy);
        var mail = html(page("/dev/mailbox/" + id));
        assertTrue(mail.contains("&lt;b&gt;王芳&lt;/b&gt;"), mail);
        var link = TestServer.url() + "/login#reset=t0ken";
        assertTrue(mail.contains("<a href=\"" + link + "\">" + link + "</a>"), mail);
        var source = page("/dev/mailbox/" + id + "/source");
        assertEquals("text/plain; charset=utf-8", source.header("Content-Type"));
        assertTrue(html(source).contains("Message-ID: <" + id + "@localhost>"));
        page("/dev/mailbox/" + UUID.randomUUID()).expect(404);
    }
}
