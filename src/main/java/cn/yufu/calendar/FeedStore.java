package cn.yufu.calendar;

import cn.yufu.db.Sql;
import cn.yufu.http.Caller;
import cn.yufu.http.Role;
import cn.yufu.http.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of calendar addresses. */
final class FeedStore {
    private static final String FIND = "SELECT created_at, last_used_at FROM calendar_feed WHERE account_id = $1";

    private static final String KEEP = """
        INSERT INTO calendar_feed AS f (account_id, token_hash) VALUES ($1, $2)
        ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = now(), last_used_at = NULL,
          asked = 0, asked_since = now()
        RETURNING f.created_at, f.last_used_at\
        """;

    private static final String REVOKE = "DELETE FROM calendar_feed WHERE account_id = $1";

    /** Counts and finds in one statement, the same for an address that is known, was revoked, or never was. */
    private static final String ASK = """
        WITH asked AS (
          UPDATE calendar_feed f SET last_used_at = now(),
            asked = CASE WHEN f.asked_since > now() - interval '1 hour' THEN f.asked + 1 ELSE 1 END,
            asked_since = CASE WHEN f.asked_since > now() - interval '1 hour' THEN f.asked_since ELSE now() END
          WHERE f.token_hash = $1
          RETURNING f.account_id, f.asked, f.asked_since
        )
        SELECT a.id, a.name, a.role, a.locale, a.organisation_id, COALESCE(o.division_code, a.division_code) AS division_code,
          f.asked, GREATEST(1, ceil(extract(epoch FROM f.asked_since + interval '1 hour' - now())))::bigint AS seconds
        FROM asked f
        JOIN account a ON a.id = f.account_id AND a.disabled_at IS NULL
        LEFT JOIN organisation o ON o.id = a.organisation_id
        WHERE a.organisation_id IS NULL OR o.state = 'active'\
        """;

    /** There is no session behind a calendar's question. */
    private static final UUID NO_SESSION = new UUID(0, 0);

    private FeedStore() {}

    record Kept(OffsetDateTime createdAt, @Nullable OffsetDateTime lastUsedAt) {
        static Kept from(Row row) {
            return new Kept(row.getOffsetDateTime("created_at"), row.getOffsetDateTime("last_used_at"));
        }
    }

    /**
     * Somebody's calendar that was just asked for.
     *
     * @param asked how often within the hour, this time included
     * @param seconds until the hour is over
     */
    record Asked(Caller owner, String language, int asked, long seconds) {
        static Asked from(Row row) {
            var owner = new Caller(
                    row.getUUID("id"),
                    NO_SESSION,
                    row.getString("name"),
                    Role.of(row.getString("role")),
                    row.getUUID("organisation_id"),
                    row.getString("division_code"),
                    true);
            return new Asked(owner, row.getString("locale"), row.getInteger("asked"), row.getLong("seconds"));
        }
    }

    static Future<Optional<Kept>> find(Sql sql, UUID account) {
        return sql.first(FIND, Tuple.of(account), Kept::from);
    }

    /** The address from now on; the one before, if there was any, is nobody's. */
    static Future<Kept> keep(Sql sql, UUID account, Secret token) {
        return sql.one(KEEP, Tuple.of(account, token.hash()), Kept::from);
    }

    static Future<Integer> revoke(Sql sql, UUID account) {
        return sql.update(REVOKE, Tuple.of(account));
    }

    static Future<Optional<Asked>> ask(Sql sql, Secret token) {
        return sql.first(ASK, Tuple.of(token.hash()), Asked::from);
    }
}
