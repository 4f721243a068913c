package cn.yufu.diagnosis;

import cn.yufu.db.Db;
import cn.yufu.event.Events;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to visits when time passes: requests that nobody confirmed end, reports that nobody answers count as
 * confirmed, and people are reminded, once for each reason. Any node may run it at any time: each visit is taken by one.
 */
public final class VisitDeadlines {
    private static final int BATCH = 200;

    private static final String BEFORE = """
        WITH before AS (
          SELECT v.id, v.state, v.booking_id, b.during
          FROM visit v JOIN booking b ON b.id = v.booking_id
          WHERE {due}
          ORDER BY v.id LIMIT $1 FOR UPDATE OF v SKIP LOCKED
        ), moved AS (
          UPDATE visit v SET version = v.version + 1, {set}
          FROM before WHERE v.id = before.id
          RETURNING v.id, v.number, v.state, before.state AS from_state, v.type_code, v.enterprise_id, v.division_code,
            v.expert_id, v.assistants, '{}'::uuid[] AS former, before.during, before.booking_id, v.budget_id, v.fee_fen
        )
        """;

    private static final List<String> ROUNDS = rounds();

    private final Db db;

    VisitDeadlines(Db db) {
        this.db = db;
    }

    private static List<String> rounds() {
        var rounds = new ArrayList<String>();
        rounds.add(round(
                "expiry",
                "v.state = 'requested' AND v.due_at < now()",
                "state = 'expired', closed_at = now(), due_at = NULL",
                VisitMoney.moved(VisitStep.EXPIRE.effect, "NULL")
                        + VisitMoves.moving(VisitStep.EXPIRE, "expired", "false")));
        rounds.add(round(
                "automatic-confirmation",
                "v.state = 'reported' AND v.due_at < now()",
                VisitMoves.COMPLETED,
                VisitMoves.OPEN_ACTIONS));
        rounds.add(once(
                "check-in-reminder",
                "checkIn",
                "v.state = 'confirmed' AND upper(b.during) < now() - interval '2 hours'"));
        rounds.add(once("report-reminder", "report", "v.state = 'reporting' AND v.due_at < now()"));
        rounds.add(once("follow-up", "followUp", """
            v.state = 'completed' AND v.completed_at < now() - interval '90 days' AND v.completed_at > now() - interval '180 days'
              AND NOT EXISTS (SELECT FROM visit f WHERE f.follows = v.id)\
            """));
        return rounds;
    }

    private static String once(String action, String key, String due) {
        return round(
                action,
                due + " AND NOT jsonb_exists(v.reminded, '" + key + "')",
                "reminded = v.reminded || jsonb_build_object('" + key + "', now())",
                "");
    }

    private static String round(String action, String due, String set, String also) {
        return BEFORE.replace("{due}", due).replace("{set}", set)
                + also
                + VisitMoves.change("NULL", "'" + action + "'", "NULL")
                + Events.RECORD
                + "SELECT id FROM moved";
    }

    /** One round; true when there may be more to do at once. */
    public Future<Boolean> round() {
        Future<Integer> most = Future.succeededFuture(0);
        for (var statement : ROUNDS)
            most = most.compose(
                    so -> db.write().update(statement, Tuple.of(BATCH)).map(done -> Math.max(so, done)));
        return most.map(done -> done == BATCH);
    }
}
