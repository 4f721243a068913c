package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One's own messages: in one's language, unread ones counted, nobody else's. */
final class InboxTest {
    private final Client reader = Stories.enterprise(Stories.BEIBEI).client();

    private UUID told(Client whom, String kind, String data) {
        return Sql.value("""
            INSERT INTO notification (account_id, kind, subject_kind, subject_id, data)
            VALUES (?, ?, split_part(?, '.', 1), gen_random_uuid(), ?::jsonb) RETURNING id\
            """, whom.accountId, kind, kind, data);
    }

    @Test
    void messages_are_in_the_readers_language_newest_first_with_the_page_they_lead_to() {
        told(reader, "order.submission", "{\"number\":\"DD-2026-000001\",\"audience\":\"district\"}");
        told(reader, "order.return", """
            {"number":"DD-2026-000002","title":"专利导航","reason":"缺少立项材料。","audience":"enterprise"}\
            """);
        var page = reader.get("/api/notifications").expect(200).body();
        assertEquals(2, page.path("unread").asInt());
        var newest = page.path("items").get(0);
        assertEquals("订单 DD-2026-000002 被退回补充", newest.path("title").asText());
        assertEquals(
                "服务“专利导航”的订单被退回。原因：缺少立项材料。请补充或修改后重新提交。", newest.path("text").asText());
        assertTrue(newest.path("link").asText().startsWith("/desk/orders/"));
        var english = reader.send("GET", "/api/notifications?limit=1", null, Map.of("Accept-Language", "en"));
        assertEquals(
                "Order DD-2026-000002 returned",
                english.body().path("items").get(0).path("title").asText());
        var rest = reader.get("/api/notifications?limit=1&after=" + english.text("next"));
        assertEquals(
                "订单 DD-2026-000001 待审批",
                rest.body().path("items").get(0).path("title").asText());
        assertTrue(rest.body().path("next").isNull());
    }

    @Test
    void reading_counts_down_once_and_only_for_its_owner() {
        var one = told(reader, "order.delivery", "{\"number\":\"DD-2026-000003\"}");
        told(reader, "order.delivery", "{\"number\":\"DD-2026-000004\"}");
        var stranger = Stories.enterprise(Stories.BEIBEI).client();
        stranger.post("/api/notifications/" + one + "/reading").expect(404, "not-found");
        reader.post("/api/notifications/" + one + "/reading").expect(204);
        reader.post("/api/notifications/" + one + "/reading").expect(204);
        assertEquals(1, reader.get("/api/notifications").body().path("unread").asInt());
        assertEquals(
                1,
                reader.get("/api/notifications?unread=true")
                        .body()
                        .path("items")
                        .size());
        reader.post("/api/notifications/reading").expect(204);
        assertEquals(0, reader.get("/api/notifications").body().path("unread").asInt());
        assertEquals(0, stranger.get("/api/notifications").body().path("items").size());
    }

    /** A budget belongs to no single district: those it names are told, all when it names none, and no other. */
    @Test
    void a_new_budget_is_told_to_the_districts_that_may_use_it() {
        var beibei = Stories.districtAdmin(Stories.BEIBEI);
        var yuzhong = Stories.districtAdmin(Stories.YUZHONG);
        var named = budget(java.util.List.of(Stories.BEIBEI));
        var everywhere = budget(java.util.List.of());
        assertEquals(java.util.List.of(everywhere, named), budgetsTold(beibei));
        assertEquals(java.util.List.of(everywhere), budgetsTold(yuzhong));
    }

    private static String budget(java.util.List<String> divisions) {
        var name = "通知测试预算" + java.util.UUID.randomUUID();
        var draft = Map.of(
                "name",
                name,
                "year",
                2026,
                "fundingSource",
                "市级专项资金",
                "shareBps",
                5000,
                "categories",
                java.util.List.of(Stories.CATEGORY),
                "divisions",
                divisions,
                "totalFen",
                1_000_000,
                "validFrom",
                "2026-01-01",
                "validTo",
                "2026-12-31");
        Stories.cityAdmin().post("/api/budgets", draft).expect(201);
        return "新设预算：" + name;
    }

    private static java.util.List<String> budgetsTold(Client client) {
        var titles = new java.util.ArrayList<String>();
        client.get("/api/notifications?limit=2")
                .expect(200)
                .body()
                .path("items")
                .forEach(item -> titles.add(item.path("title").asText()));
        return titles;
    }

    @Test
    void every_rule_has_its_words_in_both_languages_with_and_without_details() {
        for (var row : Sql.column("SELECT subject_kind || '.' || action || ' ' || audience FROM notice_rule")) {
            var kind = row.toString().split(" ", 2);
            for (var data : java.util.List.of("{\"audience\":\"%s\"}", """
                {"audience":"%s","number":"N-1","title":"T","reason":"R","totalFen":120050,"year":2027}\
                """)) {
                told(reader, kind[0], data.formatted(kind[1]));
                for (var language : java.util.List.of("zh-CN", "en")) {
                    var item = reader.send(
                                    "GET", "/api/notifications?limit=1", null, Map.of("Accept-Language", language))
                            .body()
                            .path("items")
                            .get(0);
                    var words = item.path("title").asText() + item.path("text").asText();
                    assertFalse(words.contains("notice."), () -> row + ": no words in " + language);
                    assertFalse(words.matches("(?s).*[⟦⟧{}\0].*"), () -> row + ": " + words);
                }
            }
        }
    }
}
