package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.booking.BookingState;
import cn.yufu.booking.Span;
import cn.yufu.http.Constraints;
import cn.yufu.http.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many people on few slots: creating, cancelling, moving, expiring, all at once. Afterwards every row is swept with
 * plain arithmetic, without asking the constraint whether it did its work.
 */
class BookingRaceTest {
    private static final int CLIENTS = 64;
    /** Over all clients; -Dyufu.booking.attempts=100000 for a long run. */
    private static final int ATTEMPTS = Integer.getInteger("yufu.booking.attempts", 6_400);
    /** So few that many attempts find their time taken, and so many that not all of them do. */
    private static final int DAYS = Math.max(12, ATTEMPTS / 1_000);

    private static final long SEED = Long.getLong("yufu.seed", 20261124);
    private static final Instant DAY = Instant.parse("2027-03-01T00:00:00Z");

    private final List<UUID> resources = List.of(
            Desk.resource("专家甲", 1, 0, 0),
            Desk.resource("专家乙", 1, 30, 30),
            Desk.resource("示波器", 3, 0, 15),
            Desk.resource("会议室", 2, 15, 0));
    /** What the clients were told: the state that each booking must have. */
    private final Map<UUID, String> told = new ConcurrentHashMap<>();

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void no_two_protected_spans_overlap_and_every_answer_holds() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                var random = new Random(SEED + i);
                var account = Stories.account("city-admin", null, null);
                clients.add(pool.submit(() -> client(random, account)));
            }
            for (var client : clients) client.get();
        } catch (ExecutionException e) {
            throw new AssertionError("seed " + SEED, e.getCause());
        }
        assertTrue(
                made.get() > ATTEMPTS / 20 && refused.get() > ATTEMPTS / 20, made + " made, " + refused + " refused");
        everyAnswerHolds();
        nothingOverlaps();
    }

    private void client(Random random, UUID account) {
        var mine = new ArrayList<UUID>();
        for (int i = 0; i < ATTEMPTS / CLIENTS; i++) {
            int act = random.nextInt(100);
            if (act < 55 || mine.isEmpty()) create(random, account, mine);
            else {
                var booking = mine.remove(random.nextInt(mine.size()));
                if (act < 75) end(booking, BookingState.CANCELLED);
                else if (act < 85) end(booking, BookingState.EXPIRED);
                else move(random, account, booking, mine);
            }
        }
    }

    private void create(Random random, UUID account, List<UUID> mine) {
        boolean held = random.nextInt(4) == 0;
        var wish = Desk.wish(some(random), span(random), account, held ? DAY : null);
        attempt(() -> Desk.book(wish, Desk.RULES).await(), id -> {
            told.put(id, held ? "held" : "confirmed");
            mine.add(id);
            made.incrementAndGet();
        });
    }

    private void move(Random random, UUID account, UUID booking, List<UUID> mine) {
        var wish = Desk.wish(some(random), span(random), account, null);
        boolean moved = attempt(() -> Desk.move(booking, wish, Desk.RULES).await(), id -> {
            told.put(booking, "moved");
            told.put(id, "confirmed");
            mine.add(id);
        });
        if (!moved) mine.add(booking);
    }

    private void end(UUID booking, BookingState state) {
        boolean ended = insisting(() -> Desk.end(booking, state).await());
        // a confirmed booking doesn't expire
        assertEquals(state == BookingState.CANCELLED || "held".equals(told.get(booking)), ended);
        if (ended) told.put(booking, state.code);
    }

    private boolean attempt(java.util.concurrent.Callable<UUID> act, java.util.function.Consumer<UUID> success) {
        try {
            success.accept(insisting(act));
            return true;
        } catch (Failure e) {
            assertEquals("slot-taken", e.code(), "seed " + SEED);
            refused.incrementAndGet();
            return false;
        }
    }

    /** On a machine with much else to do some wait for a connection in vain: nothing was done, and they ask again. */
    private static <T> T insisting(java.util.concurrent.Callable<T> act) {
        for (int i = 0; ; i++) {
            try {
                return act.call();
            } catch (Failure e) {
                throw e;
            } catch (Exception e) {
                var failure = Constraints.failure(e);
                boolean wait = failure != null
                        && (failure.status() == 503 || failure.code().equals("in-progress"));
                if (!wait || i == 100) throw new IllegalStateException(e);
            }
        }
    }

    private List<UUID> some(Random random) {
        var first = random.nextInt(resources.size());
        if (random.nextInt(5) > 0) return List.of(resources.get(first));
        // in any order: the engine locks in its own
        return List.of(resources.get(first), resources.get((first + 1 + random.nextInt(3)) % resources.size()));
    }

    /** Some quarters of an hour within those days. */
    private static Span span(Random random) {
        var from = DAY.plus(Duration.ofMinutes(15L * random.nextInt(DAYS * 96)));
        return new Span(from, from.plus(Duration.ofMinutes(15L * (1 + random.nextInt(12)))));
    }

    private void everyAnswerHolds() {
        var states = new HashMap<UUID, String>();
        var own = resources.stream().map(UUID::toString).collect(Collectors.joining("','", "'", "'"));
        rows(
                "SELECT DISTINCT b.id, b.state FROM booking b JOIN booking_claim c ON c.booking_id = b.id"
                        + " WHERE c.resource_id IN (" + own + ")",
                row -> states.put(row.getObject(1, UUID.class), row.getString(2)));
        assertEquals(told.keySet(), states.keySet());
        told.forEach((id, state) -> assertEquals(state, states.get(id), id::toString));
    }

    /** One claim as it stands in the database; whether it counts is told by the booking's state. */
    private record Claim(UUID booking, UUID resource, int unit, long from, long to, long coreFrom, long coreTo) {}

    private void nothingOverlaps() {
        List<Claim> claims = new ArrayList<>();
        rows(
                """
                SELECT c.booking_id, c.resource_id, c.unit, extract(epoch FROM lower(c.protected))::bigint,
                  extract(epoch FROM upper(c.protected))::bigint, extract(epoch FROM lower(b.during))::bigint,
                  extract(epoch FROM upper(b.during))::bigint
                FROM booking_claim c JOIN booking b ON b.id = c.booking_id
                WHERE b.state IN ('held', 'confirmed', 'done')
                ORDER BY c.resource_id, c.unit, lower(c.protected)\
                """,
                row -> claims.add(new Claim(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7))));
        var mine = claims.stream()
                .filter(claim -> resources.contains(claim.resource()))
                .toList();
        assertTrue(mine.size() > 500, "a sweep over " + mine.size() + " claims says little");
        int[] units = {1, 1, 3, 2};
        int[] before = {0, 30, 0, 15};
        int[] after = {0, 30, 15, 0};
        IntStream.range(1, mine.size()).forEach(i -> {
            var last = mine.get(i - 1);
            var next = mine.get(i);
            if (last.resource().equals(next.resource()) && last.unit() == next.unit())
                assertTrue(last.to() <= next.from(), last + " overlaps " + next);
        });
        for (var claim : mine) {
            int kind = resources.indexOf(claim.resource());
            assertTrue(claim.unit() >= 1 && claim.unit() <= units[kind], claim::toString);
            assertEquals(claim.coreFrom() - before[kind] * 60L, claim.from(), claim::toString);
            assertEquals(claim.coreTo() + after[kind] * 60L, claim.to(), claim::toString);
        }
    }

    @FunctionalInterface
    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private static void rows(String sql, Reader reader) {
        try (var connection = TestServer.sql();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) reader.read(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
