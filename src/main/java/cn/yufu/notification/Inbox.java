package cn.yufu.notification;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Page;
import cn.yufu.http.Request;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everybody's own messages: the list with the number unread, and reading one or all. */
public final class Inbox implements Routes {
    private final Db db;

    public Inbox(Db db) {
        this.db = db;
    }

    private record Messages(
            List<InboxStore.Message> items, @Nullable String next, long unread) {}

    @Override
    public void mount(Api api) {
        api.get("/notifications", Who.signedIn(), this::list);
        api.post("/notifications/reading", Who.signedIn(), this::readAll);
        api.post("/notifications/{id}/reading", Who.signedIn(), this::read);
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        var account = r.caller().accountId();
        var unread = InboxStore.unread(db.read(), account);
        return InboxStore.list(db.read(), account, r.queryFlag("unread"), r.language(), ask)
                .map(rows -> Page.of(rows, ask, message -> List.of(message.id().toString())))
                .compose(page -> unread.map(count -> Answer.ok(new Messages(page.items(), page.next(), count))));
    }

    private Future<Answer> read(Request r, Sql sql) {
        r.body().done();
        return InboxStore.read(sql, r.caller().accountId(), r.id("id")).map(found -> {
            if (!found) throw Failure.notFound();
            return Answer.empty();
        });
    }

    private Future<Answer> readAll(Request r, Sql sql) {
        r.body().done();
        return InboxStore.readAll(sql, r.caller().accountId()).map(count -> Answer.empty());
    }
}
