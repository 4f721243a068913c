package cn.yufu.listing;

import cn.yufu.db.Db;
import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.event.Event;
import cn.yufu.event.Events;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Page;
import cn.yufu.http.Published;
import cn.yufu.http.Query;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import cn.yufu.listing.ListingReads.Inside;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Listings: the public finds them, providers write them, administrators decide on them. */
public final class ListingRoutes implements Routes {
    public static final Who EXPORTERS =
            Who.only(Role.ENTERPRISE, Role.PROVIDER, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.FINANCE, Role.AUDITOR);
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
        if (!ofInsiders(r.query())) return search(r);
        var ask = r.page();
        boolean waiting = r.queryFlag("waiting");
        return db.read()
                .list(ListingReads.inside(r.caller(), r.query(), ask))
                .map(rows -> Answer.ok(Page.of(rows, ask, listing -> ListingReads.place(listing, waiting))));
    }

    private static boolean ofInsiders(Query query) {
        return query.flag("mine") || query.flag("waiting") || query.text("state") != null;
    }

    /** The rows of the list as one reader sees it, for whoever writes it somewhere else than on a page. */
    public static Rows<?> rows(Caller caller, Query query, Page.Ask ask) {
        var order = query.choice("sort", ORDERS);
        return ofInsiders(query)
                ? ListingReads.inside(caller, query, ask)
                : ListingResults.rows(ListingFilter.from(query), order, ask);
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

    /** Whoever sees no more than a visitor gets the one answer that is kept for all of them. */
    private Future<Answer> get(Request r) {
        var id = r.id("id");
        return Inside.of(r.callerOrNull()).yes()
                ? show(r, db.read(), id)
                : published.answer(r, "one\n" + id, () -> open(db.read(), id));
    }

    private static Future<Listing.Detail> open(Sql sql, UUID id) {
        return ListingReads.one(sql, id, Inside.NOT, row -> Listing.detail(row, null, null, null))
                .map(found -> found.orElseThrow(Failure::notFound));
    }

    /** Insiders see versions under way and the history; a listing of somebody else they see as the public does. */
    private static Future<Answer> show(Request r, Sql sql, UUID id) {
        var caller = r.callerOrNull();
        var inside = Inside.of(caller);
        var own = inside.yes()
                ? ListingReads.change(sql, id, inside)
                        .compose(change -> Events.history(sql, id)
                                .compose(history -> ListingReads.one(
                                        sql,
                                        id,
                                        inside,
                                        row -> Listing.detail(row, caller, history, change.orElse(null)))))
                : Future.succeededFuture(Optional.<Listing.Detail>empty());
        return own.compose(found -> found.isPresent() ? Future.succeededFuture(found.get()) : open(sql, id))
                .map(listing -> Answer.ok(listing, listing.version()));
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
        return ListingStore.unknown(db.read(), r.caller(), draft).map(wrong -> {
            if (wrong.isEmpty()) return null;
            throw Failure.invalid(wrong);
        });
    }

    private Future<Answer> submit(Request r, Sql sql) {
        var id = r.id("id");
        return ListingReads.editable(db.read(), r.caller(), id).compose(found -> {
            var wrong = found.orElseThrow(Failure::notFound).wrong();
            if (!wrong.isEmpty()) throw Failure.invalid(wrong);
            return move(r, sql, ListingStep.SUBMIT, false);
        });
    }

    private Future<Answer> move(Request r, Sql sql, ListingStep step, boolean reasonNeeded) {
        var id = r.id("id");
        var body = r.body();
        var reason = reasonNeeded ? body.text("reason", 2, 1000) : body.optionalText("reason", 1000);
        body.done();
        var version = r.optionalVersion();
        return ListingStore.move(sql, r.caller(), id, step, reason, version).compose(done -> {
            if (!done) return refused(r, id, step, version);
            // the one who acted reads it at once; the other nodes hear of it by the event
            published.forget();
            return show(r, sql, id);
        });
    }

    private Future<Answer> refused(Request r, UUID id, ListingStep step, @Nullable Long version) {
        return ListingReads.standing(db.read(), id, Inside.of(r.caller())).map(found -> {
            var now = found.orElseThrow(Failure::notFound);
            if (version != null && version != now.version()) throw Failure.stale(now.version());
            throw Failure.stateConflict(now.state(step));
        });
    }

    private Future<Answer> versions(Request r) {
        var id = r.id("id");
        return seen(r, id)
                .compose(sight -> ListingReads.versions(db.read(), id, sight))
                .map(items -> Answer.ok(Map.of("items", items)));
    }

    private Future<Answer> version(Request r) {
        var id = r.id("id");
        var text = r.path("n");
        if (!text.matches("\\d{1,6}")) throw Failure.notFound();
        return seen(r, id)
                .compose(sight -> ListingReads.version(db.read(), id, sight, Integer.parseInt(text)))
                .map(found -> Answer.ok(found.orElseThrow(Failure::notFound)));
    }

    private Future<Answer> ratings(Request r) {
        var id = r.id("id");
        var ask = r.page();
        return seen(r, id)
                .compose(sight -> ListingReads.ratings(db.read(), id, ask))
                .map(Answer::ok);
    }

    /** How the caller sees this listing: as the insider they are or as the public; 404 when not at all. */
    private Future<Inside> seen(Request r, UUID id) {
        var inside = Inside.of(r.callerOrNull());
        var own = inside.yes()
                ? ListingReads.one(db.read(), id, inside, row -> inside)
                : Future.succeededFuture(Optional.<Inside>empty());
        return own.compose(found -> found.isPresent()
                ? Future.succeededFuture(inside)
                : ListingReads.one(db.read(), id, Inside.NOT, row -> Inside.NOT)
                        .map(open -> open.orElseThrow(Failure::notFound)));
    }
}
