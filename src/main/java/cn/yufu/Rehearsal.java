package cn.yufu;

import cn.yufu.db.PostgresBinaries;
import cn.yufu.sample.SampleCity;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A start, some visits and a stop, on a sample city that is thrown away: whatever the JVM writes down meanwhile
 * ({@code -XX:AOTCacheOutput=…}) makes every later start quicker ({@code -XX:AOTCache=…}).
 */
final class Rehearsal {
    /** So often that the JVM sees what is asked for often. */
    private static final int ROUNDS = 50;

    private static final List<String> PUBLIC = List.of(
            "/",
            "/services",
            "/api/listings",
            "/api/listings?limit=1",
            "/api/listings?q=%E4%B8%93%E5%88%A9",
            "/api/listings?category=legal-aid&sort=price",
            "/api/categories",
            "/api/divisions");

    private static final Map<String, List<String>> DESKS = Map.of(
            "qiye1", List.of("/api/orders", "/api/visits", "/api/notifications", "/api/dashboard"),
            "quxian1", List.of("/api/orders?waiting=true", "/api/budgets", "/api/organisations", "/api/dashboard"));

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final int port;

    private Rehearsal(int port) {
        this.port = port;
    }

    /** Blocks until all is done and nothing of it left; fails if anything was not answered. Takes the ports of the environment. */
    static void run(Map<String, String> environment) {
        try {
            var data = Files.createTempDirectory("yufu-rehearsal");
            try {
                var settings = new HashMap<>(environment);
                settings.keySet().removeIf(name -> !name.endsWith("_PORT"));
                settings.put("YUFU_DATA", data.toString());
                var config = Config.read(settings);
                var server = Server.start(config);
                try {
                    new Rehearsal(config.port()).visit();
                } finally {
                    server.stop();
                }
            } finally {
                PostgresBinaries.deleteTree(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void visit() {
        try {
            for (int i = 0; i < ROUNDS; i++) PUBLIC.forEach(path -> get(path, null));
            DESKS.forEach((who, paths) -> {
                var token = signIn(who);
                for (int i = 0; i < ROUNDS; i++) paths.forEach(path -> get(path, token));
            });
        } finally {
            vertx.close().await();
        }
    }

    private String signIn(String username) {
        var who = JsonObject.of("username", username, "password", SampleCity.PASSWORD);
        return ask(HttpMethod.POST, "/api/sessions", null, who.toBuffer())
                .toJsonObject()
                .getString("accessToken");
    }

    private void get(String path, @Nullable String token) {
        ask(HttpMethod.GET, path, token, Buffer.buffer());
    }

    private Buffer ask(HttpMethod method, String path, @Nullable String token, Buffer body) {
        var options = new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path)
                .putHeader("Accept-Encoding", "br, gzip");
        if (token != null) options.putHeader("Authorization", "Bearer " + token);
        if (body.length() > 0) options.putHeader("Content-Type", "application/json");
        return client.request(options)
                .compose(request -> request.send(body))
                .compose(answer -> answer.statusCode() < 300
                        ? answer.body()
                        : answer.body().map(said -> {
                            throw new IllegalStateException(
                                    method + " " + path + " was answered " + answer.statusCode() + ": " + said);
                        }))
                .await();
    }
}
