package cn.yufu.audit;

import cn.yufu.db.Sql;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the daily duties left behind, newest first, and how far a verification on this node is.
 *
 * @param running null when none runs on this node
 */
record Checks(List<Anchor> anchors, List<Check> checks, Verification.@Nullable Progress running) {
    /** A month of anchors, and of both nightly checks. */
    private static final int DAYS = 30;

    private static final String ANCHORS = """
        SELECT a.day, a.at, a.position, encode(a.hash, 'hex') AS hash, COALESCE((
            SELECT jsonb_agg(jsonb_build_object('recipient', l.recipient, 'state', l.mail_state, 'sentAt', l.sent_at)
              ORDER BY l.recipient)
            FROM letter l WHERE l.kind = 'audit-anchor' AND l.data ->> 'day' = a.day::text), '[]')::text AS letters
        FROM audit_anchor a ORDER BY a.day DESC LIMIT $1\
        """;
    private static final String CHECKS = """
        SELECT day, kind, at, CASE kind WHEN 'reconciliation' THEN (finding ->> 'budgets')::bigint = 0
            ELSE (finding ->> 'ok')::boolean END AS ok, finding::text AS finding
        FROM daily_check ORDER BY day DESC, kind LIMIT 2 * $1\
        """;

    /** @param letters JSON: to whom it went, and whether it has left */
    record Anchor(
            LocalDate day,
            OffsetDateTime at,
            long position,
            String hash,
            @JsonRawValue String letters) {
        static Anchor from(Row row) {
            return new Anchor(
                    row.getLocalDate("day"),
                    row.getOffsetDateTime("at"),
                    row.getLong("position"),
                    row.getString("hash"),
                    row.getString("letters"));
        }
    }

    /**
     * @param ok null while it runs, or when its node died over it
     * @param finding JSON: what was found
     */
    record Check(
            LocalDate day,
            String kind,
            OffsetDateTime at,
            @Nullable Boolean ok,
            @JsonRawValue @Nullable String finding) {
        static Check from(Row row) {
            return new Check(
                    row.getLocalDate("day"),
                    row.getString("kind"),
                    row.getOffsetDateTime("at"),
                    row.getBoolean("ok"),
                    row.getString("finding"));
        }
    }

    static Future<Checks> of(Sql sql, Verification verification) {
        return sql.list(ANCHORS, Tuple.of(DAYS), Anchor::from)
                .compose(anchors -> sql.list(CHECKS, Tuple.of(DAYS), Check::from)
                        .map(checks -> new Checks(anchors, checks, verification.progress())));
    }
}
