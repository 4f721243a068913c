package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.Contract.Answer;
import cn.yufu.Contract.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Bad input for every operation, as every role: no fault of the server, no status that is not in the contract, no answer
 * outside its schema, no word of stack or SQL in an error. {@code -Dyufu.fuzz.seed} repeats or varies a run,
 * {@code -Dyufu.fuzz.seconds} prolongs it, {@code -Dyufu.fuzz.only} takes a pattern of operation ids.
 */
final class FuzzTest {
    private static final long SEED = Long.getLong("yufu.fuzz.seed", 20_261_123L);
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("yufu.fuzz.seconds", 15L));
    private static final String ONLY = System.getProperty("yufu.fuzz.only", ".*");
    private static final int AT_ONCE = 8;
    private static final int MOST_FAULTS = 15;
    private static final Pattern LEAK = Pattern.compile(
            "\\.java:|Exception|io\\.vertx|org\\.postgresql|cn\\.yufu|SQLSTATE|\\bSELECT\\b|INSERT INTO|relation"
                    + " \\\\?\"|violates|null pointer");
    private static final List<String> IDS = List.of(
            "0", "null", "x".repeat(200), "%00", "%ff", "%E4%B8%93", "00000000-0000-0000-0000-000000000000", "'");
    private static final List<String> TAGS =
            List.of("\"v1\"", "\"v0\"", "*", "v1", "W/\"v1\"", "\"v99999999999999999999\"", "x");

    private final Contract contract = Contract.published();
    private final Random random = new Random(SEED);
    private final Sampler sampler = new Sampler(contract, random);
    private final Mutator mutator = new Mutator(random);
    private final Cast cast = Cast.assembled();
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final Map<String, String> reached = new LinkedHashMap<>();
    private final Map<String, String> things = new HashMap<>();
    private int sent;

    /** One request as it leaves; the body is shown shortened, the token not at all. */
    private record Shot(Operation operation, String role, String target, Map<String, String> headers, Buffer body) {
        @Override
        public String toString() {
            var text = body.toString();
            var shown = new LinkedHashMap<>(headers);
            shown.computeIfPresent("Authorization", (name, token) -> token.length() > 20 ? role : token);
            return operation.method() + " " + target + "\n    " + shown + "\n    "
                    + (text.length() > 300 ? text.substring(0, 300) + "… (" + body.length() + " bytes)" : text);
        }
    }

    @Test
    void badInputIsAnsweredAsPromised() {
        var operations = contract.operations().stream()
                // a stream has no end to wait for
                .filter(operation ->
                        !operation.id().equals("streamEvents") && operation.id().matches(ONLY))
                .toList();
        var client = client();
        long end = System.nanoTime() + TIME.toNanos();
        try {
            for (int round = 0; System.nanoTime() < end && faults.size() < MOST_FAULTS; round++) {
                var batch = new ArrayList<Shot>();
                for (var operation : operations)
                    batch.add(shot(
                            operation, Cast.ROLES.get((round + operation.id().length()) % 7)));
                for (int from = 0; from < batch.size(); from += AT_ONCE) {
                    fire(client, batch.subList(from, Math.min(batch.size(), from + AT_ONCE)));
                }
            }
        } finally {
            client.close().await();
        }
        assertTrue(
                faults.isEmpty(),
                () -> faults.size() + " faults in " + sent + " requests; repeat with -Dyufu.fuzz.seed=" + SEED + "\n"
                        + String.join("\n", faults.values()));
        assertTrue(sent > operations.size(), "not even one request for each operation in the time");
        assertTrue(reached.size() > operations.size() / 3, () -> "most requests never got past the door: " + reached);
    }

    private static HttpClient client() {
        return TestServer.app()
                .vertx
                .createHttpClient(
                        new HttpClientOptions()
                                .setDefaultPort(TestServer.app().config.port())
                                .setDefaultHost("localhost"),
                        new PoolOptions().setHttp1MaxSize(AT_ONCE));
    }

    private void fire(HttpClient client, List<Shot> shots) {
        var answers = shots.stream().map(shot -> send(client, shot)).toList();
        for (int i = 0; i < shots.size(); i++) {
            sent++;
            try {
                judge(shots.get(i), answers.get(i).await(15, TimeUnit.SECONDS));
            } catch (Exception e) {
                fault(shots.get(i), "no answer", e.toString());
            }
        }
    }

    private static Future<Answer> send(HttpClient client, Shot shot) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(shot.operation().method()))
                .setURI(shot.target());
        shot.headers().forEach(options::putHeader);
        return client.request(options)
                // attached where the answer arrives: from this thread the body may have gone by already
                .compose(request -> request.send(shot.body()).compose(FuzzTest::answer));
    }

    private static Future<Answer> answer(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), response::getHeader, body));
    }

    private void judge(Shot shot, Answer answer) {
        if (answer.status() < 300) reached.put(shot.operation().id(), "");
        var text = answer.body().toString();
        if (answer.status() >= 500) fault(shot, "status " + answer.status(), text);
        else if (answer.status() >= 400 && LEAK.matcher(text).find()) fault(shot, "tells too much", text);
        else {
            var wrong = contract.violations(shot.operation().method(), shot.target(), answer);
            if (!wrong.isEmpty()) fault(shot, "outside the contract with " + answer.status() + ": " + wrong, text);
        }
    }

    private void fault(Shot shot, String what, String answer) {
        var kind = shot.operation().id() + what.replaceAll("[\"'\\d].*", "");
        var shown = answer.length() > 600 ? answer.substring(0, 600) + "…" : answer;
        faults.putIfAbsent(kind, "- " + what + "\n    " + shot + "\n    → " + shown);
    }

    private Shot shot(Operation operation, String turn) {
        var headers = new LinkedHashMap<String, String>();
        var role = operation.admits(turn) || random.nextInt(6) == 0 ? turn : admitted(operation);
        authorise(operation, role, headers);
        if (operation.method().equals("PATCH") && random.nextInt(8) != 0) {
            headers.put("If-Match", random.nextBoolean() ? "\"v1\"" : mutator.pick(TAGS));
        }
        if (operation.method().equals("POST") && random.nextInt(3) == 0) headers.put("Idempotency-Key", key());
        if (random.nextInt(4) == 0)
            headers.put("Accept-Language", mutator.pick(List.of("en", "en-GB,zh;q=0.1", "xx", ",,;;")));
        return new Shot(operation, role, target(operation, role), headers, body(operation, headers));
    }

    private String admitted(Operation operation) {
        return mutator.pick(Cast.ROLES.stream().filter(operation::admits).toList());
    }

    private void authorise(Operation operation, String role, Map<String, String> headers) {
        switch (random.nextInt(12)) {
            case 0 -> {}
            case 1 ->
                headers.put(
                        "Authorization",
                        mutator.pick(List.of("Bearer", "Bearer x", "Basic eDp4", "Bearer a.b.c", "x")));
            default -> {
                // whoever signs out needs a session to lose
                var client = operation.id().equals("signOut") ? Client.as(cast.account(role)) : cast.client(role);
                client.authorisation().ifPresent(token -> headers.put("Authorization", token));
            }
        }
    }

    private String key() {
        return mutator.pick(List.of(UUID.randomUUID().toString(), "again", "x".repeat(201), "?", "a b"));
    }

    private String target(Operation operation, String role) {
        var id = random.nextInt(6) == 0 ? mutator.pick(IDS) : thing(operation, role);
        var path = operation
                .path()
                .replace("{id}", id)
                .replace("{blackout}", id)
                .replace("{token}", random.nextBoolean() ? "none" : mutator.pick(IDS))
                .replace("{code}", random.nextBoolean() ? "made-up" : mutator.pick(IDS))
                .replace("{kind}", mutator.pick(List.of("listings", "enterprises", "x")))
                .replace("{n}", mutator.pick(List.of("1", "0", "-1", "99999999999", "x")));
        var query = new ArrayList<String>();
        for (var parameter : operation.parameters()) {
            if (!parameter.path("in").asText().equals("query")) continue;
            if (!parameter.path("required").asBoolean() && random.nextInt(3) != 0) continue;
            query.add(parameter.path("name").asText() + "="
                    + (random.nextBoolean() ? mutator.queryValue() : valid(parameter)));
        }
        if (!query.isEmpty() && random.nextInt(12) == 0) query.add(query.getFirst());
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** A new thing now and then only: making one costs more than asking about it. */
    private String thing(Operation operation, String role) {
        var thing = AuthorisationMatrixTest.row(operation);
        var key = thing + " " + role;
        if (random.nextInt(4) == 0) things.remove(key);
        return things.computeIfAbsent(key, missing -> String.valueOf(thing.make(cast, role)));
    }

    private String valid(JsonNode parameter) {
        return URLEncoder.encode(sampler.any(parameter.path("schema")).asText(), StandardCharsets.UTF_8);
    }

    private Buffer body(Operation operation, Map<String, String> headers) {
        var content = operation.node().at("/requestBody/content");
        if (content.isMissingNode()) return random.nextInt(6) == 0 ? mutator.rawBody() : Buffer.buffer();
        var type = content.has("application/json")
                ? "application/json"
                : content.fieldNames().next();
        headers.put("Content-Type", random.nextInt(12) == 0 ? mutator.contentType() : type);
        if (!type.equals("application/json")) return mutator.rawBody();
        return switch (random.nextInt(8)) {
            case 0 -> mutator.rawBody();
            case 1, 2 -> Buffer.buffer(harmless(operation, content).toString());
            default -> mutator.broken(harmless(operation, content));
        };
    }

    /** A body as promised, kept away from what other tests look at. */
    private JsonNode harmless(Operation operation, JsonNode content) {
        var body = sampler.any(content.at("/application~1json/schema"));
        if (body instanceof ObjectNode object) {
            switch (operation.id()) {
                case "registerOrganisation" ->
                    object.put("username", "fuzz" + sent).put("creditCode", Fixtures.creditCode(sent));
                case "createAccount" -> object.put("username", "fuzz" + sent);
                case "createBudget", "editBudget" ->
                    object.putArray("divisions").add(Cast.HERE);
                case "createCategory" -> object.put("validFrom", "2099-01-01").putNull("validTo");
                case "addCalendarYear" -> object.put("year", 2099);
                default -> {}
            }
        }
        return body;
    }
}
