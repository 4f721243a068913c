package cn.yufu;

import static cn.yufu.Clinic.YONGCHUAN;
import static cn.yufu.Crowd.answer;
import static cn.yufu.Crowd.atOnce;
import static cn.yufu.Crowd.insisting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many ask for visits, and end them, at the same instant: the database decides, and the books agree afterwards. */
class VisitMoneyRaceTest {
    private static final long FEE = 120_000;

    @AfterEach
    void every_fen_is_accounted_for() {
        assertEquals(List.of(), Sql.column("SELECT budget_id FROM budget_discrepancy"));
    }

    private static long frozen(UUID budget) {
        return Sql.<Long>value("SELECT frozen_fen FROM budget WHERE id = ?", budget);
    }

    @Test
    void of_64_requests_on_a_budget_for_10_exactly_10_freeze() {
        var budget = Stories.budget(10 * FEE + 1, 10_000, null);
        var clinic = new Clinic(4).paidBy(budget, FEE);
        var answers = atOnce(IntStream.range(0, 64)
                .<Callable<String>>mapToObj(i -> {
                    var client = Stories.enterprise(YONGCHUAN).client();
                    var body = clinic.request(Clinic.at(Clinic.day(8 + i / 8), i % 8 < 4 ? 9 : 14, 0));
                    return () -> answer(insisting(client, "/api/visits", body));
                })
                .toList());
        assertEquals(
                Set.of("201", "budget-exhausted", "invalid"),
                new TreeSet<>(with(answers, "budget-exhausted", "invalid")));
        assertEquals(10L, answers.get("201"), answers::toString);
        assertEquals(10 * FEE, frozen(budget));
        assertEquals(
                10L, Sql.<Long>value("SELECT count(*) FROM ledger WHERE budget_id = ? AND kind = 'freeze'", budget));
        assertEquals(10L, Sql.<Long>value("SELECT count(*) FROM visit WHERE programme_id = ?", clinic.programme));
    }

    /** Which of the two refusals somebody got depends on the instant. */
    private static Set<String> with(Map<String, Long> answers, String... perhaps) {
        var all = new TreeSet<>(answers.keySet());
        all.addAll(List.of(perhaps));
        return all;
    }

    @Test
    void one_enterprises_cap_holds() {
        var enterprise = Stories.enterprise(YONGCHUAN);
        var budget = Stories.budget(100 * FEE, 10_000, 3 * FEE);
        var clinic = new Clinic(4).paidBy(budget, FEE);
        var answers = atOnce(IntStream.range(0, 16)
                .<Callable<String>>mapToObj(i -> {
                    var body = clinic.request(Clinic.at(Clinic.day(8 + i), 9, 0));
                    return () -> answer(insisting(enterprise.client(), "/api/visits", body));
                })
                .toList());
        assertEquals(3L, answers.get("201"), answers::toString);
        assertEquals(Set.of("201", "cap-exceeded", "invalid"), new TreeSet<>(with(answers, "cap-exceeded", "invalid")));
        assertEquals(3 * FEE, frozen(budget));
        Stories.enterprise(YONGCHUAN)
                .client()
                .post("/api/visits", clinic.request(Clinic.at(Clinic.day(40), 9, 0)))
                .expect(201);
    }

    /** Whoever waits for a visit holds no budget, whoever waits for a budget holds no expert's calendar and no booking. */
    @Test
    void locks_are_taken_in_one_order() throws Exception {
        var budget = Stories.budget(20 * FEE, 10_000, null);
        var clinic = new Clinic(1).paidBy(budget, FEE);
        var client = Stories.enterprise(YONGCHUAN).client();
        var first = Clinic.weekly(3);
        var body = clinic.request(Clinic.at(first, 10, 0));
        body.put("repeat", Map.of("unit", "week", "every", 1, "count", 3));
        var series = client.post("/api/visit-series", body).expect(201).body().path("items");
        var one = "/api/visits/" + series.at("/0/id").asText() + "/cancellation";
        var rest = "/api/visits/" + series.at("/1/id").asText() + "/cancellation";
        UUID booking = Sql.value(
                "SELECT booking_id FROM visit WHERE id = ?::uuid",
                series.at("/0/id").asText());
        var doctor = clinic.doctors.getFirst().resource();
        var reason = Map.of("reason", "不需要了");
        meanwhile("budget", budget, () -> client.post(one, reason).expect(200), "booking", booking);
        meanwhile(
                "visit",
                UUID.fromString(series.at("/2/id").asText()),
                () -> client.post(rest, Map.of("reason", "不需要了", "following", true))
                        .expect(200),
                "budget",
                budget);
        meanwhile(
                "budget",
                budget,
                () -> client.post("/api/visits", clinic.request(Clinic.at(first, 14, 0)))
                        .expect(201),
                "resource",
                doctor);
        assertEquals(FEE, frozen(budget));
    }

    /** While somebody holds one row, an act that needs it waits, and has not taken the other. */
    private static void meanwhile(String held, UUID row, Callable<Client.Reply> act, String free, UUID other)
            throws Exception {
        try (var holder = TestServer.sql();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            lock(holder, held, row, "");
            var acted = threads.submit(act);
            int pid = backend(holder);
            Await.until(() -> !Sql.column("SELECT 1 FROM pg_stat_activity WHERE ? = ANY (pg_blocking_pids(pid))", pid)
                    .isEmpty());
            lock(holder, free, other, " NOWAIT");
            holder.rollback();
            acted.get();
        }
    }

    private static int backend(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void lock(Connection holder, String table, UUID id, String how) throws SQLException {
        try (var statement =
                holder.prepareStatement("SELECT FROM " + table + " WHERE id = ? FOR NO KEY UPDATE" + how)) {
            statement.setObject(1, id);
            statement.execute();
        }
    }
}
