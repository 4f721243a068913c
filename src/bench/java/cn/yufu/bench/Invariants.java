package cn.yufu.bench;

import java.sql.SQLException;

/** What must be true after any load, however fast it was. Unlike speed, a breach fails the build. */
final class Invariants {
    private static final String OVERSPENT =
            "SELECT count(*) FROM budget WHERE frozen_fen + spent_fen > total_fen OR frozen_fen < 0 OR spent_fen < 0";
    private static final String TWICE = """
        SELECT count(*) FROM (SELECT FROM ledger GROUP BY subject_id, kind HAVING count(*) > 1) AS twice\
        """;
    private static final String UNBOOKED = """
        SELECT count(*) FROM purchase_order o
        WHERE o.approved_at IS NOT NULL
          AND NOT EXISTS (SELECT FROM ledger l WHERE l.subject_id = o.id AND l.kind = 'freeze' AND l.amount_fen = o.government_fen)\
        """;

    /** Each against the one before it, whatever the constraint says. */
    private static final String OVERLAPPING = """
        SELECT count(*) FROM (
          SELECT protected && lag(protected) OVER (PARTITION BY resource_id, unit ORDER BY protected) AS overlaps
          FROM booking_claim WHERE holds) AS claim
        WHERE claim.overlaps\
        """;

    private final City city;
    private final Report report;
    private boolean broken;

    Invariants(City city, Report report) {
        this.city = city;
        this.report = report;
    }

    /** Yields whether all hold. */
    boolean hold() throws SQLException {
        report.line("");
        report.line("Invariants after the run:");
        report.line("");
        var database = city.database();
        none("budgets that disagree with their ledger", database.number("SELECT count(*) FROM budget_discrepancy"));
        none("budgets overspent", database.number(OVERSPENT));
        none("movements of money booked twice", database.number(TWICE));
        none("approved orders without their money", database.number(UNBOOKED));
        long begun = System.nanoTime();
        long overlapping = database.number(OVERLAPPING);
        say(
                overlapping == 0,
                "bookings that overlap: %d of %,d, looked for in %.1f s"
                        .formatted(
                                overlapping,
                                database.number("SELECT count(*) FROM booking"),
                                (System.nanoTime() - begun) / 1e9));
        var chain = city.get("/api/events/verification", city.token("shenji1"));
        say(
                chain.path("ok").booleanValue(),
                "the chain of %,d sealed events verifies"
                        .formatted(chain.path("checked").longValue()));
        return !broken;
    }

    private void none(String what, long count) {
        say(count == 0, what + ": " + count);
    }

    private void say(boolean holds, String what) {
        broken |= !holds;
        report.line("- %s%s".formatted(holds ? "" : "**broken** ", what));
    }
}
