package cn.yufu;

import cn.yufu.db.ClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Yufu in a process of its own, as an operator starts it, to be killed or to refuse. */
final class ChildYufu implements AutoCloseable {
    private static final String BINARIES = "yufu.postgres.binaries";
    private static final int MOST_SECONDS = 120;

    private final Process process;
    private final List<String> output = new ArrayList<>();

    private ChildYufu(Process process) {
        this.process = process;
    }

    private static ChildYufu launched(Map<String, String> environment) {
        try {
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx160m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-D" + BINARIES + "=" + System.getProperty(BINARIES, "target/postgres"),
                            "-cp",
                            ClassPath.ofTests(),
                            "cn.yufu.Main")
                    .redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("YUFU_"));
            builder.environment().putAll(environment);
            return new ChildYufu(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it is ready. */
    static ChildYufu started(Map<String, String> environment) {
        var child = launched(environment);
        if (!child.readUntil("is ready after")) throw new AssertionError("it did not start: " + child.output);
        Thread.ofVirtual().start(() -> child.readUntil("no such words: to the end"));
        return child;
    }

    /** How one ended that must not start. */
    record Refusal(int status, List<String> output) {
        /** Without the records of its log. */
        List<String> said() {
            return output.stream().filter(line -> line.startsWith("yufu: ")).toList();
        }
    }

    static Refusal refused(Map<String, String> environment) {
        try (var child = launched(environment)) {
            child.readUntil("is ready after");
            if (!child.process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) throw new AssertionError("it started");
            return new Refusal(child.process.exitValue(), child.output);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean readUntil(String words) {
        try {
            var reader = process.inputReader();
            for (String line; (line = reader.readLine()) != null; ) {
                output.add(line);
                if (line.contains(words)) return true;
            }
            return false;
        } catch (IOException e) {
            return false; // killed
        }
    }

    /** As the system does that has run out of memory: without a word. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
