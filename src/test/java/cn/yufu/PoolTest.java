package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.db.Db;
import cn.yufu.http.Constraints;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Connections to the database: every limit holds, what cannot be served is refused at once, and none is ever lost. */
final class PoolTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String SLOW = """
        CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); RETURN NEW; END $$;
        CREATE TRIGGER dawdle BEFORE INSERT ON service_category FOR EACH ROW EXECUTE FUNCTION dawdle()\
        """;
    private static OwnServer own;
    private static Db db;

    @BeforeAll
    static void start() {
        own = new OwnServer("pool_test", Map.of());
        db = new Db(VERTX, own.database.url());
    }

    @AfterAll
    static void stop() {
        db.close().await();
        VERTX.close().await();
        own.close();
    }

    @Test
    void the_database_knows_every_limit() {
        var limits = new HashMap<>(Map.of(
                "statement_timeout", "5s",
                "lock_timeout", "2s",
                "idle_in_transaction_session_timeout", "10s",
                "transaction_timeout", "15s",
                "application_name", "yufu",
                "role", "yufu_app"));
        if ((Integer) own.database
                        .run("SELECT current_setting('server_version_num')::int")
                        .getFirst()
                < 170_000) limits.remove("transaction_timeout");
        for (var sql : List.of(db.read(), db.write()))
            limits.forEach((name, value) -> assertEquals(
                    value,
                    sql.one("SHOW " + name, Tuple.tuple(), row -> row.getString(0))
                            .await(),
                    name));
    }

    @Test
    void background_work_may_take_longer_and_only_in_its_own_transaction() {
        var show = "SELECT current_setting('statement_timeout') || ' ' || current_setting('transaction_timeout', true)";
        var within = db.transaction(sql -> Db.patient(sql, Duration.ofMinutes(1))
                        .compose(set -> sql.one(show, Tuple.tuple(), row -> row.getString(0))))
                .await();
        assertTrue(within.equals("1min 0") || within.equals("1min "), within);
        for (int i = 0; i < 2 * Db.WRITERS; i++)
            assertTrue(db.write()
                    .one(show, Tuple.tuple(), row -> row.getString(0))
                    .await()
                    .startsWith("5s "));
    }

    @Test
    void a_statement_that_takes_too_long_and_a_lock_that_does_not_come_are_problems_that_pass() {
        var admin = own.cityAdmin();
        var category = Map.of(
                "code",
                "slow-one",
                "name",
                "慢服务",
                "nameEn",
                "Slow",
                "description",
                "慢",
                "descriptionEn",
                "Slow",
                "parent",
                "legal-aid",
                "policyItem",
                21,
                "validFrom",
                "2099-01-01");
        own.database.run("BEGIN");
        own.database.run("LOCK TABLE service_category IN SHARE MODE");
        var locked = admin.post("/api/categories", category);
        own.database.run("ROLLBACK");
        own.database.run(SLOW);
        try {
            for (var reply : List.of(
                    admin.post("/api/categories", category),
                    admin.send("POST", "/api/categories", category, Map.of()))) {
                reply.expect(503, "unavailable");
                assertEquals("2", reply.header("Retry-After"));
            }
        } finally {
            own.database.run("DROP FUNCTION dawdle CASCADE");
        }
        locked.expect(409, "in-progress");
        assertEquals("1", locked.header("Retry-After"));
        // the server's own duties take connections for moments; one that is kept would stay
        Await.until(() -> own.server.app.db.writing() == 0);
        admin.post("/api/categories", category).expect(201);
    }

    @Test
    void a_slow_read_holds_up_nobody() {
        var slow = db.read().one("SELECT 1 AS one, pg_sleep(4)", Tuple.tuple(), row -> 1);
        for (int i = 0; i < 20; i++)
            db.read().one("SELECT 1 AS one", Tuple.tuple(), row -> 1).await();
        assertFalse(slow.isComplete());
        slow.await();
    }

    @Test
    void reads_share_connections_and_what_finds_no_room_in_the_queue_is_refused_at_once() {
        assertEquals(0, refused(2 * Db.READERS), "which opens every connection");
        // more than wait and have a connection each
        assertEquals(0, refused(Db.WAITING + Db.READERS + 1), "statements are not sent ahead");
        int most = 3_000;
        int refused = refused(most);
        assertTrue(refused > 0 && refused <= most - Db.WAITING, refused + " of " + most);
        assertEquals(0, db.reading());
    }

    /** Asked all at once: how many of so many reads find no room; each must be a 503 to come back after. */
    private static int refused(int reads) {
        var done = Promise.<Integer>promise();
        VERTX.runOnContext(here -> {
            var asked = new ArrayList<Future<Integer>>();
            for (int i = 0; i < reads; i++) asked.add(db.read().one("SELECT 1 AS one", Tuple.tuple(), row -> 1));
            Future.join(asked)
                    .onComplete(all -> done.complete((int) asked.stream()
                            .filter(Future::failed)
                            .peek(read -> assertUnavailable(read.cause()))
                            .count()));
        });
        return done.future().await();
    }

    private static void assertUnavailable(Throwable cause) {
        var failure = Constraints.failure(cause);
        if (failure == null) throw new AssertionError("a defect of ours?", cause);
        assertEquals(503, failure.status(), cause.toString());
        assertTrue(failure.extra().containsKey("retryAfter"));
    }

    @Test
    void after_every_connection_was_cut_many_times_under_load_the_whole_pool_is_there() throws Exception {
        for (int round = 0; round < 12; round++) {
            var asked = new ArrayList<Future<?>>();
            for (int i = 0; i < 25; i++) {
                asked.add(db.write().one("SELECT 1 AS one, pg_sleep(0.01)", Tuple.tuple(), row -> 1));
                asked.add(db.read().one("SELECT 1 AS one, pg_sleep(0.01)", Tuple.tuple(), row -> 1));
                asked.add(db.transaction(sql -> sql.one("SELECT 1 AS one, pg_sleep(0.005)", Tuple.tuple(), row -> 1)
                        .compose(one -> sql.one("SELECT 2 AS two", Tuple.tuple(), row -> 2))));
            }
            own.database.run("""
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'yufu'\
                """);
            Future.join(asked).otherwiseEmpty().await(30, TimeUnit.SECONDS);
            asked.stream().filter(Future::failed).forEach(one -> assertUnavailable(one.cause()));
        }
        assertEquals(0, db.writing());
        assertEquals(0, db.reading());
        wholePool(db);
        wholePool(own.server.app.db);
        own.cityAdmin().post("/api/categories/" + UUID.randomUUID()).expect(404);
    }

    /** Every connection at the same time, which a single lost one would make impossible. */
    private static void wholePool(Db of) throws Exception {
        var got = new ArrayList<io.vertx.sqlclient.SqlConnection>();
        // background work of a server may hold one for a moment
        for (int i = 0; i < Db.WRITERS; i++)
            got.add(Objects.requireNonNull(of.connection().await(10, TimeUnit.SECONDS)));
        for (var connection : got) of.release(connection).await();
    }

    @Test
    void what_is_under_way_is_measured() {
        var metrics = Client.at(own.managementUrl(), null).get("/metrics").expect(200);
        var text = new String(metrics.response().body(), java.nio.charset.StandardCharsets.UTF_8);
        for (var name : List.of(
                "yufu_database_statements{pool=\"reads\"}",
                "yufu_database_statements{pool=\"writes\"}",
                "vertx_http_server_active_requests",
                "vertx_pool_in_use{pool_name=\"writes\",pool_type=\"sql\"}"))
            assertTrue(text.contains(name), () -> name + " is not in\n" + text);
    }
}
