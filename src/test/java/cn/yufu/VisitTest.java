package cn.yufu;

import static cn.yufu.Clinic.YONGCHUAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A visit from the first question to the day itself, over HTTP, with every refusal on the way. */
class VisitTest {
    private final Stories.Member enterprise = Stories.enterprise(YONGCHUAN);
    private final Client district = Stories.districtAdmin(YONGCHUAN);

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
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

    /** As the home page counts what waits for somebody. */
    private static int waiting(Client client) {
        return client.get("/api/dashboard")
                .expect(200)
                .body()
                .at("/waiting/visits")
                .asInt(-1);
    }

    private String requested(Clinic clinic, OffsetDateTime from) {
        return enterprise
                .client()
                .post("/api/visits", clinic.request(from))
                .expect(201)
                .text("id");
    }

    @Test
    void what_hurts_becomes_a_proposal_with_its_reasons() {
        var known = enterprise.client().get("/api/diagnosis/types").expect(200).body();
        assertTrue(known.at("/intake/questions").size() >= 8);
        var one = enterprise
                .client()
                .post(
                        "/api/diagnosis/proposal",
                        Map.of("areas", List.of("ip"), "answers", Map.of("market-concentration", "no")))
                .expect(200)
                .body();
        assertEquals("ip", one.path("type").asText());
        assertEquals(
                "[\"chosen-areas\",\"one-type-covers\"]", one.path("reasons").toString());
        var several = enterprise
                .client()
                .post(
                        "/api/diagnosis/proposal",
                        Map.of("areas", List.of("ip"), "answers", Map.of("finance-gap", "3", "green-cost", "0")))
                .expect(200)
                .body();
        assertEquals("comprehensive", several.path("type").asText());
        assertEquals("finance", several.at("/areas/1/area").asText());
        assertEquals(100, several.at("/areas/1/score").asInt());
        assertTrue(several.path("reasons").toString().contains("several-areas"));
        assertEquals(
                new TreeSet<>(List.of("/answers/finance-gap choice", "/areas no-such")),
                violations(enterprise
                        .client()
                        .post(
                                "/api/diagnosis/proposal",
                                Map.of("areas", List.of("x"), "answers", Map.of("finance-gap", "9")))));
    }

    @Test
    void answers_stay_under_the_questions_that_they_were_given_to() {
        var clinic = new Clinic(1);
        var body = clinic.request(Clinic.at(Clinic.day(10), 9, 0));
        var plain = enterprise.client().post("/api/visits", body).expect(201);
        assertEquals(0, plain.body().at("/details/questions").size());
        // a version that intake does not put any more
        Sql.run("""
            UPDATE visit SET intake = '{"q-2": "4"}', intake_id =
              (SELECT id FROM questionnaire WHERE type_code = ?) WHERE id = ?::uuid\
            """, clinic.type, plain.text("id"));
        var details = enterprise
                .client()
                .get("/api/visits/" + plain.text("id"))
                .expect(200)
                .body()
                .path("details");
        assertEquals("4", details.at("/answers/q-2").asText());
        assertEquals("q-2", details.at("/questions/1/key").asText());
    }

    @Test
    void a_visit_is_found_requested_confirmed_and_held() {
        var clinic = new Clinic(2);
        var day = Clinic.day(10);
        var window = "from=" + Clinic.at(day, 0, 0).toString().replace("+", "%2B") + "&to="
                + Clinic.at(day.plusDays(1), 0, 0).toString().replace("+", "%2B");
        var slots = enterprise
                .client()
                .get("/api/visits/slots?type=" + clinic.type + "&programmeId=" + clinic.programme + "&" + window)
                .expect(200)
                .body();
        assertEquals(clinic.programme.toString(), slots.at("/programme/id").asText());
        var starts = each(slots.path("items"))
                .map(s -> s.path("from").asText().substring(11, 16))
                .toList();
        // thirty minutes within the division at either end of 08:30 to 18:00
        assertEquals("09:00", starts.getFirst());
        assertEquals("16:00", starts.getLast());
        assertEquals(2, slots.at("/items/0/experts").asInt());

        var made = enterprise
                .client()
                .post("/api/visits", clinic.request(Clinic.at(day, 9, 0)))
                .expect(201);
        var id = made.text("id");
        assertEquals("requested", made.text("state"));
        assertTrue(made.text("number").startsWith("WZ-"));
        assertEquals(2, made.body().at("/details/assignment/candidates").size());
        assertEquals(
                "fits", made.body().at("/details/assignment/candidates/0/fit").asText());
        assertFalse(made.body().at("/details/consequence/cancellation/late").asBoolean());
        var doctor = clinic.doctor(made.body().at("/team/0/id").asText());
        var other = clinic.doctors.stream()
                .filter(d -> !d.equals(doctor))
                .findFirst()
                .orElseThrow();
        other.client().get("/api/visits/" + id).expect(404);
        assertTrue(each(doctor.client().get("/api/notifications").body().path("items"))
                .anyMatch(n -> n.path("kind").asText().equals("visit.request")));
        assertEquals(1, waiting(doctor.client()));
        assertEquals(0, waiting(enterprise.client()));

        var confirmed =
                doctor.client().post("/api/visits/" + id + "/confirmation").expect(200);
        assertEquals("confirmed", confirmed.text("state"));
        assertEquals(0, waiting(doctor.client()));
        doctor.client().post("/api/visits/" + id + "/confirmation").expect(409, "state-conflict");
        assertEquals(
                "confirmed",
                Sql.<String>value(
                        "SELECT b.state FROM booking b JOIN visit v ON v.booking_id = b.id WHERE v.id = ?::uuid", id));
        assertTrue(violations(doctor.client().post("/api/visits/" + id + "/check-in", Map.of()))
                .contains("/at too-early"));
        assertTrue(violations(doctor.client().post("/api/visits/" + id + "/absence", Map.of("reason", "无人在场")))
                .contains(" not-begun"));

        Clinic.backdate(id, 2);
        assertEquals(
                new TreeSet<>(List.of("/at clock-skew", "/longitude required")),
                violations(doctor.client()
                        .post(
                                "/api/visits/" + id + "/check-in",
                                Map.of(
                                        "at",
                                        OffsetDateTime.now(Json.ZONE)
                                                .plusMinutes(5)
                                                .toString(),
                                        "latitude",
                                        29.3))));
        var at = OffsetDateTime.now(Json.ZONE).minusMinutes(115).toString();
        var arrived = doctor.client()
                .post(
                        "/api/visits/" + id + "/check-in",
                        Map.of("at", at, "latitude", 29.35, "longitude", 105.92, "accuracy", 20))
                .expect(200);
        assertEquals("in-progress", arrived.text("state"));
        var again = doctor.client()
                .post("/api/visits/" + id + "/check-in", Map.of("at", at))
                .expect(200);
        assertEquals(arrived.text("arrivedAt"), again.text("arrivedAt"));
        assertEquals(arrived.body().path("version"), again.body().path("version"));
        var left =
                doctor.client().post("/api/visits/" + id + "/finish", Map.of()).expect(200);
        assertEquals("reporting", left.text("state"));
        var history = each(left.body().at("/details/history"))
                .map(e -> e.path("action").asText())
                .toList();
        assertEquals(List.of("request", "confirmation", "check-in", "finish"), history);
    }

    @Test
    void every_objection_is_told_at_once() {
        var clinic = new Clinic(1, 1, 1, 7);
        var day = Clinic.day(20);
        requested(clinic, Clinic.at(day, 10, 0));
        var sunday = day;
        while (sunday.getDayOfWeek() != java.time.DayOfWeek.SUNDAY) sunday = sunday.plusDays(1);
        assertEquals(
                new TreeSet<>(List.of("/from nobody-open", "/from quota-used", "/from too-close")),
                violations(enterprise.client().post("/api/visits", clinic.request(Clinic.at(sunday, 10, 0)))));
        var body = clinic.request(Clinic.at(day, 10, 2));
        body.put("contactPhone", "?");
        body.put("areas", List.of("ip"));
        assertEquals(
                new TreeSet<>(List.of("/areas not-of-this-type", "/contactPhone phone", "/from five-minutes")),
                violations(enterprise.client().post("/api/visits", body)));
        var past = clinic.request(Clinic.at(day.minusDays(40), 10, 0));
        past.put("files", List.of(UUID.randomUUID().toString()));
        past.put("programmeId", UUID.randomUUID().toString());
        assertTrue(violations(enterprise.client().post("/api/visits", past))
                .containsAll(List.of("/files no-such", "/programmeId no-programme")));
        var soon = violations(enterprise
                .client()
                .post(
                        "/api/visits",
                        clinic.request(Clinic.at(LocalDate.now(Json.ZONE).minusDays(7), 10, 0))));
        assertTrue(soon.containsAll(List.of("/from in-past", "/from too-soon")), soon::toString);
        var far = violations(enterprise
                .client()
                .post(
                        "/api/visits",
                        clinic.request(Clinic.at(LocalDate.now(Json.ZONE).plusDays(250), 10, 0))));
        assertTrue(far.contains("/from beyond-horizon"), far::toString);
    }

    @Test
    void who_is_taken_or_cannot_arrive_is_not_offered_and_the_nearest_times_are() {
        var clinic = new Clinic(1);
        var day = Clinic.day(12);
        requested(clinic, Clinic.at(day, 11, 0));
        var there = Stories.enterprise(YONGCHUAN).client();
        var taken = there.post("/api/visits", clinic.request(Clinic.at(day, 11, 30)))
                .expect(409, "slot-taken");
        assertEquals(3, taken.body().path("alternatives").size());
        // thirty minutes on the way from the visit that ends at 12:30, and as much to the one that begins at 11:00
        assertEquals(
                List.of("09:00", "13:00", "13:30"),
                each(taken.body().path("alternatives"))
                        .map(a -> a.path("from").asText().substring(11, 16))
                        .toList());
        // 巫溪 is hours away: the same day is out of reach
        var far = Stories.enterprise("500238").client();
        var unreachable = far.post("/api/visits", clinic.request(Clinic.at(day, 15, 0)));
        unreachable.expect(409, "slot-taken");
        // an expert who is away since a second ago
        Sql.run(
                "INSERT INTO blackout (resource_id, during, reason) VALUES (?, tstzrange(?::timestamptz,"
                        + " ?::timestamptz), '出差')",
                clinic.doctors.getFirst().resource(),
                Clinic.at(day, 13, 0).toString(),
                Clinic.at(day, 18, 0).toString());
        assertTrue(violations(there.post("/api/visits", clinic.request(Clinic.at(day, 14, 0))))
                .contains("/from nobody-open"));
    }

    @Test
    void times_that_a_rule_refuses_are_not_offered() {
        var clinic = new Clinic(1);
        var day = Clinic.soon();
        var id = requested(clinic, Clinic.at(day, 9, 0));
        var slots = "/api/visits/" + id + "/slots?from="
                + Clinic.at(day, 0, 0).toString().replace("+", "%2B") + "&to="
                + Clinic.at(day.plusDays(1), 0, 0).toString().replace("+", "%2B");
        assertTrue(
                enterprise.client().get(slots).expect(200).body().path("items").size() > 0);
        Sql.run("UPDATE programme SET notice_hours = 720 WHERE id = ?", clinic.programme);
        assertEquals(
                0,
                enterprise.client().get(slots).expect(200).body().path("items").size());
        // whoever need not give notice sees them
        assertTrue(district.get(slots).expect(200).body().path("items").size() > 0);
        Sql.run("UPDATE programme SET notice_hours = 24, gap_days = 7 WHERE id = ?", clinic.programme);
        // its own time is no other visit, but for a second one it is too close
        assertTrue(
                enterprise.client().get(slots).expect(200).body().path("items").size() > 0);
        var more =
                slots.replace(id, "").replace("//", "/") + "&type=" + clinic.type + "&programmeId=" + clinic.programme;
        assertEquals(
                0,
                enterprise.client().get(more).expect(200).body().path("items").size());
    }

    @Test
    void two_tabs_book_the_same_once() {
        var clinic = new Clinic(1);
        var body = clinic.request(Clinic.at(Clinic.day(15), 9, 30));
        var key = UUID.randomUUID().toString();
        var first = enterprise.client().post("/api/visits", body, key).expect(201);
        assertEquals(
                first.body(),
                enterprise.client().post("/api/visits", body, key).expect(201).body());
        enterprise.client().post("/api/visits", body).expect(409, "slot-taken");
    }

    @Test
    void a_visit_moves_with_its_number_and_leaves_the_old_time_free() {
        var clinic = new Clinic(2);
        var day = Clinic.day(11);
        var made = enterprise
                .client()
                .post("/api/visits", clinic.request(Clinic.at(day, 9, 0)))
                .expect(201);
        var id = made.text("id");
        var path = "/api/visits/" + id;
        var doctor = clinic.doctor(made.body().at("/team/0/id").asText());
        doctor.client().post(path + "/confirmation").expect(200);
        assertTrue(violations(enterprise
                        .client()
                        .post(
                                path + "/reschedule",
                                Map.of("from", Clinic.at(day, 9, 0).toString(), "reason", "出差")))
                .contains("/from same-time"));
        // half an hour later overlaps its own old time, which is free for it
        var moved = enterprise
                .client()
                .post(path + "/reschedule", Map.of("from", Clinic.at(day, 9, 30).toString(), "reason", "设备检修"))
                .expect(200);
        assertEquals("requested", moved.text("state"));
        assertEquals(made.text("number"), moved.text("number"));
        assertEquals(1, moved.body().path("moved").asInt());
        assertEquals("kept", moved.body().at("/details/assignment/mode").asText());
        var host = doctor.client()
                .post(path + "/reschedule", Map.of("from", Clinic.at(day, 14, 0).toString(), "reason", "上午有会"))
                .expect(200);
        assertEquals("confirmed", host.text("state"));
        assertEquals(3L, Sql.<Long>value("""
            WITH RECURSIVE line AS (
              SELECT b.id, b.predecessor_id FROM booking b JOIN visit v ON v.booking_id = b.id WHERE v.id = ?::uuid
              UNION ALL SELECT b.id, b.predecessor_id FROM booking b JOIN line ON b.id = line.predecessor_id)
            SELECT count(*) FROM line\
            """, id));
        var other = clinic.doctors.stream()
                .filter(d -> !d.equals(doctor))
                .findFirst()
                .orElseThrow();
        var candidates = district.get(path + "/candidates").expect(200).body().path("items");
        assertEquals(2, candidates.size());
        assertTrue(violations(district.post(
                        path + "/reassignment", Map.of("expertId", doctor.id().toString(), "reason", "专业对口")))
                .contains("/expertId in-team"));
        var reassigned = district.post(
                        path + "/reassignment", Map.of("expertId", other.id().toString(), "reason", "专业对口"))
                .expect(200);
        assertEquals(other.id().toString(), reassigned.body().at("/team/0/id").asText());
        assertEquals(
                "administrator",
                reassigned.body().at("/details/assignment/mode").asText());
        assertEquals("confirmed", reassigned.text("state"));
        doctor.client().get(path).expect(404);
        other.client()
                .post(path + "/reassignment", Map.of("expertId", doctor.id().toString(), "reason", "临时出差"))
                .expect(204);
        assertEquals("requested", doctor.client().get(path).expect(200).text("state"));
        enterprise
                .client()
                .post(path + "/cancellation", Map.of("reason", "不需要了"))
                .expect(200);
        enterprise
                .client()
                .post(path + "/reschedule", Map.of("from", Clinic.at(day, 9, 30).toString(), "reason", "设备检修"))
                .expect(409, "state-conflict");
        assertEquals(0L, Sql.<Long>value("""
            SELECT count(*) FROM booking_claim c JOIN booking b ON b.id = c.booking_id
            WHERE c.resource_id = ANY (?) AND c.holds\
            """, (Object)
                clinic.doctors.stream().map(Clinic.Doctor::resource).toArray(UUID[]::new)));
    }

    @Test
    void an_administrator_sets_rules_aside_visibly_and_nobody_else_can() {
        var clinic = new Clinic(1);
        var day = Clinic.day(12);
        var path = "/api/visits/" + requested(clinic, Clinic.at(day, 10, 0));
        // 08:30 at a place that is thirty minutes from where the day begins
        var early = Map.of("from", Clinic.at(day, 8, 30).toString(), "reason", "企业只有早上有空", "bypass", true);
        clinic.doctors.getFirst().client().post(path + "/reschedule", early).expect(409, "slot-taken");
        var moved = district.post(path + "/reschedule", early).expect(200);
        assertEquals("[\"unreachable\"]", moved.body().at("/details/bypassed").toString());
        assertEquals("企业只有早上有空", moved.body().at("/details/bypassReason").asText());
        assertEquals("confirmed", moved.text("state"));
    }

    @Test
    void late_notice_leaves_a_record_that_can_be_forgiven() {
        var clinic = new Clinic(1);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            var id = requested(clinic, Clinic.at(Clinic.day(10 + 7 * i), 9, 0));
            clinic.doctors
                    .getFirst()
                    .client()
                    .post("/api/visits/" + id + "/confirmation")
                    .expect(200);
            Clinic.backdate(id, -20 - 5 * i);
            var shown = enterprise.client().get("/api/visits/" + id).expect(200).body();
            assertEquals(
                    i == 0, shown.at("/details/consequence/cancellation/late").asBoolean());
            assertTrue(shown.at("/details/consequence/reschedule/late").asBoolean());
            var cancelled = enterprise
                    .client()
                    .post("/api/visits/" + id + "/cancellation", Map.of("reason", "临时停产"))
                    .expect(200);
            assertEquals(i == 0, cancelled.body().path("late").asBoolean());
            ids.add(id);
        }
        district.post("/api/visits/" + ids.getFirst() + "/excuse", Map.of("reason", "确因停电"))
                .expect(200);
        district.post("/api/visits/" + ids.getFirst() + "/excuse", Map.of("reason", "确因停电"))
                .expect(409, "state-conflict");
        district.post("/api/visits/" + ids.getLast() + "/excuse", Map.of("reason", "没有记录"))
                .expect(409, "state-conflict");
    }

    @Test
    void whoever_was_not_there_is_named() {
        var clinic = new Clinic(1);
        var doctor = clinic.doctors.getFirst().client();
        var id = requested(clinic, Clinic.at(Clinic.day(10), 9, 0));
        doctor.post("/api/visits/" + id + "/confirmation").expect(200);
        Clinic.backdate(id, 1);
        var missed = doctor.post("/api/visits/" + id + "/absence", Map.of("reason", "厂门紧闭，电话无人接听"))
                .expect(200);
        assertEquals("missed", missed.text("state"));
        assertTrue(missed.body().path("late").asBoolean());
        var other = requested(clinic, Clinic.at(Clinic.day(12), 9, 0));
        doctor.post("/api/visits/" + other + "/confirmation").expect(200);
        Clinic.backdate(other, 3);
        var nobody = enterprise
                .client()
                .post("/api/visits/" + other + "/absence", Map.of("reason", "等了一小时专家未到"))
                .expect(200);
        assertEquals("expert-missed", nobody.text("state"));
        assertFalse(nobody.body().path("late").asBoolean());
    }

    @Test
    void what_nobody_confirms_in_time_lapses_and_counts_for_nothing() {
        var clinic = new Clinic(1, 1, 1, 0);
        var day = Clinic.day(9);
        var id = requested(clinic, Clinic.at(day, 9, 0));
        Sql.run("UPDATE visit SET due_at = now() - interval '1 minute' WHERE id = ?::uuid", id);
        TestServer.app().diagnosis.deadlines.round().await();
        var lapsed = enterprise.client().get("/api/visits/" + id).expect(200);
        assertEquals("expired", lapsed.text("state"));
        requested(clinic, Clinic.at(day, 9, 0));
    }
}
