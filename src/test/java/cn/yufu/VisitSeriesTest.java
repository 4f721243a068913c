package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A visit that comes again: all of it or, with the reasons, none of it; and one with all that follow moves or ends. */
class VisitSeriesTest {
    private final Client enterprise = Stories.enterprise(Clinic.YONGCHUAN).client();
    private final LocalDate day = Clinic.weekly(5);

    private Client.Reply asked(Clinic clinic, int count, List<LocalDate> except) {
        var body = new HashMap<>(clinic.request(Clinic.at(day, 10, 0)));
        body.put(
                "repeat",
                Map.of(
                        "unit",
                        "week",
                        "every",
                        1,
                        "count",
                        count,
                        "except",
                        except.stream().map(LocalDate::toString).toList()));
        return enterprise.post("/api/visit-series", body);
    }

    private static List<String> days(JsonNode visits) {
        return StreamSupport.stream(visits.spliterator(), false)
                .map(visit -> visit.path("from").asText().substring(0, 16))
                .toList();
    }

    private static List<String> errors(Client.Reply reply) {
        return StreamSupport.stream(
                        reply.expect(422, "invalid").body().path("errors").spliterator(), false)
                .map(e -> e.path("pointer").asText() + " " + e.path("code").asText())
                .toList();
    }

    private static long mails(Client reader) {
        return Sql.<Long>value(
                "SELECT count(*) FROM notification WHERE account_id = ? AND mail_state <> 'none'", reader.accountId);
    }

    @Test
    void it_is_requested_together_by_the_same_experts_in_one_message() {
        var clinic = new Clinic(3);
        var made = asked(clinic, 3, List.of()).expect(201).body();
        var visits = made.path("items");
        assertEquals(List.of(day + "T10:00", day.plusWeeks(1) + "T10:00", day.plusWeeks(2) + "T10:00"), days(visits));
        var lead = visits.at("/0/team/0/id").asText();
        for (var visit : visits) {
            assertEquals(lead, visit.at("/team/0/id").asText());
            assertEquals(made.path("id"), visit.at("/details/seriesId"));
        }
        assertEquals(1, mails(clinic.doctor(lead).client()));
        var told = clinic.doctor(lead).client().get("/api/notifications").body().path("items");
        assertEquals(3, told.size());
        assertTrue(told.get(2).path("text").asText().contains("共 3 次"), told::toString);
    }

    @Test
    void each_names_all_of_its_series_and_an_expert_opens_only_the_own() {
        var clinic = new Clinic(2);
        var visits = asked(clinic, 3, List.of()).expect(201).body().path("items");
        var second = visits.at("/1/id").asText();
        enterprise
                .post("/api/visits/" + second + "/cancellation", Map.of("reason", "不需要了"))
                .expect(200);
        var city = Stories.cityAdmin();
        var lead = visits.at("/0/team/0/id").asText();
        var other = clinic.doctors.stream()
                .filter(d -> !d.id().toString().equals(lead))
                .findFirst()
                .orElseThrow();
        city.post(
                        "/api/visits/" + visits.at("/2/id").asText() + "/reassignment",
                        Map.of("expertId", other.id(), "reason", "熟悉该行业"))
                .expect(200);
        assertEquals(
                List.of("0 requested true", "1 cancelled true", "2 confirmed true"),
                series(enterprise, visits, second));
        assertEquals(
                List.of("0 requested false", "1 cancelled false", "2 confirmed true"),
                series(other.client(), visits, visits.at("/2/id").asText()));
        assertEquals(3, series(city, visits, second).size());
        var single = enterprise
                .post("/api/visits", clinic.request(Clinic.at(day, 14, 0)))
                .expect(201);
        assertEquals(0, single.body().at("/details/series").size());
    }

    private static List<String> series(Client reader, JsonNode visits, String id) {
        var ids = StreamSupport.stream(visits.spliterator(), false)
                .map(visit -> visit.path("number").asText())
                .toList();
        return StreamSupport.stream(
                        reader.get("/api/visits/" + id)
                                .expect(200)
                                .body()
                                .at("/details/series")
                                .spliterator(),
                        false)
                .map(one -> ids.indexOf(one.path("number").asText()) + " "
                        + one.path("state").asText() + " " + one.path("visible").asBoolean())
                .toList();
    }

    @Test
    void what_is_not_possible_is_named_and_may_be_left_out() {
        var clinic = new Clinic(1);
        Stories.enterprise(Clinic.YONGCHUAN)
                .client()
                .post("/api/visits", clinic.request(Clinic.at(day.plusWeeks(1), 10, 0)))
                .expect(201);
        clinic.doctors
                .getFirst()
                .client()
                .post(
                        "/api/resources/" + clinic.doctors.getFirst().resource() + "/blackouts",
                        Map.of(
                                "from", Clinic.at(day.plusWeeks(3), 0, 0).toString(),
                                "to", Clinic.at(day.plusWeeks(4), 0, 0).toString(),
                                "reason", "休假"))
                .expect(201);
        var refused = asked(clinic, 4, List.of());
        assertEquals(List.of("/occurrences/1 slot-taken", "/occurrences/3 nobody-open"), errors(refused));
        assertTrue(refused.body().at("/errors/0/detail").asText().startsWith(day.plusWeeks(1) + "："));
        // nothing of it was booked
        assertEquals(0, enterprise.get("/api/visits").body().path("items").size());
        var made = asked(clinic, 4, List.of(day.plusWeeks(1), day.plusWeeks(3))).expect(201);
        assertEquals(2, made.body().path("items").size());
        assertEquals(List.of("/repeat/except nothing-left"), errors(asked(clinic, 2, List.of(day, day.plusWeeks(1)))));
        var few = new Clinic(1, 1, 2, 0);
        assertEquals(List.of("/occurrences/2 quota-used"), errors(asked(few, 3, List.of())));
    }

    @Test
    void this_one_or_this_and_following_move_and_end() {
        var clinic = new Clinic(1);
        var visits = asked(clinic, 4, List.of()).expect(201).body().path("items");
        var second = "/api/visits/" + visits.at("/1/id").asText();
        var third = "/api/visits/" + visits.at("/2/id").asText();
        // a week later each: into what the one after has left
        enterprise
                .post(
                        second + "/reschedule",
                        Map.of(
                                "from",
                                Clinic.at(day.plusWeeks(2), 14, 0).toString(),
                                "reason",
                                "设备检修",
                                "following",
                                true))
                .expect(200);
        assertEquals(
                List.of(
                        day + "T10:00",
                        day.plusWeeks(2) + "T14:00",
                        day.plusWeeks(3) + "T14:00",
                        day.plusWeeks(4) + "T14:00"),
                days(enterprise.get("/api/visits?sort=start").body().path("items")));
        var gone = enterprise
                .post(third + "/cancellation", Map.of("reason", "不需要了", "following", true))
                .expect(200);
        assertEquals("cancelled", gone.text("state"));
        assertEquals(
                List.of("requested", "requested", "cancelled", "cancelled"),
                StreamSupport.stream(
                                enterprise
                                        .get("/api/visits?sort=start")
                                        .body()
                                        .path("items")
                                        .spliterator(),
                                false)
                        .map(visit -> visit.path("state").asText())
                        .toList());
        enterprise.post(second + "/cancellation", Map.of("reason", "不需要了")).expect(200);
        assertEquals(
                "requested",
                enterprise.get("/api/visits/" + visits.at("/0/id").asText()).text("state"));
        enterprise
                .post(second + "/cancellation", Map.of("reason", "不需要了", "following", true))
                .expect(409, "state-conflict");
    }
}
