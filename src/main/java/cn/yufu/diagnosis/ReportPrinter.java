package cn.yufu.diagnosis;

import cn.yufu.db.Db;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Request;
import cn.yufu.http.Routes;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reports as PDF: seen by those who see the report, made one at a time on a worker, a few waiting at most. */
final class ReportPrinter implements Routes {
    private static final int MOST_WAITING = 8;
    /** How long somebody waits for copies of photos; usually they were made when the report was saved. */
    private static final int PATIENCE_SECONDS = 6;

    private final Db db;
    private final Catalogue.Source catalogue;
    private final PhotoCopies photos;
    private final @Nullable Path configured;
    private final WorkerExecutor worker;
    private final AtomicInteger waiting = new AtomicInteger();

    ReportPrinter(Vertx vertx, Db db, Catalogue.Source catalogue, PhotoCopies photos, @Nullable Path configured) {
        this.db = db;
        this.catalogue = catalogue;
        this.photos = photos;
        this.configured = configured;
        this.worker = vertx.createSharedWorkerExecutor("pdf", 1, 1, TimeUnit.MINUTES);
    }

    @Override
    public void mount(Api api) {
        api.get("/visits/{id}/report.pdf", VisitRoutes.EVERY_PARTY, this::print);
    }

    private Future<Answer> print(Request r) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            throw Failure.tryLater(503, "unavailable", PATIENCE_SECONDS);
        }
        return content(r)
                .compose(content -> worker.executeBlocking(() -> ReportPdf.of(content, font()), false)
                        .map(bytes -> answer(content.visit().number(), bytes)))
                .onComplete(done -> waiting.decrementAndGet());
    }

    private PdfFont font() {
        return PdfFont.find(configured).orElseThrow(() -> Failure.tryLater(503, "pdf-font-missing", 3600));
    }

    private Future<ReportPdf.Content> content(Request r) {
        var id = r.id("id");
        var visit = VisitStore.find(db.read(), r.caller(), id);
        var report = ReportStore.find(db.read(), r.caller(), id);
        var actions = ActionStore.ofVisit(db.read(), r.caller(), id);
        return Future.all(catalogue.get(), visit, report, actions).compose(all -> {
            Catalogue known = all.resultAt(0);
            var kept = report.result().orElseThrow(Failure::notFound);
            return copies(kept.photos())
                    .map(copies -> new ReportPdf.Content(
                            r.language(),
                            visit.result().orElseThrow(Failure::notFound),
                            kept,
                            actions.result(),
                            known,
                            copies));
        });
    }

    /** What takes longer goes on being made, so that it is there when it is asked for again. */
    private Future<List<PhotoCopies.Copy>> copies(JsonNode listed) {
        var ids = StreamSupport.stream(listed.spliterator(), false)
                .map(photo -> UUID.fromString(photo.path("id").asText()))
                .toList();
        return photos.of(ids)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .recover(cause -> Future.failedFuture(
                        cause instanceof TimeoutException
                                ? Failure.tryLater(503, "being-made", PATIENCE_SECONDS)
                                : cause));
    }

    private static Answer answer(String number, Buffer bytes) {
        return Answer.ok(bytes)
                .with("Content-Type", "application/pdf")
                .with("Content-Disposition", "attachment; filename=\"" + number + ".pdf\"")
                .with("X-Content-Type-Options", "nosniff");
    }
}
