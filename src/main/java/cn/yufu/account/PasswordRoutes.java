package cn.yufu.account;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.PersonalFields;
import cn.yufu.http.Request;
import cn.yufu.http.Routes;
import cn.yufu.http.Secret;
import cn.yufu.http.Throttle;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Locale;

/** Changing one's password, and getting a new one by mail. */
public final class PasswordRoutes implements Routes {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MAILS_PER_NAME = 5;
    private static final int MAILS_PER_ADDRESS = 60;

    private final Db db;
    private final Passwords passwords;
    private final Sessions sessions;

    public PasswordRoutes(Db db, Passwords passwords, Sessions sessions) {
        this.db = db;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    @Override
    public void mount(Api api) {
        api.post("/me/password", Who.signedIn(), this::prove, PasswordRoutes::change);
        api.post("/password-resets", Who.anyone(), this::count, PasswordRoutes::ask);
        api.post("/password-resets/{token}", Who.anyone(), this::hash, PasswordRoutes::reset);
    }

    /** @param before the stored hash that the current password was proved against */
    private record Change(String before, String hash) {}

    private Future<Change> prove(Request r) {
        var in = r.body();
        var current = in.secret("current", 1, 128);
        return PasswordStore.username(db.read(), r.caller().accountId()).compose(username -> {
            var password = PersonalFields.newPassword(in, "password", username);
            in.done();
            return sessions.prove(db.write(), username, current, Device.of(r))
                    .compose(before -> passwords.hash(password).map(hash -> new Change(before, hash)));
        });
    }

    private static Future<Answer> change(Request r, Change change, Sql sql) {
        var caller = r.caller();
        return PasswordStore.change(sql, caller.accountId(), caller.sessionId(), change.hash, change.before)
                .map(changed -> {
                    if (changed.isEmpty()) throw Failure.invalid("/current", "wrong-password");
                    return Answer.empty();
                });
    }

    private Future<String> count(Request r) {
        var in = r.body();
        var name = in.text("username", 1, 254).toLowerCase(Locale.ROOT);
        in.done();
        return Throttle.take(db.write(), "reset-mail", name, MAILS_PER_NAME, HOUR)
                .compose(counted ->
                        Throttle.take(db.write(), "reset-mails", Throttle.address(r), MAILS_PER_ADDRESS, HOUR))
                .map(name);
    }

    /** The same answer whether somebody goes by this name or not. */
    private static Future<Answer> ask(Request r, String name, Sql sql) {
        return PasswordStore.ask(sql, name).map(sent -> Answer.accepted());
    }

    private Future<String> hash(Request r) {
        var in = r.body();
        return PasswordStore.ofLink(db.read(), new Secret(r.path("token"))).compose(found -> {
            // a link that does not work is worth no hash
            var username = found.orElseThrow(Failure::notFound);
            var password = PersonalFields.newPassword(in, "password", username);
            in.done();
            return passwords.hash(password);
        });
    }

    private static Future<Answer> reset(Request r, String hash, Sql sql) {
        return PasswordStore.reset(sql, new Secret(r.path("token")), hash).map(done -> {
            if (done.isEmpty()) throw Failure.notFound();
            return Answer.empty();
        });
    }
}
