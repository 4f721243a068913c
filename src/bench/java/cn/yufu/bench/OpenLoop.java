package cn.yufu.bench;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Requests fall due at fixed distances. One that finds every connection busy waits in line, and its waiting counts.
 * Whatever is unanswered five seconds after the last one fell due is left out of no quantile: it counts as that long.
 */
final class OpenLoop extends Loop {
    private static final long PATIENCE = 5_000_000_000L;

    private final Vertx vertx;
    private final double distance;
    private final long total;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private long begun;
    private long fallen;
    private long answers;
    private long timer;

    OpenLoop(Vertx vertx, double perSecond, double seconds) {
        this.vertx = vertx;
        this.distance = 1e9 / perSecond;
        this.total = Math.max(1, (long) (perSecond * seconds));
    }

    @Override
    void start(List<Connection> all, long now) {
        begun = now;
        idle.addAll(all);
        timer = vertx.setPeriodic(1, tick -> due(System.nanoTime()));
    }

    @Override
    void free(Connection connection, long now) {
        answers++;
        idle.add(connection);
        due(now);
    }

    private long dueAt(long n) {
        return begun + (long) (n * distance);
    }

    private void due(long now) {
        while (fallen < total && !idle.isEmpty() && dueAt(fallen) <= now) {
            if (!idle.remove().ask(dueAt(fallen))) {
                stop();
                return;
            }
            fallen++;
        }
        if (answers >= total) stop();
        else if (now > dueAt(total) + PATIENCE) giveUp(now);
    }

    private void giveUp(long now) {
        for (long n = answers; n < total; n++) unanswered(now - dueAt(n));
        stop();
    }

    private void stop() {
        vertx.cancelTimer(timer);
        end();
    }
}
