package cn.yufu.account;

import cn.yufu.account.AccountStore.Revision;
import cn.yufu.db.Db;
import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Input;
import cn.yufu.http.Page;
import cn.yufu.http.PersonalFields;
import cn.yufu.http.Query;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One's own account, and the keeping of accounts: by the city, by districts, and among colleagues. */
public final class AccountRoutes implements Routes {
    public static final Who READERS =
            Who.only(Role.ENTERPRISE, Role.PROVIDER, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.AUDITOR);
    private static final Who KEEPERS = Who.only(Role.ENTERPRISE, Role.PROVIDER, Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
    private static final Who ADMINISTRATORS = Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
    private static final Who CITY = Who.only(Role.CITY_ADMIN);

    private final Db db;
    private final Sessions sessions;

    public AccountRoutes(Db db, Sessions sessions) {
        this.db = db;
        this.sessions = sessions;
    }

    @Override
    public void mount(Api api) {
        api.get("/me", Who.signedIn(), r -> me(r, db.read()));
        api.patch("/me", Who.signedIn(), this::reviseMe);
        api.get("/accounts", READERS, this::list);
        api.post("/accounts", CITY, AccountRoutes::create);
        api.patch("/accounts/{id}", KEEPERS, this::revise);
        api.post("/accounts/{id}/unlocking", ADMINISTRATORS, AccountRoutes::unlock);
        api.get(
                "/accounts/{id}/sessions",
                Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.AUDITOR),
                this::sessionsOf);
        api.delete("/accounts/{id}/sessions", ADMINISTRATORS, this::endSessions);
    }

    private static Future<Answer> me(Request r, Sql sql) {
        return Me.find(sql, r.caller().accountId()).map(found -> {
            var me = found.orElseThrow(Failure::unauthenticated);
            return Answer.ok(me, me.version());
        });
    }

    private Future<Answer> reviseMe(Request r, Sql sql) {
        long version = r.expectedVersion();
        var changes = Me.changes(r.body());
        var id = r.caller().accountId();
        return Me.revise(sql, id, version, changes).compose(count -> {
            sessions.forget();
            return count == 1
                    ? me(r, sql)
                    : Me.find(sql, id).map(found -> {
                        throw Failure.stale(
                                found.orElseThrow(Failure::unauthenticated).version());
                    });
        });
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return db.read()
                .list(AccountStore.rows(r.caller(), r.query(), ask))
                .map(rows -> Answer.ok(
                        Page.of(rows, ask, row -> List.of(row.account().username()))));
    }

    /** The rows of the list as one reader sees it, for whoever writes it somewhere else than on a page. */
    public static Rows<?> rows(Caller caller, Query query, Page.Ask ask) {
        return AccountStore.rows(caller, query, ask);
    }

    private static Future<Answer> create(Request r, Sql sql) {
        var account = NewAccount.from(r.body());
        return AccountStore.create(sql, r.caller().accountId(), account)
                .compose(id -> AccountStore.find(sql, r.caller(), id)
                        .map(made -> Answer.created("/api/accounts/" + id, made.orElseThrow())));
    }

    private Future<Answer> revise(Request r, Sql sql) {
        var id = r.id("id");
        long version = r.expectedVersion();
        var in = r.body();
        return AccountStore.find(sql, r.caller(), id).compose(found -> {
            var before = found.orElseThrow(Failure::notFound).account();
            var revision = r.caller().organisationId() == null ? revision(in, before) : byColleague(in);
            boolean self = id.equals(r.caller().accountId());
            if (self && (revision.role() != null || revision.newDivision() || revision.disabled() != null))
                throw Failure.conflict("four-eyes", Map.of());
            return AccountStore.revise(sql, r.caller(), id, version, revision)
                    .compose(revised -> answer(r, sql, id, revised.isPresent()));
        });
    }

    /** Colleagues shut out somebody who has left, and let them in again; the rest is for the administration. */
    private static Revision byColleague(Input in) {
        for (var field : List.of("name", "role", "divisionCode"))
            if (in.given(field)) in.wrong(field, "administrators-only");
        var disabled = in.has("disabled") ? (Boolean) in.flag("disabled", false) : null;
        in.given("disabled");
        in.done();
        return new Revision(null, null, false, null, disabled);
    }

    /** What a PATCH changes, checked against the account as it is. */
    private static Revision revision(Input in, Account before) {
        var name = in.given("name") ? PersonalFields.personName(in, "name") : null;
        var role = in.optionalChoice("role", roles(before));
        boolean newDivision = in.given("divisionCode");
        var division = in.optionalText("divisionCode", 20);
        var disabled = in.has("disabled") ? (Boolean) in.flag("disabled", false) : null;
        in.given("disabled");
        if (before.organisation() == null)
            NewAccount.check(in, role == null ? before.role() : role, newDivision ? division : left(before, role));
        else if (division != null) in.wrong("divisionCode", "district-admins-only");
        in.done();
        return new Revision(name, role, newDivision || leaves(before, role), newDivision ? division : null, disabled);
    }

    /** Members of organisations stay what their organisation is; the others never become members. */
    private static List<String> roles(Account before) {
        return before.organisation() == null ? NewAccount.ROLES : List.of(before.role());
    }

    /** Whether a district administrator becomes something else, which has no district. */
    private static boolean leaves(Account before, @Nullable String role) {
        return before.organisation() == null && role != null && !role.equals("district-admin");
    }

    private static @Nullable String left(Account before, @Nullable String role) {
        return leaves(before, role) ? null : before.divisionCode();
    }

    private Future<Answer> answer(Request r, Sql sql, UUID id, boolean revised) {
        return AccountStore.find(sql, r.caller(), id).map(found -> {
            var account = found.orElseThrow(Failure::notFound);
            if (!revised) throw Failure.stale(account.version());
            sessions.forget();
            return Answer.ok(account, account.version());
        });
    }

    private static Future<Answer> unlock(Request r, Sql sql) {
        var id = r.id("id");
        r.body().done();
        return AccountStore.unlock(sql, r.caller(), id)
                .compose(known -> AccountStore.find(sql, r.caller(), id))
                .map(found -> {
                    var account = found.orElseThrow(Failure::notFound);
                    return Answer.ok(account, account.version());
                });
    }

    private Future<Answer> sessionsOf(Request r) {
        var id = r.id("id");
        return AccountStore.find(db.read(), r.caller(), id)
                .compose(found -> found.isPresent()
                        ? SessionStore.ofAccount(db.read(), id, r.caller().sessionId())
                        : Future.failedFuture(Failure.notFound()))
                .map(items -> Answer.ok(Map.of("items", items)));
    }

    private Future<Answer> endSessions(Request r, Sql sql) {
        var id = r.id("id");
        return SessionStore.endAll(sql, id, r.caller()).map(known -> {
            if (!known) throw Failure.notFound();
            sessions.forget();
            return Answer.empty();
        });
    }
}
