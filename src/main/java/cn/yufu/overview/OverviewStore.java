package cn.yufu.overview;

import cn.yufu.db.Sql;
import cn.yufu.http.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** Figures over all features, read through the views of 144-links.sql; it changes nothing. */
final class OverviewStore {
    private static final String STATS =
            "SELECT providers, listings, enterprises, available_fen, completed_orders FROM overview_stats";

    // what waits besides orders; $1 is the caller's district, null for the city
    static final String DECISIONS = """
        SELECT count(*) FILTER (WHERE kind = 'listing') AS listings,
          count(*) FILTER (WHERE kind = 'organisation') AS organisations
        FROM overview_waiting WHERE $1::text IS NULL OR division_code = $1\
        """;

    private static final String OWN_LISTINGS = """
        SELECT count(*) FILTER (WHERE work_state = 'returned') AS returned,
          count(*) FILTER (WHERE work_state = 'draft') AS drafts
        FROM overview_listing WHERE provider_id = $1\
        """;

    // a mail that was given up, or books that do not agree, is for the city to look at
    static final String TROUBLES = "SELECT mails, discrepancies FROM overview_trouble";

    private OverviewStore() {}

    /** Public figures of the whole city; money in fen. */
    record Stats(long providers, long listings, long enterprises, long availableFen, long completedOrders) {
        static Stats from(Row row) {
            return new Stats(
                    row.getLong("providers"),
                    row.getLong("listings"),
                    row.getLong("enterprises"),
                    row.getLong("available_fen"),
                    row.getLong("completed_orders"));
        }
    }

    record Decisions(long listings, long organisations) {}

    record OwnListings(long returned, long drafts) {}

    record Troubles(long mails, long discrepancies) {}

    static Future<Stats> stats(Sql sql) {
        return sql.one(STATS, Tuple.tuple(), Stats::from);
    }

    static Future<Decisions> decisions(Sql sql, Caller caller) {
        return sql.one(
                DECISIONS,
                Tuple.of(caller.divisionCode()),
                row -> new Decisions(row.getLong("listings"), row.getLong("organisations")));
    }

    static Future<OwnListings> ownListings(Sql sql, Caller caller) {
        return sql.one(
                OWN_LISTINGS,
                Tuple.of(caller.organisation()),
                row -> new OwnListings(row.getLong("returned"), row.getLong("drafts")));
    }

    static Future<Troubles> troubles(Sql sql) {
        return sql.one(
                TROUBLES, Tuple.tuple(), row -> new Troubles(row.getLong("mails"), row.getLong("discrepancies")));
    }
}
