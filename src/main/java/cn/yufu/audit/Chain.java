package cn.yufu.audit;

import cn.yufu.db.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hash chain, checked where it lies: each statement recomputes some thousand links and returns one row, so that
 * neither the network nor an event loop carries the history.
 */
final class Chain {
    // The text that was hashed is written out here instead of calling event_canonical(): whoever can alter rows could
    // alter that function too. A link's hash is checked against the stored hash before it, which was checked in its
    // turn.
    private static final String LINKS = """
        WITH link AS (
          SELECT s.position, s.hash,
            lag(s.position, 1, 0::bigint) OVER place AS before,
            lag(s.hash, 1, decode(repeat('00', 32), 'hex')) OVER place AS previous,
            '36:' || e.id || ',27:' || to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
              || COALESCE(',36:' || e.actor_id, ',-')
              || COALESCE(',' || length(e.actor_name) || ':' || e.actor_name, ',-')
              || COALESCE(',' || length(e.actor_role) || ':' || e.actor_role, ',-')
              || COALESCE(',' || length(e.actor_organisation) || ':' || e.actor_organisation, ',-')
              || ',' || length(e.subject_kind) || ':' || e.subject_kind || ',36:' || e.subject_id
              || COALESCE(',' || length(e.subject_number) || ':' || e.subject_number, ',-')
              || ',' || length(e.action) || ':' || e.action
              || COALESCE(',' || length(e.from_state) || ':' || e.from_state, ',-')
              || COALESCE(',' || length(e.to_state) || ':' || e.to_state, ',-')
              || COALESCE(',' || length(e.reason) || ':' || e.reason, ',-')
              || ',' || length(e.detail::text) || ':' || e.detail::text
              || COALESCE(',36:' || e.enterprise_id, ',-') || COALESCE(',36:' || e.provider_id, ',-')
              || COALESCE(',' || length(e.division_code) || ':' || e.division_code, ',-') AS canonical
          FROM event_seal s LEFT JOIN event e ON e.id = s.event_id
          WHERE s.position >= $1 AND s.position <= $2
          WINDOW place AS (ORDER BY s.position)
        )
        SELECT count(*) AS checked, min(CASE
            WHEN position <> before + 1 THEN before + 1
            -- null when the event is gone
            WHEN hash IS DISTINCT FROM sha256(previous || convert_to(canonical, 'UTF8')) THEN position END) AS broken
        FROM link WHERE position > $1\
        """;
    private static final String HEAD = """
        SELECT position, encode(hash, 'hex') AS hash FROM event_seal ORDER BY position DESC LIMIT 1\
        """;
    private static final String ANCHORS = """
        SELECT min(a.position) AS broken
        FROM audit_anchor a LEFT JOIN event_seal s ON s.position = a.position
        WHERE s.hash IS DISTINCT FROM a.hash\
        """;
    // by id, in pieces, as the history grows beyond what one statement may read
    private static final String UNSEALED = """
        WITH piece AS (
          SELECT id, at FROM event WHERE id > $1 ORDER BY id LIMIT $2
        )
        SELECT count(*) AS seen, (SELECT id FROM piece ORDER BY id DESC LIMIT 1) AS last,
          count(*) FILTER (WHERE s.event_id IS NULL) AS unsealed,
          count(*) FILTER (WHERE s.event_id IS NULL AND p.at < now() - interval '1 hour') AS strays
        FROM piece p LEFT JOIN event_seal s ON s.event_id = p.id\
        """;

    private Chain() {}

    /** @param hash lower-case hexadecimal */
    record Head(long position, String hash) {}

    record Links(long checked, @Nullable Long broken) {
        static final Links NONE = new Links(0, null);
    }

    /** @param strays unsealed for so long that they cannot have come in by a move of anything */
    record Unsealed(long seen, @Nullable UUID last, long unsealed, long strays) {
        static Unsealed from(Row row) {
            return new Unsealed(
                    row.getLong("seen"), row.getUUID("last"), row.getLong("unsealed"), row.getLong("strays"));
        }
    }

    /** The positions after {@code from}, up to {@code to}; the one at {@code from} has been checked. */
    static Future<Links> links(Sql sql, long from, long to) {
        return sql.one(LINKS, Tuple.of(from, to), row -> new Links(row.getLong("checked"), row.getLong("broken")));
    }

    static Future<Head> head(Sql sql) {
        return sql.first(HEAD, Tuple.tuple(), row -> new Head(row.getLong("position"), row.getString("hash")))
                .map(head -> head.orElse(new Head(0, "")));
    }

    /** The first anchored position that the chain no longer has as it was. */
    static Future<Optional<Long>> brokenAnchor(Sql sql) {
        return sql.one(ANCHORS, Tuple.tuple(), row -> Optional.ofNullable(row.getLong("broken")));
    }

    static Future<Unsealed> unsealed(Sql sql, UUID after, int limit) {
        return sql.one(UNSEALED, Tuple.of(after, limit), Unsealed::from);
    }
}
