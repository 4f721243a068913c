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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What enterprises do about what was found; their specialists may do it with them. */
final class ActionRoutes implements Routes {
    private static final Who ACTORS = Who.only(Role.ENTERPRISE, Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
    private static final List<String> OPEN = List.of("open");
    private static final List<String> ENDED = List.of("done", "dropped");

    private final Db db;

    ActionRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/actions/{id}", VisitRoutes.EVERY_PARTY, r -> show(r, db.read(), r.id("id")));
        api.patch("/actions/{id}", ACTORS, ActionRoutes::revise);
        api.post("/actions/{id}/completion", ACTORS, (r, sql) -> move(r, sql, OPEN, "completion", false));
        api.post("/actions/{id}/dropping", ACTORS, (r, sql) -> move(r, sql, OPEN, "dropping", true));
        api.post("/actions/{id}/reopening", ACTORS, (r, sql) -> move(r, sql, ENDED, "reopening", true));
        api.post("/actions/{id}/order", ACTORS, ActionRoutes::link);
    }

    private static Future<Answer> show(Request r, Sql sql, UUID id) {
        return ActionStore.find(sql, r.caller(), id).map(found -> {
            var action = found.orElseThrow(Failure::notFound);
            return Answer.ok(action, action.version());
        });
    }

    private static Future<Answer> revise(Request r, Sql sql) {
        var id = r.id("id");
        long version = r.expectedVersion();
        var in = r.body();
        var owner = in.given("owner") ? in.text("owner", 1, 50) : null;
        boolean dated = in.given("dueOn");
        var due = in.optionalDate("dueOn");
        in.done();
        return ActionStore.revise(sql, r.caller(), id, version, owner, dated, due)
                .compose(done -> done
                        ? show(r, sql, id)
                        : ActionStore.find(sql, r.caller(), id).map(found -> {
                            var action = found.orElseThrow(Failure::notFound);
                            throw action.version() == version
                                    ? Failure.stateConflict(action.state())
                                    : Failure.stale(action.version());
                        }));
    }

    private static Future<Answer> move(Request r, Sql sql, List<String> from, String noun, boolean needed) {
        var in = r.body();
        var reason = needed ? in.text("reason", 2, 1000) : in.optionalText("reason", 1000);
        in.done();
        return moved(r, sql, from, noun, reason, null);
    }

    private static Future<Answer> link(Request r, Sql sql) {
        var in = r.body();
        var order = in.id("orderId");
        in.done();
        return moved(r, sql, OPEN, "order", null, order);
    }

    private static Future<Answer> moved(
            Request r, Sql sql, List<String> from, String noun, @Nullable String reason, @Nullable UUID order) {
        var id = r.id("id");
        return ActionStore.move(sql, r.caller(), id, from, noun, reason, order)
                .compose(done -> done
                        ? show(r, sql, id)
                        : ActionStore.find(sql, r.caller(), id).map(found -> {
                            var state = found.orElseThrow(Failure::notFound).state();
                            throw from.contains(state)
                                    ? Failure.invalid("/orderId", "no-such")
                                    : Failure.stateConflict(state);
                        }));
    }
}
