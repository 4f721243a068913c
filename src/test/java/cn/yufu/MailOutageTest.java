package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.yufu.db.Db;
import cn.yufu.notification.Mailer;
import cn.yufu.notification.Outbox;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a mail server does instead of taking mail, no mail is lost over it. */
final class MailOutageTest {
    private static final String URL = "https://yufu.example.cn";
    private static final Vertx VERTX = Vertx.vertx();
    private static OwnDatabase database;
    private static Db db;
    private static UUID reader;

    private FaultySmtp faulty;

    @BeforeAll
    static void create() {
        database = new OwnDatabase("mail_outage_test");
        db = new Db(VERTX, database.url());
        reader = (UUID) database.run("""
            INSERT INTO account (username, name, email, email_confirmed_at, role)
            VALUES ('reader', '王芳', 'wang@example.cn', now(), 'city-admin') RETURNING id\
            """).getFirst();
    }

    @AfterAll
    static void close() {
        db.close().await();
        VERTX.close().await();
        database.close();
    }

    @BeforeEach
    void start() {
        database.run("DELETE FROM notification");
        faulty = new FaultySmtp(VERTX);
    }

    @AfterEach
    void stop() {
        faulty.close();
    }

    private Outbox outbox(Duration silence) {
        var at = new Mailer.Server("127.0.0.1", faulty.port(), null, null, false);
        var sender = "渝服 <no-reply@yufu.example.cn>";
        return new Outbox(db, new Mailer(VERTX, Future.succeededFuture(at), sender, URL, silence), URL, Mails.NO_DIARY);
    }

    private static List<UUID> notices(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (UUID) database.run("""
                    INSERT INTO notification (account_id, kind, subject_kind, subject_id, data, mail_state)
                    VALUES (?, 'order.return', 'order', gen_random_uuid(), '{"number": "DD-1", "audience": "enterprise"}', 'due')
                    RETURNING id\
                    """, reader).getFirst())
                .toList();
    }

    private static List<Object> states() {
        return database.run("SELECT DISTINCT mail_state FROM notification");
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultySmtp.Mood.class,
            names = {"SILENT", "BUSY", "CLOSED_FOR_TODAY", "NO_SERVICE", "SENDER_REFUSED", "FORGETFUL"})
    void however_the_mail_server_fails_every_mail_arrives_once_it_works_again(FaultySmtp.Mood mood) {
        faulty.mood = mood;
        var ids = notices(3);
        var outbox = outbox(Duration.ofSeconds(2));
        // beyond the last attempt of a bad mail; only the busy one speaks about the mail, and is believed some day
        database.run("UPDATE notification SET attempts = ?", mood == FaultySmtp.Mood.BUSY ? 5 : 11);
        for (int i = 0; i < 3; i++) {
            database.run("UPDATE notification SET next_attempt_at = now()");
            outbox.round();
        }
        assertEquals(List.of("due"), states());
        assertEquals(List.of(), faulty.taken);
        faulty.mood = FaultySmtp.Mood.WELL;
        long deadline = System.nanoTime() + 40_000_000_000L;
        while (faulty.taken.size() < ids.size() && System.nanoTime() < deadline) {
            database.run("UPDATE notification SET next_attempt_at = now()");
            outbox.round();
            LockSupport.parkNanos(50_000_000L);
        }
        for (int i = 0; i < 3; i++) outbox.round();
        assertEquals(
                ids.stream().map(id -> "<" + id + "@yufu.example.cn>").sorted().toList(),
                faulty.ids.stream().sorted().toList());
        assertEquals(List.of("sent"), states());
    }

    /** As the server runs it; its first words were lost when the mail client ran on a virtual thread, too. */
    @Test
    void on_a_virtual_thread_every_new_connection_hears_the_greeting() throws Exception {
        notices(160);
        // a new client each time, and so new connections
        var outboxes = IntStream.range(0, 41)
                .mapToObj(i -> outbox(Mailer.SILENCE))
                .toList()
                .iterator();
        var done = Promise.<Void>promise();
        var work = new VerticleBase() {
            @Override
            public Future<?> start() {
                while (outboxes.next().round()) Thread.onSpinWait();
                done.complete();
                return Future.succeededFuture();
            }
        };
        VERTX.deployVerticle(work, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
        done.future().await(40, TimeUnit.SECONDS);
        assertEquals(160, faulty.taken.size());
    }
}
