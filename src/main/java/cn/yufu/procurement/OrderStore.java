package cn.yufu.procurement;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of orders, moves excepted ({@link OrderMoves}). */
final class OrderStore {
    private static final String COLUMNS = """
        SELECT o.id, o.number, o.state, o.listing_id, o.listing_version, o.title, o.category_code, o.provider_id,
          p.name AS provider, o.enterprise_id, e.name AS enterprise, o.division_code, d.name AS division, o.budget_id,
          b.name AS budget, o.quantity, o.unit_price_fen, o.total_fen, o.government_fen, o.need, o.wanted_by, o.due_at,
          o.escalated_at, o.created_by, o.submitted_by, o.decided_by, o.created_at, o.submitted_at, o.approved_at,
          o.delivered_at, o.completed_at, o.paid_at, o.delivery_note, o.version,
          CASE WHEN o.delivery_note IS NOT NULL THEN COALESCE(
            (SELECT jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'size', a.size, 'type', a.type))
             FROM attachment a WHERE a.id = ANY (o.delivery_files)), '[]')::text END AS files,
          r.score, r.comment, r.at AS rated_at
        """;
    private static final String TABLES = """
        FROM purchase_order o
        JOIN organisation p ON p.id = o.provider_id
        JOIN organisation e ON e.id = o.enterprise_id
        JOIN division d ON d.code = o.division_code
        JOIN budget b ON b.id = o.budget_id
        LEFT JOIN rating r ON r.order_id = o.id
        """;
    /** The start of every list of orders; the aliases are o, p, e, d, b. */
    static final String SELECT = COLUMNS + TABLES;

    static final String ONE = SELECT + "WHERE o.id = $1 AND " + OrderScope.sql(2);

    private static final String EFFECT = """
        SELECT b.total_fen, b.frozen_fen, b.spent_fen, b.cap_fen, COALESCE(u.used_fen, 0) AS used_fen,
          COALESCE(o.government_fen, 0) AS government_fen,
          p.state = 'active' AS provider_active,
          l.state = 'published' AND l.live_version = o.listing_version AS listing_live,
          v.price_fen IS NULL OR o.unit_price_fen = v.price_fen AS price_listed,
          NOT EXISTS (SELECT FROM purchase_order x
            WHERE x.enterprise_id = o.enterprise_id AND x.listing_id = o.listing_id AND x.id <> o.id
              AND x.state NOT IN ('draft', 'quoting', 'rejected', 'cancelled', 'lapsed')
              AND x.created_at > o.created_at - interval '90 days') AS not_repeated
        FROM purchase_order o
        JOIN budget b ON b.id = o.budget_id
        JOIN organisation p ON p.id = o.provider_id
        JOIN listing l ON l.id = o.listing_id
        JOIN listing_version v ON v.listing_id = o.listing_id AND v.version = o.listing_version
        LEFT JOIN budget_use u ON u.budget_id = o.budget_id AND u.enterprise_id = o.enterprise_id
        WHERE o.id = $1\
        """;

    private OrderStore() {}

    static Tuple scoped(Tuple values, OrderScope scope) {
        return values.addUUID(scope.enterprise())
                .addUUID(scope.provider())
                .addString(scope.division())
                .addArrayOfString(scope.hidden().toArray(String[]::new));
    }

    /** One order without what only a single order carries. */
    static Future<Optional<Order>> find(Sql sql, Caller caller, UUID id) {
        return sql.first(ONE, scoped(Tuple.of(id), OrderScope.of(caller)), row -> Order.from(row, caller));
    }

    /** One order with history and, for whoever decides on it, the effect of an approval. */
    static Future<Optional<Order>> open(Sql sql, Caller caller, UUID id) {
        var found = find(sql, caller, id);
        var history = Events.history(sql, id);
        return found.compose(order -> order.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : history.compose(lines -> whole(sql, order.get(), lines)).map(Optional::of));
    }

    /** The effect is read for whoever may approve only; nobody else is shown it. */
    private static Future<Order> whole(Sql sql, Order order, List<Events.Entry> history) {
        return order.steps().contains("approval")
                ? sql.one(EFFECT, Tuple.of(order.id()), Decision::from)
                        .map(decision -> order.with(decision.effect(), decision.checks(), history))
                : Future.succeededFuture(order.with(null, null, history));
    }

    private record Decision(Order.Effect effect, List<Order.Check> checks) {
        static Decision from(Row row) {
            long government = row.getLong("government_fen");
            long frozen = row.getLong("frozen_fen");
            long spent = row.getLong("spent_fen");
            long used = row.getLong("used_fen");
            long available = row.getLong("total_fen") - frozen - spent;
            var cap = row.getLong("cap_fen");
            return new Decision(
                    new Order.Effect(
                            available,
                            available - government,
                            row.getLong("total_fen"),
                            frozen,
                            spent,
                            cap,
                            used,
                            used + government),
                    List.of(
                            new Order.Check("provider-active", row.getBoolean("provider_active")),
                            new Order.Check("listing-live", row.getBoolean("listing_live")),
                            new Order.Check("price-listed", row.getBoolean("price_listed")),
                            new Order.Check("within-budget", government <= available),
                            new Order.Check("within-cap", cap == null || used + government <= cap),
                            new Order.Check("not-repeated", row.getBoolean("not_repeated"))));
        }
    }

    /** Makes one move; empty when the order is not there for this caller or not in a state that allows it. */
    static Future<Boolean> move(
            Sql sql, Caller caller, UUID id, OrderStep step, @Nullable String reason, Object... own) {
        var values = scoped(Tuple.of(id, (Object) step.from.toArray(String[]::new)), OrderScope.of(caller))
                .addUUID(caller.accountId())
                .addString(step.noun)
                .addString(reason);
        for (var value : own) values.addValue(value);
        return sql.first(OrderMoves.of(step), values, row -> row.getUUID("id")).map(Optional::isPresent);
    }

    private static final String OWN_ATTACHMENTS =
            "SELECT count(*) AS count FROM attachment WHERE id = ANY ($1::uuid[]) AND organisation_id = $2";

    /** Whether all these files were uploaded by the caller's organisation. */
    static Future<Boolean> ownAttachments(Sql sql, Caller caller, UUID[] files) {
        return sql.one(OWN_ATTACHMENTS, Tuple.of(files, caller.organisation()), row -> row.getLong("count"))
                .map(count -> count == files.length);
    }
}
