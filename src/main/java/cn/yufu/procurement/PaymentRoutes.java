package cn.yufu.procurement;

import cn.yufu.budget.Money;
import cn.yufu.db.Db;
import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Payments: finance pays accepted orders, many at once, all or none. */
public final class PaymentRoutes implements Routes {
    public static final Who READERS = Who.only(Role.FINANCE, Role.CITY_ADMIN, Role.AUDITOR);
    private static final Who FINANCE = Who.only(Role.FINANCE);
    private static final int MOST = 200;

    // 1 orders, 2 reference, 3–6 the scope, 7 the payer
    private static final String PAY =
            """
                WITH before AS (
                  SELECT o.id, o.government_fen FROM purchase_order o
                  WHERE o.id = ANY ($1::uuid[]) AND o.state = 'completed' AND\
                """ + OrderScope.sql(3) + """
                  ORDER BY o.id FOR UPDATE
                ), payment_made AS (
                  INSERT INTO payment (reference, total_fen, order_count, paid_by)
                  SELECT $2, sum(government_fen), count(*), $7 FROM before HAVING count(*) = cardinality($1::uuid[])
                  RETURNING id, number, reference, total_fen, order_count, paid_at
                ), moved AS (
                  UPDATE purchase_order o SET version = o.version + 1, state = 'paid', paid_by = $7, paid_at = now(),
                    closed_at = now(), due_at = NULL, payment_id = payment_made.id
                  FROM before, payment_made WHERE o.id = before.id
                  RETURNING o.id, o.number, o.title, o.state, o.budget_id, o.enterprise_id, o.provider_id, o.division_code,
                    o.government_fen, payment_made.number AS payment, $7::uuid AS actor_id
                ), change AS (
                  SELECT actor_id, 'order' AS subject_kind, id AS subject_id, number AS subject_number,
                    'payment' AS action, 'completed' AS from_state, state AS to_state, $2::text AS reason,
                    jsonb_build_object('title', title, 'governmentFen', government_fen, 'payment', payment) AS detail,
                    enterprise_id, provider_id, division_code
                  FROM moved
                )\
                """ + OrderMoves.MONEY + Money.SPEND + Events.RECORD + """
                SELECT p.id, p.number, p.reference, p.total_fen, p.order_count, p.paid_at, a.name AS payer
                FROM payment_made p JOIN account a ON a.id = $7\
                """;

    private static final String LIST = """
        SELECT p.id, p.number, p.reference, p.total_fen, p.order_count, p.paid_at, a.name AS payer
        FROM payment p JOIN account a ON a.id = p.paid_by
        WHERE ($1::uuid IS NULL OR p.id < $1) ORDER BY p.id DESC LIMIT $2\
        """;

    // which of the asked orders cannot be paid, and in which state they are
    private static final String UNPAYABLE = """
        SELECT asked.id, o.state FROM unnest($1::uuid[]) AS asked (id)
        LEFT JOIN purchase_order o ON o.id = asked.id
        WHERE o.state IS DISTINCT FROM 'completed' LIMIT 20\
        """;

    private final Db db;

    /** One batch; the amount is the government's share of its orders, in fen. */
    record Payment(
            UUID id, String number, String reference, long totalFen, int count, OffsetDateTime paidAt, String payer) {
        static Payment from(Row row) {
            return new Payment(
                    row.getUUID("id"),
                    row.getString("number"),
                    row.getString("reference"),
                    row.getLong("total_fen"),
                    row.getInteger("order_count"),
                    row.getOffsetDateTime("paid_at"),
                    row.getString("payer"));
        }
    }

    private record Unpayable(UUID id, Optional<String> state) {}

    public PaymentRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/payments", READERS, this::list);
        api.post("/payments", FINANCE, this::payMany);
        api.post("/orders/{id}/payment", FINANCE, this::payOne);
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return db.read()
                .list(batches(ask))
                .map(rows -> Answer.ok(
                        Page.of(rows, ask, payment -> List.of(payment.id().toString()))));
    }

    private static Rows<Payment> batches(Page.Ask ask) {
        return new Rows<>(LIST, Tuple.of(Page.id(ask.key(0)), ask.rows()), Payment::from);
    }

    /** The rows of the list, for an export; everybody who may read it reads all of it. */
    public static Rows<?> rows(Caller caller, Query query, Page.Ask ask) {
        return batches(ask);
    }

    private Future<Answer> payMany(Request r, Sql sql) {
        var body = r.body();
        var orders = body.ids("orderIds", MOST);
        var reference = body.text("reference", 2, 200);
        if (orders.isEmpty()) body.wrong("orderIds", "required");
        body.done();
        return pay(sql, r.caller(), orders, reference)
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
        var values = OrderStore.scoped(Tuple.of(ids, reference), OrderScope.of(caller))
                .addUUID(caller.accountId());
        return sql.first(PAY, values, Payment::from)
                .compose(paid -> paid.map(Future::succeededFuture).orElseGet(() -> refused(ids)));
    }

    private Future<Payment> refused(UUID[] ids) {
        return db.read()
                .list(
                        UNPAYABLE,
                        Tuple.of((Object) ids),
                        row -> new Unpayable(row.getUUID("id"), Optional.ofNullable(row.getString("state"))))
                .map(all -> {
                    if (all.stream().anyMatch(one -> one.state().isEmpty())) throw Failure.notFound();
                    var state =
                            all.isEmpty() ? "completed" : all.getFirst().state().orElse("");
                    throw Failure.conflict(
                            "state-conflict",
                            Map.of(
                                    "state",
                                    state,
                                    "orderIds",
                                    all.stream().map(Unpayable::id).toList()));
                });
    }
}
