package cn.yufu.procurement;

import cn.yufu.db.Db;
import cn.yufu.db.Rows;
import cn.yufu.db.SharedLook;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Input;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Purchase orders: drawing up, deciding, delivering, accepting; paying is in {@link PaymentRoutes}. */
public final class OrderRoutes implements Routes {
    private static final long MOST_FEN = 100_000_000_000L;
    public static final Who EVERY_PARTY =
            Who.only(Role.ENTERPRISE, Role.PROVIDER, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.FINANCE, Role.AUDITOR);
    private static final Who ENTERPRISE = Who.only(Role.ENTERPRISE);
    private static final Who PROVIDER = Who.only(Role.PROVIDER);
    private static final Who PARTIES = Who.only(Role.ENTERPRISE, Role.PROVIDER);
    private static final Who DECIDERS = Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN);

    private final Db db;
    private final Orders orders;
    private final SharedLook<OrderCounts> city = new SharedLook<>();

    public OrderRoutes(Db db) {
        this.db = db;
        this.orders = new Orders(db);
    }

    @Override
    public void mount(Api api) {
        api.get("/listings/{id}/quotes", ENTERPRISE, this::quotes);
        api.get("/orders", EVERY_PARTY, this::list);
        api.get("/orders/counts", EVERY_PARTY, this::counts);
        api.post("/orders", ENTERPRISE, this::create);
        api.get("/orders/{id}", EVERY_PARTY, this::get);
        api.patch("/orders/{id}", ENTERPRISE, this::revise);
        api.post("/orders/{id}/quotation", PROVIDER, this::quote);
        api.post("/orders/{id}/submission", ENTERPRISE, step(OrderStep.SUBMIT, false));
        api.post("/orders/{id}/approval", DECIDERS, step(OrderStep.APPROVE, false));
        api.post("/orders/{id}/return", DECIDERS, step(OrderStep.RETURN, true));
        api.post("/orders/{id}/rejection", DECIDERS, step(OrderStep.REJECT, true));
        api.post("/orders/{id}/escalation", Who.only(Role.DISTRICT_ADMIN), step(OrderStep.ESCALATE, true));
        api.post("/orders/{id}/acceptance-of-work", PROVIDER, step(OrderStep.ACCEPT, false));
        api.post("/orders/{id}/delivery", PROVIDER, this::deliver);
        api.post("/orders/{id}/completion", ENTERPRISE, step(OrderStep.COMPLETE, false));
        api.post("/orders/{id}/rework", ENTERPRISE, step(OrderStep.REWORK, true));
        api.post("/orders/{id}/dispute", PARTIES, step(OrderStep.DISPUTE, true));
        api.post("/orders/{id}/ruling", DECIDERS, this::rule);
        api.post("/orders/{id}/cancellation", PARTIES, this::cancel);
        api.post("/orders/{id}/rating", ENTERPRISE, this::rate);
    }

    private Future<Answer> quotes(Request r) {
        int quantity = r.queryInteger("quantity", 1, 1, 1000);
        var listing = r.id("id");
        return OrderDraft.published(db.read(), listing).compose(there -> {
            if (!there) throw Failure.notFound();
            return OrderDraft.quotes(db.read(), r.caller(), listing, quantity)
                    .map(items -> Answer.ok(Map.of("items", items)));
        });
    }

    private Future<Answer> list(Request r) {
        return OrderLists.list(db.read(), r).map(Answer::ok);
    }

    /** The rows of the list as one reader sees it, for whoever writes it somewhere else than on a page. */
    public static Rows<?> rows(Caller caller, Query query, Page.Ask ask) {
        return OrderLists.rows(caller, query, ask);
    }

    private Future<Answer> counts(Request r) {
        return figures(r.caller()).map(Answer::ok);
    }

    /** The counts of a caller's orders, also for the home page; those of the whole city are counted for all askers at once. */
    public Future<OrderCounts> figures(Caller caller) {
        return caller.role() == Role.CITY_ADMIN
                ? city.get(() -> OrderLists.counts(db.read(), caller))
                : OrderLists.counts(db.read(), caller);
    }

    private Future<Answer> get(Request r) {
        return show(r, db.read(), r.id("id"));
    }

    private static Future<Answer> show(Request r, Sql sql, UUID id) {
        return OrderStore.open(sql, r.caller(), id).map(found -> {
            var order = found.orElseThrow(Failure::notFound);
            return Answer.ok(order, order.version());
        });
    }

    private Future<Answer> create(Request r, Sql sql) {
        var draft = OrderDraft.from(r.body());
        return orders.create(sql, r.caller(), draft)
                .compose(id -> show(r, sql, id).map(answer -> answer.asCreated("/api/orders/" + id)));
    }

    private Future<Answer> revise(Request r, Sql sql) {
        var id = r.id("id");
        long version = r.expectedVersion();
        var revision = OrderDraft.Revision.from(r.body());
        return orders.revise(sql, r.caller(), id, version, revision).compose(done -> show(r, sql, id));
    }

    /** A move that needs nothing but perhaps a reason. */
    private Api.Write step(OrderStep step, boolean reasonNeeded) {
        return (r, sql) -> {
            var body = r.body();
            var reason = reasonNeeded ? body.text("reason", 2, 1000) : body.optionalText("reason", 1000);
            body.done();
            return advance(r, sql, step, reason);
        };
    }

    private Future<Answer> advance(
            Request r, Sql sql, OrderStep step, @org.jspecify.annotations.Nullable String reason, Object... own) {
        var id = r.id("id");
        return orders.advance(sql, r.caller(), id, step, reason, own).compose(done -> show(r, sql, id));
    }

    private Future<Answer> quote(Request r, Sql sql) {
        var body = r.body();
        long price = body.whole("unitPriceFen", 0, MOST_FEN);
        var reason = body.optionalText("reason", 1000);
        body.done();
        return advance(r, sql, OrderStep.QUOTE, reason, price);
    }

    private Future<Answer> deliver(Request r, Sql sql) {
        var body = r.body();
        var note = body.text("note", 2, 4000);
        var files = body.ids("attachmentIds", 20).toArray(UUID[]::new);
        body.done();
        return OrderStore.ownAttachments(sql, r.caller(), files).compose(own -> {
            if (!own) throw Failure.invalid("/attachmentIds", "no-such");
            return advance(r, sql, OrderStep.DELIVER, null, note, files);
        });
    }

    private Future<Answer> rule(Request r, Sql sql) {
        Input body = r.body();
        var outcome = body.choice("outcome", List.of("continue", "complete", "cancel"));
        var reason = body.text("reason", 2, 1000);
        body.done();
        var step = switch (outcome) {
            case "complete" -> OrderStep.RULE_COMPLETE;
            case "cancel" -> OrderStep.RULE_CANCEL;
            default -> OrderStep.RULE_CONTINUE;
        };
        return advance(r, sql, step, reason);
    }

    private Future<Answer> cancel(Request r, Sql sql) {
        var body = r.body();
        var reason = body.text("reason", 2, 1000);
        body.done();
        return advance(r, sql, r.caller().role() == Role.PROVIDER ? OrderStep.DECLINE : OrderStep.CANCEL, reason);
    }

    private Future<Answer> rate(Request r, Sql sql) {
        var body = r.body();
        int score = body.integer("score", 1, 5);
        var comment = Optional.ofNullable(body.optionalText("comment", 1000)).orElse("");
        body.done();
        var id = r.id("id");
        return Ratings.rate(sql, r.caller(), id, score, comment)
                .compose(done -> done
                        ? show(r, sql, id)
                        : OrderStore.find(db.read(), r.caller(), id).map(found -> {
                            var order = found.orElseThrow(Failure::notFound);
                            throw order.rating() == null
                                    ? Failure.stateConflict(order.state())
                                    : Failure.conflict("duplicate", Map.of());
                        }));
    }
}
