package cn.yufu.organisation;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Input;
import cn.yufu.http.Request;
import cn.yufu.http.Routes;
import cn.yufu.http.Secret;
import cn.yufu.http.Throttle;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Registering an organisation, and confirming its e-mail address by a mailed link. */
public final class RegistrationRoutes implements Routes {
    private static final Duration HOUR = Duration.ofHours(1);
    /** Many may share an address: a building, a mobile network. */
    private static final int REGISTRATIONS_PER_ADDRESS = 30;

    private static final int MAILS_PER_NAME = 5;

    private final Db db;
    private final Function<String, Future<String>> hash;

    /** @param hash turns a password into what the account keeps, off the event loop */
    public RegistrationRoutes(Db db, Function<String, Future<String>> hash) {
        this.db = db;
        this.hash = hash;
    }

    @Override
    public void mount(Api api) {
        api.post("/organisations", Who.anyone(), this::read, RegistrationRoutes::register);
        api.post("/email-confirmations", Who.anyone(), this::count, RegistrationRoutes::resend);
        api.post("/email-confirmations/{token}", Who.anyone(), RegistrationRoutes::confirm);
    }

    /** @param passwordHash null when the form has faults already, which are answered with those the database finds */
    private record Form(
            Input in, Registration registration, @Nullable String passwordHash) {}

    private Future<Form> read(Request r) {
        var in = r.body();
        var registration = Registration.from(in);
        if (!in.violations().isEmpty()) return Future.succeededFuture(new Form(in, registration, null));
        return Throttle.take(db.write(), "registration", Throttle.address(r), REGISTRATIONS_PER_ADDRESS, HOUR)
                .compose(counted -> hash.apply(registration.password()))
                .map(passwordHash -> new Form(in, registration, passwordHash));
    }

    private static Future<Answer> register(Request r, Form form, Sql sql) {
        return RegistrationStore.check(sql, form.registration)
                .compose(check -> {
                    complain(form.in, check);
                    var passwordHash = form.passwordHash;
                    if (passwordHash == null) throw new IllegalStateException("a form with faults went through");
                    return RegistrationStore.register(
                            sql, form.registration, passwordHash, r.language(), Secret.random());
                })
                .map(made -> Answer.created("/api/organisations/" + made.id(), made));
    }

    /** What only the database knows, where the field is well formed so far. */
    private static void complain(Input in, RegistrationStore.Check check) {
        if (!check.division()) wrong(in, "divisionCode", "no-such");
        if (!check.industry()) wrong(in, "industryCode", "no-such");
        if (!check.creditCode()) wrong(in, "creditCode", "taken");
        if (!check.username()) wrong(in, "username", "taken");
        in.done();
    }

    private static void wrong(Input in, String name, String code) {
        if (in.violations().stream().noneMatch(known -> known.pointer().equals("/" + name))) in.wrong(name, code);
    }

    private Future<String> count(Request r) {
        var in = r.body();
        var name = in.text("username", 1, 254).toLowerCase(Locale.ROOT);
        in.done();
        return Throttle.take(db.write(), "confirmation-mail", name, MAILS_PER_NAME, HOUR)
                .map(name);
    }

    /** The same answer whether somebody waits for such a mail or not. */
    private static Future<Answer> resend(Request r, String name, Sql sql) {
        return RegistrationStore.resend(sql, name, Secret.random()).map(sent -> Answer.accepted());
    }

    private static Future<Answer> confirm(Request r, Sql sql) {
        return RegistrationStore.confirm(sql, new Secret(r.path("token"))).map(confirmed -> {
            var organisation = confirmed.orElseThrow(Failure::notFound);
            if (organisation.state().equals("unconfirmed")) throw Failure.conflict("duplicate", Map.of());
            return Answer.ok(Map.of("organisation", organisation));
        });
    }
}
