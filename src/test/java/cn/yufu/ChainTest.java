package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.audit.Verification;
import cn.yufu.audit.Verification.Verdict;
import cn.yufu.db.Db;
import cn.yufu.event.Sealer;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody alters the history unseen, not even a superuser of the database. */
final class ChainTest {
    private static final int EVENTS = 60;
    private static final int TAMPERINGS = Integer.getInteger("yufu.tamperings", 1_000);
    private static final Vertx VERTX = Vertx.vertx();
    private static OwnDatabase database;
    private static Db db;

    @BeforeAll
    static void found() {
        database = new OwnDatabase("chain_test");
        db = new Db(VERTX, database.url());
        // every column with and without a value, Chinese and signs beyond the basic plane
        database.run("""
            INSERT INTO event (at, actor_id, actor_name, actor_role, actor_organisation, subject_kind, subject_id,
              subject_number, action, from_state, to_state, reason, detail, enterprise_id, provider_id, division_code)
            SELECT now() - (100 - i) * interval '1.000001 seconds', CASE WHEN i % 2 = 0 THEN uuidv7() END,
              CASE WHEN i % 2 = 0 THEN '王芳😀' END, CASE WHEN i % 3 = 0 THEN 'enterprise' END,
              CASE WHEN i % 5 = 0 THEN '重庆某厂' END, 'order', uuidv7(), CASE WHEN i % 7 > 0 THEN 'DD-' || i END, 'approval',
              CASE WHEN i % 2 > 0 THEN 'submitted' END, CASE WHEN i % 3 > 0 THEN 'approved' END,
              CASE WHEN i % 4 = 0 THEN E'一,\\n二:三' END, jsonb_build_object('i', i, 't', '𠮷'),
              CASE WHEN i % 5 > 0 THEN uuidv7() END, CASE WHEN i % 6 > 0 THEN uuidv7() END,
              CASE WHEN i % 7 = 0 THEN '500109' END
            FROM generate_series(1, #N) AS i\
            """.replace("#N", Integer.toString(EVENTS)));
        new Sealer(db).seal().await();
        database.run("CREATE TABLE event_kept AS SELECT * FROM event");
        database.run("CREATE TABLE seal_kept AS SELECT * FROM event_seal");
        // as a superuser who turns triggers and foreign keys off
        database.run("SET session_replication_role = replica");
    }

    @AfterAll
    static void close() {
        db.close().await();
        VERTX.close().await();
        database.close();
    }

    @BeforeEach
    void asItWas() {
        database.run("""
            DELETE FROM event; DELETE FROM event_seal; DELETE FROM audit_anchor;
            INSERT INTO event SELECT * FROM event_kept; INSERT INTO event_seal SELECT * FROM seal_kept\
            """);
    }

    private static Verdict verify(long seen) {
        return new Verification(db, () -> seen).run().await();
    }

    private static void anchor() {
        database.run("""
            INSERT INTO audit_anchor (day, position, hash)
            SELECT current_date, position, hash FROM event_seal ORDER BY position DESC LIMIT 1\
            """);
    }

    @Test
    void an_untouched_history_verifies() {
        anchor();
        var verdict = verify(EVENTS);
        assertTrue(verdict.ok(), verdict::toString);
        assertEquals(EVENTS, verdict.checked());
        assertEquals(EVENTS, verdict.sealedTo());
        assertEquals(0, verdict.pending());
        assertNull(verdict.firstBroken());
    }

    @Test
    void the_application_itself_may_neither_change_nor_remove() {
        for (var statement : List.of(
                "UPDATE event SET reason = 'x'",
                "DELETE FROM event",
                "UPDATE event_seal SET hash = ''",
                "DELETE FROM event_seal",
                "TRUNCATE event CASCADE",
                "DELETE FROM audit_anchor",
                "ALTER TABLE event DISABLE TRIGGER ALL")) {
            var refused = db.write()
                    .update(statement, io.vertx.sqlclient.Tuple.tuple())
                    .map(done -> "done")
                    .otherwise("refused");
            assertEquals("refused", refused.await(), statement);
        }
    }

    @Test
    void every_tampering_is_found() {
        long seed = Long.getLong("yufu.seed", System.nanoTime());
        var random = new Random(seed);
        anchor();
        database.run("CREATE TABLE anchor_kept AS SELECT * FROM audit_anchor");
        for (int n = 0; n < TAMPERINGS; n++) {
            var what = Tampering.of(random, EVENTS);
            database.run(what);
            var verdict = verify(0);
            int number = n;
            assertFalse(verdict.ok(), () -> "seed " + seed + ", tampering " + number + " unseen: " + what);
            asItWas();
            database.run("INSERT INTO audit_anchor SELECT * FROM anchor_kept");
        }
        assertTrue(verify(EVENTS).ok());
    }

    @Test
    void an_event_that_was_slipped_in_long_after_its_time_is_no_part_of_the_chain() {
        database.run("""
            INSERT INTO event (at, subject_kind, subject_id, action)
            VALUES (now() - interval '2 days', 'order', uuidv7(), 'forged')\
            """);
        new Sealer(db).seal().await();
        var verdict = verify(0);
        assertFalse(verdict.ok());
        assertEquals(1, verdict.strays());
        assertNull(verdict.firstBroken());
    }

    @Test
    void a_chain_that_was_cut_off_at_its_end_is_found_by_an_anchor_or_by_who_has_seen_more() {
        anchor();
        database.run("DELETE FROM event" + Tampering.ofSeal("> 50") + "; DELETE FROM event_seal WHERE position > 50");
        assertEquals(51L, verify(0).firstBroken());
        database.run("DELETE FROM audit_anchor");
        assertTrue(
                verify(50).ok(), "without an anchor a shorter chain is a whole chain: hence the mail to the auditors");
        assertEquals(51L, verify(60).firstBroken());
        database.run("DELETE FROM event; DELETE FROM event_seal");
        assertEquals(1L, verify(60).firstBroken());
    }

    @Test
    void after_a_stop_what_was_not_sealed_yet_is_sealed() {
        var late = database.run("""
            INSERT INTO event (at, subject_kind, subject_id, action)
            VALUES (now() - interval '90 minutes', 'order', uuidv7(), 'late') RETURNING id\
            """).getFirst();
        new Sealer(db).seal().await();
        assertEquals(List.of(EVENTS + 1L), database.run("SELECT position FROM event_seal WHERE event_id = ?", late));
        assertTrue(verify(EVENTS + 1).ok());
    }

    /** An import's transaction may last longer than a usual round looks back, and its events fill several rounds. */
    @Test
    void a_great_many_events_of_one_long_transaction_are_sealed_one_round_after_the_other() {
        var sealer = new Sealer(db);
        sealer.seal().await();
        database.run("""
            INSERT INTO event (at, subject_kind, subject_id, action)
            SELECT now() - interval '40 seconds', 'order', uuidv7(), 'import' FROM generate_series(1, 4500)\
            """);
        while (sealer.seal().await()) {}
        assertTrue(verify(EVENTS + 4500).ok());
        assertEquals(List.of(EVENTS + 4500L), database.run("SELECT max(position) FROM event_seal"));
    }
}
