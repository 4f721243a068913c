package cn.yufu.db;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One look for many who ask the same at once, where it costs too much to take it for each. Who asks while one is under way
 * gets the next one, which begins after all of them have asked: nobody is told what was true before the question.
 */
public final class SharedLook<T> {
    private boolean looking;
    private @Nullable Promise<T> next;

    /** @param look always the same question, whoever asks */
    public Future<T> get(Supplier<Future<T>> look) {
        var mine = join();
        if (mine.begins()) begin(look, mine.promise());
        return here(mine.promise().future());
    }

    private record Place<T>(Promise<T> promise, boolean begins) {}

    private synchronized Place<T> join() {
        if (!looking) {
            looking = true;
            return new Place<>(Promise.promise(), true);
        }
        if (next == null) next = Promise.promise();
        return new Place<>(next, false);
    }

    private void begin(Supplier<Future<T>> look, Promise<T> asked) {
        Future.succeededFuture(look).compose(Supplier::get).onComplete(done -> {
            var waiting = leave();
            if (waiting != null) begin(look, waiting);
            asked.handle(done);
        });
    }

    private synchronized @Nullable Promise<T> leave() {
        var waiting = next;
        next = null;
        looking = waiting != null;
        return waiting;
    }

    /** What another event loop has found, handed over on the asker's own. */
    private static <T> Future<T> here(Future<T> there) {
        var context = Vertx.currentContext();
        if (context == null) return there;
        var handed = Promise.<T>promise();
        there.onComplete(done -> context.runOnContext(ignored -> handed.handle(done)));
        return handed.future();
    }
}
