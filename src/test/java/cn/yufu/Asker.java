package cn.yufu;

import cn.yufu.Contract.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks for any operation of the contract with the least that it requires, drawn from its own schemas. */
final class Asker {
    private final Sampler sampler;

    Asker(Contract contract, long seed) {
        this.sampler = new Sampler(contract, new Random(seed));
    }

    /** @param role whose kind of sheet is asked for, where there are several */
    int status(Operation operation, Client client, String role, @Nullable UUID id) {
        var target = target(operation, role, id);
        if (operation.id().equals("streamEvents")) return opened(target, client);
        var headers = new HashMap<String, String>();
        if (operation.method().equals("PATCH")) headers.put("If-Match", "\"v1\"");
        return client.send(operation.method(), target, body(operation, headers), headers)
                .status();
    }

    private String target(Operation operation, String role, @Nullable UUID id) {
        var kind = role.equals("provider") ? "listings" : "enterprises";
        var path = operation
                .path()
                .replace("{id}", String.valueOf(id))
                .replace("{blackout}", String.valueOf(id))
                .replace("{token}", "no-such-token")
                .replace("{code}", "patent-navigation")
                .replace("{kind}", kind)
                .replace("{n}", "1");
        var query = operation.parameters().stream()
                .filter(p -> p.path("in").asText().equals("query")
                        && p.path("required").asBoolean())
                .map(p -> p.path("name").asText() + "="
                        + (p.path("name").asText().equals("kind") ? kind : encoded(sampler.least(p.path("schema")))))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String encoded(JsonNode value) {
        return URLEncoder.encode(value.asText(), StandardCharsets.UTF_8);
    }

    private @Nullable Object body(Operation operation, Map<String, String> headers) {
        var content = operation.node().at("/requestBody/content");
        if (content.isMissingNode()) return null;
        if (content.has("application/json")) return sampler.least(content.at("/application~1json/schema"));
        headers.put("Content-Type", content.fieldNames().next());
        return "%PDF-1.4 and nothing more".getBytes(StandardCharsets.UTF_8);
    }

    /** A stream does not end, so only its beginning is looked at. */
    private static int opened(String target, Client client) {
        try {
            var connection = (HttpURLConnection)
                    URI.create(TestServer.url() + target).toURL().openConnection();
            client.authorisation().ifPresent(token -> connection.setRequestProperty("Authorization", token));
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
