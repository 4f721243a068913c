package cn.yufu.bench;

import io.vertx.core.Promise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What closed and open loops have in common: counting answers, and ending. Everything runs on one event loop. */
abstract class Loop {
    private final Samples latencies = new Samples();
    private List<Connection> connections = List.of();
    private @Nullable Promise<Load.Result> done;
    private long begun;
    private long wrong;
    private String firstWrong = "";
    private boolean ended;

    final void begin(List<Connection> all, Promise<Load.Result> promise) {
        connections = all;
        done = promise;
        begun = System.nanoTime();
        start(all, begun);
    }

    final void answered(Connection connection, long due, boolean right, Answer answer) {
        if (ended) return;
        long now = System.nanoTime();
        latencies.add(now - due);
        if (!right && wrong++ == 0) firstWrong = answer.status() + " " + answer.body();
        free(connection, now);
    }

    final void lost() {
        if (wrong++ == 0) firstWrong = "a connection was closed by the server";
        end();
    }

    final void unanswered(long nanos) {
        latencies.add(nanos);
        if (wrong++ == 0) firstWrong = "no answer in time";
    }

    final void end() {
        if (ended) return;
        ended = true;
        var seconds = (System.nanoTime() - begun) / 1e9;
        connections.forEach(Connection::close);
        if (done != null) done.complete(new Load.Result(latencies.count(), seconds, latencies, wrong, firstWrong));
    }

    abstract void start(List<Connection> all, long now);

    /** This connection has been answered. */
    abstract void free(Connection connection, long now);
}
