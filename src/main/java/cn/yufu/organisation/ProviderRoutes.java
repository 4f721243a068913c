package cn.yufu.organisation;

import cn.yufu.db.Db;
import cn.yufu.event.Event;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Published;
import cn.yufu.http.Request;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.util.Set;

/** What anyone may see of an active provider, kept encoded until something about providers or their services changes. */
public final class ProviderRoutes implements Routes {
    private static final Set<String> CHANGING = Set.of("organisation", "listing", "order");

    private final Db db;
    private final Published published = new Published();

    public ProviderRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.get("/providers/{id}", Who.anyone(), this::get);
    }

    /** To be told of every event. */
    public void heard(Event event) {
        if (CHANGING.contains(event.subjectKind())) published.forget();
    }

    private Future<Answer> get(Request r) {
        var id = r.id("id");
        return published.answer(
                r,
                id.toString(),
                () -> Provider.find(db.read(), id).map(found -> found.orElseThrow(Failure::notFound)));
    }
}
