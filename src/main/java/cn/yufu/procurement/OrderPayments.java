package cn.yufu.procurement;

import cn.yufu.budget.Money;
import cn.yufu.budget.Payment;
import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Finance pays accepted orders, many at once, all or none. */
public final class OrderPayments implements Routes {
    private static final Who FINANCE = Who.only(Role.FINANCE);

    // 1 orders, 2 reference, 3 the payer, 4–7 the scope
    private static final String PAY = """
            WITH before AS (
              SELECT o.id, o.government_fen AS amount_fen FROM purchase_order o
              WHERE o.id = ANY ($1::uuid[]) AND o.state = 'completed' AND\
            """ + OrderScope.sql(4) + """
              ORDER BY o.id FOR UPDATE
            )
            """ + Payment.made("order") + """
            , moved AS (
              UPDATE purchase_order o SET version = o.version + 1, state = 'paid', paid_by = $3, paid_at = now(),
                closed_at = now(), due_at = NULL, payment_id = payment_made.id
              FROM before, payment_made WHERE o.id = before.id
              RETURNING o.id, o.number, o.title, o.state, o.budget_id, o.enterprise_id, o.provider_id, o.division_code,
                o.government_fen, payment_made.number AS payment, $3::uuid AS actor_id
            ), change AS (
              SELECT actor_id, 'order' AS subject_kind, id AS subject_id, number AS subject_number,
                'payment' AS action, 'completed' AS from_state, state AS to_state, $2::text AS reason,
                jsonb_build_object('title', title, 'governmentFen', government_fen, 'payment', payment) AS detail,
                enterprise_id, provider_id, division_code
              FROM moved
            )
            """ + OrderMoves.MONEY
            + Money.SPEND + Events.RECORD + Payment.RESULT;

    // which of the asked orders cannot be paid, and in which state they are
    private static final String UNPAYABLE = """
        SELECT asked.id, o.state FROM unnest($1::uuid[]) AS asked (id)
        LEFT JOIN purchase_order o ON o.id = asked.id
        WHERE o.state IS DISTINCT FROM 'completed' LIMIT 20\
        """;

    private final Db db;

    public OrderPayments(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.post("/payments", FINANCE, this::payMany);
        api.post("/orders/{id}/payment", FINANCE, this::payOne);
    }

    private Future<Answer> payMany(Request r, Sql sql) {
        var wanted = Payment.Wanted.read(r.body(), "orderIds");
        return pay(sql, r.caller(), wanted.ids(), wanted.reference())
                .map(payment -> Answer.created("/api/payments/" + payment.id(), payment));
    }

    private Future<Answer> payOne(Request r, Sql sql) {
        var id = r.id("id");
        var body = r.body();
        var reference = body.optionalText("reference", 200);
        body.optionalText("reason", 200);
        body.done();
        return OrderStore.find(db.read(), r.caller(), id)
                .map(found -> found.orElseThrow(Failure::notFound))
                .compose(order -> pay(sql, r.caller(), List.of(id), reference == null ? order.number() : reference))
                .compose(paid -> OrderStore.open(sql, r.caller(), id))
                .map(found -> {
                    var order = found.orElseThrow(Failure::notFound);
                    return Answer.ok(order, order.version());
                });
    }

    private Future<Payment> pay(Sql sql, Caller caller, List<UUID> orders, String reference) {
        var ids = orders.toArray(UUID[]::new);
        var values = OrderStore.scoped(Tuple.of(ids, reference, caller.accountId()), OrderScope.of(caller));
        return sql.first(PAY, values, Payment::from)
                .compose(paid -> paid.map(Future::succeededFuture)
                        .orElseGet(() -> Payment.refused(db.read(), UNPAYABLE, ids, "orderIds")));
    }
}
