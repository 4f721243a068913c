package cn.yufu.notification;

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

/** Mail as administrators see it: what waits, what left, what was given up and may be tried again. */
public final class OutboxRoutes implements Routes {
    private static final List<String> STATES = List.of("due", "sent", "given-up");

    private final Db db;
    private final MailTexts texts;

    public OutboxRoutes(Db db, String publicUrl) {
        this.db = db;
        this.texts = new MailTexts(publicUrl);
    }

    @Override
    public void mount(Api api) {
        api.get("/outbox", Who.only(Role.CITY_ADMIN, Role.AUDITOR), this::list);
        api.post("/outbox/{id}/retry", Who.only(Role.CITY_ADMIN), this::retry);
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return OutboxStore.list(db.read(), texts, r.queryChoice("state", STATES), ask)
                .map(rows ->
                        Answer.ok(Page.of(rows, ask, item -> List.of(item.id().toString()))));
    }

    private Future<Answer> retry(Request r, Sql sql) {
        var id = r.id("id");
        r.body().done();
        return OutboxStore.retry(sql, r.caller().accountId(), id)
                .compose(done -> OutboxStore.find(sql, texts, id).map(found -> {
                    var item = found.orElseThrow(Failure::notFound);
                    if (!done) throw Failure.stateConflict(item.state());
                    return Answer.ok(item);
                }));
    }
}
