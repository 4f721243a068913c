package cn.yufu;

import static cn.yufu.Stories.BEIBEI;
import static cn.yufu.Stories.YUZHONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of a listing, and how it is found. */
class ListingTest {
    private final Stories.Member seller = Stories.provider(BEIBEI);
    private final Client district = Stories.districtAdmin(BEIBEI);

    private static Map<String, Object> content(String title) {
        var content = new HashMap<String, Object>();
        content.put("title", title);
        content.put("summary", "三个工作日内出具整改清单");
        content.put("description", "执业律师到厂走访，逐项核查合同与用工条款。");
        content.put("category", Stories.CATEGORY);
        content.put("priceModel", "fixed");
        content.put("priceFen", 880_000);
        content.put("deliveryDays", 5);
        content.put("capacityPerMonth", 8);
        return content;
    }

    private UUID published(String title) {
        var id = seller.client()
                .post("/api/listings", content(title))
                .expect(201)
                .id();
        seller.client().post("/api/listings/" + id + "/submission").expect(200);
        district.post("/api/listings/" + id + "/approval").expect(200);
        return id;
    }

    @Test
    void from_draft_to_publication_through_a_return() {
        var draft = seller.client().post("/api/listings", content("劳动用工合规体检")).expect(201);
        var path = "/api/listings/" + draft.id();
        assertEquals("draft", draft.text("state"));
        Client.visitor().get(path).expect(404);
        Stories.provider(BEIBEI).client().get(path).expect(404);
        district.post(path + "/approval").expect(404);
        seller.client().post(path + "/submission").expect(200);
        seller.client()
                .patch(path, Map.of("title", "新的标题内容"), draft.header("ETag"))
                .expect(409, "state-conflict");
        Stories.districtAdmin(YUZHONG).post(path + "/approval").expect(404);
        district.post(path + "/rejection").expect(422);
        district.post(path + "/rejection", Map.of("reason", "请补充服务流程")).expect(200);
        var returned = seller.client().get(path).expect(200);
        assertEquals("returned", returned.text("state"));
        assertEquals("请补充服务流程", returned.body().path("change").path("reason").asText());
        seller.client()
                .patch(path, Map.of("description", "一、访谈；二、查阅资料；三、出具报告。"), returned.header("ETag"))
                .expect(200);
        seller.client().post(path + "/submission").expect(200);
        assertTrue(district.get("/api/listings?waiting=true&limit=100")
                .expect(200)
                .body()
                .toString()
                .contains(draft.id().toString()));
        assertEquals("published", district.post(path + "/approval").expect(200).text("state"));
        var seen = Client.visitor().get(path).expect(200);
        assertEquals("劳动用工合规体检", seen.text("title"));
        assertTrue(seen.body().path("history").isMissingNode());
    }

    @Test
    void a_change_of_a_live_listing_waits_while_the_live_version_stays() {
        var id = published("知识产权贯标辅导");
        var path = "/api/listings/" + id;
        var live = seller.client().get(path).expect(200);
        var changed = seller.client()
                .patch(path, Map.of("priceFen", 990_000), live.header("ETag"))
                .expect(200);
        assertEquals("published", changed.text("state"));
        assertEquals(880_000, changed.body().path("priceFen").asLong());
        assertEquals(990_000, changed.body().path("change").path("priceFen").asLong());
        var seen = Client.visitor().get(path).expect(200);
        assertEquals(880_000, seen.body().path("priceFen").asLong());
        Client.visitor()
                .send("GET", path, null, Map.of("If-None-Match", seen.header("ETag")))
                .expect(304);
        seller.client().patch(path, Map.of("priceFen", 1), live.header("ETag")).expect(412, "stale");
        seller.client().post(path + "/submission").expect(200);
        district.post(path + "/approval").expect(200);
        assertEquals(
                990_000,
                Client.visitor().get(path).expect(200).body().path("priceFen").asLong());
        var versions =
                seller.client().get(path + "/versions").expect(200).body().path("items");
        assertEquals(
                List.of("live", "superseded"),
                List.of(
                        versions.get(0).path("state").asText(),
                        versions.get(1).path("state").asText()));
        assertEquals(
                880_000,
                Stories.enterprise(Stories.BEIBEI)
                        .client()
                        .get(path + "/versions/1")
                        .expect(200)
                        .body()
                        .path("priceFen")
                        .asLong());
        seller.client().post(path + "/withdrawal").expect(200);
        Client.visitor().get(path).expect(404);
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        var wrong = content("短");
        wrong.put("priceFen", -1);
        wrong.put("deliveryDays", 1.5);
        wrong.put("priceModel", "free");
        wrong.put("colour", "red");
        var errors = seller.client()
                .post("/api/listings", wrong)
                .expect(422, "invalid")
                .body()
                .path("errors");
        var pointers = new HashSet<String>();
        errors.forEach(error -> pointers.add(error.path("pointer").asText()));
        assertTrue(
                pointers.containsAll(List.of("/title", "/priceFen", "/deliveryDays", "/priceModel", "/colour")),
                pointers::toString);
        var nowhere = content("不存在的类别与区县");
        nowhere.put("category", "no-such-thing");
        nowhere.put("divisions", List.of("999999"));
        assertEquals(
                2,
                seller.client()
                        .post("/api/listings", nowhere)
                        .expect(422)
                        .body()
                        .path("errors")
                        .size());
    }

    @Test
    void any_two_characters_find_it_and_one_does_too() {
        var id = published("跨境电商麒麟出海护航");
        for (var words : List.of("麒麟", "跨境电商", "电商麒麟出海", "麒", "出海 跨境"))
            assertTrue(found(words).contains(id.toString()), words);
        for (var words : List.of("麟麒", "';DROP TABLE listing;--", "&|!()<->:*"))
            assertTrue(!found(words).contains(id.toString()), words);
    }

    @Test
    void words_that_stand_nowhere_as_typed_find_what_is_similar_and_say_so() {
        var most = published("饕餮青铜数字化保护改造");
        var some = published("饕餮青铜拓片授权");
        var quite = published("饕餮纹样数字藏品");
        var page = search("饕餮青铜数字改造", "");
        assertTrue(page.path("similar").asBoolean());
        assertEquals(
                List.of(most.toString(), some.toString(), quite.toString()),
                ids(page).subList(0, 3));
        for (var words : List.of("饕餮 不存在的词语", "饕餮navigation ABC", "餮饕餮"))
            assertTrue(search(words, "").path("similar").asBoolean(), words);
        assertTrue(search("饕餮青铜", "").path("similar").isMissingNode(), "these words stand there");
        // the words stand somewhere, but not where the filter looks: nothing is offered instead
        assertEquals(List.of(), ids(search("饕餮青铜", "&priceModel=quotation")));
        assertEquals(List.of(), ids(search("魑魅魍魉", "")));
    }

    @Test
    void pages_and_facets_of_similar_ones_agree() {
        for (int i = 0; i < 7; i++) published("狻猊香炉" + (i < 3 ? "鉴定" : "修复") + "咨询" + "甲乙丙丁戊己庚".charAt(i));
        for (var sort : List.of("relevance", "rating", "price", "newest")) {
            var seen = new java.util.ArrayList<String>();
            String after = "";
            do {
                var page = search("狻猊香炉鉴定会", "&limit=2&sort=" + sort + after);
                seen.addAll(ids(page));
                after = page.path("next").isNull()
                        ? ""
                        : "&after=" + page.path("next").asText();
            } while (!after.isEmpty());
            assertEquals(7, seen.size(), sort);
            assertEquals(7, new HashSet<>(seen).size(), sort);
        }
        var path = "/api/listings/facets?q=" + encoded("狻猊香炉鉴定会");
        assertEquals(
                7, Client.visitor().get(path).expect(200).body().path("total").asInt());
        var filtered =
                Client.visitor().get(path + "&priceModel=quotation").expect(200).body();
        assertEquals(0, filtered.path("total").asInt());
        assertEquals(7, filtered.path("priceModels").path(0).path("count").asInt());
    }

    private static JsonNode search(String words, String more) {
        return Client.visitor()
                .get("/api/listings?q=" + encoded(words) + more)
                .expect(200)
                .body();
    }

    private static List<String> ids(JsonNode page) {
        var ids = new java.util.ArrayList<String>();
        page.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private static String encoded(String words) {
        return java.net.URLEncoder.encode(words, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String found(String words) {
        return Client.visitor()
                .get("/api/listings?limit=100&q=" + encoded(words))
                .expect(200)
                .body()
                .toString();
    }

    @Test
    void pages_neither_repeat_nor_skip_and_facets_count_what_is_listed() {
        for (int i = 0; i < 7; i++) published("貔貅档案数字化整理服务" + "甲乙丙丁戊己庚".charAt(i));
        for (var sort : List.of("relevance", "rating", "price", "newest")) {
            var seen = new HashSet<String>();
            String after = "";
            do {
                var page = Client.visitor()
                        .get("/api/listings?q=%E8%B2%94%E8%B2%85&limit=2&sort=" + sort + after)
                        .expect(200)
                        .body();
                page.path("items")
                        .forEach(item -> assertTrue(seen.add(item.path("id").asText()), sort));
                after = page.path("next").isNull()
                        ? ""
                        : "&after=" + page.path("next").asText();
            } while (!after.isEmpty());
            assertEquals(7, seen.size(), sort);
        }
        var facets = Client.visitor()
                .get("/api/listings/facets?q=%E8%B2%94%E8%B2%85")
                .expect(200)
                .body();
        assertEquals(7, facets.path("total").asInt());
        facets.path("categories")
                .forEach(category -> assertEquals(7, category.path("count").asInt()));
    }
}
