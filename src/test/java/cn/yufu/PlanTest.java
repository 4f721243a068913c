package cn.yufu;

import static cn.yufu.Clinic.YONGCHUAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What follows a visit: the report, the actions, the order, the follow-up; and who looks after it all. */
class PlanTest {
    private final Stories.Member enterprise = Stories.enterprise(YONGCHUAN);
    private final Client district = Stories.districtAdmin(YONGCHUAN);
    private final Client city = Stories.cityAdmin();
    private final Clinic clinic = new Clinic(1);
    private final Client doctor = clinic.doctors.getFirst().client();

    /** A visit that took place and whose report is due. */
    private String visited(int ahead, Map<String, Object> more) {
        var body = clinic.request(Clinic.at(Clinic.day(ahead), 9, 0));
        body.putAll(more);
        var path = "/api/visits/"
                + enterprise.client().post("/api/visits", body).expect(201).text("id");
        doctor.post(path + "/confirmation").expect(200);
        Clinic.backdate(path.substring(path.lastIndexOf('/') + 1), 400 - ahead);
        doctor.post(path + "/check-in", Map.of()).expect(200);
        doctor.post(path + "/finish", Map.of()).expect(200);
        return path;
    }

    private static Set<String> violations(Client.Reply reply) {
        var all = new TreeSet<String>();
        reply.expect(422, "invalid")
                .body()
                .path("errors")
                .forEach(e -> all.add(
                        e.path("pointer").asText() + " " + e.path("code").asText()));
        return all;
    }

    @Test
    void two_devices_that_write_one_report_do_not_undo_each_other() {
        var path = visited(30, Map.of());
        assertEquals(
                0,
                doctor.get(path + "/report").expect(200).body().path("version").asInt());
        var first = Map.of(
                "If-Match", "\"v0\"", "Idempotency-Key", UUID.randomUUID().toString());
        var saved = doctor.send("POST", path + "/report", Map.of("answers", Map.of("q-1", "4")), first)
                .expect(200);
        assertEquals(1, saved.body().path("version").asInt());
        var other = Map.of(
                "If-Match", "\"v0\"", "Idempotency-Key", UUID.randomUUID().toString());
        doctor.send("POST", path + "/report", Map.of("answers", Map.of("q-2", "0")), other)
                .expect(412, "stale");
        doctor.send("POST", path + "/report-submission", clinic.report("0"), Map.of("If-Match", "\"v0\""))
                .expect(412, "stale");
        var kept = doctor.get(path + "/report").expect(200).body();
        assertEquals("{\"q-1\":\"4\"}", kept.path("answers").toString());
        doctor.send("POST", path + "/report-submission", clinic.report("0"), Map.of("If-Match", "\"v1\""))
                .expect(200);
    }

    @Test
    void findings_become_actions_with_recommended_services_an_order_and_a_follow_up() {
        var seller = Stories.provider(YONGCHUAN);
        var own = Stories.provider(YONGCHUAN);
        var listing = Stories.listing(seller, 100_000);
        var conflicting = Stories.listing(own, 90_000);
        Sql.run("UPDATE listing SET rating_sum = 50, rating_count = 10 WHERE id = ?", listing);
        Sql.run("UPDATE listing SET rating_sum = 500, rating_count = 100 WHERE id = ?", conflicting);
        Sql.run(
                "UPDATE expert SET employer_id = ? WHERE id = ?",
                own.organisationId(),
                clinic.doctors.getFirst().id());
        var path = visited(10, Map.of());
        assertEquals(
                true,
                enterprise
                        .client()
                        .get(path)
                        .body()
                        .at("/details/assignment/candidates/0/conflict")
                        .asBoolean());
        enterprise.client().get(path + "/report").expect(404);
        assertEquals(
                new TreeSet<>(List.of(
                        "/actions required",
                        "/answers/q-2 required",
                        "/answers/q-3 required",
                        "/answers/q-4 required",
                        "/summary too-short")),
                violations(doctor.post(
                        path + "/report-submission", Map.of("answers", Map.of("q-1", "4"), "summary", "短"))));
        var draft = doctor.post(path + "/report", Map.of("answers", Map.of("q-1", "4")))
                .expect(200);
        assertEquals(100, draft.body().path("scores").path(clinic.area).asInt());
        enterprise.client().get(path + "/report").expect(404);
        var late = clinic.report("0");
        late.put(
                "actions",
                List.of(Map.of(
                        "area", "no-such", "finding", "采购", "severity", "x", "action", "做", "dueOn", "2020-01-01")));
        assertEquals(
                new TreeSet<>(List.of(
                        "/actions/0/action too-short",
                        "/actions/0/area choice",
                        "/actions/0/dueOn in-past",
                        "/actions/0/owner required",
                        "/actions/0/severity choice")),
                violations(doctor.post(path + "/report-submission", late)));
        var sent = doctor.post(path + "/report-submission", clinic.report("0")).expect(200);
        assertEquals("reported", sent.text("state"));
        assertEquals(25, sent.body().path("scores").path(clinic.area).asInt());
        assertEquals("draft", sent.body().at("/actions/0/state").asText());
        doctor.post(path + "/report", clinic.report("4")).expect(409, "state-conflict");

        enterprise
                .client()
                .post(path + "/report-return", Map.of("reason", "请补充责任人"))
                .expect(200);
        doctor.post(path + "/report-submission", clinic.report("0")).expect(200);
        var done = enterprise.client().post(path + "/report-confirmation").expect(200);
        assertEquals("completed", done.text("state"));
        var plan = enterprise
                .client()
                .get("/api/enterprises/" + enterprise.organisationId() + "/plan")
                .expect(200)
                .body();
        var action = plan.at("/actions/0");
        assertEquals(1, plan.path("actions").size());
        assertEquals("open", action.path("state").asText());
        // the better rated one comes last: its provider employs the expert
        var offered = new ArrayList<String>();
        action.path("recommended").forEach(r -> offered.add(r.path("listingId").asText()));
        assertTrue(offered.contains(listing.toString()), offered::toString);
        int conflicts = 0;
        for (JsonNode r : action.path("recommended")) {
            if (r.path("conflict").asBoolean()) conflicts++;
            else assertEquals(0, conflicts, "no conflict before one");
        }
        orderAndFollow(path, action.path("id").asText(), listing);
    }

    private void orderAndFollow(String path, String action, UUID listing) {
        var budget = Stories.budget(1_000_000, 5_000, null, YONGCHUAN);
        var order = enterprise
                .client()
                .post("/api/orders", Map.of("listingId", listing, "budgetId", budget, "quantity", 1))
                .expect(201)
                .text("id");
        var at = "/api/actions/" + action;
        var foreign = Fixtures.order(
                Stories.enterprise(YONGCHUAN).organisationId(),
                Stories.provider(YONGCHUAN).organisationId(),
                YONGCHUAN,
                "submitted");
        assertEquals(
                new TreeSet<>(List.of("/orderId no-such")),
                violations(enterprise.client().post(at + "/order", Map.of("orderId", foreign))));
        var linked = enterprise
                .client()
                .post(at + "/order", Map.of("orderId", order))
                .expect(200);
        assertEquals("draft", linked.body().at("/order/state").asText());
        var edited = enterprise
                .client()
                .patch(at, Map.of("owner", "王芳"), linked.header("ETag"))
                .expect(200);
        assertEquals("王芳", edited.text("owner"));
        enterprise
                .client()
                .patch(at, Map.of("owner", "赵强"), linked.header("ETag"))
                .expect(412, "stale");
        assertEquals(
                "done",
                enterprise
                        .client()
                        .post(at + "/completion", Map.of())
                        .expect(200)
                        .text("state"));
        enterprise.client().post(at + "/dropping", Map.of("reason", "不做了")).expect(409, "state-conflict");
        district.post(at + "/reopening", Map.of("reason", "尚未落实")).expect(200);
        Stories.enterprise(YONGCHUAN).client().get(at).expect(404);

        var first = path.substring(path.lastIndexOf('/') + 1);
        var again = visited(40, Map.of("follows", first));
        doctor.post(again + "/report-submission", clinic.report("4")).expect(200);
        var plan = city.get("/api/enterprises/" + enterprise.organisationId() + "/plan")
                .expect(200)
                .body();
        assertEquals(25, plan.at("/scores/0/before").asInt());
        assertEquals(100, plan.at("/scores/0/after").asInt());
        Sql.run("UPDATE visit SET due_at = now() - interval '1 minute' WHERE follows = ?::uuid", first);
        TestServer.app().diagnosis.deadlines.round().await();
        var silent = enterprise.client().get(again).expect(200).body();
        assertEquals("completed", silent.path("state").asText());
        assertEquals(
                2,
                city.get("/api/enterprises/" + enterprise.organisationId() + "/plan")
                        .body()
                        .path("actions")
                        .size());
    }

    @Test
    void a_specialist_looks_after_an_enterprise() {
        var at = "/api/enterprises/" + enterprise.organisationId();
        var me = district.accountId;
        assertTrue(violations(district.post(at + "/specialist", Map.of("specialistId", me, "substituteId", me)))
                .contains("/substituteId same-person"));
        var stranger = Stories.districtAdmin(Stories.YUZHONG).accountId;
        assertTrue(violations(district.post(at + "/specialist", Map.of("specialistId", stranger)))
                .contains("/specialistId no-such"));
        var other = Stories.districtAdmin(YONGCHUAN).accountId;
        var plan = district.post(at + "/specialist", Map.of("specialistId", me, "substituteId", other))
                .expect(200)
                .body();
        assertEquals(String.valueOf(me), plan.at("/specialist/id").asText());
        assertTrue(violations(district.post(
                        at + "/contacts", Map.of("at", "2099-01-01T00:00:00+08:00", "kind", "call", "note", "电话回访")))
                .contains("/at in-future"));
        district.post(at + "/contacts", Map.of("at", "2026-01-05T10:00:00+08:00", "kind", "call", "note", "电话回访"))
                .expect(200);
        var mine = district.get("/api/plans?mine=true").expect(200).body().path("items");
        assertEquals(1, mine.size());
        assertEquals(enterprise.organisationId().toString(), mine.at("/0/id").asText());
        district.get("/api/plans?unassigned=true").expect(200);
        var loads = district.get("/api/specialists").expect(200).body().path("items");
        var found = new ArrayList<Integer>();
        loads.forEach(l -> {
            if (l.path("id").asText().equals(String.valueOf(me)))
                found.add(l.path("enterprises").asInt());
        });
        assertEquals(List.of(1), found);
        Stories.districtAdmin(Stories.YUZHONG).get(at + "/plan").expect(404);
        assertEquals(
                "call",
                enterprise
                        .client()
                        .get(at + "/plan")
                        .expect(200)
                        .body()
                        .at("/contacts/0/kind")
                        .asText());
    }

    @Test
    void the_city_keeps_experts_programmes_and_travel_times() {
        var account = Stories.account("expert", null, null);
        var made = city.post("/api/experts", Map.of("accountId", account, "baseCode", YONGCHUAN, "weight", 3))
                .expect(201);
        var at = "/api/experts/" + made.text("id");
        assertTrue(violations(city.post("/api/experts", Map.of("accountId", account, "baseCode", YONGCHUAN)))
                .contains("/accountId taken"));
        assertTrue(violations(city.post(
                        "/api/experts",
                        Map.of("accountId", Stories.account("expert", null, null), "baseCode", "500999")))
                .contains("/baseCode no-such"));
        var grant = Map.of(
                "area", clinic.area, "validFrom", "2026-01-01", "validTo", "2027-12-31", "document", "渝经信专家〔2026〕9号");
        var granted = city.post(at + "/accreditations", grant).expect(200);
        assertTrue(violations(city.post(at + "/accreditations", grant)).contains("/validFrom overlaps"));
        var ended = city.post(
                        at + "/accreditation-ending",
                        Map.of(
                                "accreditationId",
                                granted.body().at("/accreditations/0/id").asText(),
                                "reason",
                                "本人申请"))
                .expect(200);
        assertEquals(
                LocalDate.now(Json.ZONE).toString(),
                ended.body().at("/accreditations/0/validTo").asText());
        city.post(at + "/suspension", Map.of("reason", "长期出国")).expect(200);
        city.post(at + "/suspension", Map.of("reason", "长期出国")).expect(409, "state-conflict");
        var back = city.post(at + "/reinstatement", Map.of()).expect(200);
        var written = city.patch(
                        at,
                        Map.of("title", "教授", "employer", "西南大学", "bio", "铸造工艺", "endCode", Stories.BEIBEI),
                        back.header("ETag"))
                .expect(200);
        city.patch(at, Map.of("title", "教授"), back.header("ETag")).expect(412, "stale");
        // null empties, what is not given stays
        var less = new HashMap<String, Object>();
        less.put("title", null);
        less.put("bio", null);
        var emptied = city.patch(at, less, written.header("ETag")).expect(200);
        assertEquals("", emptied.text("title"));
        assertEquals("", emptied.body().at("/details/bio").asText());
        assertEquals("西南大学", emptied.text("employer"));
        Client.as(account).get(at).expect(200);
        assertEquals(
                1,
                Client.as(account)
                        .get("/api/experts")
                        .expect(200)
                        .body()
                        .path("items")
                        .size());

        var programme = city.post(
                        "/api/programmes",
                        Map.of(
                                "name",
                                "永川问诊" + UUID.randomUUID(),
                                "validFrom",
                                "2026-01-01",
                                "validTo",
                                "2027-12-31",
                                "divisions",
                                List.of(YONGCHUAN),
                                "types",
                                List.of(clinic.type)))
                .expect(201);
        assertTrue(violations(city.post(
                        "/api/programmes",
                        Map.of("name", programme.text("name"), "validFrom", "2027-01-01", "validTo", "2026-01-01")))
                .contains("/validTo not-after-start"));
        var changed = city.patch(
                        "/api/programmes/" + programme.text("id"), Map.of("gapDays", 3), programme.header("ETag"))
                .expect(200);
        assertEquals(3, changed.body().path("gapDays").asInt());
        city.post("/api/programmes/" + programme.text("id") + "/closing", Map.of())
                .expect(200);
        var seen = new ArrayList<String>();
        enterprise
                .client()
                .get("/api/programmes?type=" + clinic.type)
                .expect(200)
                .body()
                .path("items")
                .forEach(p -> {
                    if (p.path("id").asText().equals(programme.text("id")))
                        seen.add(p.at("/offer/reasons").toString());
                });
        assertEquals(List.of("[\"programme-closed\"]"), seen);

        var times = city.get("/api/travel-times?from=" + YONGCHUAN).expect(200).body();
        assertTrue(times.path("items").size() > 30);
        var entered = city.post(
                        "/api/travel-times",
                        Map.of(
                                "items",
                                List.of(
                                        Map.of("from", "500229", "to", "500238", "minutes", 150, "note", "省道"),
                                        Map.of("from", "500229", "to", "500999", "minutes", 150))))
                .expect(200)
                .body();
        assertEquals(1, entered.path("entered").asInt());
        assertEquals(1, entered.path("unknown").asInt());
        var figures = district.get("/api/diagnosis/coverage").expect(200).body();
        assertEquals(1, figures.path("divisions").size());
    }

    @Test
    void a_days_visits_form_a_way() {
        var day = Clinic.day(14);
        for (int hour : List.of(9, 14))
            Stories.enterprise(YONGCHUAN)
                    .client()
                    .post("/api/visits", clinic.request(Clinic.at(day, hour, 0)))
                    .expect(201);
        var way = doctor.get("/api/visits/way?day=" + day).expect(200).body();
        assertEquals(2, way.path("stops").size());
        assertEquals(30, way.at("/stops/1/minutes").asInt());
        assertEquals("13:30", way.at("/stops/1/leaveAt").asText().substring(11, 16));
        assertEquals(30, way.path("backMinutes").asInt());
        district.get("/api/visits/way").expect(422, "invalid");
    }
}
