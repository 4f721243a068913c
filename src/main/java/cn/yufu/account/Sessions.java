package cn.yufu.account;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.event.Event;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Secret;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in, staying signed in, and who is behind a session. What a session may do is read from the database and
 * remembered for two seconds, so that an end, a changed role or a suspension holds on every node within that time.
 */
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final Db db;
    private final Passwords passwords;
    private final String key;
    private final Callers callers;

    /** @param token the refresh token, for the cookie */
    record Grant(UUID sessionId, Secret token, Account account) {}

    /** @param key what refresh tokens follow each other by; the same on every node */
    public Sessions(Db db, Passwords passwords, String key) {
        this.db = db;
        this.passwords = passwords;
        this.key = key;
        this.callers = new Callers(id -> SessionStore.caller(db.read(), id));
    }

    /** The caller behind a session that has not ended. */
    public Future<Optional<Caller>> caller(UUID sessionId) {
        return callers.behind(sessionId);
    }

    /** The caller behind a refresh cookie, for event streams: a browser sends no header with those. */
    public Future<Optional<Caller>> byCookie(String token) {
        return SessionStore.callerByToken(db.read(), new Secret(token));
    }

    /** The same answer, after the same time, for a wrong password, an unknown name and an account without password. */
    Future<Grant> signIn(Sql sql, String typedName, String password, Device device) {
        var name = typedName.toLowerCase(Locale.ROOT);
        return SignInStore.find(sql, name, device).compose(found -> {
            var seconds = found.lockedSeconds();
            if (seconds != null)
                return SignInStore.log(sql, name, found.id(), "locked", device)
                        .compose(logged -> Future.failedFuture(Failure.tryLater(429, "sign-in-locked", seconds)));
            return passwords.check(found.hash(), password).compose(check -> admit(sql, name, found, check, device));
        });
    }

    /**
     * Asks somebody who is signed in for the password once more; yields its stored hash. Guesses count as at sign-in,
     * so that a stolen session does not help to find it out.
     */
    Future<String> prove(Sql sql, String username, String password, Device device) {
        return SignInStore.find(sql, username, device).compose(found -> {
            var seconds = found.lockedSeconds();
            if (seconds != null) return Future.failedFuture(Failure.tryLater(429, "sign-in-locked", seconds));
            var hash = found.hash();
            return passwords
                    .check(hash, password)
                    .compose(check -> check.right() && hash != null
                            ? Future.succeededFuture(hash)
                            : SignInStore.fail(sql, username, found.id(), "wrong", device)
                                    .compose(counted ->
                                            Future.failedFuture(Failure.invalid("/current", "wrong-password"))));
        });
    }

    private Future<Grant> admit(Sql sql, String name, SignInStore.Found found, Passwords.Check check, Device device) {
        if (!check.right() || found.disabled() || found.id() == null || found.hash() == null)
            return refuse(sql, name, found.id(), check.right() ? "disabled" : "wrong", device);
        var token = Secret.random();
        return SignInStore.open(sql, found.id(), found.hash(), token, device, check.renewed())
                .compose(opened -> opened.map(session ->
                                Future.succeededFuture(new Grant(session.sessionId(), token, session.account())))
                        .orElseGet(() -> refuse(sql, name, found.id(), "wrong", device)));
    }

    private static Future<Grant> refuse(Sql sql, String name, @Nullable UUID id, String outcome, Device device) {
        return SignInStore.fail(sql, name, id, outcome, device)
                .compose(counted -> Future.failedFuture(Failure.of(401, "sign-in-failed")));
    }

    /** A new token for the old one; 401 and the end of the session for a token that was used before. */
    Future<Grant> refresh(Sql sql, Secret token) {
        var next = token.next(key);
        return SessionStore.refresh(sql, token, next).map(found -> {
            var session = found.orElseThrow(Failure::unauthenticated);
            if (session.good()) return new Grant(session.sessionId(), next, session.account());
            forget();
            LOG.warn("a used refresh token came back: session {} ended", session.sessionId());
            throw Failure.unauthenticated();
        });
    }

    /** To be told of every event: what happens to an organisation changes what its people may do. */
    public void heard(Event event) {
        if (event.subjectKind().equals("organisation") || event.subjectKind().equals("account")) forget();
    }

    /** To be called when a session has ended or an account has changed: this node then looks again at once. */
    void forget() {
        callers.forget();
    }
}
