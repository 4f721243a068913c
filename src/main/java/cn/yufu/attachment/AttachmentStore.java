package cn.yufu.attachment;

import cn.yufu.db.Sql;
import cn.yufu.http.Caller;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Files in the database: who may read one follows from what it is attached to. */
final class AttachmentStore {
    private static final String KEEP = """
        INSERT INTO attachment (name, type, size, sha256, content, uploaded_by, organisation_id)
        VALUES ($1, $2, length($3::bytea), sha256($3), $3, $4, $5)
        RETURNING id, name, size, type\
        """;

    /**
     * 1 file, 2 account, 3 organisation, 4 district of an administrator, 5 the whole city, 6 finance. Who uploaded it and
     * their colleagues; everybody when it is evidence of what is on sale; the administration of a listing that was offered
     * with it; both parties of an order that was delivered with it, its administration, and who pays; the experts and the
     * district of a visit that it was given for, and the enterprise when it belongs to the visit's report.
     */
    private static final String READ = """
        SELECT a.name, a.type, encode(a.sha256, 'hex') AS sha256, a.content
        FROM attachment a
        WHERE a.id = $1 AND (
          $5 OR a.uploaded_by = $2 OR a.organisation_id = $3
          OR EXISTS (
            SELECT FROM listing_version v
            JOIN listing l ON l.id = v.listing_id
            JOIN organisation o ON o.id = l.provider_id
            WHERE v.evidence @> ARRAY[a.id]
              AND (l.state = 'published' AND o.state = 'active' AND v.version = l.live_version
                OR l.division_code = $4 AND (v.submitted_at IS NOT NULL OR v.version = l.live_version)))
          OR EXISTS (
            SELECT FROM purchase_order p
            WHERE p.delivery_files @> ARRAY[a.id]
              AND ($6 OR p.enterprise_id = $3 OR p.provider_id = $3 OR p.division_code = $4))
          OR EXISTS (
            SELECT FROM visit v
            WHERE v.id IN (SELECT w.id FROM visit w WHERE w.files @> ARRAY[a.id]
                UNION ALL SELECT q.visit_id FROM visit_report q WHERE q.photos @> ARRAY[a.id])
              AND (v.enterprise_id = $3 AND v.reported_at IS NOT NULL OR v.division_code = $4
                OR EXISTS (SELECT FROM expert x
                  WHERE x.account_id = $2 AND (x.id = v.expert_id OR x.id = ANY (v.assistants))))))\
        """;

    // somebody is just attaching what is locked: the next round looks again
    private static final String FORGET = """
        DELETE FROM attachment WHERE id IN (
          SELECT a.id FROM attachment a
          WHERE a.created_at < now() - interval '1 day'
            AND NOT EXISTS (SELECT FROM listing_version v WHERE v.evidence @> ARRAY[a.id])
            AND NOT EXISTS (SELECT FROM purchase_order p WHERE p.delivery_files @> ARRAY[a.id])
            AND NOT EXISTS (SELECT FROM visit v WHERE v.files @> ARRAY[a.id])
            AND NOT EXISTS (SELECT FROM visit_report q WHERE q.photos @> ARRAY[a.id])
          ORDER BY a.created_at LIMIT $1 FOR UPDATE SKIP LOCKED)\
        """;

    private AttachmentStore() {}

    record Attachment(UUID id, String name, int size, String type) {}

    record Content(String name, String type, String sha256, Buffer bytes) {}

    static Future<Attachment> keep(Sql sql, Caller caller, String name, FileType type, Buffer content) {
        return sql.one(
                KEEP,
                Tuple.of(name, type.mime, content, caller.accountId(), caller.organisationId()),
                row -> new Attachment(
                        row.getUUID("id"), row.getString("name"), row.getInteger("size"), row.getString("type")));
    }

    static Future<Optional<Content>> read(Sql sql, @Nullable Caller caller, UUID id) {
        var role = caller == null ? null : caller.role();
        return sql.first(
                READ,
                Tuple.of(
                        id,
                        caller == null ? null : caller.accountId(),
                        caller == null ? null : caller.organisationId(),
                        caller != null && role == Role.DISTRICT_ADMIN ? caller.divisionCode() : null,
                        role == Role.CITY_ADMIN || role == Role.AUDITOR,
                        role == Role.FINANCE),
                row -> new Content(
                        row.getString("name"),
                        row.getString("type"),
                        row.getString("sha256"),
                        row.getBuffer("content")));
    }

    static Future<Integer> forgetUnused(Sql sql, int most) {
        return sql.update(FORGET, Tuple.of(most));
    }
}
