package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.db.Db;
import cn.yufu.notification.Mailer;
import cn.yufu.notification.Outbox;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail leaves once, however often the mail server, a node or one address fails. */
final class OutboxTest {
    private static final String URL = "https://yufu.example.cn";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Vertx VERTX = Vertx.vertx();
    private static OwnDatabase database;
    private static Db db;

    private GreenMail server;

    @BeforeAll
    static void create() {
        database = new OwnDatabase("outbox_test");
        db = new Db(VERTX, database.url());
    }

    @AfterAll
    static void close() {
        db.close().await();
        VERTX.close().await();
        database.close();
    }

    @BeforeEach
    void clean() {
        database.run("DELETE FROM notification");
        database.run("DELETE FROM letter");
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static Outbox outbox(int port) {
        var at = new Mailer.Server("127.0.0.1", port, null, null, false);
        var sender = "渝服 <no-reply@yufu.example.cn>";
        return new Outbox(
                db, new Mailer(VERTX, Future.succeededFuture(at), sender, URL, Mailer.SILENCE), URL, Mails.NO_DIARY);
    }

    private static UUID account(String email, String locale) {
        return (UUID) database.run("""
            INSERT INTO account (username, name, email, email_confirmed_at, role, locale)
            VALUES (?, '王芳', ?, now(), 'city-admin', ?) RETURNING id\
            """, "reader" + NUMBER.incrementAndGet(), email, locale)
                .getFirst();
    }

    private static UUID notice(UUID account, String data) {
        return (UUID) database.run("""
            INSERT INTO notification (account_id, kind, subject_kind, subject_id, data, mail_state)
            VALUES (?, 'order.return', 'order', gen_random_uuid(), ?::jsonb, 'due') RETURNING id\
            """, account, data).getFirst();
    }

    private static UUID notice(String email) {
        return notice(account(email, "zh-CN"), "{\"number\":\"DD-1\",\"reason\":\"缺材料\",\"audience\":\"enterprise\"}");
    }

    private static Object field(String column, UUID id) {
        return database.run("SELECT " + column + " FROM notification WHERE id = ?", id)
                .getFirst();
    }

    private MimeMessage only() {
        var messages = server.getReceivedMessages();
        assertEquals(1, messages.length);
        return messages[0];
    }

    private static List<String> parts(MimeMessage message) throws Exception {
        var parts = (MimeMultipart) message.getContent();
        return List.of(
                parts.getBodyPart(0).getContent().toString(),
                parts.getBodyPart(1).getContent().toString());
    }

    @Test
    void a_notice_arrives_as_text_and_html_with_its_link_under_the_id_of_its_row() throws Exception {
        var id = notice("wang@example.cn");
        outbox(server.getSmtp().getPort()).round();
        var mail = only();
        assertEquals("【渝服】订单 DD-1 被退回补充", mail.getSubject());
        assertEquals("<" + id + "@yufu.example.cn>", mail.getMessageID());
        assertEquals("wang@example.cn", mail.getAllRecipients()[0].toString());
        assertTrue(mail.getFrom()[0].toString().contains("no-reply@yufu.example.cn"));
        var link = URL + "/desk/orders/" + field("subject_id", id);
        assertTrue(parts(mail).get(0).contains("订单被退回。原因：缺材料。"));
        assertTrue(parts(mail).get(0).contains(link));
        assertTrue(parts(mail).get(1).contains("<a href=\"" + link + "\">"));
        assertEquals("sent", field("mail_state", id));
    }

    @Test
    void an_english_reader_gets_english() throws Exception {
        notice(account("en@example.cn", "en"), "{\"number\":\"DD-2\",\"audience\":\"enterprise\"}");
        outbox(server.getSmtp().getPort()).round();
        assertEquals("[Yufu] Order DD-2 returned", only().getSubject());
    }

    @Test
    void a_letters_secret_is_forgotten_once_it_has_left() throws Exception {
        database.run("""
            INSERT INTO letter (kind, recipient, locale, data) VALUES
              ('confirm-email', 'new@example.cn', 'zh-CN', '{"token":"s3cret","organisation":"重庆某厂"}')\
            """);
        outbox(server.getSmtp().getPort()).round();
        assertTrue(parts(only()).get(0).contains(URL + "/login#confirm=s3cret"));
        assertEquals(
                "{\"organisation\": \"重庆某厂\"}",
                database.run("SELECT data::text FROM letter").getFirst());
    }

    @Test
    void while_the_mail_server_is_away_nothing_is_lost_and_afterwards_it_arrives_once() throws Exception {
        int port = server.getSmtp().getPort();
        server.stop();
        var id = notice("patient@example.cn");
        var outbox = outbox(port);
        for (int i = 0; i < 20; i++) outbox.round();
        assertEquals("due", field("mail_state", id));
        assertEquals(0, field("attempts", id), "an outage is not the mail's fault");
        assertTrue(field("last_error", id).toString().contains("Connection refused"));
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!field("mail_state", id).equals("sent") && System.nanoTime() < deadline) {
            outbox.round();
            Thread.sleep(100);
        }
        for (int i = 0; i < 3; i++) outbox.round();
        only();
    }

    @Test
    void two_workers_never_send_the_same_mail() {
        var reader = account("both@example.cn", "zh-CN");
        IntStream.range(0, 200).forEach(i -> notice(reader, "{\"number\":\"DD-" + i + "\"}"));
        int port = server.getSmtp().getPort();
        var workers = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    var outbox = outbox(port);
                    while (outbox.round()) {
                        // until nothing is due
                    }
                }))
                .toList();
        workers.forEach(CompletableFuture::join);
        assertEquals(List.of(200L), database.run("SELECT count(*) FROM notification WHERE mail_state = 'sent'"));
        assertEquals(200, server.getReceivedMessages().length);
        assertEquals(
                200,
                Arrays.stream(server.getReceivedMessages())
                        .map(OutboxTest::id)
                        .distinct()
                        .count());
    }

    @Test
    void a_worker_that_died_gives_its_mail_back_and_the_copy_has_the_same_id() {
        var id = notice("twice@example.cn");
        var outbox = outbox(server.getSmtp().getPort());
        outbox.round();
        // as if the node had died between the mail server's yes and its note of it
        database.run("UPDATE notification SET mail_state = 'due', lease_until = now() + interval '1 minute'");
        outbox.round();
        assertEquals(1, server.getReceivedMessages().length, "somebody else's claim holds");
        database.run("UPDATE notification SET lease_until = now() - interval '1 second'");
        outbox.round();
        assertEquals(
                List.of(id + "@yufu.example.cn", id + "@yufu.example.cn"),
                Arrays.stream(server.getReceivedMessages()).map(OutboxTest::id).toList());
    }

    @Test
    void one_bad_recipient_holds_up_nobody_and_is_given_up_after_twelve_attempts() {
        var faulty = new FaultySmtp(VERTX);
        var refused = notice("refused@example.cn");
        var dropped = notice("dropped@example.cn");
        var good = notice("good@example.cn");
        var outbox = outbox(faulty.port());
        outbox.round();
        assertEquals("sent", field("mail_state", good));
        assertEquals("due", field("mail_state", refused));
        for (int i = 1; i < 12; i++) {
            assertEquals(i, field("attempts", refused));
            assertTrue(
                    (Boolean) field("next_attempt_at > now() + least(" + i + ", 8) * interval '10 seconds'", refused));
            database.run("UPDATE notification SET next_attempt_at = now()");
            outbox.round();
        }
        assertEquals("given-up", field("mail_state", refused));
        assertEquals("given-up", field("mail_state", dropped));
        assertTrue(field("last_error", refused).toString().contains("no such mailbox"));
        assertEquals(List.of("good@example.cn"), faulty.taken);
        faulty.close();
    }

    @Test
    void line_breaks_in_data_add_neither_header_nor_recipient() throws Exception {
        notice(account("one@example.cn", "zh-CN"), """
            {"number":"DD-3\\r\\nBcc: spy@evil.example\\r\\nX-Evil: 1","reason":"a\\r\\n.\\r\\nMAIL FROM:<x@evil>","audience":"enterprise"}\
            """);
        var bad = List.of(
                        "a@example.cn\r\nBcc: spy@evil.example",
                        "a@example.cn,b@evil.example",
                        "x y@example.cn",
                        "<a@b>")
                .stream()
                .map(OutboxTest::notice)
                .toList();
        var outbox = outbox(server.getSmtp().getPort());
        while (outbox.round()) {
            // until nothing is due
        }
        var mail = only();
        assertEquals(1, mail.getAllRecipients().length);
        assertEquals(null, mail.getHeader("X-Evil"));
        assertEquals(null, mail.getHeader("Bcc"));
        assertEquals("【渝服】订单 DD-3 Bcc: spy@evil.example X-Evil: 1 被退回补充", mail.getSubject());
        for (var id : bad) assertEquals("given-up", field("mail_state", id));
    }

    @Test
    void who_has_turned_mail_off_since_gets_none() {
        var id = notice("quiet@example.cn");
        database.run("UPDATE account SET mail_notices = false WHERE email = 'quiet@example.cn'");
        outbox(server.getSmtp().getPort()).round();
        assertEquals("none", field("mail_state", id));
        assertFalse(server.waitForIncomingEmail(100, 1));
    }

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID().replaceAll("[<>]", "");
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
