package cn.yufu.budget;

import cn.yufu.db.Sql;
import cn.yufu.http.Failure;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The three movements of public money, as the part of a statement that follows the move which causes them. The CTE
 * {@code money} before it yields {@code budget_id, enterprise_id, subject_kind, subject_id, amount_fen, actor_id}.
 *
 * <p>Nothing is checked here: {@code budget_never_overspent} and {@code budget_use_within_cap} refuse the whole
 * statement when the money is not there, whoever else is approving at the same instant. Budgets are locked in the order
 * of their ids, after the thing that is moved (lock order: subject → budget → resource → booking).
 */
public final class Money {
    private static final String LOCK = """
        , held AS (
          SELECT b.id, sum(m.amount_fen) AS amount_fen
          FROM (SELECT id FROM budget WHERE id IN (SELECT budget_id FROM money) ORDER BY id FOR NO KEY UPDATE) b
          JOIN money m ON m.budget_id = b.id
          GROUP BY b.id
        )
        """;

    private static final String BOOK = """
        , booked AS (
          INSERT INTO ledger (budget_id, enterprise_id, subject_kind, subject_id, kind, amount_fen, actor_id)
          SELECT budget_id, enterprise_id, subject_kind, subject_id, '%s', amount_fen, actor_id FROM money
        )
        """;

    /** Available money becomes frozen, and counts against the enterprise's cap. */
    public static final String FREEZE = LOCK + """
        , funded AS (
          UPDATE budget b SET frozen_fen = b.frozen_fen + held.amount_fen
          FROM held WHERE b.id = held.id
          RETURNING b.id, b.cap_fen
        ), used AS (
          INSERT INTO budget_use (budget_id, enterprise_id, used_fen, cap_fen)
          SELECT m.budget_id, m.enterprise_id, sum(m.amount_fen), min(f.cap_fen)
          FROM money m JOIN funded f ON f.id = m.budget_id GROUP BY m.budget_id, m.enterprise_id
          ON CONFLICT (budget_id, enterprise_id) DO UPDATE
          SET used_fen = budget_use.used_fen + EXCLUDED.used_fen, cap_fen = EXCLUDED.cap_fen
        )
        """ + BOOK.formatted("freeze");

    /** Frozen money becomes available again, to the budget and to the enterprise. */
    public static final String RELEASE = LOCK + """
        , funded AS (
          UPDATE budget b SET frozen_fen = b.frozen_fen - held.amount_fen FROM held WHERE b.id = held.id
        ), used AS (
          UPDATE budget_use u SET used_fen = u.used_fen - m.amount_fen
          FROM (SELECT budget_id, enterprise_id, sum(amount_fen) AS amount_fen
                FROM money GROUP BY budget_id, enterprise_id) m
          WHERE u.budget_id = m.budget_id AND u.enterprise_id = m.enterprise_id
        )
        """ + BOOK.formatted("release");

    /** Frozen money is spent. */
    public static final String SPEND = LOCK + """
        , funded AS (
          UPDATE budget b
          SET frozen_fen = b.frozen_fen - held.amount_fen, spent_fen = b.spent_fen + held.amount_fen
          FROM held WHERE b.id = held.id
        )
        """ + BOOK.formatted("spend");

    private static final String TAKE = """
        SELECT id, state = 'open' AND current_date BETWEEN valid_from AND valid_to AS pays
        FROM budget WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE\
        """;

    private Money() {}

    /**
     * Locks budgets for a transaction that locks more before it freezes: whatever comes after them in the order of locks
     * must not be held while one waits for them. Fails when one of them does not pay today.
     */
    public static Future<Void> lock(Sql sql, List<UUID> budgets) {
        if (budgets.isEmpty()) return Future.succeededFuture();
        return sql.list(TAKE, Tuple.of((Object) budgets.toArray(UUID[]::new)), row -> row)
                .map(rows -> {
                    for (var row : rows)
                        if (!row.getBoolean("pays"))
                            throw Failure.conflict("budget-not-usable", Map.of("budgetId", row.getUUID("id")));
                    return null;
                });
    }
}
