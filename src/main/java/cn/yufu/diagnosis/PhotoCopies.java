package cn.yufu.diagnosis;

import cn.yufu.db.Db;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Small copies of reports' photos, each made once and kept. They are made one after the other on a thread of their own, so
 * that however many large photos a report has, one of them is in memory.
 */
final class PhotoCopies {
    private static final String KEPT = "SELECT jpeg FROM photo_copy WHERE attachment_id = $1";
    private static final String ORIGINAL = "SELECT content FROM attachment WHERE id = $1";
    private static final String KEEP = """
        INSERT INTO photo_copy (attachment_id, jpeg) SELECT id, $2 FROM attachment WHERE id = $1
        ON CONFLICT (attachment_id) DO NOTHING\
        """;

    private final Db db;
    private final WorkerExecutor worker;
    /** Of the copy that was asked for last: the next begins after it. */
    private Future<?> last = Future.succeededFuture();

    /** A copy; without bytes where the file is no picture that can be shown. */
    record Copy(@Nullable Buffer jpeg) {}

    PhotoCopies(Vertx vertx, Db db) {
        this.db = db;
        this.worker = vertx.createSharedWorkerExecutor("photos", 1, 1, TimeUnit.MINUTES);
    }

    /** In the order of the ids. */
    Future<List<Copy>> of(List<UUID> photos) {
        Future<List<Copy>> all = Future.succeededFuture(new ArrayList<>());
        for (var photo : photos)
            all = all.compose(copies -> of(photo).map(copy -> {
                copies.add(copy);
                return copies;
            }));
        return all;
    }

    private Future<Copy> of(UUID photo) {
        return kept(photo).compose(kept -> kept.map(Future::succeededFuture).orElseGet(() -> next(photo)));
    }

    private Future<Optional<Copy>> kept(UUID photo) {
        return db.read().first(KEPT, Tuple.of(photo), row -> new Copy(row.getBuffer("jpeg")));
    }

    private synchronized Future<Copy> next(UUID photo) {
        var made = last.transform(done -> kept(photo))
                // somebody else may have asked for it meanwhile
                .compose(kept -> kept.map(Future::succeededFuture).orElseGet(() -> make(photo)));
        last = made;
        return made;
    }

    private Future<Copy> make(UUID photo) {
        return db.read()
                .first(ORIGINAL, Tuple.of(photo), row -> row.getBuffer("content"))
                .compose(found -> worker.executeBlocking(
                        () -> found.map(original -> Picture.small(original.getBytes()))
                                .map(Buffer::buffer)
                                .orElse(null),
                        false))
                .compose(jpeg -> db.write().update(KEEP, Tuple.of(photo, jpeg)).map(new Copy(jpeg)));
    }
}
