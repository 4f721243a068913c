package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.http.Api;
import cn.yufu.http.Patience;
import cn.yufu.http.Role;
import cn.yufu.http.Who;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published contract is what is mounted and is sound in itself, and the oracle that rests on it does find faults. */
final class ContractTest {
    static final Set<String> ROLES =
            Set.of("enterprise", "provider", "expert", "district-admin", "city-admin", "finance", "auditor");
    private static final String REQUEST_ID = "\"requestId\":\"r-1\"";
    private final Contract contract = Contract.published();

    @Test
    void everyMountedOperationIsInTheContractAndTheReverse() {
        var app = TestServer.app();
        var api = new Api(Router.router(app.vertx), app.access, app.db, () -> {}, Patience.USUAL);
        app.mount(api);
        var mounted = new TreeMap<String, Set<String>>();
        for (var o : api.operations()) {
            var twice = mounted.put(o.method() + " /api" + o.path(), roles(o.who()));
            assertNull(twice, () -> "mounted twice: " + o);
        }
        var written = new TreeMap<String, Set<String>>();
        contract.operations().forEach(o -> written.put(o.toString(), new TreeSet<>(o.roles())));
        var wrong = new ArrayList<String>();
        written.forEach((operation, roles) -> {
            var real = mounted.get(operation);
            if (real == null) wrong.add(operation + ": in openapi.yaml, not mounted");
            else if (!real.equals(roles))
                wrong.add(operation + ": mounted for " + real + ", openapi.yaml says " + roles);
        });
        mounted.keySet().stream()
                .filter(operation -> !written.containsKey(operation))
                .forEach(operation -> wrong.add(operation + ": mounted, not in openapi.yaml"));
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    private static Set<String> roles(Who who) {
        if (who.visitors()) return Set.of("public");
        if (who.roles().size() == ROLES.size()) return Set.of("signed-in");
        return who.roles().stream().map(Role::code).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theContractIsServedAsItIs() throws IOException {
        var yaml = Client.visitor().send("GET", "/openapi.yaml", null, Map.of()).expect(200);
        assertEquals(Files.readString(Contract.FILE), new String(yaml.response().body(), StandardCharsets.UTF_8));
        var json = Client.visitor().send("GET", "/openapi.json", null, Map.of()).expect(200);
        assertEquals(contract.document(), json.body());
        var again = Client.visitor().send("GET", "/openapi.json", null, Map.of("If-None-Match", json.header("ETag")));
        again.expect(304);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var broken = new TreeSet<String>();
        references(contract.document(), broken);
        assertEquals(Set.of(), broken);
    }

    @Test
    void everyOperationSaysWhoMayCallIt() {
        var wrong = new ArrayList<String>();
        var ids = new TreeSet<String>();
        for (var operation : contract.operations()) {
            if (!ids.add(operation.id()) || operation.id().isEmpty()) wrong.add(operation + ": operationId");
            if (operation.roles().isEmpty()) wrong.add(operation + ": x-roles");
            if (operation.node().path("summary").asText().isEmpty()) wrong.add(operation + ": summary");
            var alone =
                    operation.roles().contains("public") || operation.roles().contains("signed-in");
            if (alone ? operation.roles().size() != 1 : !ROLES.containsAll(operation.roles())) {
                wrong.add(operation + ": " + operation.roles());
            }
            if (operation.isPublic()
                    != operation.node().path("security").toString().matches(".*(\\{}|\\[\\{\"refreshCookie).*")) {
                wrong.add(operation + ": security disagrees with x-roles");
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyProblemTypeIsExplained() {
        var problem = contract.document().at("/components/schemas/Problem");
        var types = new TreeSet<String>();
        problem.at("/properties/type/enum")
                .forEach(type -> types.add(type.asText().replace("/problems/", "")));
        var explained = new TreeSet<String>();
        problem.path("x-problems").fieldNames().forEachRemaining(explained::add);
        assertEquals(types, explained);
    }

    @Test
    void everyObjectSaysWhetherItIsOpen() {
        var open = new TreeSet<String>();
        contract.document()
                .at("/components/schemas")
                .properties()
                .forEach(s -> objects(s.getKey(), s.getValue(), open));
        // the two whose other half closes them, and the free part of an event
        assertEquals(Set.of("ListingItem", "OrderItem", "OrganisationItem"), open);
    }

    @Test
    void oracleAcceptsWhatIsPromised() {
        contract.check(
                "GET",
                "/api/stats",
                json(
                        200,
                        "{\"providers\":1,\"listings\":2,\"enterprises\":3,\"availableFen\":4,\"completedOrders\":5}"));
        contract.check("DELETE", "/api/sessions/current", new Contract.Answer(204, _ -> null, Buffer.buffer()));
        contract.check("GET", "/api/orders/counts", problem(403, "forbidden", 403));
        contract.check("GET", "/api/nothing", problem(404, "not-found", 404));
    }

    @Test
    void oracleFindsEveryKindOfFault() {
        var stats = "{\"providers\":1,\"listings\":2,\"enterprises\":3,\"availableFen\":4,\"completedOrders\":5}";
        assertFault("GET", "/api/stats", json(200, stats.replace(":4", ":-4")), "/availableFen");
        assertFault("GET", "/api/stats", json(200, stats.replace("{", "{\"secret\":1,")), "secret");
        assertFault("GET", "/api/stats", json(200, "{\"providers\":1}"), "listings");
        assertFault("GET", "/api/stats", json(200, stats.replace("}", ",\"listings\":3}")), "not JSON");
        assertFault("GET", "/api/stats", json(201, stats), "status 201");
        assertFault(
                "GET",
                "/api/stats",
                new Contract.Answer(
                        200,
                        h -> Map.of("content-type", "text/html", "ETag", "x").get(h),
                        Buffer.buffer("<p>")),
                "text/html");
        assertFault(
                "GET",
                "/api/me",
                new Contract.Answer(
                        200, h -> h.equals("content-type") ? "application/json" : null, Buffer.buffer(stats)),
                "ETag");
        assertFault("GET", "/api/orders/counts", problem(403, "forbidden", 500), "/status");
        assertFault("GET", "/api/orders/counts", problem(403, "not-found", 403), "has status 404");
        assertFault("GET", "/api/orders/counts", problem(403, "made-up", 403), "/type");
        assertFault("DELETE", "/api/sessions/current", json(204, "{}"), "no body");
        assertFault("GET", "/api/nothing", json(200, "{}"), "no such operation");
        assertFault("GET", "/api/me", json(200, "{\"divisionCode\":7}"), "divisionCode");
    }

    private void assertFault(String method, String path, Contract.Answer answer, String named) {
        var wrong = contract.violations(method, path, answer);
        assertFalse(wrong.isEmpty(), () -> "passed: " + path + " without " + named);
        assertTrue(wrong.toString().contains(named), wrong::toString);
    }

    private static Contract.Answer json(int status, String body) {
        return new Contract.Answer(
                status,
                h -> Map.of("content-type", "application/json", "ETag", "\"v1\"")
                        .get(h),
                Buffer.buffer(body));
    }

    private static Contract.Answer problem(int status, String code, int inBody) {
        var body = "{\"type\":\"/problems/" + code + "\",\"title\":\"t\",\"status\":" + inBody + "," + REQUEST_ID + "}";
        return new Contract.Answer(
                status,
                h -> h.equals("content-type") ? "application/problem+json; charset=utf-8" : null,
                Buffer.buffer(body));
    }

    private void references(JsonNode node, Set<String> broken) {
        if (node.path("$ref").isTextual() && contract.resolve(node).isMissingNode()) {
            broken.add(node.path("$ref").asText());
        }
        node.forEach(child -> references(child, broken));
    }

    private static void objects(String at, JsonNode node, Set<String> open) {
        if (node.path("type").toString().contains("\"object\"")
                && !node.has("additionalProperties")
                && !node.has("unevaluatedProperties")) {
            open.add(at);
        }
        node.properties().forEach(child -> objects(at + "/" + child.getKey(), child.getValue(), open));
    }
}
