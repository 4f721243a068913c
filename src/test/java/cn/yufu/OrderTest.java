package cn.yufu;

import static cn.yufu.Stories.BEIBEI;
import static cn.yufu.Stories.YUZHONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.Stories.Member;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a purchase order, told by the people who live it. */
class OrderTest {
    private final Member buyer = Stories.enterprise(BEIBEI);
    private final Member seller = Stories.provider(BEIBEI);
    private final Client district = Stories.districtAdmin(BEIBEI);
    private final Client finance = Stories.finance();

    @AfterEach
    void every_fen_is_accounted_for() {
        assertEquals(List.of(), Sql.column("SELECT budget_id FROM budget_discrepancy"));
    }

    private UUID order(UUID listing, UUID budget) {
        return buyer.client()
                .post("/api/orders", Map.of("listingId", listing, "budgetId", budget, "quantity", 1))
                .expect(201)
                .id();
    }

    private UUID submitted(UUID listing, UUID budget) {
        var id = order(listing, budget);
        buyer.client().post("/api/orders/" + id + "/submission").expect(200);
        return id;
    }

    private static List<String> steps(JsonNode order) {
        return StreamSupport.stream(order.path("steps").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Map<String, Long> budget(UUID id) {
        var b = Stories.cityAdmin().get("/api/budgets/" + id).expect(200).body();
        return Map.of(
                "frozen",
                b.path("frozenFen").asLong(),
                "spent",
                b.path("spentFen").asLong(),
                "available",
                b.path("availableFen").asLong());
    }

    @Test
    void from_draft_to_payment_and_rating_with_the_money_following() {
        var listing = Stories.listing(seller, 100_000);
        var budget = Stories.budget(1_000_000, 8_000, null);
        var draft = buyer.client()
                .post("/api/orders", Map.of("listingId", listing, "budgetId", budget, "quantity", 2, "need", "合同体检"))
                .expect(201);
        assertEquals("draft", draft.text("state"));
        assertEquals(200_000, draft.body().path("totalFen").asLong());
        assertEquals(160_000, draft.body().path("governmentFen").asLong());
        assertEquals(40_000, draft.body().path("enterpriseFen").asLong());
        assertEquals(List.of("submission", "cancellation"), steps(draft.body()));
        var path = "/api/orders/" + draft.id();

        seller.client().get(path).expect(404);
        buyer.client().post(path + "/submission").expect(200);
        var seen = district.get(path).expect(200).body();
        assertEquals(840_000, seen.path("effect").path("afterFen").asLong());
        assertEquals(6, seen.path("checks").size());
        assertEquals(List.of("approval", "return", "rejection", "escalation"), steps(seen));

        district.post(path + "/approval", Map.of("reason", "符合采购目录")).expect(200);
        assertEquals(Map.of("frozen", 160_000L, "spent", 0L, "available", 840_000L), budget(budget));
        seller.client().post(path + "/acceptance-of-work").expect(200);
        seller.client().post(path + "/delivery", Map.of("note", "已提交诊断报告")).expect(200);
        buyer.client().post(path + "/rework", Map.of("reason", "缺少用工部分")).expect(200);
        seller.client().post(path + "/delivery", Map.of("note", "已补充用工部分")).expect(200);
        var accepted = buyer.client().post(path + "/completion").expect(200);
        assertEquals("finance", accepted.body().path("next").path("who").asText());
        finance.post(path + "/payment", Map.of("reference", "国库支付 0001")).expect(200);
        assertEquals(Map.of("frozen", 0L, "spent", 160_000L, "available", 840_000L), budget(budget));
        var rated = buyer.client()
                .post(path + "/rating", Map.of("score", 5, "comment", "专业、及时"))
                .expect(200);
        assertEquals(5, rated.body().path("rating").path("score").asInt());
        assertFalse(steps(rated.body()).contains("rating"));
        buyer.client().post(path + "/rating", Map.of("score", 1)).expect(409, "duplicate");

        var actions = StreamSupport.stream(rated.body().path("history").spliterator(), false)
                .map(entry -> entry.path("action").asText())
                .toList();
        assertEquals(
                List.of(
                        "creation",
                        "submission",
                        "approval",
                        "acceptance-of-work",
                        "delivery",
                        "rework",
                        "delivery",
                        "completion",
                        "payment",
                        "rating"),
                actions);
        assertEquals(1, Sql.<Integer>value("SELECT order_count FROM listing WHERE id = ?", listing));
    }

    @Test
    void a_returned_order_says_why_and_can_be_submitted_again() {
        var id = submitted(Stories.listing(seller, 50_000), Stories.budget(1_000_000, 10_000, null));
        var path = "/api/orders/" + id;
        district.post(path + "/return").expect(422, "invalid");
        district.post(path + "/return", Map.of("reason", "请补充需求说明")).expect(200);
        var returned = buyer.client().get(path).expect(200);
        assertEquals("returned", returned.text("state"));
        assertTrue(returned.body().path("history").toString().contains("请补充需求说明"));
        var etag = returned.header("ETag");
        buyer.client().patch(path, Map.of("need", "劳动合同合规体检"), "\"v1\"").expect(412, "stale");
        buyer.client().send("PATCH", path, Map.of("need", "x"), Map.of()).expect(428, "precondition-required");
        buyer.client()
                .patch(path, Map.of("need", "劳动合同合规体检", "quantity", 3), etag)
                .expect(200);
        assertEquals(
                150_000,
                buyer.client()
                        .post(path + "/submission")
                        .expect(200)
                        .body()
                        .path("governmentFen")
                        .asLong());
    }

    @Test
    void rejection_freezes_nothing_and_cancellation_releases() {
        var listing = Stories.listing(seller, 50_000);
        var budget = Stories.budget(1_000_000, 10_000, null);
        var rejected = submitted(listing, budget);
        district.post("/api/orders/" + rejected + "/rejection", Map.of("reason", "不在购买目录内"))
                .expect(200);
        assertEquals(0L, budget(budget).get("frozen"));
        var cancelled = submitted(listing, budget);
        district.post("/api/orders/" + cancelled + "/approval").expect(200);
        assertEquals(50_000L, budget(budget).get("frozen"));
        buyer.client()
                .post("/api/orders/" + cancelled + "/cancellation", Map.of("reason", "计划有变"))
                .expect(200);
        assertEquals(0L, budget(budget).get("frozen"));
        district.post("/api/orders/" + cancelled + "/approval").expect(409, "state-conflict");
    }

    @Test
    void others_see_nothing_and_do_nothing() {
        var id = submitted(Stories.listing(seller, 50_000), Stories.budget(1_000_000, 10_000, null));
        var path = "/api/orders/" + id;
        Stories.enterprise(BEIBEI).client().get(path).expect(404, "not-found");
        Stories.provider(BEIBEI).client().post(path + "/acceptance-of-work").expect(404, "not-found");
        Stories.districtAdmin(YUZHONG).get(path).expect(404);
        Stories.districtAdmin(YUZHONG).post(path + "/approval").expect(404);
        finance.post(path + "/approval").expect(403, "forbidden");
        Stories.auditor().post(path + "/approval").expect(403);
        Stories.auditor().get(path).expect(200);
        Client.visitor().get(path).expect(401, "unauthenticated");
        buyer.client().post(path + "/approval").expect(403);
    }

    @Test
    void whoever_approved_may_not_pay() {
        var id = submitted(Stories.listing(seller, 50_000), Stories.budget(1_000_000, 10_000, null));
        var path = "/api/orders/" + id;
        district.post(path + "/approval").expect(200);
        seller.client().post(path + "/acceptance-of-work").expect(200);
        seller.client().post(path + "/delivery", Map.of("note", "已完成")).expect(200);
        buyer.client().post(path + "/completion").expect(200);
        // the district's administrator becomes a payer: the rule follows the person, not the role
        assertNotNull(district.accountId);
        Sql.run("UPDATE account SET role = 'finance', division_code = NULL WHERE id = ?", district.accountId);
        Client.as(district.accountId).post(path + "/payment").expect(409, "four-eyes");
        finance.post("/api/payments", Map.of("orderIds", List.of(id), "reference", "第 12 批"))
                .expect(201);
        finance.post("/api/payments", Map.of("orderIds", List.of(id), "reference", "第 12 批"))
                .expect(409, "state-conflict");
    }

    @Test
    void a_dispute_ends_in_a_ruling() {
        var budget = Stories.budget(1_000_000, 10_000, null);
        var id = submitted(Stories.listing(seller, 50_000), budget);
        var path = "/api/orders/" + id;
        district.post(path + "/approval").expect(200);
        seller.client().post(path + "/acceptance-of-work").expect(200);
        buyer.client().post(path + "/dispute", Map.of("reason", "服务内容与约定不符")).expect(200);
        finance.post(path + "/payment").expect(409, "state-conflict");
        district.post(path + "/ruling", Map.of("outcome", "cancel", "reason", "经核实，未履约"))
                .expect(200);
        assertEquals(0L, budget(budget).get("frozen"));
    }

    @Test
    void what_may_not_be_ordered_is_refused_with_every_reason() {
        var listing = Stories.listing(seller, 50_000);
        var elsewhere = Stories.budget(1_000_000, 10_000, null, YUZHONG);
        var body = Map.of("listingId", listing, "budgetId", elsewhere, "quantity", 1);
        assertEquals(
                "budget-other-district",
                buyer.client()
                        .post("/api/orders", body)
                        .expect(422, "invalid")
                        .body()
                        .at("/errors/0/code")
                        .asText());
        var nothing = buyer.client()
                .post(
                        "/api/orders",
                        Map.of("listingId", UUID.randomUUID(), "budgetId", UUID.randomUUID(), "quantity", 0))
                .expect(422, "invalid");
        assertEquals("/quantity", nothing.body().at("/errors/0/pointer").asText());
        buyer.client()
                .post(
                        "/api/orders",
                        Map.of("listingId", UUID.randomUUID(), "budgetId", UUID.randomUUID(), "quantity", 1))
                .expect(422, "invalid");
    }

    @Test
    void the_same_key_gives_the_same_answer_and_one_order() {
        var body = Map.of(
                "listingId",
                Stories.listing(seller, 50_000),
                "budgetId",
                Stories.budget(1_000_000, 10_000, null),
                "quantity",
                1);
        var first = buyer.client().post("/api/orders", body, "form-1").expect(201);
        var again = buyer.client().post("/api/orders", body, "form-1").expect(201);
        assertEquals(first.body(), again.body());
        assertEquals("true", again.header("Idempotent-Replayed"));
        buyer.client()
                .post(
                        "/api/orders",
                        Map.of("listingId", body.get("listingId"), "budgetId", body.get("budgetId"), "quantity", 2),
                        "form-1")
                .expect(422, "key-reused");
        assertEquals(
                1,
                buyer.client()
                        .get("/api/orders")
                        .expect(200)
                        .body()
                        .path("items")
                        .size());
    }

    @Test
    void time_reminds_escalates_and_releases() {
        var budget = Stories.budget(1_000_000, 10_000, null);
        var listing = Stories.listing(seller, 50_000);
        var waiting = submitted(listing, budget);
        var approved = submitted(listing, budget);
        district.post("/api/orders/" + approved + "/approval").expect(200);
        Sql.run(
                "UPDATE purchase_order SET submitted_at = now() - interval '20 days', due_at = now() - interval '9"
                        + " days' WHERE id = ?",
                waiting);
        Sql.run("UPDATE purchase_order SET due_at = now() - interval '1 minute' WHERE id = ?", approved);
        new cn.yufu.procurement.Deadlines(TestServer.app().db).round().await();
        var order = district.get("/api/orders/" + waiting).expect(200).body();
        assertTrue(order.path("escalated").asBoolean());
        assertTrue(order.path("overdue").asBoolean());
        assertEquals(
                "lapsed", district.get("/api/orders/" + approved).expect(200).text("state"));
        assertEquals(0L, budget(budget).get("frozen"));
        var city = Stories.cityAdmin()
                .get("/api/orders?waiting=true&sort=due&limit=100")
                .expect(200)
                .body();
        assertTrue(city.path("items").toString().contains(waiting.toString()));
    }
}
