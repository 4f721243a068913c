package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.audit.DailyChecks;
import cn.yufu.audit.Verification;
import cn.yufu.db.Db;
import cn.yufu.event.Sealer;
import cn.yufu.http.Json;
import io.vertx.core.Vertx;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The day's duties are done once a day, whoever does them, and what they find is told. */
final class DailyChecksTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static OwnDatabase database;
    private static Db db;

    private final ZonedDateTime night = ZonedDateTime.of(2026, 11, 23, 0, 3, 0, 0, Json.ZONE);

    @BeforeAll
    static void found() {
        database = new OwnDatabase("daily_test");
        db = new Db(VERTX, database.url());
        database.run("""
            INSERT INTO account (username, name, email, email_confirmed_at, role, mail_notices, disabled_at) VALUES
              ('shenji1', '赵敏', 'shenji1@example.cn', now(), 'auditor', true, NULL),
              ('shenji2', '钱进', 'shenji2@example.cn', now(), 'auditor', false, NULL),
              ('shenji3', '孙立', 'shenji3@example.cn', now(), 'auditor', true, now()),
              ('shenji4', '李想', 'shenji4@example.cn', NULL, 'auditor', true, NULL),
              ('shiji1', '周正', 'shiji1@example.cn', now(), 'city-admin', true, NULL)\
            """);
        database.run("""
            INSERT INTO event (subject_kind, subject_id, action)
            SELECT 'order', uuidv7(), 'submission' FROM generate_series(1, 20)\
            """);
        new Sealer(db).seal().await();
    }

    @AfterAll
    static void close() {
        db.close().await();
        VERTX.close().await();
        database.close();
    }

    @BeforeEach
    void clean() {
        database.run("DELETE FROM notification; DELETE FROM letter");
    }

    private static DailyChecks node() {
        return new DailyChecks(db, new Verification(db, () -> 0));
    }

    private static List<Object> told(String kind) {
        return database.run("""
            SELECT a.username FROM notification n JOIN account a ON a.id = n.account_id WHERE n.kind = ?
            ORDER BY a.username\
            """, kind);
    }

    @Test
    void the_anchor_is_mailed_once_a_day_to_every_auditor_whatever_their_mail_settings() {
        Stream.generate(() -> CompletableFuture.runAsync(() -> node().round(night)))
                .limit(4)
                .toList()
                .forEach(CompletableFuture::join);
        assertEquals(
                List.of("shenji1@example.cn", "shenji2@example.cn"),
                database.run("SELECT recipient FROM letter WHERE kind = 'audit-anchor' ORDER BY recipient"));
        assertEquals(
                database.run("SELECT encode(hash, 'hex') FROM event_seal WHERE position = 20"),
                database.run("SELECT DISTINCT data->>'hash' FROM letter"));
        assertEquals(List.of("shenji1", "shenji2", "shenji4"), told("audit.anchor"));
        assertEquals(
                List.of(0L),
                database.run("SELECT count(*) FROM daily_check WHERE day = ?", night.toLocalDate()),
                "not before the small hours");
        node().round(night.plusDays(1));
        assertEquals(List.of(4L), database.run("SELECT count(*) FROM letter"), "a new day, a new anchor");
    }

    @Test
    void a_budget_that_does_not_balance_is_told_to_the_city_once() {
        var budget = database.run("""
            INSERT INTO budget (name, year, funding_source, share_bps, categories, total_fen, valid_from, valid_to)
            VALUES ('专精特新服务补助', 2026, '市级财政', 5000, '{legal-aid}', 100000, '2026-01-01', '2026-12-31')
            RETURNING number\
            """).getFirst();
        var day = night.plusDays(10).withHour(3);
        node().round(day);
        assertEquals(List.of(), told("budget.discrepancy"));
        database.run("UPDATE budget SET frozen_fen = 700 WHERE number = ?", budget);
        node().round(day);
        assertEquals(List.of(), told("budget.discrepancy"), "once a night");
        Stream.generate(() -> CompletableFuture.runAsync(() -> node().round(day.plusDays(1))))
                .limit(3)
                .toList()
                .forEach(CompletableFuture::join);
        assertEquals(List.of("shiji1"), told("budget.discrepancy"));
        assertEquals(List.of("0 700 " + budget), database.run("""
            SELECT concat_ws(' ', data->>'ledgerFrozenFen', data->>'frozenFen', data->>'number')
            FROM notification WHERE kind = 'budget.discrepancy'\
            """));
        database.run("UPDATE budget SET frozen_fen = 0 WHERE number = ?", budget);
    }

    @Test
    void a_history_that_was_altered_is_told_to_auditors_and_city() {
        var day = night.plusDays(20).withHour(3);
        node().round(day);
        assertEquals(List.of(), told("audit.break"));
        database.run("SET session_replication_role = replica");
        database.run("UPDATE event SET reason = 'x' WHERE id = (SELECT event_id FROM event_seal WHERE position = 7)");
        database.run("SET session_replication_role = origin");
        node().round(day.plusDays(1));
        node().round(day.plusDays(1));
        alter("NULL");
        assertEquals(List.of("shenji1", "shenji2", "shenji4", "shiji1"), told("audit.break"));
        assertTrue(database.run("SELECT DISTINCT data->>'position' FROM notification WHERE kind = 'audit.break'")
                .contains("7"));
    }

    @Test
    void a_check_whose_node_died_is_done_by_another() {
        var day = night.plusDays(30).withHour(3);
        database.run(
                "INSERT INTO daily_check (day, kind, at) VALUES (?, 'reconciliation', now() - interval '2 hours')",
                day.toLocalDate());
        node().round(day);
        assertEquals(
                List.of("{\"budgets\": 0}"),
                database.run(
                        "SELECT finding::text FROM daily_check WHERE day = ? AND kind = 'reconciliation'",
                        day.toLocalDate()));
    }

    private static void alter(String reason) {
        database.run("SET session_replication_role = replica");
        database.run("UPDATE event SET reason = " + reason
                + " WHERE id = (SELECT event_id FROM event_seal WHERE position = 7)");
        database.run("SET session_replication_role = origin");
    }
}
