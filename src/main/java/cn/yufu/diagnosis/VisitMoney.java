package cn.yufu.diagnosis;

import cn.yufu.budget.Effect;
import cn.yufu.budget.Money;
import cn.yufu.db.Sql;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The money of visits: the fee of the programme is frozen by the request, given back by whatever ends the visit before it
 * is made, and spent by finance once it is completed. The visit keeps which budget and how much, so that a later fee is
 * of later visits only.
 */
final class VisitMoney {
    private static final String MONEY = """
        , money AS (
          SELECT m.budget_id, m.enterprise_id, 'visit' AS subject_kind, m.id AS subject_id, m.fee_fen AS amount_fen,
            {actor}::uuid AS actor_id
          FROM moved m WHERE m.fee_fen IS NOT NULL
        )
        """;

    private VisitMoney() {}

    /**
     * The part of a statement that moves the money of the visits in its CTE {@code moved (id, enterprise_id, budget_id,
     * fee_fen)}; nothing for those that no budget pays.
     */
    static String moved(Effect effect, String actor) {
        var movement = switch (effect) {
            case FREEZES -> Money.FREEZE;
            case RELEASES -> Money.RELEASE;
            case SPENDS -> Money.SPEND;
            case NONE -> null;
        };
        return movement == null ? "" : MONEY.replace("{actor}", actor) + movement;
    }

    /** The budgets of programmes come before the resources in the order of locks; fails when one does not pay today. */
    static Future<Void> lock(Sql sql, Stream<Programme> programmes) {
        List<@Nullable UUID> named = programmes
                .map(programme ->
                        programme.budget() == null ? null : programme.budget().id())
                .toList();
        return Money.lock(
                sql, named.stream().filter(Objects::nonNull).distinct().toList());
    }
}
