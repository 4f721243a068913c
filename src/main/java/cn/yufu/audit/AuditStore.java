package cn.yufu.audit;

import cn.yufu.db.Rows;
import cn.yufu.http.Failure;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The sealed history as a list, newest first. */
final class AuditStore {
    private static final String LIST = """
        SELECT s.position, encode(s.hash, 'hex') AS hash, e.at, e.actor_id, e.actor_name, e.actor_role, e.actor_organisation, e.subject_kind, e.subject_id,
          e.subject_number, e.action, e.from_state, e.to_state, e.reason, e.detail::text AS detail
        FROM event_seal s JOIN event e ON e.id = s.event_id
        WHERE ($1::bigint IS NULL OR s.position < $1)
          AND ($2::uuid IS NULL OR e.subject_id = $2)
          AND ($3::uuid IS NULL OR e.actor_id = $3)
          AND ($4::text IS NULL OR e.subject_kind = $4)
          AND ($5::text IS NULL OR e.action = $5)
          AND ($6::timestamptz IS NULL OR e.at >= $6)
          AND ($7::timestamptz IS NULL OR e.at < $7)
          -- numbers are capitals, codes of a dictionary are not
          AND ($8::text IS NULL OR e.subject_number IN ($8, upper($8)))
          AND ($9::text IS NULL OR e.actor_id = ANY (ARRAY(
            SELECT id FROM account WHERE username = lower($9) OR name = $9)))
          AND ($10::bigint IS NULL OR s.position = $10)
        ORDER BY s.position DESC LIMIT $11\
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
        values.addValue(query.instant("to")).addValue(query.text("number")).addValue(query.text("person"));
        values.addLong(place(query.text("position")));
        return new Rows<>(LIST, values.addInteger(ask.rows()), AuditEvent::from);
    }

    private static @Nullable Long place(@Nullable String asked) {
        var place = position(asked);
        if (asked != null && place == null) throw Failure.invalid("?position", "whole-number");
        return place;
    }

    private static @Nullable Long position(@Nullable String key) {
        return key != null && key.matches("\\d{1,18}") ? Long.valueOf(key) : null;
    }
}
