package cn.yufu.exchange;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Failure.Violation;
import cn.yufu.http.Input;
import cn.yufu.http.Json;
import cn.yufu.http.Messages;
import cn.yufu.http.Page;
import cn.yufu.http.Problem;
import cn.yufu.http.Query;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Exports of lists: asked for with the filters of the list, written in the background, fetched by their owner only. */
final class ExportRoutes implements Routes {
    private static final Who EXPORTERS =
            Who.only(Role.ENTERPRISE, Role.PROVIDER, Role.DISTRICT_ADMIN, Role.CITY_ADMIN, Role.FINANCE, Role.AUDITOR);
    private static final int MOST_OPEN = 3;

    private final Db db;
    private final Map<String, ExportList> lists;

    ExportRoutes(Db db, Map<String, ExportList> lists) {
        this.db = db;
        this.lists = lists;
    }

    /** An export as its owner sees it. */
    record View(
            UUID id,
            String list,
            String state,
            @Nullable Integer rows,
            @Nullable String file,
            @Nullable Reason failure,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime finishedAt,
            @Nullable OffsetDateTime expiresAt) {
        static View of(Job job, String language) {
            var failed =
                    job.state().equals("failed") ? Finding.shown(job.problems().path(0), language) : null;
            return new View(
                    job.id(),
                    job.subject(),
                    job.state(),
                    job.rows(),
                    job.state().equals("done") ? job.name() : null,
                    failed == null ? null : new Reason(failed.code(), failed.detail()),
                    job.createdAt(),
                    job.finishedAt(),
                    expiry(job));
        }
    }

    private static @Nullable OffsetDateTime expiry(Job job) {
        var finished = job.finishedAt();
        return finished == null || !job.state().equals("done") ? null : finished.plusDays(JobStore.DAYS_KEPT);
    }

    /** Why there is no file. */
    record Reason(String code, String detail) {}

    private record Asked(String list, Map<String, String> filters, List<String> columns) {}

    @Override
    public void mount(Api api) {
        api.get("/exports", EXPORTERS, this::list);
        api.post("/exports", EXPORTERS, this::start);
        api.get("/exports/{id}", EXPORTERS, this::get);
        api.raw("/exports/{id}/file", EXPORTERS, this::file);
    }

    private Future<Answer> list(Request r) {
        var ask = r.page();
        return JobStore.list(db.read(), r.caller().accountId(), "export", ask)
                .map(jobs ->
                        jobs.stream().map(job -> View.of(job, r.language())).toList())
                .map(views ->
                        Answer.ok(Page.of(views, ask, view -> List.of(view.id().toString()))));
    }

    private Future<Answer> get(Request r) {
        return find(r).map(job -> Answer.ok(View.of(job, r.language())));
    }

    private Future<Job> find(Request r) {
        return JobStore.find(db.read(), r.caller().accountId(), "export", r.id("id"))
                .map(found -> found.orElseThrow(Failure::notFound));
    }

    private Future<Answer> start(Request r, Sql sql) {
        var asked = asked(r.body(), r.caller());
        var name = Messages.text(r.language(), "export." + asked.list(), Map.of()) + "-"
                + LocalDate.now(Json.ZONE).format(DateTimeFormatter.BASIC_ISO_DATE) + ".xlsx";
        return JobStore.open(sql, r.caller().accountId())
                .map(open -> {
                    if (open >= MOST_OPEN) throw Failure.tryLater(429, "too-many-requests", 30);
                    return open;
                })
                .compose(open -> JobStore.create(
                        sql,
                        r.caller(),
                        "export",
                        asked.list(),
                        name,
                        r.language(),
                        "running",
                        Map.of("filters", asked.filters(), "columns", asked.columns()),
                        List.of()))
                .map(job -> Answer.accepted(View.of(job, r.language())));
    }

    /** Filters are read by the list itself, now: a wrong one is told at once, not in the background. */
    private Asked asked(Input in, Caller caller) {
        var name = in.choice("list", List.copyOf(lists.keySet()));
        var filters = Query.filters(in, "filters");
        var columns = in.texts("columns", 40, 60);
        var known = ExportColumns.all(name).stream().map(ExportColumn::path).toList();
        if (!known.containsAll(columns)) in.wrong("columns", "choice", Map.of("choices", String.join(", ", known)));
        in.done();
        var list = lists.get(name);
        if (list == null || !list.open(caller)) throw Failure.forbidden();
        var query = Query.of(filters);
        try {
            list.source().rows(caller, query, Page.Ask.everything());
        } catch (Failure failure) {
            throw failure.violations().isEmpty() ? failure : Failure.invalid(inBody(failure.violations()));
        }
        for (var filter : filters.keySet())
            if (!query.asked().contains(filter)) throw Failure.invalid("/filters/" + filter, "unknown");
        return new Asked(name, filters, columns);
    }

    private static List<Violation> inBody(List<Violation> violations) {
        return violations.stream()
                .map(v -> new Violation("/filters/" + v.pointer().replaceFirst("^\\?", ""), v.code(), v.values()))
                .toList();
    }

    private void file(Request r) {
        var response = r.context().response();
        find(r).compose(job -> {
                    // what they saw as somebody else is not theirs any more
                    if (!job.belongsTo(r.caller())) throw Failure.notFound();
                    if (!job.state().equals("done")) throw Failure.stateConflict(job.state());
                    response.putHeader("Content-Type", ImportRoutes.XLSX)
                            .putHeader("Content-Length", Long.toString(job.size()))
                            .putHeader("Content-Disposition", attachment(job.name()))
                            .putHeader("Cache-Control", "no-store");
                    return send(response, job, 0, 0);
                })
                .onFailure(cause -> Problem.send(r.context(), cause));
    }

    private static String attachment(String name) {
        return "attachment; filename=\"export.xlsx\"; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Piece by piece, the next one only when the last one has left. */
    private Future<Void> send(HttpServerResponse response, Job job, int part, long sent) {
        if (sent >= job.size()) return response.end();
        return JobStore.part(db.read(), job.id(), part)
                .map(found -> found.orElseThrow(Failure::notFound))
                .compose(bytes ->
                        response.write(bytes).compose(written -> send(response, job, part + 1, sent + bytes.length())));
    }
}
