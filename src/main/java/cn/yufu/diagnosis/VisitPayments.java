package cn.yufu.diagnosis;

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

/** Finance pays completed visits, many at once, all or none. */
final class VisitPayments implements Routes {
    private static final Who FINANCE = Who.only(Role.FINANCE);

    // 1 visits, 2 reference, 3 the payer, 4–6 the scope
    private static final String PAY = """
            WITH before AS (
              SELECT v.id, v.state, v.fee_fen AS amount_fen, b.during FROM visit v JOIN booking b ON b.id = v.booking_id
              WHERE v.id = ANY ($1::uuid[]) AND v.state = 'completed' AND v.fee_fen IS NOT NULL AND v.paid_at IS NULL AND\
            """ + " " + VisitScope.sql(4) + """
              ORDER BY v.id FOR UPDATE OF v
            )
            """ + Payment.made("visit") + """
            , moved AS (
              UPDATE visit v SET version = v.version + 1, paid_by = $3, paid_at = now(), due_at = NULL,
                payment_id = payment_made.id
              FROM before, payment_made WHERE v.id = before.id
              RETURNING v.id, v.number, v.state, before.state AS from_state, v.type_code, v.enterprise_id, v.division_code,
                v.expert_id, v.assistants, '{}'::uuid[] AS former, before.during, v.budget_id, v.fee_fen
            )
            """
            + VisitMoney.moved(VisitStep.PAY.effect, "$3") + VisitMoves.PAYMENT + Events.RECORD + Payment.RESULT;

    // which of the asked visits cannot be paid, and in which state they are
    private static final String UNPAYABLE = """
        SELECT asked.id, CASE WHEN v.paid_at IS NOT NULL THEN 'paid' ELSE v.state END AS state
        FROM unnest($1::uuid[]) AS asked (id)
        LEFT JOIN visit v ON v.id = asked.id AND v.fee_fen IS NOT NULL
        WHERE v.state IS DISTINCT FROM 'completed' OR v.paid_at IS NOT NULL LIMIT 20\
        """;

    private final Db db;

    VisitPayments(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.post("/visits/payment", FINANCE, this::payMany);
        api.post("/visits/{id}/payment", FINANCE, this::payOne);
    }

    private Future<Answer> payMany(Request r, Sql sql) {
        var wanted = Payment.Wanted.read(r.body(), "visitIds");
        return pay(sql, r.caller(), wanted.ids(), wanted.reference())
                .map(payment -> Answer.created("/api/payments/" + payment.id(), payment));
    }

    private Future<Answer> payOne(Request r, Sql sql) {
        var id = r.id("id");
        var body = r.body();
        var reference = body.optionalText("reference", 200);
        body.done();
        return VisitStore.find(db.read(), r.caller(), id)
                .map(found -> found.orElseThrow(Failure::notFound))
                .compose(visit -> pay(sql, r.caller(), List.of(id), reference == null ? visit.number() : reference))
                .compose(paid -> VisitRoutes.show(r, sql, id));
    }

    private Future<Payment> pay(Sql sql, Caller caller, List<UUID> visits, String reference) {
        var ids = visits.toArray(UUID[]::new);
        var values = VisitScope.of(caller).into(Tuple.of(ids, reference, caller.accountId()));
        return sql.first(PAY, values, Payment::from)
                .compose(paid -> paid.map(Future::succeededFuture)
                        .orElseGet(() -> Payment.refused(db.read(), UNPAYABLE, ids, "visitIds")));
    }
}
