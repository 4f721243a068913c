package cn.yufu.budget;

import cn.yufu.db.Db;
import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Failure.Violation;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Budgets: the city makes them, everybody concerned sees total, frozen, spent and available. */
public final class BudgetRoutes implements Routes {
    public static final Who READERS =
            Who.only(Role.ENTERPRISE, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.FINANCE, Role.AUDITOR);
    private static final Who OFFICIALS = Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.FINANCE, Role.AUDITOR);
    private static final Who CITY = Who.only(Role.CITY_ADMIN);

    private final Db db;

    public BudgetRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/budgets", READERS, this::list);
        api.post("/budgets", CITY, this::create);
        api.get("/budgets/{id}", READERS, this::get);
        api.patch("/budgets/{id}", CITY, this::revise);
        api.get("/budgets/{id}/ledger", OFFICIALS, this::ledger);
        api.post("/budgets/{id}/closing", CITY, (r, sql) -> move(r, sql, "closed", "closing"));
        api.post("/budgets/{id}/reopening", CITY, (r, sql) -> move(r, sql, "open", "reopening"));
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return db.read()
                .list(BudgetStore.rows(r.caller(), r.query(), ask))
                .map(rows -> Answer.ok(
                        Page.of(rows, ask, budget -> List.of(budget.id().toString()))));
    }

    /** The rows of the list as one reader sees it, for whoever writes it somewhere else than on a page. */
    public static Rows<?> rows(Caller caller, Query query, Page.Ask ask) {
        return BudgetStore.rows(caller, query, ask);
    }

    private Future<Answer> get(Request r) {
        return show(r, db.read(), r.id("id"));
    }

    private static Future<Answer> show(Request r, Sql sql, UUID id) {
        return BudgetStore.find(sql, r.caller(), id).map(found -> {
            var budget = found.orElseThrow(Failure::notFound);
            return Answer.ok(budget, budget.version());
        });
    }

    private Future<Answer> create(Request r, Sql sql) {
        var plan = Plan.from(r.body());
        return known(sql, plan)
                .compose(checked -> BudgetStore.create(sql, r.caller(), plan))
                .compose(id -> show(r, sql, id).map(answer -> answer.asCreated("/api/budgets/" + id)));
    }

    private Future<Answer> revise(Request r, Sql sql) {
        var id = r.id("id");
        long version = r.expectedVersion();
        return BudgetStore.find(sql, r.caller(), id)
                .map(found -> Plan.changed(r.body(), found.orElseThrow(Failure::notFound)))
                .compose(plan ->
                        known(sql, plan).compose(checked -> BudgetStore.revise(sql, r.caller(), id, version, plan)))
                .compose(done -> done.isPresent() ? show(r, sql, id) : stale(r, id));
    }

    private Future<Answer> stale(Request r, UUID id) {
        return BudgetStore.find(db.read(), r.caller(), id).map(found -> {
            throw found.map(budget -> Failure.stale(budget.version())).orElseGet(Failure::notFound);
        });
    }

    private static Future<Void> known(Sql sql, Plan plan) {
        return BudgetStore.unknownCodes(sql, plan).map(fields -> {
            if (fields.isEmpty()) return null;
            throw Failure.invalid(fields.stream()
                    .map(field -> new Violation("/" + field, "no-such", Map.of()))
                    .toList());
        });
    }

    private Future<Answer> move(Request r, Sql sql, String state, String action) {
        var id = r.id("id");
        var body = r.body();
        var reason = body.optionalText("reason", 1000);
        body.done();
        return BudgetStore.move(sql, r.caller(), id, state, action, reason)
                .compose(done -> done.isPresent()
                        ? show(r, sql, id)
                        : BudgetStore.find(db.read(), r.caller(), id).map(found -> {
                            throw found.map(budget -> Failure.stateConflict(budget.state()))
                                    .orElseGet(Failure::notFound);
                        }));
    }

    private Future<Answer> ledger(Request r) {
        var id = r.id("id");
        var ask = r.page();
        return BudgetStore.find(db.read(), r.caller(), id)
                .map(found -> found.orElseThrow(Failure::notFound))
                .compose(budget -> BudgetStore.ledger(db.read(), id, ask))
                .map(rows -> Answer.ok(
                        Page.of(rows, ask, movement -> List.of(movement.id().toString()))));
    }
}
