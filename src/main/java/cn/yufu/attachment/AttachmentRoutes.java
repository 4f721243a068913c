package cn.yufu.attachment;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.util.Map;

/** Files: evidence of services, results of orders. They are only ever downloaded, never shown inside a page of ours. */
public final class AttachmentRoutes implements Routes {
    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final int BATCH = 100;

    private final Db db;

    public AttachmentRoutes(Db db) {
        this.db = db;
    }

    @Override
    public void mount(Api api) {
        api.post(
                "/attachments",
                Who.only(Role.ENTERPRISE, Role.PROVIDER, Role.EXPERT, Role.DISTRICT_ADMIN, Role.CITY_ADMIN),
                MOST_BYTES,
                this::upload);
        api.get("/attachments/{id}", Who.anyone(), this::download);
    }

    private Future<Answer> upload(Request r, Sql sql) {
        var name = r.query("name");
        if (name == null) throw Failure.invalid("?name", "required");
        var type = FileType.of(r.raw());
        if (type == null) throw Failure.of(415, "unsupported-media");
        return AttachmentStore.keep(sql, r.caller(), FileName.kept(name, type), type, r.raw())
                .map(kept -> Answer.created("/api/attachments/" + kept.id(), kept));
    }

    private Future<Answer> download(Request r) {
        return AttachmentStore.read(db.read(), r.callerOrNull(), r.id("id")).map(found -> {
            var file = found.orElseThrow(Failure::notFound);
            var etag = '"' + file.sha256().substring(0, 32) + '"';
            if (etag.equals(r.header("If-None-Match"))) return new Answer(304, null, Map.of("ETag", etag));
            return new Answer(
                    200,
                    file.bytes(),
                    Map.of(
                            "Content-Type",
                            file.type(),
                            "Content-Disposition",
                            FileName.disposition(file.name()),
                            "Content-Security-Policy",
                            "sandbox; default-src 'none'",
                            "X-Content-Type-Options",
                            "nosniff",
                            "Cache-Control",
                            "private, no-cache",
                            "ETag",
                            etag));
        });
    }

    /** Removes files that nothing refers to a day after their upload; true when there may be more. */
    public Future<Boolean> forgetUnused() {
        return AttachmentStore.forgetUnused(db.write(), BATCH).map(count -> count == BATCH);
    }
}
