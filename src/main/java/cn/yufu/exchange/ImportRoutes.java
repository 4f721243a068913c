package cn.yufu.exchange;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Page;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Imports of sheets: the template, the upload that starts a dry run, its progress and problems, the application. */
final class ImportRoutes implements Routes {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    static final Who IMPORTERS = Who.only(Role.PROVIDER, Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
    private static final int MOST_BYTES = 20 << 20;
    private static final int MOST_OPEN = 3;
    private static final List<String> TYPES = List.of(XLSX, "application/octet-stream");

    private final Db db;
    private final Map<String, Sheet> sheets;

    ImportRoutes(Db db, Map<String, Sheet> sheets) {
        this.db = db;
        this.sheets = sheets;
    }

    /** An import as its owner sees it; {@code rows} is an estimate until the sheet was read to its end. */
    record View(
            UUID id,
            String kind,
            String name,
            String state,
            @Nullable Integer rows,
            int done,
            int valid,
            List<Finding.Shown> problems,
            int problemCount,
            List<String> steps,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime finishedAt) {
        static View of(Job job, String language) {
            boolean ready = job.state().equals("checked") && job.problemCount() == 0 && job.valid() > 0;
            return new View(
                    job.id(),
                    job.subject(),
                    job.name(),
                    job.state(),
                    job.rows(),
                    job.done(),
                    job.valid(),
                    StreamSupport.stream(job.problems().spliterator(), false)
                            .map(finding -> Finding.shown(finding, language))
                            .toList(),
                    job.problemCount(),
                    ready ? List.of("application") : List.of(),
                    job.createdAt(),
                    job.finishedAt());
        }
    }

    @Override
    public void mount(Api api) {
        api.get("/imports/templates/{kind}.xlsx", IMPORTERS, this::template);
        api.get("/imports", IMPORTERS, this::list);
        api.post("/imports", IMPORTERS, MOST_BYTES, this::start);
        api.get("/imports/{id}", IMPORTERS, this::get);
        api.post("/imports/{id}/application", IMPORTERS, this::apply);
    }

    private Sheet sheet(Request r, @Nullable String kind) {
        var sheet = kind == null ? null : sheets.get(kind);
        if (sheet == null) throw Failure.notFound();
        if (!sheet.importers().contains(r.caller().role())) throw Failure.forbidden();
        return sheet;
    }

    private Future<Answer> template(Request r) {
        var sheet = sheet(r, r.path("kind"));
        var language = r.language();
        var name = sheet.kind() + "-template.xlsx";
        return Codes.load(db.read())
                .compose(codes -> r.context().vertx().executeBlocking(() -> Template.of(sheet, codes, language), false))
                .map(bytes -> Answer.ok(bytes)
                        .with("Content-Type", XLSX)
                        .with("Content-Disposition", "attachment; filename=\"" + name + "\""));
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return JobStore.list(db.read(), r.caller().accountId(), "import", ask)
                .map(jobs ->
                        jobs.stream().map(job -> View.of(job, r.language())).toList())
                .map(views ->
                        Answer.ok(Page.of(views, ask, view -> List.of(view.id().toString()))));
    }

    private Future<Answer> get(Request r) {
        return JobStore.find(db.read(), r.caller().accountId(), "import", r.id("id"))
                .map(found -> Answer.ok(View.of(found.orElseThrow(Failure::notFound), r.language())));
    }

    private Future<Answer> start(Request r, Sql sql) {
        var kind = r.queryChoice("kind", List.copyOf(sheets.keySet()));
        if (kind == null) throw Failure.invalid("?kind", "required");
        var sheet = sheet(r, kind);
        var name = r.query("name");
        if (name != null && name.length() > 120) throw Failure.invalid("?name", "text");
        var file = workbook(r);
        return JobStore.open(sql, r.caller().accountId())
                .map(open -> {
                    if (open >= MOST_OPEN) throw Failure.tryLater(429, "too-many-requests", 30);
                    return open;
                })
                .compose(open -> JobStore.create(
                        sql,
                        r.caller(),
                        "import",
                        sheet.kind(),
                        name == null ? sheet.kind() + ".xlsx" : name,
                        r.language(),
                        "checking",
                        Map.of(),
                        parts(file)))
                .map(job -> Answer.accepted(View.of(job, r.language())));
    }

    /** The body when its first bytes are those of a workbook, whatever its name and type say. */
    private static Buffer workbook(Request r) {
        var type = r.header("Content-Type");
        if (type != null && TYPES.stream().noneMatch(type.toLowerCase(Locale.ROOT)::startsWith))
            throw Failure.of(415, "unsupported-media");
        var file = r.raw();
        if (begins(file, 0xD0, 0xCF, 0x11, 0xE0)) throw Failure.unsupported("old-or-locked-xls");
        if (!begins(file, 'P', 'K', 3, 4)) throw Failure.unsupported("not-xlsx");
        return file;
    }

    private static boolean begins(Buffer file, int... signs) {
        if (file.length() < signs.length) return false;
        for (int i = 0; i < signs.length; i++) if (file.getUnsignedByte(i) != signs[i]) return false;
        return true;
    }

    private static List<Buffer> parts(Buffer file) {
        var parts = new ArrayList<Buffer>();
        for (int from = 0; from < file.length(); from += JobStore.PART_BYTES)
            parts.add(file.getBuffer(from, Math.min(file.length(), from + JobStore.PART_BYTES)));
        return parts;
    }

    private Future<Answer> apply(Request r, Sql sql) {
        var account = r.caller().accountId();
        var id = r.id("id");
        r.body().done();
        return JobStore.apply(sql, account, id)
                .compose(applied -> applied.isPresent()
                        ? Future.succeededFuture(Answer.accepted(View.of(applied.get(), r.language())))
                        : JobStore.find(db.read(), account, "import", id).map(found -> {
                            throw found.map(job -> Failure.stateConflict(job.state()))
                                    .orElseGet(Failure::notFound);
                        }));
    }
}
