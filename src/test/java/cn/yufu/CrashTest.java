package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The process is killed in the middle of its work: what it has acknowledged holds, and nothing is there by half. */
class CrashTest {
    private static final int KILLS = 2;

    @Test
    void a_killed_process_loses_nothing_that_it_acknowledged_and_repeats_its_answers() throws Exception {
        var vertx = Vertx.vertx();
        var smtp = new FaultySmtp(vertx);
        var database = new OwnDatabase("crash_test");
        var environment = OwnServer.environment(Map.of(
                "YUFU_DATABASE_URL", database.url(),
                "YUFU_SMTP_HOST", "127.0.0.1",
                "YUFU_SMTP_PORT", Integer.toString(smtp.port())));
        var traffic = new Traffic(database, Config.read(environment));
        try {
            for (int round = 0; round < KILLS; round++) {
                var child = ChildYufu.started(environment);
                traffic.assertRepeated(); // what the one before it answered
                // killed when a mail has been taken, before it can be noted as sent
                var taken = new CountDownLatch(3);
                smtp.onTaken = () -> {
                    taken.countDown();
                    if (taken.getCount() == 0) child.kill();
                };
                traffic.begin();
                assertTrue(taken.await(60, TimeUnit.SECONDS), "no mail left");
                traffic.end();
                child.kill();
                smtp.onTaken = () -> {};
                // as if the claims of the dead had run out
                database.run("UPDATE notification SET lease_until = now(), next_attempt_at = now() WHERE mail_state ="
                        + " 'due'");
            }
            try (var last = ChildYufu.started(environment)) {
                traffic.assertRepeated();
                traffic.assertNothingByHalf();
                assertMailed(database, smtp);
            }
        } finally {
            smtp.close();
            database.close();
            vertx.close().await();
        }
    }

    /** Each mail arrives, at most once more for each kill, and under the same id. */
    private static void assertMailed(OwnDatabase database, FaultySmtp smtp) throws InterruptedException {
        for (int i = 0; i < 600 && due(database) > 0; i++) Thread.sleep(50);
        assertEquals(0, due(database));
        var sent = database.run("SELECT '<' || id || '@localhost>' FROM notification WHERE mail_state = 'sent'");
        assertEquals(
                List.copyOf(sent.stream().sorted().toList()),
                smtp.ids.stream().distinct().sorted().toList());
        for (var id : sent) {
            long copies = smtp.ids.stream().filter(id::equals).count();
            assertTrue(copies >= 1 && copies <= 1 + KILLS, id + " came " + copies + " times");
        }
        // no more than were under way at once
        assertTrue(smtp.ids.size() - sent.size() <= 4 * KILLS, smtp.ids.size() + " mails for " + sent.size());
    }

    private static long due(OwnDatabase database) {
        return (Long) database.run("SELECT count(*) FROM notification WHERE mail_state = 'due'")
                .getFirst();
    }
}
