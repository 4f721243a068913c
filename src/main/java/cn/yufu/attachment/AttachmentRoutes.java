package cn.yufu.attachment;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Files: evidence of a listing, results of an order. A file is seen by whoever sees what it is attached to. */
public final class AttachmentRoutes implements Routes {
    private static final int LIMIT = 10 * 1024 * 1024;

    private static final String KEEP = """
        INSERT INTO attachment (name, type, size, sha256, content, uploaded_by, organisation_id)
        VALUES ($1, $2, $3, sha256($4), $4, $5, $6)
        RETURNING id, name, size, type\
        """;

    // 2 organisation, 3 district of an administrator, 4 whether the caller sees the whole city, 5 account
    private static final String FIND = """
        SELECT a.id, a.name, a.type, a.content, encode(a.sha256, 'hex') AS digest
        FROM attachment a
        WHERE a.id = $1 AND (
          a.organisation_id = $2 OR $4 OR a.uploaded_by = $5
          OR EXISTS (SELECT FROM listing l JOIN listing_version v ON v.listing_id = l.id AND v.version = l.live_version
            WHERE l.state = 'published' AND a.id = ANY (v.evidence))
          OR EXISTS (SELECT FROM listing l JOIN listing_version v ON v.listing_id = l.id AND v.version = l.work_version
            WHERE l.division_code = $3 AND a.id = ANY (v.evidence))
          OR EXISTS (SELECT FROM purchase_order o WHERE a.id = ANY (o.delivery_files)
            AND (o.enterprise_id = $2 OR o.provider_id = $2 OR o.division_code = $3)))\
        """;

    private final Db db;

    public AttachmentRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        var uploaders = Who.only(Role.ENTERPRISE, Role.PROVIDER, Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
        api.post("/attachments", uploaders, LIMIT, this::keep);
        api.get("/attachments/{id}", Who.anyone(), this::get);
    }

    /** A kept file, without its bytes; size in bytes. */
    record Attachment(UUID id, String name, int size, String type) {
        static Attachment from(Row row) {
            return new Attachment(
                    row.getUUID("id"), row.getString("name"), row.getInteger("size"), row.getString("type"));
        }
    }

    private Future<Answer> keep(Request r, Sql sql) {
        var name = r.query("name");
        if (name == null || name.codePointCount(0, name.length()) > 120) throw Failure.invalid("?name", "required");
        var content = r.raw();
        var kind = FileKind.of(content).orElseThrow(() -> Failure.of(415, "unsupported-media"));
        var caller = r.caller();
        return sql.one(
                        KEEP,
                        Tuple.of(
                                kind.named(name),
                                kind.type,
                                content.length(),
                                content,
                                caller.accountId(),
                                caller.organisationId()),
                        Attachment::from)
                .map(kept -> Answer.created("/api/attachments/" + kept.id(), kept));
    }

    private Future<Answer> get(Request r) {
        var caller = r.callerOrNull();
        return db.read()
                .first(FIND, scope(r.id("id"), caller), row -> file(r, row))
                .map(found -> found.orElseThrow(Failure::notFound));
    }

    private static Tuple scope(UUID id, @Nullable Caller caller) {
        if (caller == null)
            return Tuple.of(id).addUUID(null).addString(null).addBoolean(false).addUUID(null);
        boolean city =
                caller.role() == Role.CITY_ADMIN || caller.role() == Role.AUDITOR || caller.role() == Role.FINANCE;
        return Tuple.of(id)
                .addUUID(caller.organisationId())
                .addString(caller.role() == Role.DISTRICT_ADMIN ? caller.divisionCode() : null)
                .addBoolean(city)
                .addUUID(caller.accountId());
    }

    /** Always a download, never shown in the page: what a stranger uploaded must not run on our origin. */
    private static Answer file(Request r, Row row) {
        var etag = '"' + row.getString("digest").substring(0, 32) + '"';
        var name =
                URLEncoder.encode(row.getString("name"), StandardCharsets.UTF_8).replace("+", "%20");
        Map<String, String> headers = Map.of(
                "ETag",
                etag,
                "Cache-Control",
                "private, no-cache",
                "Content-Type",
                row.getString("type"),
                "Content-Disposition",
                "attachment; filename*=UTF-8''" + name);
        Buffer content = row.getBuffer("content");
        return etag.equals(r.header("If-None-Match"))
                ? new Answer(304, null, headers)
                : new Answer(200, content, headers);
    }
}
