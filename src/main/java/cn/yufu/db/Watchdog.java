package cn.yufu.db;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the database server again, on the same port, when it dies while Yufu runs: killed by a person, or by a system
 * out of memory. Meanwhile requests are answered with 503 and the health says not ready.
 */
final class Watchdog {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** A server that ran as long as this is not one that dies of its start. */
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private final Postmaster postmaster;
    private final List<String> arguments;
    private final Thread thread;
    private volatile boolean off;

    Watchdog(Postmaster postmaster, List<String> arguments) {
        this.postmaster = postmaster;
        this.arguments = arguments;
        this.thread = Thread.ofPlatform().daemon().name("postgres-watchdog").unstarted(this::watch);
    }

    void start() {
        thread.start();
    }

    /** Returns when no start is under way and none will be. */
    void off() {
        off = true;
        postmaster.giveUpStarting();
        thread.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // a server that starts behind our back would be left behind
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void watch() {
        var pause = FIRST_PAUSE;
        try {
            while (!off) {
                long since = System.nanoTime();
                int status = postmaster.waitForEnd();
                if (off) return;
                if (System.nanoTime() - since > HEALTHY.toNanos()) pause = FIRST_PAUSE;
                log.error("PostgreSQL ended by itself (status {}); starting it again", status);
                while (!off && !restarted()) {
                    Thread.sleep(pause);
                    pause = longer(pause);
                }
                pause = longer(pause);
            }
        } catch (InterruptedException e) {
            // told to stop
        }
    }

    private boolean restarted() {
        try {
            postmaster.clearLeftovers();
            postmaster.start(arguments);
            log.info("PostgreSQL is back");
            return true;
        } catch (IOException | RuntimeException e) {
            if (!off) log.error("PostgreSQL does not start again: {}", e.getMessage());
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
