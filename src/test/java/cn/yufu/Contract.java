package cn.yufu;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.PatternFormat;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The published contract as an oracle: which operation a request is, and whether its answer is one that was promised. */
public final class Contract {
    public static final Path FILE = Path.of("webroot", "openapi.yaml");
    /** What any request may get before it is known whose it is: see the description of the contract. */
    private static final Set<Integer> BEFORE_ANY_OPERATION = Set.of(414, 431);

    private static final String BASE = "https://contract.invalid/openapi.json";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    // last of the constants, because it needs the others
    private static final Contract PUBLISHED = new Contract(FILE);

    private final JsonNode document;
    private final List<Operation> operations;
    private final SchemaRegistry schemas;

    /** One operation; {@code parameters} holds those of its path too, with references resolved. */
    public record Operation(
            String id,
            String method,
            String path,
            List<String> roles,
            JsonNode node,
            List<JsonNode> parameters,
            Pattern form) {
        public boolean isPublic() {
            return roles.contains("public");
        }

        public boolean admits(String role) {
            return isPublic() || roles.contains("signed-in") || roles.contains(role);
        }

        String pointer() {
            return "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** What came back; {@code header} answers null for one that is absent. */
    public record Answer(int status, Function<String, @Nullable String> header, Buffer body) {
        static Answer of(HttpResponse<byte[]> response) {
            return new Answer(
                    response.statusCode(),
                    name -> response.headers().firstValue(name).orElse(null),
                    Buffer.buffer(response.body()));
        }
    }

    public static Contract published() {
        return PUBLISHED;
    }

    private Contract(Path file) {
        try {
            document = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
            var text = JSON.writeValueAsString(document);
            // the document is no schema itself: its other keywords are unknown to the validator and harmless
            ((Logger) LoggerFactory.getLogger("com.networknt.schema")).setLevel(Level.ERROR);
            schemas = SchemaRegistry.withDefaultDialect(
                    // the validator's own e-mail format knows a list of top-level domains, without the reserved
                    // .example
                    Dialect.builder(Dialects.getOpenApi31())
                            .format(PatternFormat.of("email", "^[^@\\s]{1,64}@[^@\\s]{1,255}$", "format.email"))
                            .build(),
                    builder -> builder.schemas(Map.of(BASE, text))
                            .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        operations = read();
    }

    private List<Operation> read() {
        var all = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> all.add(
                                operation(path.getKey(), method.getKey(), path.getValue(), method.getValue()))));
        // a literal path wins over a template: /sessions/current before /sessions/{id}
        all.sort(Comparator.comparingInt((Operation o) -> o.path().split("\\{", -1).length));
        return List.copyOf(all);
    }

    private Operation operation(String path, String method, JsonNode item, JsonNode node) {
        var parameters = new ArrayList<JsonNode>();
        item.path("parameters").forEach(p -> parameters.add(resolve(p)));
        node.path("parameters").forEach(p -> parameters.add(resolve(p)));
        var roles = new ArrayList<String>();
        node.path("x-roles").forEach(role -> roles.add(role.asText()));
        var form = Pattern.compile(Pattern.quote(path).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q"));
        return new Operation(
                node.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                roles,
                node,
                parameters,
                form);
    }

    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        return operations;
    }

    public Operation operation(String id) {
        return operations.stream()
                .filter(o -> o.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("openapi.yaml has no operation " + id));
    }

    public Optional<Operation> find(String method, String target) {
        var path = target.replaceFirst("[?#].*", "");
        return operations.stream()
                .filter(o -> o.method().equals(method) && o.form().matcher(path).matches())
                .findFirst();
    }

    /** The node itself, or what its {@code $ref} points at; siblings of a reference are not followed. */
    public JsonNode resolve(JsonNode node) {
        var ref = node.path("$ref");
        return ref.isTextual() ? document.at(JsonPointer.compile(ref.asText().substring(1))) : node;
    }

    /** Fails unless the contract promises this answer to this request; {@code target} may carry a query. */
    public void check(String method, String target, Answer answer) {
        var wrong = violations(method, target, answer);
        if (!wrong.isEmpty()) {
            throw new AssertionError(method + " " + target + " answered " + answer.status()
                    + ", which openapi.yaml does not promise:\n  - " + String.join("\n  - ", wrong) + "\n"
                    + excerpt(answer.body()));
        }
    }

    public List<String> violations(String method, String target, Answer answer) {
        var found = find(method, target);
        if (found.isEmpty()) {
            return answer.status() == 404 || answer.status() == 405
                    ? body("/components/responses/NotFound", answer)
                    : List.of("no such operation");
        }
        var operation = found.get();
        var responses = operation.node().path("responses");
        var status = Integer.toString(answer.status());
        if (BEFORE_ANY_OPERATION.contains(answer.status())) return body("/components/responses/Malformed", answer);
        if (!responses.has(status)) {
            var known = new TreeSet<String>();
            responses.fieldNames().forEachRemaining(known::add);
            return List.of("status " + status + " is not among " + known + " of " + operation.id());
        }
        var pointer = operation.pointer() + "/responses/" + status;
        var ref = document.at(pointer).path("$ref");
        return body(ref.isTextual() ? ref.asText().substring(1) : pointer, answer);
    }

    /** Violations of one schema of {@code components}. */
    public List<String> violations(String schema, JsonNode value) {
        return validate("/components/schemas/" + schema, value);
    }

    private List<String> body(String response, Answer answer) {
        var wrong = new ArrayList<String>();
        document.at(response).path("headers").properties().forEach(header -> {
            var promised = resolve(header.getValue()).path("required").asBoolean();
            if (promised && answer.header().apply(header.getKey()) == null) {
                wrong.add("header " + header.getKey() + " is missing");
            }
        });
        var content = document.at(response).path("content");
        if (content.isMissingNode()) {
            if (answer.body().length() > 0) wrong.add("there must be no body");
            return wrong;
        }
        var type = Optional.ofNullable(answer.header().apply("content-type"))
                .orElse("")
                .replaceFirst(";.*", "")
                .strip();
        if (!content.has(type)) {
            wrong.add("content type '" + type + "' is not among " + names(content));
            return wrong;
        }
        if (type.endsWith("json")) {
            wrong.addAll(json(response + "/content/" + type.replace("/", "~1") + "/schema", answer));
        }
        return wrong;
    }

    private List<String> json(String schema, Answer answer) {
        try {
            var value = JSON.readTree(answer.body().getBytes());
            var wrong = new ArrayList<>(validate(schema, value));
            var problem = value.path("type").asText().replace("/problems/", "");
            var promised = document.at("/components/schemas/Problem/x-problems/" + problem + "/status");
            if (answer.status() >= 400 && promised.asInt() != answer.status()) {
                wrong.add("problem " + problem + " has status " + promised.asInt() + ", not " + answer.status());
            }
            if (answer.status() >= 400 && value.path("status").asInt() != answer.status()) {
                wrong.add("/status: says " + value.path("status") + " in an answer of " + answer.status());
            }
            return wrong;
        } catch (JacksonException e) {
            return List.of("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> validate(String pointer, JsonNode value) {
        return schemas.getSchema(SchemaLocation.of(BASE + "#" + pointer)).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private static String names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String excerpt(Buffer body) {
        var text = body.toString();
        return text.length() > 2000 ? text.substring(0, 2000) + "…" : text;
    }
}
