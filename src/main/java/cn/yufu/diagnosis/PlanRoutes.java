package cn.yufu.diagnosis;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Page;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plans (一企一策) and the specialists (服务专员) who look after them. */
final class PlanRoutes implements Routes {
    private static final Who OFFICIALS = Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
    private static final Who READERS = Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.AUDITOR);
    private static final List<String> KINDS = List.of("visit", "call", "message", "meeting");

    private final Db db;

    PlanRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/plans", READERS, this::list);
        api.get("/specialists", READERS, this::specialists);
        api.get("/enterprises/{id}/plan", VisitRoutes.EVERY_PARTY, r -> show(r, db.read(), r.id("id")));
        api.post("/enterprises/{id}/specialist", OFFICIALS, PlanRoutes::assign);
        api.post("/enterprises/{id}/contacts", OFFICIALS, PlanRoutes::note);
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return db.read()
                .list(PlanStore.rows(r.caller(), r.query(), ask))
                .map(rows ->
                        Answer.ok(Page.of(rows, ask, line -> List.of(line.id().toString()))));
    }

    private Future<Answer> specialists(Request r) {
        var division = r.caller().role() == Role.DISTRICT_ADMIN ? r.caller().divisionCode() : r.query("division");
        return PlanStore.specialists(db.read(), division).map(items -> Answer.ok(Map.of("items", items)));
    }

    private static Future<Answer> show(Request r, Sql sql, UUID enterprise) {
        return PlanStore.find(sql, r.caller(), enterprise)
                .map(found -> Answer.ok(found.orElseThrow(Failure::notFound)));
    }

    private static Future<Answer> assign(Request r, Sql sql) {
        var id = r.id("id");
        var in = r.body();
        var specialist = in.id("specialistId");
        var substitute = in.optionalId("substituteId");
        var reason = in.optionalText("reason", 1000);
        if (specialist.equals(substitute)) in.wrong("substituteId", "same-person");
        in.done();
        return PlanStore.assign(sql, r.caller(), id, specialist, substitute, reason)
                .compose(done -> show(r, sql, id).map(plan -> {
                    if (!done) throw Failure.invalid("/specialistId", "no-such");
                    return plan;
                }));
    }

    private static Future<Answer> note(Request r, Sql sql) {
        var id = r.id("id");
        var in = r.body();
        var at = in.instant("at");
        if (at.getYear() > 1900 && at.toInstant().isAfter(Instant.now().plus(Duration.ofMinutes(2))))
            in.wrong("at", "in-future");
        var kind = in.choice("kind", KINDS);
        var note = in.text("note", 2, 2000);
        in.done();
        return PlanStore.note(sql, r.caller(), id, at, kind, note).compose(done -> show(r, sql, id));
    }
}
