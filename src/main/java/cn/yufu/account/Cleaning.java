package cn.yufu.account;

import cn.yufu.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Forgets what has served its purpose. Each round takes a bounded bite of every table, so that no statement runs long. */
public final class Cleaning {
    private static final int BITE = 5_000;

    /** The sign-in log is kept for a year: the Cybersecurity Law, article 21, asks for six months at least. */
    private static final List<String> STATEMENTS = List.of(
            bite("idempotency", "created_at < now() - interval '72 hours'"),
            bite("rate_limit", "until < now()"),
            bite(
                    "sign_in_guard",
                    "last_at < now() - interval '1 day' AND (locked_until IS NULL OR locked_until < now())"),
            bite("mailed_link", "expires_at < now() - interval '30 days'"),
            bite("session", "COALESCE(ended_at, expires_at) < now() - interval '30 days'"),
            bite("sign_in", "at < now() - interval '1 year'"));

    private final Db db;

    public Cleaning(Db db) {
        this.db = db;
    }

    private static String bite(String table, String condition) {
        return "DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table + " WHERE " + condition
                + " LIMIT $1))";
    }

    /** One round; true when there may be more to do at once. */
    public Future<Boolean> round() {
        var more = Future.succeededFuture(false);
        for (var statement : STATEMENTS)
            more = more.compose(
                    so -> db.write().update(statement, Tuple.of(BITE)).map(count -> so || count == BITE));
        return more;
    }
}
