package cn.yufu;

import static cn.yufu.Clinic.YONGCHUAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a visit costs: frozen when it is asked for, given back or paid in the end, and never more than there is. */
class VisitMoneyTest {
    private static final long FEE = 120_000;

    private final Stories.Member enterprise = Stories.enterprise(YONGCHUAN);
    private final Client finance = Stories.finance();

    @AfterEach
    void every_fen_is_accounted_for() {
        assertEquals(List.of(), Sql.column("SELECT budget_id FROM budget_discrepancy"));
    }

    private String requested(Clinic clinic, int ahead) {
        return "/api/visits/"
                + enterprise
                        .client()
                        .post("/api/visits", clinic.request(Clinic.at(Clinic.day(ahead), 9, 0)))
                        .expect(201)
                        .text("id");
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** As the ledger has it: each movement with its amount. */
    private static List<String> ledger(String path) {
        return Sql.column(
                        "SELECT kind || ' ' || amount_fen FROM ledger WHERE subject_id = ?::uuid ORDER BY at, id",
                        id(path))
                .stream()
                .map(String::valueOf)
                .toList();
    }

    private static long frozen(UUID budget) {
        return Sql.<Long>value("SELECT frozen_fen FROM budget WHERE id = ?", budget);
    }

    private static Set<String> violations(Client.Reply reply) {
        var all = new TreeSet<String>();
        for (var e : reply.expect(422, "invalid").body().path("errors"))
            all.add(e.path("pointer").asText() + " " + e.path("code").asText());
        return all;
    }

    /** Over, reported, and confirmed by the enterprise. */
    private String completed(Clinic clinic, int ahead) {
        var path = requested(clinic, ahead);
        var doctor = clinic.doctors.getFirst().client();
        doctor.post(path + "/confirmation").expect(200);
        Clinic.backdate(id(path), 400 - ahead);
        doctor.post(path + "/check-in", Map.of()).expect(200);
        doctor.post(path + "/finish", Map.of()).expect(200);
        doctor.post(path + "/report-submission", clinic.report("0")).expect(200);
        enterprise.client().post(path + "/report-confirmation").expect(200);
        return path;
    }

    @Test
    void a_request_freezes_and_finance_pays_what_was_made() {
        var budget = Stories.budget(10 * FEE, 10_000, null);
        var clinic = new Clinic(1).paidBy(budget, FEE);
        var path = requested(clinic, 10);
        var money = enterprise.client().get(path).body().path("money");
        assertEquals(FEE, money.path("feeFen").asLong());
        assertEquals("frozen", money.path("state").asText());
        assertEquals(List.of("freeze " + FEE), ledger(path));
        clinic.paidBy(budget, 2 * FEE);
        enterprise
                .client()
                .post(
                        path + "/reschedule",
                        Map.of("from", Clinic.at(Clinic.day(12), 9, 0).toString(), "reason", "设备检修"))
                .expect(200);
        assertEquals(FEE, frozen(budget));
        finance.post(path + "/payment", Map.of()).expect(409, "state-conflict");

        var done = completed(clinic.paidBy(budget, FEE), 20);
        assertEquals(2 * FEE, frozen(budget));
        var due = finance.get("/api/visits?waiting=true&budget=" + budget)
                .expect(200)
                .body()
                .path("items");
        assertEquals(1, due.size());
        assertEquals("[\"payment\"]", due.at("/0/steps").toString());
        assertEquals("finance", due.at("/0/next/who").asText());
        assertEquals("重庆大学", due.at("/0/team/0/employer").asText());
        for (var other : List.of(
                enterprise.client(),
                clinic.doctors.getFirst().client(),
                Stories.districtAdmin(YONGCHUAN),
                Stories.cityAdmin())) other.post(done + "/payment", Map.of()).expect(403, "forbidden");
        int before = finance.get("/api/dashboard").body().at("/waiting/visits").asInt();
        assertTrue(before > 0);
        var paid = finance.post(done + "/payment", Map.of("reference", "国库20261128-7"))
                .expect(200);
        assertEquals("completed", paid.text("state"));
        assertEquals("paid", paid.body().at("/money/state").asText());
        assertEquals("[]", paid.body().path("steps").toString());
        assertEquals(
                before - 1,
                finance.get("/api/dashboard").body().at("/waiting/visits").asInt());
        assertEquals(List.of("freeze " + FEE, "spend " + FEE), ledger(done));
        finance.post(done + "/payment", Map.of()).expect(409, "state-conflict");

        var seen = finance.get("/api/budgets/" + budget).expect(200).body();
        assertEquals(
                List.of(FEE, FEE),
                List.of(seen.path("frozenFen").asLong(), seen.path("spentFen").asLong()));
        assertEquals("{\"frozen\":1,\"spent\":1}", seen.path("visits").toString());
        assertEquals("{\"frozen\":0,\"spent\":0}", seen.path("orders").toString());
        var line = finance.get("/api/budgets/" + budget + "/ledger")
                .expect(200)
                .body()
                .at("/items/0");
        assertEquals(
                List.of("spend", "visit", paid.text("number")), texts(line, "kind", "subjectKind", "subjectNumber"));
        var told = clinic.doctors
                .getFirst()
                .client()
                .get("/api/notifications")
                .body()
                .at("/items/0");
        assertTrue(told.path("text").asText().contains("1,200.00"), told::toString);
    }

    private static List<String> texts(JsonNode of, String... names) {
        return List.of(names).stream().map(name -> of.path(name).asText()).toList();
    }

    @Test
    void a_batch_is_paid_whole_or_not_at_all() {
        var budget = Stories.budget(10 * FEE, 10_000, null);
        var clinic = new Clinic(1).paidBy(budget, FEE);
        var one = completed(clinic, 10);
        var two = completed(clinic, 20);
        var open = requested(clinic, 30);
        var refused = finance.post(
                        "/api/visits/payment",
                        Map.of("visitIds", List.of(id(one), id(two), id(open)), "reference", "国库20261128-8"))
                .expect(409, "state-conflict");
        assertEquals("[\"" + id(open) + "\"]", refused.body().path("visitIds").toString());
        assertEquals(3 * FEE, frozen(budget));
        var paid = finance.post(
                        "/api/visits/payment",
                        Map.of("visitIds", List.of(id(one), id(two)), "reference", "国库20261128-8"))
                .expect(201);
        assertEquals(List.of("visit", "2"), texts(paid.body(), "kind", "count"));
        assertEquals(2 * FEE, paid.body().path("totalFen").asLong());
        assertEquals(
                paid.text("number"),
                enterprise.client().get(two).body().at("/money/payment").asText());
        assertEquals(FEE, frozen(budget));
        assertEquals(
                paid.text("id"),
                finance.get("/api/payments?limit=1").body().at("/items/0/id").asText());
        assertTrue(heard(one) && heard(two));
        // what no budget pays is nothing that finance knows of
        var free = completed(new Clinic(1), 10);
        assertFalse(heard(free));
        finance.get(free).expect(404);
        finance.post(free + "/payment", Map.of()).expect(404);
        finance.post("/api/visits/payment", Map.of("visitIds", List.of(id(free)), "reference", "国库"))
                .expect(404);
    }

    @Test
    void whatever_ends_a_visit_gives_the_money_back() {
        var budget = Stories.budget(10 * FEE, 10_000, null);
        var clinic = new Clinic(1).paidBy(budget, FEE);
        var doctor = clinic.doctors.getFirst().client();
        var cancelled = requested(clinic, 10);
        var expired = requested(clinic, 11);
        var missed = requested(clinic, 12);
        var awaited = requested(clinic, 13);
        assertEquals(4 * FEE, frozen(budget));
        for (var path : List.of(missed, awaited)) {
            doctor.post(path + "/confirmation").expect(200);
            Clinic.backdate(id(path), path.equals(missed) ? 50 : 80);
        }
        enterprise
                .client()
                .post(cancelled + "/cancellation", Map.of("reason", "不需要了"))
                .expect(200);
        Sql.run("UPDATE visit SET due_at = now() - interval '1 minute' WHERE id = ?::uuid", id(expired));
        TestServer.app().diagnosis.deadlines.round().await();
        doctor.post(missed + "/absence", Map.of("reason", "企业关门")).expect(200);
        enterprise
                .client()
                .post(awaited + "/absence", Map.of("reason", "专家没有来"))
                .expect(200);
        for (var path : List.of(cancelled, expired, missed, awaited)) {
            assertEquals(List.of("freeze " + FEE, "release " + FEE), ledger(path), path);
            assertEquals(
                    "released",
                    enterprise.client().get(path).body().at("/money/state").asText());
        }
        assertEquals(0, frozen(budget));
        assertEquals(0L, Sql.<Long>value("SELECT used_fen FROM budget_use WHERE budget_id = ?", budget));
    }

    /** Whether finance was told that it is to be paid. */
    private boolean heard(String path) {
        return !Sql.column(
                        "SELECT 1 FROM notification WHERE account_id = ? AND subject_id = ?::uuid AND kind ="
                                + " 'visit.report-confirmation'",
                        finance.accountId,
                        id(path))
                .isEmpty();
    }

    private List<String> reasons(Clinic clinic) {
        for (var one : enterprise
                .client()
                .get("/api/programmes?type=" + clinic.type)
                .body()
                .path("items"))
            if (one.path("id").asText().equals(clinic.programme.toString()))
                return one.at("/offer/reasons")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList();
        throw new AssertionError("no such programme");
    }

    @Test
    void a_series_is_paid_whole_or_not_asked_for() {
        var budget = Stories.budget(2 * FEE, 10_000, null);
        var clinic = new Clinic(1).paidBy(budget, FEE);
        var day = Clinic.weekly(3);
        var body = clinic.request(Clinic.at(day, 10, 0));
        body.put("repeat", Map.of("unit", "week", "every", 1, "count", 3));
        assertEquals(
                Set.of("/occurrences/2 budget-used-up"),
                violations(enterprise.client().post("/api/visit-series", body)));
        assertEquals(0, frozen(budget));
        body.put("repeat", Map.of("unit", "week", "every", 1, "count", 2));
        var made =
                enterprise.client().post("/api/visit-series", body).expect(201).body();
        assertEquals(2 * FEE, frozen(budget));
        enterprise
                .client()
                .post(
                        "/api/visits/" + made.at("/items/0/id").asText() + "/cancellation",
                        Map.of("reason", "不需要了", "following", true))
                .expect(200);
        assertEquals(0, frozen(budget));
    }

    @Test
    void a_budget_that_does_not_pay_today_is_not_proposed_and_refuses() {
        var budget = Stories.budget(10 * FEE, 10_000, null);
        var clinic = new Clinic(1).paidBy(budget, FEE);
        var wish = clinic.request(Clinic.at(Clinic.day(10), 9, 0));
        wish.remove("from");
        wish.put("firstDay", Clinic.day(10).toString());
        wish.put("lastDay", Clinic.day(10).toString());
        var place = "/api/waitlist/"
                + enterprise
                        .client()
                        .post("/api/visits/waiting", wish)
                        .expect(201)
                        .text("id");
        TestServer.app().waitlist.look();
        assertEquals("offered", enterprise.client().get(place).text("state"));
        assertEquals(0, frozen(budget));
        var city = Stories.cityAdmin();
        city.post("/api/budgets/" + budget + "/closing").expect(200);
        var refused = enterprise.client().post(place + "/acceptance").expect(409, "budget-not-usable");
        assertEquals(budget.toString(), refused.text("budgetId"));
        assertEquals(List.of("budget-closed"), reasons(clinic));
        assertEquals(
                Set.of("/programmeId budget-closed"),
                violations(enterprise.client().post("/api/visits", clinic.request(Clinic.at(Clinic.day(11), 9, 0)))));
        city.post("/api/budgets/" + budget + "/reopening").expect(200);
        enterprise.client().post(place + "/acceptance").expect(200);
        assertEquals(FEE, frozen(budget));
        Sql.run("UPDATE budget SET valid_to = current_date - 1 WHERE id = ?", budget);
        assertEquals(List.of("budget-not-valid"), reasons(clinic));
        Sql.run("UPDATE budget SET valid_to = current_date + 9, cap_fen = ? WHERE id = ?", FEE, budget);
        assertEquals(List.of("cap-used-up"), reasons(clinic));
    }

    @Test
    void a_programme_names_a_budget_with_a_fee() {
        var city = Stories.cityAdmin();
        var budget = Stories.budget(10 * FEE, 10_000, null);
        var body = new HashMap<String, Object>(Map.of(
                "name",
                "计划" + UUID.randomUUID(),
                "validFrom",
                "2026-01-01",
                "validTo",
                "2026-12-31",
                "budgetId",
                budget));
        assertEquals(Set.of("/feeFen required"), violations(city.post("/api/programmes", body)));
        body.put("feeFen", FEE);
        var made = city.post("/api/programmes", body).expect(201);
        assertEquals(FEE, made.body().path("feeFen").asLong());
        var path = "/api/programmes/" + made.text("id");
        var without = new HashMap<String, Object>();
        without.put("budgetId", null);
        var bare = city.patch(path, without, made.header("ETag")).expect(200);
        assertTrue(bare.body().path("feeFen").isNull()
                && bare.body().path("budget").isNull());
        assertEquals(
                Set.of("/feeFen without-budget"),
                violations(city.patch(path, Map.of("feeFen", 5), bare.header("ETag"))));
    }
}
