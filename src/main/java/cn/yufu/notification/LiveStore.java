package cn.yufu.notification;

import cn.yufu.db.Sql;
import cn.yufu.http.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What live updates read besides the events: whom a notice is for, and whether a session still stands. */
final class LiveStore {
    private static final String RULES = "SELECT subject_kind || '.' || action AS kind, audience FROM notice_rule";
    // the same conditions as for a request, and the idle limit of the cookie that opened the stream
    private static final String RIGHTS = """
        SELECT s.id, a.role, a.organisation_id, COALESCE(o.division_code, a.division_code) AS division_code,
          a.organisation_id IS NULL OR o.state = 'active' AS active
        FROM session s
        JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
        LEFT JOIN organisation o ON o.id = a.organisation_id
        WHERE s.id = ANY($1) AND s.ended_at IS NULL AND s.expires_at > now()
          AND s.created_at > now() - interval '7 days'\
        """;

    private LiveStore() {}

    /** What a session's account may see. */
    record Rights(
            String role,
            @Nullable UUID organisationId,
            @Nullable String divisionCode,
            boolean active) {
        static Rights of(Caller caller) {
            return new Rights(caller.role().code(), caller.organisationId(), caller.divisionCode(), caller.active());
        }

        static Rights from(Row row) {
            return new Rights(
                    row.getString("role"),
                    row.getUUID("organisation_id"),
                    row.getString("division_code"),
                    row.getBoolean("active"));
        }
    }

    /** Kind of event, for example {@code order.approval}, to the audiences that are told of it. */
    static Future<Map<String, Set<String>>> rules(Sql sql) {
        var rules = new HashMap<String, Set<String>>();
        return sql.list(
                        RULES,
                        Tuple.tuple(),
                        row -> rules.computeIfAbsent(row.getString("kind"), kind -> new HashSet<>())
                                .add(row.getString("audience")))
                .map(rules);
    }

    /** The rights of those of the sessions that still stand. */
    static Future<Map<UUID, Rights>> rights(Sql sql, Collection<UUID> sessions) {
        var rights = new HashMap<UUID, Rights>();
        return sql.list(
                        RIGHTS,
                        Tuple.of(sessions.toArray(UUID[]::new)),
                        row -> rights.put(row.getUUID("id"), Rights.from(row)) == null)
                .map(rights);
    }
}
