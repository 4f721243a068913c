package cn.yufu.diagnosis;

import cn.yufu.booking.Bookings;
import cn.yufu.budget.Effect;
import cn.yufu.event.Events;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one statement of each move that keeps the time: check state and scope under the row's lock, change the visit, move
 * its money and its booking, append history and notifications. No row means that the move was not possible.
 *
 * <p>Parameters: 1 visit, 2 states from which, 3–5 scope, 6 actor, 7 action, 8 reason, from 9 on the step's own.
 */
final class VisitMoves {
    /**
     * Follows a CTE {@code moved (id, number, state, from_state, type_code, enterprise_id, division_code, expert_id,
     * assistants, former, during, fee_fen)}; {@code former} are experts who are told although they are no longer concerned.
     */
    static final String CHANGE = """
        , change AS (
          SELECT {actor}::uuid AS actor_id, 'visit' AS subject_kind, m.id AS subject_id, m.number AS subject_number,
            {action} AS action, m.from_state, m.state AS to_state, {reason}::text AS reason,
            jsonb_build_object('title', t.name, 'enterprise', e.name, 'expert', a.name, 'fromAt', lower(m.during),
              'governmentFen', m.fee_fen,
              'involved', (SELECT jsonb_agg(x.account_id) FROM expert x
                WHERE x.id = m.expert_id OR x.id = ANY (m.assistants) OR x.id = ANY (m.former)),
              'calendars', (SELECT jsonb_agg(x.resource_id) FROM expert x
                WHERE x.id = m.expert_id OR x.id = ANY (m.assistants) OR x.id = ANY (m.former)){more}) AS detail,
            m.enterprise_id, NULL::uuid AS provider_id, m.division_code
          FROM moved m
          JOIN diagnosis_type t ON t.code = m.type_code
          JOIN organisation e ON e.id = m.enterprise_id
          JOIN expert lead ON lead.id = m.expert_id
          JOIN account a ON a.id = lead.account_id
        )
        """;

    private static final String MOVE = """
        WITH before AS (
          SELECT v.id, v.state, v.booking_id, b.during, b.state AS booking_state,
            v.state = 'confirmed' AND NOT v.moved_by_host
              AND now() > lower(b.during) - p.cancel_hours * interval '1 hour' AS short_notice
          FROM visit v
          JOIN booking b ON b.id = v.booking_id
          JOIN programme p ON p.id = v.programme_id
          WHERE v.id = $1 AND v.state = ANY ($2::text[]) AND {scope} {guard}
          FOR UPDATE OF v
        ), moved AS (
          UPDATE visit v SET version = v.version + 1 {set}
          FROM before WHERE v.id = before.id
          RETURNING v.id, v.number, v.state, before.state AS from_state, v.type_code, v.enterprise_id, v.division_code,
            v.expert_id, v.assistants, '{}'::uuid[] AS former, before.during, before.booking_id, before.short_notice,
            v.budget_id, v.fee_fen
        )
        """;

    /** Where a budget pays, finance is next, with ten working days as for an order. */
    static final String COMPLETED = """
        state = 'completed', completed_at = now(), closed_at = now(),
        due_at = CASE WHEN v.fee_fen IS NOT NULL THEN working_days_after(now(), 10) END\
        """;

    private static final Map<VisitStep, String> STATEMENTS = statements();

    private VisitMoves() {}

    static String of(VisitStep step) {
        var sql = STATEMENTS.get(step);
        if (sql == null) throw new IllegalArgumentException(step + " has a statement of its own elsewhere");
        return sql;
    }

    private static Map<VisitStep, String> statements() {
        var all = new EnumMap<VisitStep, String>(VisitStep.class);
        for (var step : VisitStep.values()) {
            var set = set(step);
            if (set != null) all.put(step, statement(step, set));
        }
        return all;
    }

    private static String statement(VisitStep step, String set) {
        return MOVE.replace("{scope}", VisitScope.sql(3))
                        .replace("{guard}", guard(step))
                        .replace("{set}", set)
                + VisitMoney.moved(step.effect, "$6")
                + booking(step)
                + also(step)
                + (step == VisitStep.CANCEL
                        ? changeOfSeries("$6", "$7::text", "$8", "$10")
                        : change("$6", "$7::text", "$8"))
                + Events.RECORD
                + "SELECT id FROM moved";
    }

    static String change(String actor, String action, String reason) {
        return change(actor, action, reason, "");
    }

    private static String change(String actor, String action, String reason, String more) {
        return CHANGE.replace("{actor}", actor)
                .replace("{action}", action)
                .replace("{reason}", reason)
                .replace("{more}", more);
    }

    /**
     * For a move that may be made of several at once.
     *
     * @param count the parameter that says of how many; 0 of those that the first one speaks for, null of a single one
     */
    static String changeOfSeries(String actor, String action, String reason, String count) {
        return change(
                actor, action, reason, ", 'repeats', NULLIF({n}::int, 0), 'quiet', {n}::int = 0".replace("{n}", count));
    }

    /** Of visits paid in one batch: parameter 2 is its reference, 3 the payer. */
    static final String PAYMENT = change("$3", "'payment'", "$2", ", 'payment', (SELECT number FROM payment_made)");

    private static String guard(VisitStep step) {
        return switch (step) {
            case CONFIRM -> "AND b.state = 'held' AND b.expires_at > now()";
            case MISS, EXPERT_MISS -> "AND lower(b.during) <= now()";
            case CHECK_IN -> "AND $9 >= lower(b.during) - interval '4 hours'";
            case EXCUSE -> "AND EXISTS (" + STRIKES + ")";
            default -> "";
        };
    }

    /** The records against the enterprise that this visit has left, its earlier times included. */
    private static final String STRIKES = """
        WITH RECURSIVE line AS (
          SELECT b.id, b.predecessor_id FROM booking b WHERE b.id = v.booking_id
          UNION ALL
          SELECT b.id, b.predecessor_id FROM booking b JOIN line ON b.id = line.predecessor_id
        )
        SELECT s.id FROM booking s JOIN line ON line.id = s.id
        WHERE (s.late OR s.state = 'missed') AND s.excused_reason IS NULL\
        """;

    /** What changes in the row. Deadlines are working days (policy of the product, ARCHITECTURE.md). */
    private static @Nullable String set(VisitStep step) {
        return switch (step) {
            case CONFIRM -> ", state = 'confirmed', confirmed_at = now(), due_at = NULL";
            case CANCEL -> ", state = 'cancelled', closed_at = now(), due_at = NULL";
            case CHECK_IN -> ", state = 'in-progress', arrived_at = $9, check_in = $10::text::jsonb";
            case MISS -> ", state = 'missed', closed_at = now()";
            case EXPERT_MISS -> ", state = 'expert-missed', closed_at = now()";
            case FINISH ->
                ", state = 'reporting', left_at = GREATEST($9, v.arrived_at), due_at = working_days_after(now(), 5)";
            case RETURN ->
                ", state = 'reporting', due_at = working_days_after(now(), 5), reminded = v.reminded - 'report'";
            case ACCEPT -> ", " + COMPLETED;
            case EXCUSE -> "";
            // a booking of its own, or many at once, or a report: VisitStore, VisitDeadlines, VisitPayments,
            // ReportStore
            case REQUEST, REASSIGN, HAND_OVER, RESCHEDULE, MOVE, EXPIRE, SAVE, SUBMIT, LAPSE, PAY -> null;
        };
    }

    /** An expert who did not come is no record against the enterprise, so its booking counts as cancelled. */
    private static String booking(VisitStep step) {
        return switch (step) {
            case CONFIRM -> moving(step, "confirmed", "false");
            case CANCEL -> moving(step, "cancelled", "$9::boolean AND m.short_notice");
            case MISS -> moving(step, "missed", "false");
            case EXPERT_MISS -> moving(step, "cancelled", "false");
            case FINISH -> moving(step, "done", "false");
            default -> "";
        };
    }

    /** The booking of a visit that gives money back waits until its budget is locked, as the order of locks wants it. */
    static String moving(VisitStep step, String state, String late) {
        return ", moving AS (SELECT m.booking_id, '" + state + "'::text AS to_state, " + late + " AS late FROM moved m"
                + (step.effect == Effect.RELEASES ? " WHERE (SELECT count(*) FROM held) >= 0)" : ")")
                + Bookings.MOVE;
    }

    private static String also(VisitStep step) {
        return switch (step) {
            case ACCEPT -> OPEN_ACTIONS;
            case EXCUSE -> """
                , excused AS (
                  UPDATE booking b SET excused_reason = $8, version = b.version + 1
                  FROM visit v JOIN moved m ON m.id = v.id
                  WHERE b.id IN (%s)
                )
                """.formatted(STRIKES);
            default -> "";
        };
    }

    /** What was found becomes what is to be done. */
    static final String OPEN_ACTIONS = """
        , opened AS (
          UPDATE action_item i SET state = 'open', version = i.version + 1
          FROM moved m WHERE i.visit_id = m.id AND i.state = 'draft'
        )
        """;
}
