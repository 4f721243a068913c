package cn.yufu.reference;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.event.Event;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Json;
import cn.yufu.http.Published;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;

/** The dictionaries that everybody may read, and the one that city administrators keep: service categories. */
public final class ReferenceRoutes implements Routes {
    private static final Who KEEPER = Who.only(Role.CITY_ADMIN);

    private final ReferenceStore store;
    private final CategoryStore categories;
    private final Published published = new Published();

    public ReferenceRoutes(Db db) {
        this.store = new ReferenceStore(db);
        this.categories = new CategoryStore(db);
    }

    @Override
    public void mount(Api api) {
        api.get("/divisions", Who.anyone(), this::divisions);
        api.get("/industries", Who.anyone(), this::industries);
        api.get("/policy-items", Who.anyone(), this::policyItems);
        api.get("/categories", Who.anyone(), this::list);
        api.post("/categories", KEEPER, this::add);
        api.patch("/categories/{code}", KEEPER, this::change);
        api.post("/categories/{code}/renaming", KEEPER, this::rename);
    }

    /** To be told of every event, on each node. */
    public void heard(Event event) {
        if (event.subjectKind().equals("category")) published.forget();
    }

    private Future<Answer> divisions(Request request) {
        boolean all = request.queryFlag("all");
        return published.answer(
                request, "divisions " + all, () -> store.divisions(all).map(ReferenceRoutes::whole));
    }

    private Future<Answer> industries(Request request) {
        return published.answer(request, "industries", () -> store.industries().map(ReferenceRoutes::whole));
    }

    private Future<Answer> policyItems(Request request) {
        return published.answer(
                request, "policy-items", () -> store.policyItems().map(ReferenceRoutes::whole));
    }

    /** With {@code ?all=true}, which the dictionary page asks for, straight from the database: it has just been edited. */
    private Future<Answer> list(Request request) {
        boolean top = request.queryFlag("top");
        return request.queryFlag("all")
                ? categories.tree(true).map(tree -> Published.fresh(request, whole(tree)))
                : published.answer(
                        request,
                        "categories " + top,
                        () -> categories.tree(false).map(tree -> whole(top ? Category.tops(tree) : tree)));
    }

    private Future<Answer> add(Request request, Sql sql) {
        var draft = CategoryDraft.forNew(request.body(), today());
        return categories
                .add(sql, request.caller().accountId(), draft)
                .map(category ->
                        Answer.created("/api/categories", category).with("ETag", Answer.etag(category.version())));
    }

    private Future<Answer> change(Request request, Sql sql) {
        long version = request.expectedVersion();
        var code = request.path("code");
        var draft = CategoryDraft.forChange(request.body(), today());
        return categories
                .change(sql, request.caller().accountId(), code, version, draft)
                .compose(changed -> changed.isPresent()
                        ? Future.succeededFuture(changed.get())
                        : categories.one(sql, code).map(ReferenceRoutes::unchanged))
                .map(category -> Answer.ok(category, category.version()));
    }

    private Future<Answer> rename(Request request, Sql sql) {
        var code = request.path("code");
        var in = request.body();
        var name = in.text("name", 2, 40);
        var nameEn = in.text("nameEn", 2, 80);
        var from = in.date("from");
        if (!from.equals(LocalDate.EPOCH) && from.isBefore(today())) in.wrong("from", "past-date");
        in.done();
        return Renamings.rename(sql, request.caller().accountId(), code, from, name, nameEn)
                .compose(done -> categories.one(sql, code).map(found -> {
                    var category = found.orElseThrow(Failure::notFound);
                    if (!done) throw Failure.invalid("/from", "outside-validity");
                    return Answer.ok(category, category.version());
                }));
    }

    private static Category unchanged(java.util.Optional<Category> now) {
        throw now.map(category -> Failure.stale(category.version())).orElseGet(Failure::notFound);
    }

    private static LocalDate today() {
        return LocalDate.now(Json.ZONE);
    }

    /** A dictionary is short enough to be one page. */
    private static <T> Whole<T> whole(List<T> items) {
        return new Whole<>(items);
    }

    private record Whole<T>(List<T> items) {}
}
