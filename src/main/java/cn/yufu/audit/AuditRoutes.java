package cn.yufu.audit;

import cn.yufu.db.Db;
import cn.yufu.db.Rows;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import cn.yufu.http.Page;
import cn.yufu.http.Problem;
import cn.yufu.http.Query;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** The history for those who watch over the others: what happened, and whether it still is what was written. */
public final class AuditRoutes implements Routes {
    public static final Who READERS = Who.only(Role.CITY_ADMIN, Role.AUDITOR);

    /** Well below the time after which a silent connection is cut off. */
    private static final long BLANK_EVERY_MS = 5_000;

    private final Vertx vertx;
    private final Db db;
    private final Verification verification;

    public AuditRoutes(Vertx vertx, Db db, Verification verification) {
        this.vertx = vertx;
        this.db = db;
        this.verification = verification;
    }

    @Override
    public void mount(Api api) {
        api.get("/events", READERS, this::list);
        api.get(
                "/events/checks",
                READERS,
                r -> Checks.of(db.read(), verification).map(Answer::ok));
        api.raw("/events/verification", READERS, this::verify);
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return db.read()
                .list(AuditStore.rows(r.query(), ask))
                .map(rows -> Answer.ok(Page.of(rows, ask, event -> List.of(Long.toString(event.position())))));
    }

    /** The rows of the list, for an export; everybody who may read it reads all of it. */
    public static Rows<?> rows(Caller caller, Query query, Page.Ask ask) {
        return AuditStore.rows(query, ask);
    }

    /** A long history takes longer than a connection may stay silent: blanks, which JSON allows, keep it open. */
    private void verify(Request r) {
        var response = r.context()
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Context loop = vertx.getOrCreateContext();
        long blanks = vertx.setPeriodic(BLANK_EVERY_MS, tick -> blank(response));
        verification
                .run()
                .onComplete(done -> loop.runOnContext(here -> {
                    vertx.cancelTimer(blanks);
                    if (response.closed()) return;
                    if (done.succeeded()) response.end(Json.bytes(done.result()));
                    else Problem.send(r.context(), done.cause());
                }));
    }

    private static void blank(HttpServerResponse response) {
        if (response.closed() || response.ended()) return;
        if (!response.headWritten()) response.setChunked(true);
        response.write(" ");
    }
}
