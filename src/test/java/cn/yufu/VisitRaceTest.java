package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Many enterprises ask for few experts at once, move and cancel. Afterwards every expert's days are walked through with
 * plain arithmetic: nobody is in two places, and nobody is asked to be faster than the way takes. And over many visits
 * the experts' shares follow their weights.
 */
class VisitRaceTest {
    private static final long SEED = Long.getLong("yufu.seed", 20_261_124L);
    private static final int CLIENTS = 24;
    private static final int ATTEMPTS = Integer.getInteger("yufu.visits", 8);
    /** 永川, 荣昌, 江津, 璧山: one to the next in an hour or so. */
    private static final List<String> SITES = List.of("500118", "500153", "500116", "500120");

    private final Clinic clinic = new Clinic(2);
    private final Map<String, String> told = new ConcurrentHashMap<>();

    @Test
    void nobody_is_in_two_places_or_stranded() throws Exception {
        clinic.hire("500116", 5);
        clinic.hire("500120", 3);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                var random = new Random(SEED + i);
                var member = Stories.enterprise(SITES.get(i % SITES.size()));
                clients.add(pool.submit(() -> client(random, member.client())));
            }
            for (var client : clients) client.get();
        }
        assertTrue(told.size() > 20, told.size() + " visits say little");
        told.forEach((id, state) ->
                assertEquals(state, Sql.<String>value("SELECT state FROM visit WHERE id = ?::uuid", id), id));
        everyDayCanBeDone();
    }

    private void client(Random random, Client client) {
        var mine = new ArrayList<String>();
        for (int i = 0; i < ATTEMPTS; i++) {
            var at = Clinic.at(Clinic.day(7 + random.nextInt(6)), 8 + random.nextInt(9), 30 * random.nextInt(2));
            int act = mine.isEmpty() ? 0 : random.nextInt(10);
            if (act < 6) {
                var made = insisting(client, "/api/visits", clinic.request(at));
                if (made.status() == 201) {
                    mine.add(made.text("id"));
                    told.put(made.text("id"), "requested");
                }
            } else if (act < 9) {
                var path = "/api/visits/" + mine.getLast() + "/reschedule";
                insisting(client, path, Map.of("from", at.toString(), "reason", "设备检修"));
            } else {
                var id = mine.removeLast();
                insisting(client, "/api/visits/" + id + "/cancellation", Map.of("reason", "不需要了"));
                told.put(id, "cancelled");
            }
        }
    }

    /** As the pages do: whoever is asked to wait asks again. */
    private static Client.Reply insisting(Client client, String path, Object body) {
        for (int i = 0; i < 50; i++) {
            var reply = client.post(path, body);
            boolean wait = reply.status() == 503 || reply.text("type").equals("/problems/in-progress");
            if (wait) continue;
            assertTrue(
                    List.of(200, 201, 409, 422).contains(reply.status()),
                    () -> reply.body().toString());
            return reply;
        }
        throw new AssertionError("no answer from " + path);
    }

    private record Stop(UUID resource, String day, int from, int to, String site, String start, String end) {}

    private void everyDayCanBeDone() throws SQLException {
        var times = new HashMap<String, Integer>();
        rows(
                "SELECT from_code || to_code, minutes FROM travel_time",
                row -> times.put(row.getString(1), row.getInt(2)));
        List<Stop> stops = new ArrayList<>();
        rows(
                """
                SELECT c.resource_id, (lower(b.during) AT TIME ZONE 'Asia/Shanghai')::date::text,
                  extract(epoch FROM (lower(b.during) AT TIME ZONE 'Asia/Shanghai')::time)::int / 60,
                  extract(epoch FROM (upper(b.during) AT TIME ZONE 'Asia/Shanghai')::time)::int / 60, v.division_code,
                  x.start_code, x.end_code
                FROM booking_claim c
                JOIN booking b ON b.id = c.booking_id
                JOIN visit v ON v.booking_id = b.id
                JOIN expert x ON x.resource_id = c.resource_id
                WHERE b.state IN ('held', 'confirmed', 'done')
                ORDER BY c.resource_id, lower(b.during)\
                """,
                row -> stops.add(new Stop(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7))));
        var mine = stops.stream()
                .filter(stop ->
                        clinic.doctors.stream().anyMatch(d -> d.resource().equals(stop.resource())))
                .toList();
        for (int i = 0; i < mine.size(); i++) {
            var stop = mine.get(i);
            var before = i > 0 && sameDay(mine.get(i - 1), stop) ? mine.get(i - 1) : null;
            var after = i + 1 < mine.size() && sameDay(mine.get(i + 1), stop) ? mine.get(i + 1) : null;
            int arrival = before == null
                    ? 8 * 60 + 30 + way(times, stop.start() + stop.site())
                    : before.to() + way(times, before.site() + stop.site());
            assertTrue(arrival <= stop.from(), () -> "seed " + SEED + ": " + before + " then " + stop);
            if (after == null)
                assertTrue(stop.to() + way(times, stop.site() + stop.end()) <= 18 * 60, () -> stop + " and home");
        }
    }

    private static int way(Map<String, Integer> times, String leg) {
        return Objects.requireNonNull(times.get(leg), leg);
    }

    private static boolean sameDay(Stop one, Stop other) {
        return one.resource().equals(other.resource()) && one.day().equals(other.day());
    }

    @FunctionalInterface
    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private static void rows(String sql, Reader reader) throws SQLException {
        try (var connection = TestServer.sql();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) reader.read(rows);
        }
    }

    @Test
    void shares_follow_weights() {
        var fair = new Clinic(0);
        fair.hire(Clinic.YONGCHUAN, 2);
        fair.hire(Clinic.YONGCHUAN, 4);
        fair.hire(Clinic.YONGCHUAN, 8);
        var client = Stories.enterprise(Clinic.YONGCHUAN).client();
        var shares = new HashMap<UUID, Integer>();
        for (int i = 0; i < 28; i++) {
            var made = client.post("/api/visits", fair.request(Clinic.at(Clinic.day(8 + i), 10, 0)))
                    .expect(201);
            shares.merge(UUID.fromString(made.body().at("/team/0/id").asText()), 1, Integer::sum);
        }
        assertEquals(
                List.of(4, 8, 16),
                fair.doctors.stream().map(d -> shares.getOrDefault(d.id(), 0)).toList());
    }
}
