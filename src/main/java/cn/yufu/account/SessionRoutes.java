package cn.yufu.account;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Access;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Json;
import cn.yufu.http.Request;
import cn.yufu.http.Routes;
import cn.yufu.http.Secret;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;

/** Sign in, refresh, sign out; one's own sessions. */
public final class SessionRoutes implements Routes {
    /** The {@code __Host-} prefix makes browsers insist on Secure, on Path=/ and on our own host. */
    public static final String COOKIE = "__Host-yufu";

    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";
    private static final int COOKIE_SECONDS = 12 * 60 * 60;

    private final Db db;
    private final Sessions sessions;
    private final Access access;

    public SessionRoutes(Db db, Sessions sessions, Access access) {
        this.db = db;
        this.sessions = sessions;
        this.access = access;
    }

    @Override
    public void mount(Api api) {
        api.postOnce("/sessions", Who.anyone(), this::signIn);
        api.postOnce("/sessions/refresh", Who.anyone(), this::refresh);
        api.get("/sessions", Who.signedIn(), this::list);
        api.delete("/sessions", Who.signedIn(), this::endOthers);
        api.delete("/sessions/current", Who.signedIn(), this::signOut);
        api.delete("/sessions/{id}", Who.signedIn(), this::end);
    }

    /** What a client gets to work with: a token for 15 minutes; the cookie beside it renews it. */
    private record Signed(String accessToken, OffsetDateTime expiresAt, Account account) {}

    private Future<Answer> signIn(Request r, Sql sql) {
        var in = r.body();
        var username = in.text("username", 1, 254);
        var password = in.secret("password", 1, 128);
        in.done();
        return sessions.signIn(sql, username, password, Device.of(r)).map(grant -> granted(201, grant));
    }

    private Future<Answer> refresh(Request r, Sql sql) {
        var cookie = r.context().request().getCookie(COOKIE);
        if (cookie == null) throw Failure.unauthenticated();
        return sessions.refresh(sql, new Secret(cookie.getValue())).map(grant -> granted(200, grant));
    }

    private Answer granted(int status, Sessions.Grant grant) {
        var token = access.issue(grant.sessionId());
        var body = new Signed(token.value(), token.expiresAt().atZone(Json.ZONE).toOffsetDateTime(), grant.account());
        return new Answer(
                status, body, Map.of("Set-Cookie", COOKIE + "=" + grant.token().value() + ATTRIBUTES + COOKIE_SECONDS));
    }

    private Future<Answer> list(Request r) {
        var caller = r.caller();
        return SessionStore.ofAccount(db.read(), caller.accountId(), caller.sessionId())
                .map(items -> Answer.ok(Map.of("items", items)));
    }

    private Future<Answer> signOut(Request r, Sql sql) {
        return end(r, sql, r.caller().sessionId())
                .map(answer -> answer.with("Set-Cookie", COOKIE + "=" + ATTRIBUTES + 0));
    }

    private Future<Answer> endOthers(Request r, Sql sql) {
        var caller = r.caller();
        return SessionStore.endOthers(sql, caller.accountId(), caller.sessionId(), Device.of(r))
                .map(count -> {
                    sessions.forget();
                    return Answer.empty();
                });
    }

    private Future<Answer> end(Request r, Sql sql) {
        return end(r, sql, r.id("id"));
    }

    private Future<Answer> end(Request r, Sql sql, UUID session) {
        return SessionStore.end(sql, session, r.caller().accountId(), Device.of(r))
                .map(count -> {
                    if (count == 0) throw Failure.notFound();
                    sessions.forget();
                    return Answer.empty();
                });
    }
}
