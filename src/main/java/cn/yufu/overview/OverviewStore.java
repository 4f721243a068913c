package cn.yufu.overview;

import cn.yufu.db.Sql;
import cn.yufu.http.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** Figures over all features, read from their tables; it changes nothing. */
final class OverviewStore {
    private static final String STATS = """
        SELECT
          (SELECT count(*) FROM organisation WHERE kind = 'provider' AND state = 'active') AS providers,
          (SELECT count(*) FROM listing WHERE state = 'published') AS listings,
          (SELECT count(*) FROM organisation WHERE kind = 'enterprise' AND state = 'active') AS enterprises,
          (SELECT COALESCE(sum(total_fen - frozen_fen - spent_fen), 0)::bigint FROM budget
           WHERE state = 'open' AND current_date BETWEEN valid_from AND valid_to) AS available_fen,
          (SELECT count(*) FROM purchase_order WHERE completed_at IS NOT NULL) AS completed_orders\
        """;

    // what waits besides orders; $1 is the caller's district, null for the city
    static final String DECISIONS = """
        SELECT
          (SELECT count(*) FROM listing
           WHERE work_state = 'submitted' AND ($1::text IS NULL OR division_code = $1)) AS listings,
          (SELECT count(*) FROM organisation
           WHERE state = 'pending' AND ($1::text IS NULL OR division_code = $1)) AS organisations\
        """;

    private static final String OWN_LISTINGS = """
        SELECT count(*) FILTER (WHERE work_state = 'returned') AS returned,
          count(*) FILTER (WHERE work_state = 'draft') AS drafts
        FROM listing WHERE provider_id = $1\
        """;

    // a mail that was given up, or books that do not agree, is for the city to look at. Whether they agree is what the
    // night's check found: summing up a ledger of years takes a second
    static final String TROUBLES = """
        SELECT (SELECT count(*) FROM notification WHERE mail_state = 'given-up')
             + (SELECT count(*) FROM letter WHERE mail_state = 'given-up') AS mails,
          COALESCE((SELECT (finding ->> 'budgets')::bigint FROM daily_check
            WHERE kind = 'reconciliation' AND finding IS NOT NULL ORDER BY day DESC LIMIT 1), 0) AS discrepancies\
        """;

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
