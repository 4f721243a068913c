package cn.yufu.db;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server process of one cluster, and what an earlier one left behind. */
final class Postmaster {
    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration FAST_STOP = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(5);
    // replaying the write-ahead log after a crash takes as long as it takes; killing it would only begin it anew
    private static final Duration START = Duration.ofMinutes(10);

    private final Path data;
    private final Path pidFile;
    private final PostgresPrograms programs;
    private volatile @Nullable Process process;
    private volatile boolean givenUp;

    Postmaster(Path data, PostgresPrograms programs) {
        this.data = data;
        this.pidFile = data.resolve("postmaster.pid");
        this.programs = programs;
    }

    long pid() {
        return requireNonNull(process).pid();
    }

    /** Starts the server and waits until it accepts connections. */
    void start(List<String> arguments) throws IOException {
        Process started = programs.serve(arguments);
        process = started;
        boolean ready = false;
        try {
            ready = await(() -> isReady(started) || !started.isAlive() || givenUp, START)
                    && started.isAlive()
                    && !givenUp;
            if (!ready) {
                await(() -> leftovers().isEmpty(), IMMEDIATE_STOP); // the last to go writes the log
                throw new IllegalStateException(
                        started.isAlive() ? "PostgreSQL isn't ready after " + START : programs.refusal());
            }
        } finally {
            if (!ready && started.isAlive()) stop();
        }
    }

    /** Lets a start that is under way on another thread fail: nobody needs the server any more. */
    void giveUpStarting() {
        givenUp = true;
    }

    /** Blocks until the server is gone; its exit status, above 128 for a signal. */
    int waitForEnd() throws InterruptedException {
        return requireNonNull(process).waitFor();
    }

    /** The eighth line of postmaster.pid tells the server's state. */
    private boolean isReady(Process started) {
        List<String> lines = pidFileLines();
        return lines.size() >= 8
                && lines.getFirst().equals(Long.toString(started.pid()))
                && lines.get(7).startsWith("ready");
    }

    private List<String> pidFileLines() {
        try {
            return Files.readAllLines(pidFile, US_ASCII);
        } catch (IOException e) {
            return List.of();
        }
    }

    void stop() {
        Process running = requireNonNull(process);
        stop(running.toHandle(), running::isAlive);
    }

    private void stop(ProcessHandle server, BooleanSupplier alive) {
        if (!alive.getAsBoolean()) return;
        if (!named(server)) server.destroy(); // just started: pg_ctl goes by the file, which tells of its predecessor
        else if (signal("fast") && await(() -> !alive.getAsBoolean(), FAST_STOP)) return;
        log.warn("PostgreSQL (process {}) doesn't stop; the next start will recover its data", server.pid());
        if (named(server) && signal("immediate") && await(() -> !alive.getAsBoolean(), IMMEDIATE_STOP)) return;
        server.destroyForcibly();
        await(() -> !alive.getAsBoolean(), IMMEDIATE_STOP);
    }

    private boolean named(ProcessHandle server) {
        List<String> lines = pidFileLines();
        return !lines.isEmpty() && lines.getFirst().strip().equals(Long.toString(server.pid()));
    }

    private boolean signal(String mode) {
        try {
            programs.run("pg_ctl", "", List.of("stop", "-W", "-m", mode, "-D", data.toString()));
            return true;
        } catch (IOException | IllegalStateException e) {
            log.warn("Stopping PostgreSQL: {}", e.getMessage());
            return false;
        }
    }

    /** Stops the server, and processes of it, that outlived a killed Yufu; makes sure that a stale pid stops nobody. */
    void clearLeftovers() throws IOException {
        if (!Files.exists(pidFile)) return;
        List<String> lines = new ArrayList<>(pidFileLines());
        if (lines.isEmpty()) {
            Files.delete(pidFile); // of a crash while it was written; PostgreSQL would refuse it
            return;
        }
        var former = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        former.filter(this::serves).ifPresent(server -> {
            log.warn("Stopping PostgreSQL (process {}) that an earlier run left in {}", server.pid(), data);
            stop(server, () -> serves(server));
        });
        for (ProcessHandle orphan :
                ProcessHandle.allProcesses().filter(this::serves).toList()) {
            log.warn("Ending process {} that an earlier run left in {}", orphan.pid(), data);
            orphan.destroyForcibly();
            if (!await(() -> !serves(orphan), IMMEDIATE_STOP))
                throw new IllegalStateException("process " + orphan.pid() + " of an earlier run doesn't end");
        }
        if (former.isPresent() && Files.exists(pidFile)) {
            // The number is another program's by now, and PostgreSQL would refuse to start because of it. It knows that
            // its parent is no server, so this process stands in; the other lines stay for its check of shared memory.
            lines.set(0, Long.toString(ProcessHandle.current().pid()));
            Files.write(pidFile, lines, US_ASCII);
        }
    }

    private List<ProcessHandle> leftovers() {
        return ProcessHandle.allProcesses().filter(this::serves).toList();
    }

    /** Whether a live process is of this cluster's server: all of them work in its directory. */
    private boolean serves(ProcessHandle candidate) {
        String command = candidate.info().command().orElse("");
        if (!Path.of(command).getFileName().toString().startsWith("postgres")) return false;
        Path directory = Path.of("/proc", Long.toString(candidate.pid()), "cwd");
        if (!Files.exists(Path.of("/proc/self/cwd"))) return servesByStartTime(candidate);
        try {
            return Files.readSymbolicLink(directory).equals(data);
        } catch (IOException e) {
            return false; // just ended, or another user's
        }
    }

    /** Where the system doesn't tell a process's directory: the server named in the file began when the file says. */
    private boolean servesByStartTime(ProcessHandle candidate) {
        List<String> lines = pidFileLines();
        if (lines.size() < 3 || !lines.getFirst().equals(Long.toString(candidate.pid()))) return false;
        Instant recorded = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
        return candidate
                .info()
                .startInstant()
                .filter(began -> Duration.between(began, recorded).abs().toSeconds() < 60)
                .isPresent();
    }

    /** Waits through interrupts, for half a start or half a stop would leave a server behind. */
    static boolean await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - deadline > 0) return false;
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
