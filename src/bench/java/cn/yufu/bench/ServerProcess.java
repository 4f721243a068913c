package cn.yufu.bench;

import cn.yufu.http.Access;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The product in a process of its own, as README and Dockerfile start it, in production mode, with its own PostgreSQL. */
final class ServerProcess {
    static final Access.Key KEY = new Access.Key("bench", "0123456789abcdef0123456789abcdef");
    private static final long PATIENCE_MS = 60_000;

    private final Process process;
    private final int port;
    private final long startMillis;

    private ServerProcess(Process process, int port, long startMillis) {
        this.process = process;
        this.port = port;
        this.startMillis = startMillis;
    }

    /** @param cache what the rehearsal left */
    static ServerProcess start(Path data, Path cache, Path log) {
        try {
            int port = freePort();
            var builder = java("-XX:AOTCache=" + cache, log, settings(data, port));
            long begun = System.nanoTime();
            var process = builder.start();
            await(process, port, log.toFile());
            return new ServerProcess(process, port, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the image is built. */
    static void rehearse(Path cache, Path log) throws IOException {
        Files.deleteIfExists(cache);
        var ports =
                Map.of("YUFU_PORT", Integer.toString(freePort()), "YUFU_MANAGEMENT_PORT", Integer.toString(freePort()));
        var builder = java("-XX:AOTCacheOutput=" + cache, log, ports);
        builder.command().add("--rehearse");
        try {
            if (builder.start().waitFor() != 0) throw new IllegalStateException("the rehearsal failed, see " + log);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProcessBuilder java(String option, Path log, Map<String, String> settings) {
        var command = new ArrayList<String>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(System.getProperty("bench.jvm", "").trim().split("\\s+", -1)));
        command.removeIf(String::isEmpty);
        command.addAll(List.of(option, "-jar", System.getProperty("bench.jar")));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("YUFU_"));
        builder.environment().putAll(settings);
        return builder;
    }

    private static Map<String, String> settings(Path data, int port) throws IOException {
        return Map.of(
                "YUFU_MODE",
                "production",
                "YUFU_PORT",
                Integer.toString(port),
                "YUFU_MANAGEMENT_PORT",
                Integer.toString(freePort()),
                "YUFU_DATA",
                data.toString(),
                "YUFU_PUBLIC_URL",
                "https://bench.example",
                "YUFU_TOKEN_KEYS",
                KEY.id() + ":" + KEY.secret(),
                // no account wants mail, so that nothing is sent there
                "YUFU_SMTP_HOST",
                "127.0.0.1",
                "YUFU_SMTP_FROM",
                "bench@bench.example");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Until a page of listings is answered: the port alone would not need the database. */
    private static void await(Process process, int port, File log) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/listings?limit=1"))
                .build();
        long end = System.currentTimeMillis() + PATIENCE_MS;
        try (var client = HttpClient.newHttpClient()) {
            while (System.currentTimeMillis() < end && process.isAlive()) {
                try {
                    if (client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) return;
                } catch (IOException e) {
                    Thread.sleep(10); // nobody listens yet
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the server does not answer, see " + log);
    }

    long startMillis() {
        return startMillis;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
