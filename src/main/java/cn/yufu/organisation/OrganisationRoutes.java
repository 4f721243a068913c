package cn.yufu.organisation;

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
import java.util.Map;
import java.util.UUID;

/** Organisations: their administrators decide on them, their people see and describe their own. */
public final class OrganisationRoutes implements Routes {
    public static final Who READERS = Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.AUDITOR);
    private static final Who CONCERNED =
            Who.only(Role.ENTERPRISE, Role.PROVIDER, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.AUDITOR);
    private static final Who EDITORS = Who.only(Role.ENTERPRISE, Role.PROVIDER, Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
    private static final Who DECIDERS = Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN);

    private final Db db;

    public OrganisationRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/organisations", READERS, this::list);
        api.get("/organisations/{id}", CONCERNED.evenInactive(), this::get);
        api.patch("/organisations/{id}", EDITORS, OrganisationRoutes::revise);
        api.post("/organisations/{id}/approval", DECIDERS, step(OrganisationStep.APPROVE, false));
        api.post("/organisations/{id}/rejection", DECIDERS, step(OrganisationStep.REJECT, true));
        api.post("/organisations/{id}/suspension", DECIDERS, step(OrganisationStep.SUSPEND, true));
        api.post("/organisations/{id}/reinstatement", DECIDERS, step(OrganisationStep.REINSTATE, false));
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        boolean byDeadline = OrganisationStore.byDeadline(r.query());
        return db.read()
                .list(OrganisationStore.rows(r.caller(), r.query(), ask))
                .map(rows -> Answer.ok(Page.of(rows, ask, item -> OrganisationStore.keys(item, byDeadline))));
    }

    /** The rows of the list as one reader sees it, for whoever writes it somewhere else than on a page. */
    public static Rows<?> rows(Caller caller, Query query, Page.Ask ask) {
        return OrganisationStore.rows(caller, query, ask);
    }

    private Future<Answer> get(Request r) {
        return show(r, db.read(), r.id("id"));
    }

    private static Future<Answer> show(Request r, Sql sql, UUID id) {
        return Future.all(OrganisationStore.find(sql, r.caller(), id), Events.history(sql, id))
                .map(both -> {
                    java.util.Optional<Organisation> found = both.resultAt(0);
                    var organisation = found.orElseThrow(Failure::notFound).with(both.resultAt(1));
                    return Answer.ok(organisation, organisation.item().version());
                });
    }

    private static Future<Answer> revise(Request r, Sql sql) {
        var id = r.id("id");
        long version = r.expectedVersion();
        var changes = Revision.from(r.body(), r.caller().role());
        return OrganisationStore.revise(sql, r.caller(), id, version, changes)
                .compose(revised -> revised.isPresent() ? show(r, sql, id) : stale(r, sql, id));
    }

    private static Future<Answer> stale(Request r, Sql sql, UUID id) {
        return OrganisationStore.find(sql, r.caller(), id).map(found -> {
            throw Failure.stale(found.orElseThrow(Failure::notFound).item().version());
        });
    }

    private static Api.Write step(OrganisationStep step, boolean needsReason) {
        return (r, sql) -> {
            var id = r.id("id");
            var in = r.body();
            var reason = needsReason ? in.text("reason", 1, 500) : in.optionalText("reason", 500);
            in.done();
            return OrganisationStore.move(sql, r.caller(), id, step, reason)
                    .compose(moved -> moved.isPresent() ? show(r, sql, id) : refuse(r, sql, id, step));
        };
    }

    private static Future<Answer> refuse(Request r, Sql sql, UUID id, OrganisationStep step) {
        return OrganisationStore.find(sql, r.caller(), id).map(found -> {
            var state = found.orElseThrow(Failure::notFound).item().state();
            throw step.from.contains(state) ? Failure.conflict("four-eyes", Map.of()) : Failure.stateConflict(state);
        });
    }
}
