package cn.yufu.procurement;

import cn.yufu.budget.Money;
import cn.yufu.db.Db;
import cn.yufu.event.Events;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/**
 * What happens to orders when time passes and nobody acts: a reminder after three working days without a decision, the
 * city after five, and release of the money when no provider takes an approved order on within five. Any node may run it
 * at any time: each order is taken by one.
 */
public final class Deadlines {
    private static final int BATCH = 200;

    private static final String CHANGE = """
        , change AS (
          SELECT NULL::uuid AS actor_id, 'order' AS subject_kind, m.id AS subject_id, m.number AS subject_number,
            $2::text AS action, m.from_state, m.state AS to_state, NULL::text AS reason,
            jsonb_build_object('title', m.title, 'enterprise', e.name, 'provider', p.name) AS detail,
            m.enterprise_id, m.provider_id, m.division_code
          FROM moved m
          JOIN organisation e ON e.id = m.enterprise_id
          JOIN organisation p ON p.id = m.provider_id
        )
        """;

    private static final String UNDECIDED = """
        WITH before AS (
          SELECT o.id, o.state FROM purchase_order o
          WHERE o.state = 'submitted' AND {due}
          ORDER BY o.id LIMIT $1 FOR UPDATE SKIP LOCKED
        ), moved AS (
          UPDATE purchase_order o SET version = o.version + 1, {done} = now()
          FROM before WHERE o.id = before.id
          RETURNING o.id, o.number, o.title, o.state, before.state AS from_state, o.enterprise_id, o.provider_id,
            o.division_code
        )
        """ + CHANGE + Events.RECORD + "SELECT id FROM moved";

    private static final String REMIND = UNDECIDED
            .replace("{due}", "o.reminded_at IS NULL AND o.due_at < now()")
            .replace("{done}", "reminded_at");

    private static final String ESCALATE = UNDECIDED
            .replace(
                    "{due}",
                    "o.escalated_at IS NULL AND working_days_after(o.submitted_at, %d) < now()"
                            .formatted(OrderStep.ESCALATE.days))
            .replace("{done}", "escalated_at");

    private static final String LAPSE =
            """
                WITH before AS (
                  SELECT o.id, o.state FROM purchase_order o
                  WHERE o.state = 'approved' AND o.due_at < now()
                  ORDER BY o.id LIMIT $1 FOR UPDATE SKIP LOCKED
                ), moved AS (
                  UPDATE purchase_order o SET version = o.version + 1, state = 'lapsed', closed_at = now(), due_at = NULL
                  FROM before WHERE o.id = before.id
                  RETURNING o.id, o.number, o.title, o.state, before.state AS from_state, o.budget_id, o.enterprise_id,
                    o.provider_id, o.division_code, o.government_fen, NULL::uuid AS actor_id
                )\
                """ + CHANGE + OrderMoves.MONEY + Money.RELEASE + Events.RECORD + "SELECT id FROM moved";

    private final Db db;

    public Deadlines(Db db) {
        this.db = db;
    }

    /** One round; true when there may be more to do at once. */
    public Future<Boolean> round() {
        var sql = db.write();
        return sql.update(REMIND, Tuple.of(BATCH, "reminder"))
                .compose(reminded -> sql.update(ESCALATE, Tuple.of(BATCH, "escalation"))
                        .map(escalated -> Math.max(reminded, escalated)))
                .compose(most -> lapse().map(lapsed -> Math.max(most, lapsed) == BATCH));
    }

    private Future<Integer> lapse() {
        return db.write().update(LAPSE, Tuple.of(BATCH, "lapse"));
    }
}
