package cn.yufu.diagnosis;

import cn.yufu.db.Db;
import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Json;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** On-site visits: requesting one, and everything up to the expert's leaving; times are found in {@link SlotRoutes}, reports are in {@link ReportRoutes}. */
public final class VisitRoutes implements Routes {
    static final Who EVERY_PARTY =
            Who.only(Role.ENTERPRISE, Role.EXPERT, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.AUDITOR);
    public static final Who READERS =
            Who.only(Role.ENTERPRISE, Role.EXPERT, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.FINANCE, Role.AUDITOR);
    private static final Who ENTERPRISE = Who.only(Role.ENTERPRISE);
    private static final Who EXPERT = Who.only(Role.EXPERT);
    private static final Who HOSTS = Who.only(Role.EXPERT, Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
    private static final Who ACTORS = Who.only(Role.ENTERPRISE, Role.EXPERT, Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
    private static final Who OFFICIALS = Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN);

    private final Db db;
    private final Catalogue.Source catalogue;

    VisitRoutes(Db db, Catalogue.Source catalogue) {
        this.db = db;
        this.catalogue = catalogue;
    }

    @Override
    public void mount(Api api) {
        api.get("/visits", READERS, this::list);
        api.get(
                "/visits/counts",
                READERS,
                r -> VisitLists.counts(db.read(), r.caller()).map(Answer::ok));
        api.post("/visits", ENTERPRISE, this::prepare, this::request);
        api.get("/visits/{id}", READERS, r -> show(r, db.read(), r.id("id")));
        api.post("/visits/{id}/confirmation", HOSTS, step(VisitStep.CONFIRM, false));
        api.post("/visits/{id}/reassignment", HOSTS, VisitRoutes::reassigning, this::change);
        api.post("/visits/{id}/reschedule", ACTORS, VisitRoutes::rescheduling, this::change);
        api.post("/visits/{id}/cancellation", ACTORS, VisitRoutes::cancelling, VisitRoutes::cancel);
        api.post("/visits/{id}/check-in", EXPERT, this::checkIn);
        api.post("/visits/{id}/finish", EXPERT, this::finish);
        api.post("/visits/{id}/absence", Who.only(Role.ENTERPRISE, Role.EXPERT), this::absence);
        api.post("/visits/{id}/excuse", OFFICIALS, step(VisitStep.EXCUSE, true));
    }

    private Future<Answer> list(Request r) {
        return VisitLists.list(db.read(), r).map(Answer::ok);
    }

    /** The rows of the list as one reader sees it, for whoever writes it somewhere else than on a page. */
    public static Rows<?> rows(Caller caller, Query query, Page.Ask ask) {
        return VisitLists.rows(caller, query, ask);
    }

    static Future<Answer> show(Request r, Sql sql, UUID id) {
        return VisitStore.open(sql, r.caller(), id).map(found -> {
            var visit = found.orElseThrow(Failure::notFound);
            return Answer.ok(visit, visit.version());
        });
    }

    // ---- requesting

    private Future<Visits.Asked> prepare(Request r) {
        return catalogue
                .get()
                .compose(known ->
                        Visits.prepare(db.read(), r.caller(), VisitRequest.from(r.body(), known), known, null));
    }

    private Future<Answer> request(Request r, Visits.Asked asked, Sql sql) {
        return Visits.book(sql, asked)
                .compose(id -> show(r, sql, id).map(answer -> answer.asCreated("/api/visits/" + id)));
    }

    // ---- another time, other experts

    /** What shall change: the time, or who comes. */
    private record Wanted(
            VisitStep step,
            String reason,
            boolean bypass,
            @Nullable Instant from,
            boolean following,
            @Nullable UUID expert,
            @Nullable UUID replaced) {}

    private static Future<Wanted> rescheduling(Request r) {
        var in = r.body();
        var wanted = new Wanted(
                VisitStep.RESCHEDULE,
                in.text("reason", 2, 1000),
                in.flag("bypass", false),
                VisitRequest.start(in),
                in.flag("following", false),
                null,
                null);
        in.done();
        return Future.succeededFuture(wanted);
    }

    private static Future<Wanted> reassigning(Request r) {
        var in = r.body();
        var wanted = new Wanted(
                VisitStep.REASSIGN,
                in.text("reason", 2, 1000),
                in.flag("bypass", false),
                null,
                false,
                in.id("expertId"),
                in.optionalId("replaces"));
        in.done();
        return Future.succeededFuture(wanted);
    }

    private Future<Answer> change(Request r, Wanted wanted, Sql sql) {
        var id = r.id("id");
        var taken = VisitStore.take(sql, r.caller(), id, wanted.step());
        return Future.all(catalogue.get(), taken).compose(all -> {
            Catalogue known = all.resultAt(0);
            if (taken.result().isEmpty()) return refused(sql, r.caller(), id, wanted.step());
            var visit = taken.result().get();
            return change(r, wanted, sql, known, visit)
                    .compose(done -> show(r, sql, id))
                    .recover(cause -> gone(cause, r.caller()));
        });
    }

    private static Future<?> change(Request r, Wanted wanted, Sql sql, Catalogue known, Taken visit) {
        var changes = new VisitChanges(r.caller(), known, wanted.reason(), wanted.bypass());
        var from = wanted.from();
        if (from == null)
            return changes.reassign(sql, visit, java.util.Objects.requireNonNull(wanted.expert()), wanted.replaced());
        return wanted.following()
                ? VisitSeries.move(sql, r, visit, from, changes)
                : changes.reschedule(sql, visit, from);
    }

    /** An expert who has handed a visit over sees it no more. */
    private static Future<Answer> gone(Throwable cause, Caller caller) {
        return cause instanceof Failure failure && failure.status() == 404 && caller.role() == Role.EXPERT
                ? Future.succeededFuture(Answer.empty())
                : Future.failedFuture(cause);
    }

    // ---- moves

    /** A move that needs nothing but perhaps a reason. */
    private Api.Write step(VisitStep step, boolean reasonNeeded) {
        return (r, sql) -> {
            var body = r.body();
            var reason = reasonNeeded ? body.text("reason", 2, 1000) : body.optionalText("reason", 1000);
            body.done();
            return advance(r, sql, step, reason);
        };
    }

    private static Future<Answer> advance(
            Request r, Sql sql, VisitStep step, @Nullable String reason, @Nullable Object... own) {
        var id = r.id("id");
        return VisitStore.move(sql, r.caller(), id, step, reason, own)
                .compose(moved -> moved ? show(r, sql, id) : refused(sql, r.caller(), id, step));
    }

    /** Why a move was not possible. */
    static Future<Answer> refused(Sql sql, Caller caller, UUID id, VisitStep step) {
        return VisitStore.state(sql, caller, id).map(found -> {
            var state = found.orElseThrow(Failure::notFound).state();
            if (!step.from.contains(state)) throw Failure.stateConflict(state);
            throw switch (step) {
                case CHECK_IN -> Failure.invalid("/at", "too-early");
                case MISS, EXPERT_MISS -> Failure.invalid("", "not-begun");
                case CONFIRM -> Failure.stateConflict("expired");
                default -> Failure.stateConflict(state);
            };
        });
    }

    /** @param following whether all that follow in its series are meant, too */
    private record Cancelling(String reason, boolean following) {}

    private static Future<Cancelling> cancelling(Request r) {
        var body = r.body();
        var cancelling = new Cancelling(body.text("reason", 2, 1000), body.flag("following", false));
        body.done();
        return Future.succeededFuture(cancelling);
    }

    private static Future<Answer> cancel(Request r, Cancelling wanted, Sql sql) {
        var id = r.id("id");
        var cancelled = wanted.following()
                ? VisitSeries.cancel(sql, r, id, wanted.reason())
                : VisitSeries.cancel(sql, r, id, wanted.reason(), null);
        return cancelled.compose(done -> done ? show(r, sql, id) : refused(sql, r.caller(), id, VisitStep.CANCEL));
    }

    private Future<Answer> absence(Request r, Sql sql) {
        var body = r.body();
        var reason = body.text("reason", 2, 1000);
        body.done();
        var step = r.caller().role() == Role.ENTERPRISE ? VisitStep.EXPERT_MISS : VisitStep.MISS;
        return advance(r, sql, step, reason);
    }

    /** Sent again, or late by a phone that was offline, it is answered as the first time. */
    private Future<Answer> checkIn(Request r, Sql sql) {
        var checkIn = CheckIn.from(r.body());
        var id = r.id("id");
        var at = checkIn.at().atZone(Json.ZONE).toOffsetDateTime();
        return VisitStore.move(sql, r.caller(), id, VisitStep.CHECK_IN, null, at, Json.text(checkIn.said()))
                .compose(moved -> moved
                        ? show(r, sql, id)
                        : VisitStore.state(sql, r.caller(), id).compose(found -> {
                            boolean arrived = found.isPresent() && found.get().arrived() != null;
                            return arrived ? show(r, sql, id) : refused(sql, r.caller(), id, VisitStep.CHECK_IN);
                        }));
    }

    private Future<Answer> finish(Request r, Sql sql) {
        var body = r.body();
        var at = CheckIn.at(body);
        body.done();
        return advance(r, sql, VisitStep.FINISH, null, at.atZone(Json.ZONE).toOffsetDateTime());
    }

    // ---- the day's way

    static LocalDate day(Request r, String name) {
        var text = r.query(name);
        if (text == null) return LocalDate.now(Json.ZONE);
        try {
            return LocalDate.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw Failure.invalid("?" + name, "date");
        }
    }
}
