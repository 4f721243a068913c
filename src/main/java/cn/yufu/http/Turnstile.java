package cn.yufu.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Lets so many through at once. The others wait here, in the order in which they came, and not in the lines for
 * connections, which are short and everybody's: a crowd on one thing would have everything else refused. For one event
 * loop.
 */
final class Turnstile {
    private final int width;
    private final ArrayDeque<Promise<Void>> line = new ArrayDeque<>();
    private int inside;

    Turnstile(int width) {
        this.width = width;
    }

    <T> Future<T> pass(Context loop, Supplier<Future<T>> work) {
        return enter().compose(in -> work.get()).onComplete(done -> leave(loop));
    }

    private Future<Void> enter() {
        if (inside < width) {
            inside++;
            return Future.succeededFuture();
        }
        var turn = Promise.<Void>promise();
        line.add(turn);
        return turn.future();
    }

    private void leave(Context loop) {
        var next = line.poll();
        if (next == null) inside--;
        else loop.runOnContext(now -> next.complete());
    }
}
