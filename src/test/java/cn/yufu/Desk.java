package cn.yufu;

import cn.yufu.booking.BookingState;
import cn.yufu.booking.Bookings;
import cn.yufu.booking.Rule;
import cn.yufu.booking.Rules;
import cn.yufu.booking.Span;
import cn.yufu.booking.Wish;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The least that a feature does with the booking engine: it books, moves and ends bookings, and keeps nothing beside. */
final class Desk {
    static final List<Rule> RULES = List.of(Rules.inService(), Rules.withinOpenings());

    private static final String BOOK = "WITH " + Bookings.BOOK + "SELECT id FROM placed";
    private static final String END = "WITH moving AS (SELECT $1::uuid AS booking_id, $2::text AS to_state,"
            + " false AS late)" + Bookings.MOVE + "SELECT id FROM rebooked";

    private Desk() {}

    /** Open day and night. */
    static UUID resource(String name, int units, int beforeMinutes, int afterMinutes) {
        UUID id = Sql.value("""
            INSERT INTO resource (name, units, calendar, before_minutes, after_minutes)
            VALUES (?, ?, 'every-day', ?, ?) RETURNING id\
            """, name, units, beforeMinutes, afterMinutes);
        Sql.run("""
            INSERT INTO opening (resource_id, weekday, opens, closes)
            SELECT ?, d, '00:00', '24:00' FROM generate_series(1, 7) AS d\
            """, id);
        return id;
    }

    static Wish wish(List<UUID> resources, Span span, UUID account, @Nullable Instant holdUntil) {
        return new Wish(resources, span, account, null, null, null, null, holdUntil, false, null);
    }

    static Future<UUID> book(Wish wish, List<Rule> rules) {
        var db = TestServer.app().db;
        return Bookings.preview(db.read(), wish, rules).compose(seen -> db.transaction(sql -> book(sql, wish, rules)));
    }

    private static Future<UUID> book(cn.yufu.db.Sql sql, Wish wish, List<Rule> rules) {
        return Bookings.place(sql, wish, rules, (also, facts) -> Future.succeededFuture(List.of()))
                .compose(placement -> sql.one(BOOK, placement.values(), row -> row.getUUID("id")));
    }

    /** Moves a booking to another span; empty when it had ended. */
    static Future<UUID> move(UUID booking, Wish wish, List<Rule> rules) {
        return TestServer.app()
                .db
                .transaction(sql -> end(sql, booking, BookingState.MOVED)
                        .compose(ended -> ended ? book(sql, wish, rules) : Future.failedFuture("ended already")));
    }

    static Future<Boolean> end(UUID booking, BookingState state) {
        return end(TestServer.app().db.write(), booking, state);
    }

    private static Future<Boolean> end(cn.yufu.db.Sql sql, UUID booking, BookingState state) {
        return sql.first(END, Tuple.of(booking, state.code), row -> row.getUUID("id"))
                .map(java.util.Optional::isPresent);
    }
}
