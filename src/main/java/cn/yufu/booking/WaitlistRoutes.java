package cn.yufu.booking;

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

/** Places in the queue: who waits sees its position, and answers what it is offered. Features let people join. */
public final class WaitlistRoutes implements Routes {
    private static final Who READERS = Who.only(Role.ENTERPRISE, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.AUDITOR);
    private static final Who WAITERS = Who.only(Role.ENTERPRISE);

    private final Db db;
    private final Waitlist waitlist;

    public WaitlistRoutes(Db db, Waitlist waitlist) {
        this.db = db;
        this.waitlist = waitlist;
    }

    @Override
    public void mount(Api api) {
        api.get("/waitlist", READERS, this::list);
        api.get("/waitlist/{id}", READERS, r -> show(r, db.read(), r.id("id")));
        api.post("/waitlist/{id}/acceptance", WAITERS, WaitlistRoutes::nothing, (r, none, sql) -> accept(r, sql));
        api.post("/waitlist/{id}/decline", WAITERS, step(WaitingStep.DECLINE));
        api.post("/waitlist/{id}/waiting-on", WAITERS, step(WaitingStep.WAIT_ON));
        api.post("/waitlist/{id}/leaving", WAITERS, step(WaitingStep.LEAVE));
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return WaitingStore.list(db.read(), r.caller(), r.queryCodes("state"), ask)
                .map(rows ->
                        Answer.ok(Page.of(rows, ask, row -> List.of(row.id().toString()))));
    }

    private static Future<Answer> show(Request r, Sql sql, UUID id) {
        return WaitingStore.find(sql, r.caller(), id).map(found -> {
            var waiting = found.orElseThrow(Failure::notFound);
            return Answer.ok(waiting, waiting.version());
        });
    }

    private static Future<Void> nothing(Request r) {
        r.body().done();
        return Future.succeededFuture();
    }

    /** The place is locked first: an acceptance and the end of its offer meet there, and one of them finds it gone. */
    private Future<Answer> accept(Request r, Sql sql) {
        var id = r.id("id");
        return WaitingStore.take(sql, r.caller(), id)
                .compose(taken -> taken.isEmpty()
                        ? refused(sql, r, id)
                        : waitlist.seeker(taken.get().kind())
                                .accept(sql, r.caller(), taken.get())
                                .compose(result -> WaitingStore.accept(sql, r.caller(), id, result))
                                .compose(done -> show(r, sql, id)));
    }

    private static Api.Write step(WaitingStep step) {
        return (r, sql) -> {
            r.body().done();
            var id = r.id("id");
            return WaitingStore.move(sql, r.caller(), id, step)
                    .compose(done -> done ? show(r, sql, id) : refused(sql, r, id));
        };
    }

    private static Future<Answer> refused(Sql sql, Request r, UUID id) {
        return WaitingStore.find(sql, r.caller(), id).map(found -> {
            var state = found.orElseThrow(Failure::notFound).state();
            // its time is over, although nobody has noted it yet
            throw Failure.stateConflict(state.equals("offered") ? "lapsed" : state);
        });
    }
}
