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
import java.util.List;
import java.util.UUID;

/** Experts: who they are, what they are accredited for and until when. The city keeps them; districts see them. */
final class ExpertRoutes implements Routes {
    private static final Who READERS = Who.only(Role.EXPERT, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.AUDITOR);
    private static final Who CITY = Who.only(Role.CITY_ADMIN);

    private final Db db;
    private final Catalogue.Source catalogue;

    ExpertRoutes(Db db, Catalogue.Source catalogue) {
        this.db = db;
        this.catalogue = catalogue;
    }

    @Override
    public void mount(Api api) {
        api.get("/experts", READERS, this::list);
        api.post("/experts", CITY, ExpertRoutes::create);
        api.get("/experts/{id}", READERS, r -> show(r, db.read(), r.id("id")));
        api.patch("/experts/{id}", CITY, ExpertRoutes::revise);
        api.post("/experts/{id}/suspension", CITY, (r, sql) -> move(r, sql, true));
        api.post("/experts/{id}/reinstatement", CITY, (r, sql) -> move(r, sql, false));
        api.post("/experts/{id}/accreditations", CITY, this::accredit);
        api.post("/experts/{id}/accreditation-ending", CITY, ExpertRoutes::end);
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return db.read()
                .list(ExpertStore.rows(r.caller(), r.query(), ask))
                .map(rows -> Answer.ok(
                        Page.of(rows, ask, expert -> List.of(expert.id().toString()))));
    }

    private static Future<Answer> show(Request r, Sql sql, UUID id) {
        return ExpertStore.find(sql, r.caller(), id).map(found -> {
            var expert = found.orElseThrow(Failure::notFound);
            return Answer.ok(expert, expert.version());
        });
    }

    private static Future<Answer> create(Request r, Sql sql) {
        var in = r.body();
        var account = in.id("accountId");
        var draft = ExpertDraft.read(in, true);
        in.done();
        return ExpertStore.create(sql, r.caller(), account, draft).compose(made -> {
            if (made.isEmpty()) throw Failure.invalid("/accountId", "no-such");
            return show(r, sql, made.get()).map(answer -> answer.asCreated("/api/experts/" + made.get()));
        });
    }

    private static Future<Answer> revise(Request r, Sql sql) {
        var id = r.id("id");
        long version = r.expectedVersion();
        var in = r.body();
        var draft = ExpertDraft.read(in, false);
        in.done();
        return ExpertStore.revise(sql, r.caller(), id, version, draft)
                .compose(done -> show(r, sql, id).map(answer -> {
                    if (done.isEmpty() && answer.body() instanceof Expert expert) throw Failure.stale(expert.version());
                    return answer;
                }));
    }

    private static Future<Answer> move(Request r, Sql sql, boolean suspend) {
        var id = r.id("id");
        var in = r.body();
        var reason = suspend ? in.text("reason", 2, 1000) : in.optionalText("reason", 1000);
        in.done();
        return ExpertStore.move(sql, r.caller(), id, suspend, reason)
                .compose(done -> show(r, sql, id).map(answer -> {
                    if (done.isEmpty()) throw Failure.stateConflict(suspend ? "suspended" : "active");
                    return answer;
                }));
    }

    private Future<Answer> accredit(Request r, Sql sql) {
        var id = r.id("id");
        return Future.all(catalogue.get(), ExpertStore.find(sql, r.caller(), id))
                .compose(both -> {
                    Catalogue known = both.resultAt(0);
                    java.util.Optional<Expert> found = both.resultAt(1);
                    if (found.isEmpty()) throw Failure.notFound();
                    var in = r.body();
                    var area = in.choice("area", known.areaCodes());
                    var from = in.date("validFrom");
                    var to = in.date("validTo");
                    var document = in.text("document", 2, 200);
                    if (to.isBefore(from)) in.wrong("validTo", "not-after-start");
                    in.done();
                    return ExpertStore.accredit(sql, r.caller(), id, area, from, to, document)
                            .compose(done -> show(r, sql, id));
                });
    }

    private static Future<Answer> end(Request r, Sql sql) {
        var id = r.id("id");
        var in = r.body();
        var accreditation = in.id("accreditationId");
        var reason = in.text("reason", 2, 1000);
        in.done();
        return ExpertStore.end(sql, r.caller(), id, accreditation, reason)
                .compose(done -> show(r, sql, id).map(answer -> {
                    if (done.isEmpty()) throw Failure.invalid("/accreditationId", "no-such");
                    return answer;
                }));
    }
}
