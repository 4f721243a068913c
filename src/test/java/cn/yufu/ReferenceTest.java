package cn.yufu;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.reference.Renamings;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The dictionaries as everybody reads them, and as city administrators keep them. */
class ReferenceTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Test
    void the_city_has_37_divisions_two_zones_and_remembers_those_it_had() {
        var now = Client.visitor().get("/api/divisions").expect(200).body().path("items");
        var kinds = new HashMap<String, Integer>();
        var tiles = new HashSet<String>();
        now.forEach(division -> {
            kinds.merge(division.path("kind").asText(), 1, Integer::sum);
            if (!division.path("column").isNull())
                assertTrue(tiles.add(division.path("column") + "/" + division.path("row")), division::toString);
        });
        assertEquals(Map.of("district", 25, "county", 8, "autonomous-county", 4, "zone", 2), kinds);
        assertEquals(37, tiles.size());
        assertFalse(find(now, "500105").isPresent(), "江北区 was abolished in 2025");

        var all = Client.visitor()
                .get("/api/divisions?all=true")
                .expect(200)
                .body()
                .path("items");
        assertEquals(
                "2025-11-07", find(all, "500105").orElseThrow().path("validTo").asText());
        assertEquals(
                "2025-11-07",
                find(all, "500157").orElseThrow().path("validFrom").asText());
        var before = find(all, "500157").orElseThrow().path("predecessors");
        assertEquals(
                "500105 500109 500112",
                stream(before).map(p -> p.path("code").asText()).collect(joining(" ")));
        assertEquals("原江北区全部划归两江新区", before.get(0).path("note").asText());
        assertEquals(0, find(all, "500105").orElseThrow().path("predecessors").size());
        Client.visitor().get("/api/divisions?all=perhaps").expect(422, "invalid");
    }

    @Test
    void industries_are_the_20_sections_each_followed_by_its_divisions() {
        var items = Client.visitor().get("/api/industries").expect(200).body().path("items");
        assertEquals(117, items.size());
        var section = "";
        int divisions = 0;
        for (var item : items) {
            if (item.path("parent").isNull()) {
                section = item.path("code").asText();
            } else {
                assertEquals(section, item.path("parent").asText(), item::toString);
                divisions++;
            }
        }
        assertEquals(97, divisions);
        assertEquals("专用设备制造业", find(items, "35").orElseThrow().path("name").asText());
    }

    @Test
    void every_category_rests_on_an_item_of_the_policy_and_a_department_that_it_names() {
        Map<Integer, JsonNode> departments = new HashMap<>();
        Client.visitor()
                .get("/api/policy-items")
                .expect(200)
                .body()
                .path("items")
                .forEach(item -> departments.put(item.path("number").asInt(), item.path("departments")));
        assertEquals(30, departments.size());
        var tree = Client.visitor().get("/api/categories").expect(200).body().path("items");
        assertTrue(tree.size() >= 12, tree::toString);
        for (var top : tree) {
            // other stories add categories of their own, valid from today
            if (top.path("validFrom").asText().compareTo("2026") >= 0) continue;
            assertTrue(top.path("parent").isNull());
            assertTrue(!top.path("icon").isNull(), top::toString);
            for (var child : top.path("children")) {
                assertEquals(top.path("code"), child.path("parent"));
                var named = Objects.requireNonNull(
                        departments.get(child.path("policyItem").asInt()));
                assertTrue(
                        find(named, child.path("department").path("code").asText())
                                .isPresent(),
                        child::toString);
            }
        }
    }

    @Test
    void an_unchanged_dictionary_is_not_sent_twice() {
        var first = Client.visitor().get("/api/industries").expect(200);
        var again =
                Client.visitor().send("GET", "/api/industries", null, Map.of("If-None-Match", first.header("ETag")));
        again.expect(304);
        assertEquals(0, again.response().body().length);
    }

    @Test
    void a_city_administrator_adds_a_category_renames_it_and_ends_it() throws InterruptedException {
        var city = Stories.cityAdmin();
        var code = code();
        var added = city.post("/api/categories", category(code, "legal-aid")).expect(201);
        assertEquals(
                "economy-information",
                added.body().path("department").path("code").asText());
        awaitPublic(code, true);

        var renamed = city.patch("/api/categories/" + code, Map.of("name", "涉外法律服务" + code), added.header("ETag"))
                .expect(200);
        assertEquals("涉外法律服务" + code, renamed.text("name"));
        assertEquals(added.text("description"), renamed.text("description"), "what was not sent stays");
        assertNotEquals(added.header("ETag"), renamed.header("ETag"));
        city.patch("/api/categories/" + code, Map.of("name", "旧版本"), added.header("ETag"))
                .expect(412, "stale");

        var ended = city.patch(
                        "/api/categories/" + code,
                        Map.of("validTo", today.plusDays(1).toString()),
                        renamed.header("ETag"))
                .expect(200);
        var nothing = new HashMap<String, Object>();
        nothing.put("validTo", null);
        var open = city.patch("/api/categories/" + code, nothing, ended.header("ETag"))
                .expect(200);
        assertTrue(open.body().path("validTo").isNull());
        assertEquals(
                "[creation, edit, ending, reopening]",
                Sql.column("SELECT action FROM event WHERE subject_id = key_id('category', ?) ORDER BY at", code)
                        .toString());
    }

    @Test
    void a_category_gets_a_new_name_from_a_day_on() throws Exception {
        var city = Stories.cityAdmin();
        var code = code();
        var first = city.post("/api/categories", category(code, "legal-aid")).expect(201);
        var path = "/api/categories/" + code + "/renaming";
        var soon = today.plusDays(3).toString();
        var planned = city.post(path, renaming("涉外合规" + code, soon)).expect(200);
        assertEquals(first.text("name"), planned.text("name"), "not before its day");
        assertNotEquals(first.header("ETag"), planned.header("ETag"));
        city.post(path, renaming("涉外合规服务" + code, soon)).expect(200);
        assertEquals(
                today + " " + first.text("name") + ", " + soon + " 涉外合规服务" + code,
                names(code),
                "the same day again replaces what was planned for it");

        // three days pass
        Sql.run("UPDATE service_category SET valid_from = valid_from - 3 WHERE code = ?", code);
        Sql.run(
                "UPDATE service_category_name SET valid_from = valid_from - 3 WHERE code = ? AND name_en <> 'New'",
                code);
        Sql.run(
                "UPDATE service_category_name SET valid_from = valid_from - 3 WHERE code = ? AND name_en = 'New'",
                code);
        var renamings = new Renamings(TestServer.app().db);
        renamings.round().await();
        assertEquals("涉外合规服务" + code, now(code).path("name").asText());
        renamings.round().await();

        var again = city.post(path, renaming("国际合规" + code, today.toString())).expect(200);
        assertEquals("国际合规" + code, again.text("name"), "from today on is at once");
        city.patch("/api/categories/" + code, Map.of("name", "国际合规服务" + code), again.header("ETag"))
                .expect(200);
        assertEquals(
                today.minusDays(3) + " " + first.text("name") + ", " + today + " 国际合规服务" + code,
                names(code),
                "a correction is no new name");
        assertEquals(
                "[creation, renaming, renaming, edit, renaming, edit]",
                Sql.column("SELECT action FROM event WHERE subject_id = key_id('category', ?) ORDER BY at", code)
                        .toString());
    }

    @Test
    void a_new_name_lies_ahead_and_within_the_life_of_its_category() {
        var city = Stories.cityAdmin();
        var code = code();
        city.post(
                        "/api/categories",
                        with(category(code, null), "validTo", today.plusDays(5).toString()))
                .expect(201);
        var path = "/api/categories/" + code + "/renaming";
        for (var wrong : Map.of(
                        today.minusDays(1).toString(),
                        "past-date",
                        today.plusDays(5).toString(),
                        "outside-validity")
                .entrySet()) {
            var reply = city.post(path, renaming("新名称" + code, wrong.getKey())).expect(422, "invalid");
            assertEquals(
                    wrong.getValue(),
                    violation(reply, "/from").orElseThrow().path("code").asText());
        }
        city.post("/api/categories/no-such-thing/renaming", renaming("新名称", today.toString()))
                .expect(404, "not-found");
        Stories.auditor().post(path, renaming("新名称", today.toString())).expect(403, "forbidden");
    }

    private static Map<String, Object> renaming(String name, String from) {
        return Map.of("name", name, "nameEn", "New", "from", from);
    }

    private static JsonNode now(String code) {
        var all = Client.visitor()
                .get("/api/categories?all=true")
                .expect(200)
                .body()
                .path("items");
        return find(all, code).orElseThrow();
    }

    private static String names(String code) {
        return stream(now(code).path("names"))
                .map(name ->
                        name.path("from").asText() + " " + name.path("name").asText())
                .collect(joining(", "));
    }

    @Test
    void an_ended_category_closes_what_is_below_it() throws InterruptedException {
        var city = Stories.cityAdmin();
        var top = code();
        city.post("/api/categories", category(top, null)).expect(201);
        var child = code();
        city.post("/api/categories", category(child, top)).expect(201);
        awaitPublic(child, true);
        // as time will have it: it began last month and ends today
        Sql.run(
                "UPDATE service_category SET valid_from = CURRENT_DATE - 30, valid_to = ?::date WHERE code = ?",
                today.toString(),
                top);
        assertEquals(0L, (long) Sql.<Long>value("SELECT count(*) FROM service_category_open WHERE code = ?", child));
        // any event about categories makes the nodes read anew
        city.post("/api/categories", category(code(), null)).expect(201);
        awaitPublic(child, false);
        var all = city.get("/api/categories?all=true").expect(200).body().path("items");
        assertTrue(find(all, child).isPresent(), "the dictionary page still shows it");
    }

    @Test
    void what_a_category_may_not_be_is_said_field_by_field() {
        var city = Stories.cityAdmin();
        var everything = city.post(
                        "/api/categories",
                        Map.of(
                                "code",
                                "Not A Code",
                                "name",
                                "一",
                                "validTo",
                                "2020-01-01",
                                "policyItem",
                                100,
                                "colour",
                                1))
                .expect(422, "invalid");
        for (var pointer : new String[] {
            "/code", "/name", "/nameEn", "/description", "/descriptionEn", "/policyItem", "/validTo", "/colour"
        }) {
            assertTrue(violation(everything, pointer).isPresent(), pointer + everything.body());
        }
        assertViolation(city, with(category("legal-contract", null), "name", "重复的编码"), "/code", "taken");
        assertViolation(city, category(code(), "no-such-category"), "/parent", "no-such");
        assertViolation(city, category(code(), "legal-contract"), "/parent", "no-such");
        assertViolation(city, with(category(code(), null), "policyItem", 77), "/policyItem", "no-such");
        assertViolation(
                city, with(category(code(), null), "department", "statistics"), "/department", "not-responsible");
        assertViolation(city, with(category(code(), "legal-aid"), "name", "常年法律顾问"), "/name", "taken");
    }

    @Test
    void only_city_administrators_keep_the_dictionary() {
        for (var other : new Client[] {
            Stories.districtAdmin(Stories.BEIBEI),
            Stories.finance(),
            Stories.auditor(),
            Stories.enterprise(Stories.BEIBEI).client(),
            Stories.provider(Stories.BEIBEI).client()
        }) {
            other.post("/api/categories", category(code(), null)).expect(403, "forbidden");
            other.patch("/api/categories/finance", Map.of("name", "金融"), "\"v1\"")
                    .expect(403, "forbidden");
        }
        Client.visitor().post("/api/categories", category(code(), null)).expect(401, "unauthenticated");
        var city = Stories.cityAdmin();
        city.patch("/api/categories/no-such-thing", Map.of("name", "金融"), "\"v1\"")
                .expect(404, "not-found");
        city.send("PATCH", "/api/categories/finance", Map.of("name", "金融"), Map.of())
                .expect(428, "precondition-required");
    }

    private static void assertViolation(Client city, Map<String, Object> body, String pointer, String code) {
        var reply = city.post("/api/categories", body).expect(422, "invalid");
        assertEquals(code, violation(reply, pointer).orElseThrow().path("code").asText(), reply.body()::toString);
    }

    private static Optional<JsonNode> violation(Client.Reply reply, String pointer) {
        return stream(reply.body().path("errors"))
                .filter(error -> error.path("pointer").asText().equals(pointer))
                .findFirst();
    }

    /** Public answers follow a change by themselves, whatever becomes of the hint. */
    private static void awaitPublic(String code, boolean present) {
        Await.until(() ->
                find(Client.visitor().get("/api/categories").expect(200).body().path("items"), code)
                                .isPresent()
                        == present);
    }

    private static Optional<JsonNode> find(JsonNode items, String code) {
        for (var item : items) {
            if (item.path("code").asText().equals(code)) return Optional.of(item);
            var below = find(item.path("children"), code);
            if (below.isPresent()) return below;
        }
        return Optional.empty();
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }

    private static String code() {
        return "test-category-" + NUMBER.incrementAndGet();
    }

    private static Map<String, Object> category(String code, @Nullable String parent) {
        var body = new HashMap<String, Object>(Map.of(
                "code",
                code,
                "name",
                "类别 " + code,
                "nameEn",
                "Category " + code,
                "description",
                "为企业提供涉外合同与争议的法律服务。",
                "descriptionEn",
                "Contracts and disputes abroad.",
                "policyItem",
                21));
        if (parent != null) body.put("parent", parent);
        return body;
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        body.put(name, value);
        return body;
    }
}
