package cn.yufu.diagnosis;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.UUID;

/** What was found on site: drafts, the report, and what the enterprise says to it. */
final class ReportRoutes implements Routes {
    private static final Who EXPERT = Who.only(Role.EXPERT);
    private static final Who ENTERPRISE = Who.only(Role.ENTERPRISE);

    /** Thirty findings of the greatest length in Chinese, with their actions, and as much again. */
    private static final int MOST_BYTES = 512 * 1024;

    private final Db db;
    private final Catalogue.Source catalogue;
    private final PhotoCopies photos;

    ReportRoutes(Db db, Catalogue.Source catalogue, PhotoCopies photos) {
        this.db = db;
        this.catalogue = catalogue;
        this.photos = photos;
    }

    @Override
    public void mount(Api api) {
        api.get("/visits/{id}/report", VisitRoutes.EVERY_PARTY, r -> show(r, db.read(), r.id("id")));
        api.post("/visits/{id}/report", EXPERT, MOST_BYTES, (r, sql) -> write(r, sql, VisitStep.SAVE));
        api.post("/visits/{id}/report-submission", EXPERT, MOST_BYTES, (r, sql) -> write(r, sql, VisitStep.SUBMIT));
        api.post("/visits/{id}/report-return", ENTERPRISE, (r, sql) -> answer(r, sql, VisitStep.RETURN));
        api.post("/visits/{id}/report-confirmation", ENTERPRISE, (r, sql) -> answer(r, sql, VisitStep.ACCEPT));
    }

    private Future<Answer> show(Request r, Sql sql, UUID id) {
        var found = ReportStore.find(sql, r.caller(), id);
        var actions = ActionStore.ofVisit(sql, r.caller(), id);
        return Future.all(catalogue.get(), found, actions).map(all -> {
            Catalogue known = all.resultAt(0);
            var report = found.result().orElseThrow(Failure::notFound);
            var body = new LinkedHashMap<String, Object>();
            body.put("visitId", id);
            body.put("state", report.state());
            body.put("areas", report.areas());
            body.put(
                    "questionnaire",
                    known.questionnaire(report.questionnaire()).orElseGet(() -> known.findings(report.type())));
            body.put("answers", report.answers());
            body.put("scores", report.scores());
            body.put("summary", report.summary());
            body.put("photos", report.photos());
            body.put("actions", actions.result());
            body.put("savedBy", report.savedBy());
            body.put("savedAt", report.savedAt());
            body.put("reportedAt", report.reportedAt());
            body.put("version", report.version());
            return Answer.ok(body, report.version());
        });
    }

    private Future<Answer> write(Request r, Sql sql, VisitStep step) {
        var id = r.id("id");
        var seen = r.optionalVersion();
        // two devices that save at the same instant: the second waits here, and then finds what the first wrote
        Future<?> locked = seen == null ? Future.succeededFuture() : ReportStore.lock(sql, r.caller(), id);
        return Future.all(catalogue.get(), locked.compose(done -> ReportStore.find(sql, r.caller(), id)))
                .compose(both -> {
                    Catalogue known = both.resultAt(0);
                    java.util.Optional<ReportStore.Kept> found = both.resultAt(1);
                    var kept = found.orElseThrow(Failure::notFound);
                    if (seen != null && seen != kept.version()) throw Failure.stale(kept.version());
                    // a draft that was begun keeps the questions that it was begun with
                    var questions =
                            known.questionnaire(kept.questionnaire()).orElseGet(() -> known.findings(kept.type()));
                    var report = Report.from(r.body(), questions, known.areaCodes(), step == VisitStep.SUBMIT);
                    return VisitStore.ownFiles(sql, r.caller(), report.photos()).compose(own -> {
                        if (!own) throw Failure.invalid("/photos", "no-such");
                        return ReportStore.write(sql, r.caller(), id, step, report)
                                .compose(done ->
                                        done ? show(r, sql, id) : VisitRoutes.refused(sql, r.caller(), id, step))
                                // ahead of whoever prints it; without them it still can be
                                .onSuccess(answer -> photos.of(report.photos()));
                    });
                });
    }

    private static Future<Answer> answer(Request r, Sql sql, VisitStep step) {
        var id = r.id("id");
        var body = r.body();
        var reason = step == VisitStep.RETURN ? body.text("reason", 2, 1000) : body.optionalText("reason", 1000);
        body.done();
        return VisitStore.move(sql, r.caller(), id, step, reason)
                .compose(
                        moved -> moved ? VisitRoutes.show(r, sql, id) : VisitRoutes.refused(sql, r.caller(), id, step));
    }
}
