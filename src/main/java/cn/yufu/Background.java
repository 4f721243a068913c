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

    /** Between a round and the next one that somebody asks for. */
    private static final Duration REST = Duration.ofMillis(200);

    private final String name;
    private final Duration interval;
    private final Round round;
    private final Promise<Void> idle = Promise.promise();
    private boolean running;
    private boolean woken;
    private boolean stopped;
    private long timer = -1;
    private long ended = System.nanoTime() - REST.toNanos();

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
        schedule(interval);
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
        if (own != null && !stopped) own.runOnContext(ignored -> soon());
    }

    /** At once after a silence; else a little after the last round, so that many wakings cost few rounds. */
    private void soon() {
        if (stopped || woken) return;
        long rest = ended + REST.toNanos() - System.nanoTime();
        if (!running && rest <= 0) {
            go();
            return;
        }
        woken = true;
        if (!running) schedule(Duration.ofNanos(rest));
    }

    private void schedule(Duration after) {
        vertx.cancelTimer(timer);
        if (!stopped) timer = vertx.setTimer(Math.max(1, after.toMillis()), tick -> go());
    }

    private void go() {
        if (stopped || running) return;
        running = true;
        woken = false;
        vertx.cancelTimer(timer);
        try {
            boolean more;
            do more = round.run();
            while (more && !stopped);
        } catch (Exception e) {
            if (!stopped) LOG.warn("{}: {}", name, e.toString());
        } finally {
            running = false;
            ended = System.nanoTime();
            if (stopped) idle.tryComplete();
            schedule(woken ? REST : interval);
        }
    }
}
