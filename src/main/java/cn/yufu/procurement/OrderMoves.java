package cn.yufu.procurement;

import cn.yufu.budget.Money;
import cn.yufu.event.Events;
import java.util.EnumMap;
import java.util.Map;

/**
 * The one statement of each move: check state and scope under the row's lock, change the order, move the money, append
 * history and notifications. The database decides; no row means that the move was not possible.
 *
 * <p>Parameters: 1 order, 2 states from which, 3–6 scope, 7 actor, 8 action, 9 reason, from 10 on the step's own.
 */
final class OrderMoves {
    private static final String OPEN_BUDGET =
            "AND b.state = 'open' AND current_date BETWEEN b.valid_from AND b.valid_to";

    private OrderMoves() {}

    static String of(OrderStep step) {
        var sql = STATEMENTS.get(step);
        if (sql == null) throw new IllegalArgumentException(step + " is not a move of a single order");
        return sql;
    }

    private static Map<OrderStep, String> statements() {
        var all = new EnumMap<OrderStep, String>(OrderStep.class);
        for (var step : OrderStep.values()) {
            var set = set(step);
            if (!set.isEmpty()) all.put(step, statement(step, set));
        }
        return all;
    }

    private static final String MOVE = """
        WITH before AS (
          SELECT o.id, o.state, o.completed_at, o.approved_at, v.delivery_days, b.share_bps,
            b.cap_fen - COALESCE(u.used_fen, 0) AS cap_left_fen
          FROM purchase_order o
          JOIN budget b ON b.id = o.budget_id
          JOIN listing_version v ON v.listing_id = o.listing_id AND v.version = o.listing_version
          LEFT JOIN budget_use u ON u.budget_id = o.budget_id AND u.enterprise_id = o.enterprise_id
          WHERE o.id = $1 AND o.state = ANY ($2::text[]) AND {scope} {guard}
          FOR UPDATE OF o
        ), moved AS (
          UPDATE purchase_order o SET version = o.version + 1, {set}
          FROM before WHERE o.id = before.id
          RETURNING o.id, o.number, o.title, o.state, before.state AS from_state, before.completed_at AS was_completed,
            before.approved_at AS was_approved, o.listing_id, o.budget_id, o.enterprise_id, o.provider_id,
            o.division_code, o.total_fen, o.government_fen, o.due_at, $7::uuid AS actor_id
        ), change AS (
          SELECT m.actor_id, 'order' AS subject_kind, m.id AS subject_id, m.number AS subject_number,
            $8::text AS action, m.from_state, m.state AS to_state, $9::text AS reason,
            jsonb_build_object('title', m.title, 'enterprise', e.name, 'provider', p.name,
              'totalFen', m.total_fen, 'governmentFen', m.government_fen)
              || CASE WHEN m.due_at IS NULL THEN '{}' ELSE jsonb_build_object('dueAt', m.due_at) END AS detail,
            m.enterprise_id, m.provider_id, m.division_code
          FROM moved m
          JOIN organisation e ON e.id = m.enterprise_id
          JOIN organisation p ON p.id = m.provider_id
        )
        """;

    private static String statement(OrderStep step, String set) {
        return MOVE.replace("{scope}", OrderScope.sql(3))
                        .replace("{guard}", guard(step))
                        .replace("{set}", set)
                + money(step)
                + counting(step)
                + Events.RECORD
                + "SELECT id FROM moved";
    }

    private static String guard(OrderStep step) {
        return switch (step) {
            case SUBMIT, APPROVE -> OPEN_BUDGET;
            case ESCALATE -> "AND o.escalated_at IS NULL";
            default -> "";
        };
    }

    /** What changes in the row, besides the state. Deadlines are working days (policy of the product,
     * ARCHITECTURE.md), except the delivery time, which a listing promises in calendar days. */
    private static String set(OrderStep step) {
        return switch (step) {
            case QUOTE -> """
                state = 'draft', due_at = NULL, unit_price_fen = $10, total_fen = $10::bigint * o.quantity,
                government_fen = GREATEST(0, LEAST($10::bigint * o.quantity * before.share_bps / 10000,
                  before.cap_left_fen))\
                """;
            case SUBMIT -> """
                state = 'submitted', submitted_by = $7, submitted_at = now(), due_at = working_days_after(now(), 3),
                decided_by = NULL, reminded_at = NULL, escalated_at = NULL\
                """;
            case APPROVE ->
                " state = 'approved', decided_by = $7, approved_at = now(), due_at = working_days_after(now(), %d)"
                        .formatted(OrderStep.LAPSE.days);
            case RETURN -> " state = 'returned', decided_by = $7, due_at = NULL";
            case REJECT -> " state = 'rejected', decided_by = $7, closed_at = now(), due_at = NULL";
            case ESCALATE -> " escalated_at = now()";
            case ACCEPT -> """
                state = 'in-progress', accepted_at = now(), due_at = days_after(now(), before.delivery_days)\
                """;
            case DELIVER -> """
                state = 'delivered', delivered_at = now(), delivery_note = $10, delivery_files = $11,
                due_at = working_days_after(now(), 10)\
                """;
            case REWORK, RULE_CONTINUE -> " state = 'in-progress', due_at = days_after(now(), before.delivery_days)";
            case COMPLETE, RULE_COMPLETE -> """
                state = 'completed', completed_at = COALESCE(o.completed_at, now()),
                due_at = working_days_after(now(), 10)\
                """;
            case DISPUTE -> " state = 'disputed', disputed_from = o.state, due_at = working_days_after(now(), 10)";
            case CANCEL, DECLINE, RULE_CANCEL -> " state = 'cancelled', closed_at = now(), due_at = NULL";
            // these move many orders at once or write elsewhere: Payments, Deadlines, Ratings
            case PAY, LAPSE, RATE -> "";
        };
    }

    private static String money(OrderStep step) {
        return switch (step.effect) {
            case FREEZES -> MONEY + Money.FREEZE;
            case RELEASES -> FROZEN_MONEY + Money.RELEASE;
            // orders are paid many at once: PaymentRoutes
            case SPENDS, NONE -> "";
        };
    }

    /** The money of the orders in {@code moved}, as {@link Money} takes it. */
    static final String MONEY = """
        , money AS (
          SELECT budget_id, enterprise_id, 'order' AS subject_kind, id AS subject_id, government_fen AS amount_fen, actor_id
          FROM moved
        )
        """;

    private static final String FROZEN_MONEY = MONEY.replace("FROM moved", "FROM moved WHERE was_approved IS NOT NULL");

    // built last: it needs the texts above
    private static final Map<OrderStep, String> STATEMENTS = statements();

    private static String counting(OrderStep step) {
        return step == OrderStep.COMPLETE || step == OrderStep.RULE_COMPLETE ? """
            , counted AS (
              UPDATE listing l SET order_count = l.order_count + 1
              FROM moved m WHERE l.id = m.listing_id AND m.was_completed IS NULL
            )
            """ : "";
    }
}
