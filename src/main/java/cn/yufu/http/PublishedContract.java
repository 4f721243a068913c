package cn.yufu.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves {@code openapi.yaml} as it is written, and as JSON for tools and pages that read only that. */
public final class PublishedContract {
    private static final String FILE = "/webroot/openapi.yaml";

    private final Vertx vertx;
    private final Document yaml = new Document("application/yaml; charset=utf-8", read());
    private @Nullable Future<Whole> json;

    /** @param index what a list of the operations shows, a fifth of the rest */
    private record Whole(Document document, Document index) {}

    private record Document(
            String type,
            String hash,
            Buffer bytes,
            @Nullable Buffer gzip,
            @Nullable Buffer brotli) {
        Document(String type, Buffer bytes) {
            this(type, sha256(bytes), bytes, null, null);
        }

        /** Takes half a second: not on an event loop. */
        Document packed() {
            return new Document(type, hash, bytes, Packing.gzip(bytes, Packing.SMALL), Packing.brotli(bytes));
        }
    }

    public PublishedContract(Vertx vertx) {
        this.vertx = vertx;
    }

    public void mount(Router router) {
        router.get("/openapi.yaml").handler(context -> send(context, yaml));
        router.get("/openapi.json")
                .handler(context -> asJson().onSuccess(whole -> send(context, whole.document()))
                        .onFailure(cause -> Problem.send(context, cause)));
        router.get("/openapi-index.json")
                .handler(context -> asJson().onSuccess(whole -> send(context, whole.index()))
                        .onFailure(cause -> Problem.send(context, cause)));
    }

    /** Converted by the first who asks, on a worker: parsing it would cost every start a quarter of a second. */
    private synchronized Future<Whole> asJson() {
        if (json == null)
            json = vertx.executeBlocking(() -> {
                var tree = new YAMLMapper().readTree(yaml.bytes().getBytes());
                return new Whole(json(tree), json(index(tree)));
            });
        return json;
    }

    private static Document json(JsonNode tree) {
        return new Document("application/json; charset=utf-8", Json.bytes(tree)).packed();
    }

    /** Of each operation its name, summary and subject; of each schema its name. */
    private static JsonNode index(JsonNode tree) {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        index.set("info", tree.path("info"));
        index.set("tags", tree.path("tags"));
        var paths = index.putObject("paths");
        tree.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    if (!verb.getValue().has("operationId")) return;
                    var operation = paths.withObjectProperty(path.getKey()).putObject(verb.getKey());
                    for (var field : List.of("operationId", "summary", "tags"))
                        operation.set(field, verb.getValue().path(field));
                }));
        var schemas = index.putObject("components").putObject("schemas");
        tree.at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().has("properties") || schema.getValue().has("allOf"))
                schemas.putObject(schema.getKey()).putArray("allOf");
        });
        return index;
    }

    private static void send(RoutingContext context, Document document) {
        var body = Packing.smallest(
                context.request(), document.hash(), document.bytes(), document.gzip(), document.brotli());
        var response = context.response()
                .putHeader(HttpHeaders.ETAG, body.etag())
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (body.etag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        if (body.encoding() != null) response.putHeader(HttpHeaders.CONTENT_ENCODING, body.encoding());
        response.putHeader(HttpHeaders.CONTENT_TYPE, document.type()).end(body.bytes());
    }

    private static Buffer read() {
        try (var in = PublishedContract.class.getResourceAsStream(FILE)) {
            if (in == null) throw new IllegalStateException("not packed: " + FILE);
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Buffer bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
