package cn.yufu;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recurring piece of background work on its own virtual-thread context: straight-line code with {@code await()}.
 * It waits {@code interval} between rounds, begins at once when woken, and survives whatever a round throws.
 */
final class Background extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final String name;
    private final Duration interval;
    private final Round round;
    private final Promise<Void> idle = Promise.promise();
    private boolean running;
    private boolean again;
    private boolean stopped;
    private long timer = -1;

    /** One round of work; true when there may be more to do at once. */
    @FunctionalInterface
    interface Round {
        boolean run() throws Exception;
    }

    Background(String name, Duration interval, Round round) {
        this.name = name;
        this.interval = interval;
        this.round = round;
    }

    Future<String> deploy(Vertx on) {
        return on.deployVerticle(this, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
    }

    @Override
    public Future<?> start() {
        schedule();
        return Future.succeededFuture();
    }

    /** Completes when the round under way has ended. */
    @Override
    public Future<?> stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        if (!running) idle.tryComplete();
        return idle.future();
    }

    /** Asks for a round soon; cheap, from any thread. */
    void wake() {
        var own = context;
        if (own != null && !stopped) own.runOnContext(ignored -> go());
    }

    private void schedule() {
        if (!stopped) timer = vertx.setTimer(interval.toMillis(), tick -> go());
    }

    private void go() {
        if (stopped) return;
        if (running) {
            again = true;
            return;
        }
        running = true;
        vertx.cancelTimer(timer);
        try {
            do {
                again = false;
                again |= round.run();
            } while (again && !stopped);
        } catch (Exception e) {
            if (!stopped) LOG.warn("{}: {}", name, e.toString());
        } finally {
            running = false;
            if (stopped) idle.tryComplete();
            schedule();
        }
    }
}
