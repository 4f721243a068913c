package cn.yufu.booking;

import cn.yufu.db.Sql;
import cn.yufu.http.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The engine's door: {@link #place} decides under the locks whether a wish is possible, {@link #BOOK} makes it a
 * booking, {@link #MOVE} changes what became of it. A feature puts its own rows, history and notices into the same
 * statement, so that a booking never stands without what it is for.
 *
 * <p>Booking takes a transaction of a few statements: the resources are locked in one, and what is read in the next is
 * newer than the lock. In a single statement the snapshot would be older than the lock, and free units be refused.
 */
public final class Bookings {
    /** Alternatives are looked for so far on either side of what was wanted. */
    private static final Duration AROUND = Duration.ofDays(10);

    private static final Duration STEP = Duration.ofMinutes(30);
    private static final int ALTERNATIVES = 3;

    /**
     * The beginning of a statement (without WITH) whose first fifteen values are {@link Placement#values}; later parts
     * may read {@code placed (id, during, account_id, organisation_id, predecessor_id)}.
     */
    public static final String BOOK = """
        placed AS (
          INSERT INTO booking (state, during, account_id, organisation_id, quota_id, series_id, predecessor_id,
            expires_at, bypassed, bypass_reason)
          VALUES ($1, tstzrange($2, $3), $4, $5, $6, $7, $8, $9, $10, $11)
          RETURNING id, during, account_id, organisation_id, predecessor_id
        ), claimed AS (
          INSERT INTO booking_claim (booking_id, resource_id, unit, protected, holds)
          SELECT p.id, c.resource_id, c.unit, tstzrange(c.from_at, c.to_at), true
          FROM placed p CROSS JOIN unnest($12::uuid[], $13::int[], $14::timestamptz[], $15::timestamptz[])
            AS c (resource_id, unit, from_at, to_at)
        )
        """;

    /**
     * A part of a statement, beginning with a comma, that follows a move: the CTE {@code moving} before it yields
     * {@code booking_id, to_state, late}; afterwards {@code rebooked (id, state, during)} can be read. A booking that
     * has ended stays as it is, so the statement's result must depend on {@code rebooked}.
     */
    public static final String MOVE = """
        , rebooked AS (
          UPDATE booking b SET state = m.to_state, late = m.late, version = b.version + 1,
            ended_at = CASE WHEN m.to_state = 'confirmed' THEN NULL ELSE now() END
          FROM moving m
          WHERE b.id = m.booking_id AND b.state = ANY (CASE m.to_state
        %s
          END)
          RETURNING b.id, b.state, b.during
        )
        """.formatted(legal());

    private Bookings() {}

    private static String legal() {
        var cases = new StringBuilder();
        for (var state : BookingState.values())
            if (!state.from.isEmpty())
                cases.append("    WHEN '")
                        .append(state.code)
                        .append("' THEN '{")
                        .append(String.join(",", state.from))
                        .append("}'::text[]\n");
        return cases.toString().stripTrailing();
    }

    /** What a feature has to say beside the rules, asked under the lock; it may read. */
    @FunctionalInterface
    public interface Check {
        Future<List<Objection>> objections(Sql sql, Facts facts);
    }

    /**
     * A look before the transaction, without a lock: what is taken already is refused here, so that a crowd on one slot
     * doesn't queue for the lock only to be told the same. Whoever passes may still find it taken under the lock.
     */
    public static Future<Void> preview(Sql sql, Wish wish, List<Rule> rules) {
        return BookingStore.timetables(sql, wish.resources(), wish.span().days())
                .compose(tables -> {
                    if (tables.size() < wish.resources().size()
                            || units(tables, wish).size() == tables.size()) return Future.succeededFuture();
                    return taken(sql, wish, rules, new Facts(Instant.now(), tables, List.of(), List.of()))
                            .mapEmpty();
                });
    }

    /**
     * Locks the resources and decides. Fails with 422 and every objection at once, or with 409 {@code slot-taken} and
     * the nearest alternatives when somebody else has the time.
     *
     * @param sql a transaction, in which the booking must then be made
     */
    public static Future<Placement> place(Sql sql, Wish wish, List<Rule> rules, Check also) {
        return lock(sql, wish)
                .compose(now -> look(sql, wish, now))
                .compose(facts -> also.objections(sql, facts).compose(more -> decide(sql, wish, rules, facts, more)));
    }

    /**
     * Nobody else books these resources, or for this organisation, until the transaction ends. For a feature that
     * chooses among many: it locks all, looks, chooses, and decides on those that it chose.
     *
     * @return the database's clock
     */
    public static Future<Instant> lock(Sql sql, Wish wish) {
        return BookingStore.lock(sql, wish);
    }

    /** The same for several wishes of one organisation, before the first of them is decided. */
    public static Future<Instant> lock(Sql sql, UUID organisation, List<UUID> resources) {
        return BookingStore.lock(sql, organisation, resources);
    }

    /** What is known of a wish: under the lock it is what counts, before it a preview. */
    public static Future<Facts> look(Sql sql, Wish wish, Instant now) {
        var tables = BookingStore.timetables(sql, wish.resources(), wish.span().days());
        var own = wish.quota() == null ? Future.succeededFuture(List.<Facts.Own>of()) : BookingStore.own(sql, wish);
        var strikes = BookingStore.strikes(sql, wish);
        return Future.all(tables, own, strikes)
                .map(all -> new Facts(now, tables.result(), own.result(), strikes.result()));
    }

    /** When resources are open and taken in a window of whole days. */
    public static Future<List<Timetable>> timetables(Sql sql, List<UUID> resources, Span days) {
        return BookingStore.timetables(sql, resources, days);
    }

    /** The decision alone, on facts that were looked up under the lock; as {@link #place} fails. */
    public static Future<Placement> decide(Sql sql, Wish wish, List<Rule> rules, Facts facts, List<Objection> more) {
        var objections = new ArrayList<>(Rules.objections(rules, wish, facts));
        objections.addAll(more);
        boolean overruled = wish.staff() && wish.bypassReason() != null;
        var standing = objections.stream()
                .filter(objection -> !overruled || !objection.bypassable())
                .toList();
        if (!standing.isEmpty())
            return Future.failedFuture(
                    Failure.invalid(standing.stream().map(Objection::violation).toList()));
        var units = units(facts.tables(), wish);
        if (units.size() == facts.tables().size())
            return Future.succeededFuture(new Placement(wish, facts, units, overruled ? objections : List.of()));
        return taken(sql, wish, rules, facts);
    }

    /** One free unit of each resource that has one. */
    private static List<Integer> units(List<Timetable> tables, Wish wish) {
        var units = new ArrayList<Integer>();
        for (var table : tables) table.freeUnit(wish.span()).ifPresent(units::add);
        return units;
    }

    /** Says that somebody else has the time, and what would be possible instead. */
    private static Future<Placement> taken(Sql sql, Wish wish, List<Rule> rules, Facts facts) {
        var around = wish.span().widened(AROUND, AROUND).days();
        return BookingStore.timetables(sql, wish.resources(), around).compose(tables -> {
            var there = facts.with(tables);
            var nearest = Slots.nearest(
                    tables,
                    around,
                    wish.span(),
                    STEP,
                    ALTERNATIVES,
                    span -> Rules.objections(rules, wish.at(span), there).isEmpty());
            return Future.failedFuture(Failure.conflict("slot-taken", Map.of("alternatives", nearest)));
        });
    }
}
