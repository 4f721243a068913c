package cn.yufu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person's way to the API, which fails when an answer is not what openapi.yaml promises. Every POST carries an
 * Idempotency-Key as the pages' do; what the server answers is given back whole, so that a story can look at status,
 * headers and body.
 */
final class Client {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final @Nullable String token;
    /** Whose token this is, where the story knows. */
    final @Nullable UUID accountId;

    private Client(String url, @Nullable String token, @Nullable UUID accountId) {
        this.url = url;
        this.token = token;
        this.accountId = accountId;
    }

    static Client visitor() {
        return new Client(TestServer.url(), null, null);
    }

    /** Of another server than the one that the tests share. */
    static Client at(String url, @Nullable String token) {
        return new Client(url, token, null);
    }

    static Client with(String token) {
        return new Client(TestServer.url(), token, null);
    }

    /** Signed in as an account that exists, without going through the password. */
    static Client as(UUID accountId) {
        return new Client(TestServer.url(), TestServer.token(accountId), accountId);
    }

    /** The header that says who asks; empty for a visitor. */
    Optional<String> authorisation() {
        return Optional.ofNullable(token).map(value -> "Bearer " + value);
    }

    record Reply(int status, HttpResponse<byte[]> response, JsonNode body) {
        /** Fails the story with the whole answer when the status is another. */
        Reply expect(int expected) {
            if (status != expected)
                throw new AssertionError("expected " + expected + ", got " + status + " from "
                        + response.request().method() + " " + response.uri() + ": " + body);
            return this;
        }

        /** As {@link #expect(int)}, and the problem's code too. */
        Reply expect(int expected, String problem) {
            expect(expected);
            if (!body.path("type").asText().equals("/problems/" + problem))
                throw new AssertionError("expected problem " + problem + ", got " + body);
            return this;
        }

        String text(String field) {
            return body.path(field).asText();
        }

        UUID id() {
            return UUID.fromString(text("id"));
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Reply get(String path) {
        return send("GET", path, null, Map.of());
    }

    Reply post(String path) {
        return post(path, Map.of());
    }

    Reply post(String path, Object body) {
        return send(
                "POST", path, body, Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    Reply post(String path, Object body, String idempotencyKey) {
        return send("POST", path, body, Map.of("Idempotency-Key", idempotencyKey));
    }

    Reply patch(String path, Object body, String etag) {
        return send("PATCH", path, body, Map.of("If-Match", etag));
    }

    Reply delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    Reply send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        try {
            var bytes = body == null ? new byte[0] : body instanceof byte[] raw ? raw : JSON.writeValueAsBytes(body);
            var all = new LinkedHashMap<String, String>();
            if (body != null) all.put("Content-Type", "application/json");
            if (token != null) all.put("Authorization", "Bearer " + token);
            all.putAll(headers);
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(Duration.ofSeconds(20))
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(bytes));
            all.forEach(request::header);
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (path.startsWith("/api/")) Contract.published().check(method, path, Contract.Answer.of(response));
            return new Reply(response.statusCode(), response, read(response));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(HttpResponse<byte[]> response) throws IOException {
        var type = response.headers().firstValue("Content-Type").orElse("");
        return type.contains("json") && response.body().length > 0
                ? JSON.readTree(response.body())
                : MissingNode.getInstance();
    }
}
