package cn.yufu.http;

import cn.yufu.db.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often one subject may ask for something that costs us or annoys others, such as a mail. The count is kept
 * in PostgreSQL, so that it holds over all nodes; these requests are rare enough for a statement each.
 */
public final class Throttle {
    private static final String TAKE = """
        INSERT INTO rate_limit AS r (key, used, until) VALUES ($1, 1, now() + $2::bigint * interval '1 second')
        ON CONFLICT (key) DO UPDATE SET
          used = CASE WHEN r.until > now() THEN r.used + 1 ELSE 1 END,
          until = CASE WHEN r.until > now() THEN r.until ELSE EXCLUDED.until END
        RETURNING used, GREATEST(1, ceil(extract(epoch FROM until - now())))::bigint AS seconds\
        """;

    private Throttle() {}

    private record Use(int used, long seconds) {}

    /**
     * Counts one request; 429 with the time to wait when it is one too many.
     *
     * @param sql outside the request's transaction: a refusal counts too
     * @param subject null: not counted
     */
    public static Future<Void> take(Sql sql, String kind, @Nullable String subject, int most, Duration window) {
        if (subject == null) return Future.succeededFuture();
        return sql.one(
                        TAKE,
                        Tuple.of(kind + ":" + subject, window.toSeconds()),
                        row -> new Use(row.getInteger("used"), row.getLong("seconds")))
                .map(use -> {
                    if (use.used() > most) throw Failure.tryLater(429, "too-many-requests", use.seconds());
                    return null;
                });
    }

    /**
     * The address that requests are counted under; null for this machine itself, because behind a proxy that is not
     * trusted everybody would share it, and one attacker could lock the city out.
     */
    public static @Nullable String address(Request r) {
        var address = r.address();
        boolean own = address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
        return own ? null : address;
    }
}
