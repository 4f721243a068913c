package cn.yufu.account;

import cn.yufu.db.Db;
import cn.yufu.db.Rows;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Who signed in, or tried to, from where; for the city and its auditors. */
public final class SignInLog implements Routes {
    public static final Who READERS = Who.only(Role.CITY_ADMIN, Role.AUDITOR);
    private static final List<String> OUTCOMES = List.of("ok", "wrong", "locked", "disabled", "signed-out");

    private static final String LIST = """
        SELECT id, at, username, outcome, address, user_agent FROM sign_in
        WHERE ($1::text IS NULL OR username = lower($1) OR account_id::text = lower($1))
          AND ($2::text IS NULL OR outcome = $2)
          AND ($3::timestamptz IS NULL OR at >= $3)
          AND ($4::timestamptz IS NULL OR at < $4)
          AND ($5::uuid IS NULL OR id < $5)
        ORDER BY id DESC LIMIT $6\
        """;

    private final Db db;

    public SignInLog(Db db) {
        this.db = db;
    }

    private record Attempt(
            UUID id, OffsetDateTime at, String username, String outcome, String address, String userAgent) {
        static Attempt from(Row row) {
            return new Attempt(
                    row.getUUID("id"),
                    row.getOffsetDateTime("at"),
                    row.getString("username"),
                    row.getString("outcome"),
                    row.getString("address"),
                    row.getString("user_agent"));
        }
    }

    @Override
    public void mount(Api api) {
        api.get("/sign-ins", READERS, this::list);
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return db.read()
                .list(attempts(r.query(), ask))
                .map(rows ->
                        Answer.ok(Page.of(rows, ask, row -> List.of(row.id().toString()))));
    }

    private static Rows<Attempt> attempts(Query query, Page.Ask ask) {
        var values = Tuple.of(
                query.text("account"),
                query.choice("outcome", OUTCOMES),
                query.instant("from"),
                query.instant("to"),
                Page.id(ask.key(0)),
                ask.rows());
        return new Rows<>(LIST, values, Attempt::from);
    }

    /** The rows of the list, for an export; everybody who may read it reads all of it. */
    public static Rows<?> rows(Caller caller, Query query, Page.Ask ask) {
        return attempts(query, ask);
    }
}
