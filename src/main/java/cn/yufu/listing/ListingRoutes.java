package cn.yufu.listing;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.event.Event;
import cn.yufu.event.Events;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Failure.Violation;
import cn.yufu.http.Published;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Listings: the public finds them, providers write them, administrators decide on them. */
public final class ListingRoutes implements Routes {
    private static final Who PROVIDER = Who.only(Role.PROVIDER);
    private static final Who DECIDERS = Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
    private static final List<String> ORDERS = List.of("relevance", "rating", "price", "newest");
    /** What changes a public answer. */
    private static final Set<String> SUBJECTS = Set.of("listing", "budget", "organisation", "category", "order");

    private final Db db;
    private final Published published = new Published();

    public ListingRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/listings", Who.anyone(), this::list);
        api.get("/listings/facets", Who.anyone(), this::facets);
        api.post("/listings", PROVIDER, this::create);
        api.get("/listings/{id}", Who.anyone(), this::get);
        api.patch("/listings/{id}", PROVIDER, this::revise);
        api.post("/listings/{id}/submission", PROVIDER, this::submit);
        api.post("/listings/{id}/approval", DECIDERS, (r, sql) -> move(r, sql, ListingStep.APPROVE, false));
        api.post("/listings/{id}/rejection", DECIDERS, (r, sql) -> move(r, sql, ListingStep.REJECT, true));
        api.post("/listings/{id}/withdrawal", PROVIDER, (r, sql) -> move(r, sql, ListingStep.WITHDRAW, false));
        api.get("/listings/{id}/versions", Who.signedIn(), this::versions);
        api.get("/listings/{id}/versions/{n}", Who.signedIn(), this::version);
        api.get("/listings/{id}/ratings", Who.anyone(), this::ratings);
    }

    /** To be told of every event, on each node. */
    public void heard(Event event) {
        if (SUBJECTS.contains(event.subjectKind())) published.forget();
    }

    private Future<Answer> list(Request r) {
        boolean inside = r.queryFlag("mine") || r.queryFlag("waiting") || r.query("state") != null;
        if (!inside) return search(r);
        if (!ListingReads.Inside.of(r.caller()).yes()) throw Failure.forbidden();
        return ListingReads.inside(db.read(), r).map(Answer::ok);
    }

    private Future<Answer> search(Request r) {
        var filter = ListingFilter.from(r.query());
        var order = r.queryChoice("sort", ORDERS);
        var ask = r.page();
        var key = "list" + filter.key() + "\n" + order + "\n" + ask.limit() + "\n" + ask.after();
        return published.answer(r, key, () -> ListingSearch.page(db.read(), filter, order, ask));
    }

    private Future<Answer> facets(Request r) {
        var filter = ListingFilter.from(r.query());
        return published.answer(r, "facets" + filter.key(), () -> ListingFacets.of(db.read(), filter));
    }

    private Future<Answer> get(Request r) {
        return show(r, db.read(), r.id("id"));
    }

    /** Insiders see versions under way and the history; a listing of somebody else they see as the public does. */
    private static Future<Answer> show(Request r, Sql sql, UUID id) {
        var caller = r.callerOrNull();
        var inside = ListingReads.Inside.of(caller);
        var own = inside.yes()
                ? ListingReads.change(sql, id)
                        .compose(change -> Events.history(sql, id)
                                .compose(history -> ListingReads.one(
                                        sql,
                                        id,
                                        inside,
                                        row -> Listing.detail(row, caller, history, change.orElse(null)))))
                : Future.succeededFuture(Optional.<Listing.Detail>empty());
        return own.compose(found -> found.isPresent()
                        ? Future.succeededFuture(found)
                        : ListingReads.one(
                                sql, id, ListingReads.Inside.NOT, row -> Listing.detail(row, null, null, null)))
                .map(found -> {
                    var listing = found.orElseThrow(Failure::notFound);
                    return Answer.ok(listing, listing.version());
                });
    }

    private Future<Answer> create(Request r, Sql sql) {
        var body = r.body();
        var draft = ListingDraft.read(body);
        body.done();
        return known(r, draft)
                .compose(known -> ListingStore.create(sql, r.caller(), draft))
                .compose(id -> show(r, sql, id).map(answer -> answer.asCreated("/api/listings/" + id)));
    }

    private Future<Answer> revise(Request r, Sql sql) {
        var id = r.id("id");
        long version = r.expectedVersion();
        var body = r.body();
        return ListingReads.editable(db.read(), r.caller(), id).compose(found -> {
            var now = found.orElseThrow(Failure::notFound);
            if ("submitted".equals(now.workState())) throw Failure.stateConflict("submitted");
            if (now.version() != version) throw Failure.stale(now.version());
            var draft = now.draft().patched(body);
            body.done();
            return known(r, draft)
                    .compose(known -> ListingStore.revise(sql, r.caller(), id, version, draft))
                    .compose(done -> done ? show(r, sql, id) : Future.failedFuture(Failure.stale(version + 1)));
        });
    }

    private Future<Void> known(Request r, ListingDraft draft) {
        return ListingStore.unknown(db.read(), r.caller(), draft).map(pointers -> {
            if (pointers.isEmpty()) return null;
            throw Failure.invalid(pointers.stream()
                    .map(pointer -> new Violation(pointer, "no-such", Map.of()))
                    .toList());
        });
    }

    private Future<Answer> submit(Request r, Sql sql) {
        var id = r.id("id");
        return ListingReads.editable(db.read(), r.caller(), id).compose(found -> {
            var missing = found.orElseThrow(Failure::notFound).draft().missing();
            if (!missing.isEmpty()) throw Failure.invalid(missing);
            return move(r, sql, ListingStep.SUBMIT, false);
        });
    }

    private Future<Answer> move(Request r, Sql sql, ListingStep step, boolean reasonNeeded) {
        var id = r.id("id");
        var body = r.body();
        var reason = reasonNeeded ? body.text("reason", 2, 1000) : body.optionalText("reason", 1000);
        body.done();
        return ListingStore.move(sql, r.caller(), id, step, reason).compose(done -> {
            if (!done) return refused(r, id, step);
            // the one who acted reads it at once; the other nodes hear of it by the event
            published.forget();
            return show(r, sql, id);
        });
    }

    private Future<Answer> refused(Request r, UUID id, ListingStep step) {
        return ListingReads.one(
                        db.read(),
                        id,
                        ListingReads.Inside.of(r.caller()),
                        row -> List.of(row.getString("state"), String.valueOf(row.getString("work_state"))))
                .map(found -> {
                    var states = found.orElseThrow(Failure::notFound);
                    boolean ofWork =
                            step != ListingStep.WITHDRAW && !states.get(1).equals("null");
                    throw Failure.stateConflict(states.get(ofWork ? 1 : 0));
                });
    }

    private Future<Answer> versions(Request r) {
        var id = r.id("id");
        return seen(r, id)
                .compose(inside -> ListingReads.versions(db.read(), id, inside))
                .map(items -> Answer.ok(Map.of("items", items)));
    }

    private Future<Answer> version(Request r) {
        var id = r.id("id");
        var text = r.path("n");
        if (!text.matches("\\d{1,6}")) throw Failure.notFound();
        return seen(r, id)
                .compose(inside -> ListingReads.version(db.read(), id, inside, Integer.parseInt(text)))
                .map(found -> Answer.ok(found.orElseThrow(Failure::notFound)));
    }

    private Future<Answer> ratings(Request r) {
        var id = r.id("id");
        var ask = r.page();
        return seen(r, id)
                .compose(inside -> ListingReads.ratings(db.read(), id, ask))
                .map(Answer::ok);
    }

    /** Whether the caller sees this listing as an insider; 404 when not at all. */
    private Future<Boolean> seen(Request r, UUID id) {
        var inside = ListingReads.Inside.of(r.callerOrNull());
        var own = inside.yes()
                ? ListingReads.one(db.read(), id, inside, row -> true)
                : Future.succeededFuture(Optional.<Boolean>empty());
        return own.compose(found -> found.isPresent()
                ? Future.succeededFuture(true)
                : ListingReads.one(db.read(), id, ListingReads.Inside.NOT, row -> false)
                        .map(open -> open.orElseThrow(Failure::notFound)));
    }
}
