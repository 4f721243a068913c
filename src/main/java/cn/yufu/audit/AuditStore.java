package cn.yufu.audit;

import cn.yufu.db.Rows;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The sealed history as a list, newest first. */
final class AuditStore {
    private static final String LIST = """
        SELECT s.position, e.at, e.actor_name, e.actor_role, e.actor_organisation, e.subject_kind, e.subject_id,
          e.subject_number, e.action, e.from_state, e.to_state, e.reason, e.detail::text AS detail
        FROM event_seal s JOIN event e ON e.id = s.event_id
        WHERE ($1::bigint IS NULL OR s.position < $1)
          AND ($2::uuid IS NULL OR e.subject_id = $2)
          AND ($3::uuid IS NULL OR e.actor_id = $3)
          AND ($4::text IS NULL OR e.subject_kind = $4)
          AND ($5::text IS NULL OR e.action = $5)
          AND ($6::timestamptz IS NULL OR e.at >= $6)
          AND ($7::timestamptz IS NULL OR e.at < $7)
        ORDER BY s.position DESC LIMIT $8\
        """;

    private AuditStore() {}

    static Rows<AuditEvent> rows(Query query, Page.Ask ask) {
        var values = Tuple.of(
                position(ask.key(0)),
                query.id("subjectId"),
                query.id("actor"),
                query.text("subjectKind"),
                query.text("action"),
                query.instant("from"));
        return new Rows<>(LIST, values.addValue(query.instant("to")).addInteger(ask.rows()), AuditEvent::from);
    }

    private static @Nullable Long position(@Nullable String key) {
        return key != null && key.matches("\\d{1,18}") ? Long.valueOf(key) : null;
    }
}
