package cn.yufu;

import static cn.yufu.Stories.BEIBEI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider prepares, takes back and submits, and who sees it meanwhile. */
class ListingLifeTest {
    private final Stories.Member seller = Stories.provider(BEIBEI);
    private final Client provider = seller.client();
    private final Client district = Stories.districtAdmin(BEIBEI);

    private static Map<String, Object> content(String title) {
        return new HashMap<>(Map.of(
                "title",
                title,
                "summary",
                "三个工作日内出具整改清单",
                "description",
                "执业律师到厂走访，逐项核查合同与用工条款。",
                "category",
                Stories.CATEGORY,
                "priceFen",
                880_000));
    }

    private String drafted(String title) {
        return "/api/listings/"
                + provider.post("/api/listings", content(title)).expect(201).id();
    }

    private String published(String title) {
        var path = drafted(title);
        provider.post(path + "/submission").expect(200);
        district.post(path + "/approval").expect(200);
        return path;
    }

    private Client.Reply changed(String path) {
        var tag = provider.get(path).header("ETag");
        return provider.patch(path, Map.of("priceFen", 990_000), tag).expect(200);
    }

    private static JsonNode last(Client.Reply reply) {
        var history = reply.body().path("history");
        return history.get(history.size() - 1);
    }

    private static List<String> steps(Client.Reply reply) {
        return StreamSupport.stream(reply.body().path("steps").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void withdrawing_while_a_change_is_pending_drops_the_change_and_leaves_the_live_listing() {
        var path = published("合同条款逐项体检");
        changed(path);
        provider.post(path + "/submission").expect(200);
        var dropped = provider.post(path + "/withdrawal").expect(200);
        assertEquals("published", dropped.text("state"));
        assertTrue(dropped.body().path("change").isNull());
        assertEquals("change-withdrawal", last(dropped).path("action").asText());
        assertEquals(
                880_000,
                Client.visitor().get(path).expect(200).body().path("priceFen").asLong());
        district.post(path + "/approval").expect(409, "state-conflict");
        var gone = provider.post(path + "/withdrawal").expect(200);
        assertEquals("withdrawn", gone.text("state"));
        assertEquals("withdrawal", last(gone).path("action").asText());
        Client.visitor().get(path).expect(404);
        provider.post(path + "/withdrawal").expect(409, "state-conflict");
    }

    @Test
    void a_withdrawn_listing_that_is_being_prepared_again_can_drop_that() {
        var path = published("股权激励方案设计");
        provider.post(path + "/withdrawal").expect(200);
        assertEquals(List.of("submission", "withdrawal"), steps(changed(path)));
        var dropped = provider.post(path + "/withdrawal").expect(200);
        assertEquals("withdrawn", dropped.text("state"));
        assertEquals(List.of(), steps(dropped));
    }

    @Test
    void who_takes_back_a_change_that_was_approved_meanwhile_does_not_lose_the_live_listing() {
        var path = published("商业秘密保护体系");
        changed(path);
        var seen = provider.post(path + "/submission").expect(200);
        district.post(path + "/approval").expect(200);
        var tag = Map.of("If-Match", seen.header("ETag"));
        provider.send("POST", path + "/withdrawal", Map.of(), tag).expect(412, "stale");
        assertEquals(
                990_000,
                Client.visitor().get(path).expect(200).body().path("priceFen").asLong());
    }

    @ParameterizedTest
    @CsvSource({"own category,current_date,NULL", "parent,NULL,current_date", "not yet open,from tomorrow,NULL"})
    void a_category_that_is_not_open_today_takes_no_submission(String how, String own, String parent) {
        var code = "closing-" + UUID.randomUUID().toString().substring(0, 8);
        category(code, null);
        category(code + "-a", code);
        var draft = content("即将停用类别的服务");
        draft.put("category", code + "-a");
        var path = "/api/listings/"
                + provider.post("/api/listings", draft).expect(201).id();
        if (own.equals("from tomorrow"))
            Sql.run(
                    "UPDATE service_category SET valid_from = (now() AT TIME ZONE 'Asia/Shanghai')::date + 1 WHERE"
                            + " code = ?",
                    code + "-a");
        else {
            if (!own.equals("NULL"))
                Sql.run(
                        "UPDATE service_category SET valid_to = (now() AT TIME ZONE 'Asia/Shanghai')::date WHERE code"
                                + " = ?",
                        code + "-a");
            if (!parent.equals("NULL"))
                Sql.run(
                        "UPDATE service_category SET valid_to = (now() AT TIME ZONE 'Asia/Shanghai')::date WHERE code"
                                + " = ?",
                        code);
        }
        var refused = provider.post(path + "/submission").expect(422, "invalid");
        assertEquals(
                "/category",
                refused.body().path("errors").path(0).path("pointer").asText(),
                how);
        assertEquals(
                "category-closed",
                refused.body().path("errors").path(0).path("code").asText());
        assertEquals("draft", provider.get(path).text("state"));
    }

    private static void category(String code, @Nullable String parent) {
        Sql.run("""
            INSERT INTO service_category (code, parent, name, name_en, description, description_en, policy_item, department,
              icon, position, valid_from)
            SELECT ?, ?, 'c' || left(md5(?), 12), 'Closing', '', '', policy_item, department, icon, 99, current_date - 10
            FROM service_category WHERE code = ?\
            """, code, parent, code, Stories.CATEGORY);
    }

    @Test
    void a_version_that_was_ever_approved_is_immutable_for_the_application() throws SQLException {
        var path = published("技术合同登记辅导");
        var id = UUID.fromString(path.substring("/api/listings/".length()));
        changed(path);
        provider.post(path + "/submission").expect(200);
        district.post(path + "/approval").expect(200);
        changed(path);
        try (var connection = TestServer.sql();
                var statement = connection.createStatement()) {
            statement.execute("SET ROLE yufu_app");
            for (var set : List.of("title = 'x'", "price_fen = 1", "approved_at = NULL", "approved_by = NULL"))
                assertEquals(
                        1,
                        statement.executeUpdate(
                                "UPDATE listing_version SET " + set + " WHERE listing_id = '" + id + "'"),
                        "only the draft: " + set);
            for (var denied : List.of(
                    "DELETE FROM listing_version WHERE listing_id = '" + id + "'",
                    "TRUNCATE listing_version CASCADE",
                    "ALTER TABLE listing_version DISABLE ROW LEVEL SECURITY",
                    """
                    INSERT INTO listing_version SELECT * FROM listing_version WHERE listing_id = '{id}' AND version = 1
                    ON CONFLICT (listing_id, version) DO UPDATE SET price_fen = 1\
                    """.replace("{id}", id.toString()))) assertEquals("42501", refusal(connection, denied), denied);
        }
        assertEquals(
                List.of(880_000L, 990_000L, 1L),
                Sql.column("SELECT price_fen FROM listing_version WHERE listing_id = ? ORDER BY version", id));
        assertEquals(
                List.of(1, 2),
                Sql.column(
                        "SELECT version FROM listing_version WHERE listing_id = ? AND approved_by IS NOT NULL AND"
                                + " title <> 'x' ORDER BY version",
                        id));
    }

    private static String refusal(java.sql.Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return "none";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    @Test
    void nobody_of_the_administration_sees_what_was_never_submitted() {
        var path = drafted("尚未提交的草稿服务");
        var number = provider.get(path).text("number");
        for (var admin : List.of(district, Stories.cityAdmin())) {
            admin.get(path).expect(404);
            admin.get(path + "/versions").expect(404);
            admin.get(path + "/versions/1").expect(404);
            admin.post(path + "/approval").expect(404);
            for (var query : List.of("state=draft", "state=draft,withdrawn", "state=withdrawn"))
                assertFalse(list(admin, query + "&q=" + number).contains(number), query);
        }
        assertTrue(list(Stories.auditor(), "state=draft&q=" + number).contains(number));
        provider.post(path + "/withdrawal").expect(200);
        assertFalse(list(district, "state=withdrawn&q=" + number).contains(number));
        district.get(path).expect(404);
    }

    @Test
    void a_change_is_its_providers_affair_until_it_is_submitted() {
        var path = published("供应链合规尽职调查");
        var number = provider.get(path).text("number");
        var tag = provider.get(path).header("ETag");
        provider.patch(path, Map.of("title", "还没想好的新名称"), tag).expect(200);
        var seen = district.get(path).expect(200);
        assertTrue(seen.body().path("change").isNull());
        assertTrue(seen.body().path("changeState").isNull());
        district.get(path + "/versions/2").expect(404);
        assertEquals(1, district.get(path + "/versions").body().path("items").size());
        assertTrue(list(district, "state=published&q=" + number).contains("供应链合规尽职调查"));
        assertTrue(list(provider, "mine=true&q=" + number).contains("还没想好的新名称"));
        provider.post(path + "/submission").expect(200);
        assertEquals(
                "还没想好的新名称",
                district.get(path).body().path("change").path("title").asText());
        district.get(path + "/versions/2").expect(200);
        provider.post(path + "/withdrawal").expect(200);
        district.get(path + "/versions/2").expect(200);
    }

    private static String list(Client client, String query) {
        return client.get("/api/listings?limit=100&" + query).expect(200).body().toString();
    }

    @Test
    void what_waits_longest_comes_first() {
        // a district of its own, so that nothing else waits in it
        var division = "500243";
        var there = Stories.provider(division);
        List<UUID> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) expected.add(Fixtures.listing(there.organisationId(), division, "submitted"));
        expected.sort(java.util.Comparator.comparing(UUID::toString).reversed());
        for (int i = 0; i < 5; i++)
            Sql.run("UPDATE listing SET due_at = current_date + ?::int WHERE id = ?", i / 2 * 2 - 2, expected.get(i));
        // two share a deadline: the older one first
        expected = List.of(expected.get(1), expected.get(0), expected.get(3), expected.get(2), expected.get(4));
        List<UUID> seen = new ArrayList<>();
        var admin = Stories.districtAdmin(division);
        String after = "";
        do {
            var page = admin.get("/api/listings?waiting=true&limit=2" + after)
                    .expect(200)
                    .body();
            page.path("items")
                    .forEach(item -> seen.add(UUID.fromString(item.path("id").asText())));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asText();
        } while (!after.isEmpty());
        assertEquals(expected, seen);
    }

    @ParameterizedTest
    @CsvSource({
        "重庆渝北精密机械制造有限公司,重庆**有限公司",
        "重庆市铜梁区华宇电子股份有限公司,重庆市**股份有限公司",
        "宏图新材料有限责任公司,**有限责任公司",
        "重庆科技研究院,重庆**研究院",
        "巴南工匠铺,**",
        "重庆,重庆**"
    })
    void a_rating_tells_no_more_of_its_buyer_than_city_and_legal_form(String name, String shown) {
        var buyer = Stories.enterprise(BEIBEI);
        Sql.run("UPDATE organisation SET name = ? WHERE id = ?", name, buyer.organisationId());
        var order = Fixtures.order(buyer.organisationId(), seller.organisationId(), BEIBEI, "cancelled");
        UUID listing = Sql.value("SELECT listing_id FROM purchase_order WHERE id = ?", order);
        Sql.run(
                "INSERT INTO rating (order_id, listing_id, score, account_id) VALUES (?, ?, 5, ?)",
                order,
                listing,
                buyer.client().accountId);
        var ratings = Client.visitor()
                .get("/api/listings/" + listing + "/ratings")
                .expect(200)
                .body();
        assertEquals(shown, ratings.path("items").path(0).path("enterprise").asText());
    }
}
