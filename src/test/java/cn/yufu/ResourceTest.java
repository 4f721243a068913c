package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A calendar as its keepers write it and as everybody else reads it. */
class ResourceTest {
    private final Clinic clinic = new Clinic(1);
    private final Clinic.Doctor doctor = clinic.doctors.getFirst();
    private final String path = "/api/resources/" + doctor.resource();
    private final Client enterprise = Stories.enterprise(Clinic.YONGCHUAN).client();
    private final LocalDate day = Clinic.day(20);

    private static String window(LocalDate day) {
        return "from=" + Clinic.at(day, 0, 0).toString().replace("+", "%2B") + "&to="
                + Clinic.at(day.plusDays(1), 0, 0).toString().replace("+", "%2B");
    }

    /** What is free on a day, as 08:30-18:00. */
    private List<String> free(LocalDate on) {
        var shown =
                enterprise.get(path + "/slots?" + window(on)).expect(200).body().path("free");
        return StreamSupport.stream(shown.spliterator(), false)
                .map(free -> hour(free.at("/span/from")) + "-" + hour(free.at("/span/to")))
                .toList();
    }

    private static String hour(JsonNode at) {
        return at.asText().substring(11, 16);
    }

    private String etag() {
        return doctor.client().get(path).expect(200).header("ETag");
    }

    @Test
    void hours_and_exceptions_are_what_can_be_booked() {
        assertEquals(List.of("08:30-18:00"), free(day));
        var weekday = day.getDayOfWeek().getValue();
        var exception = day.plusDays(7);
        var shown = doctor.client()
                .patch(
                        path,
                        Map.of(
                                "openings",
                                List.of(
                                        Map.of("weekday", weekday, "opens", "09:00", "closes", "12:00"),
                                        Map.of("weekday", weekday, "opens", "14:00", "closes", "24:00")),
                                "exceptions",
                                List.of(Map.of(
                                        "day",
                                        exception.toString(),
                                        "opens",
                                        "10:00",
                                        "closes",
                                        "11:00",
                                        "reason",
                                        "年会"))),
                        etag())
                .expect(200)
                .body();
        assertTrue(shown.path("editable").asBoolean());
        assertEquals("24:00", shown.at("/openings/1/closes").asText());
        assertEquals(List.of("09:00-12:00", "14:00-00:00"), free(day));
        assertEquals(List.of("10:00-11:00"), free(exception));
        // what is not given stays: the week goes on beside other exceptions, and a buffer is taken off what is free
        doctor.client()
                .patch(path, Map.of("exceptions", List.of(Map.of("day", exception.toString()))), etag())
                .expect(200);
        assertEquals(List.of(), free(exception));
        assertEquals(List.of("09:00-12:00", "14:00-00:00"), free(day));
        doctor.client().patch(path, Map.of("beforeMinutes", 30), etag()).expect(200);
        var kept = enterprise.get(path).expect(200).body();
        assertFalse(kept.path("editable").asBoolean());
        assertEquals(30, kept.path("beforeMinutes").asInt());
        assertEquals(1, kept.path("exceptions").size());
        assertEquals(2, kept.path("openings").size());
    }

    @Test
    void wrong_hours_are_all_named_at_once() {
        var yesterday = LocalDate.now(cn.yufu.http.Json.ZONE).minusDays(1);
        var refused = doctor.client()
                .patch(
                        path,
                        Map.of(
                                "calendar",
                                "always",
                                "afterMinutes",
                                -1,
                                "openings",
                                List.of(
                                        Map.of("weekday", 8, "opens", "25:00", "closes", "26:00"),
                                        Map.of("weekday", 1, "opens", "18:00", "closes", "08:00")),
                                "exceptions",
                                List.of(Map.of("day", yesterday.toString()))),
                        etag())
                .expect(422, "invalid");
        var codes = StreamSupport.stream(refused.body().path("errors").spliterator(), false)
                .map(error -> error.path("pointer").asText() + " "
                        + error.path("code").asText())
                .toList();
        assertEquals(
                List.of(
                        "/afterMinutes out-of-range",
                        "/calendar choice",
                        "/openings/0/weekday out-of-range",
                        "/openings/0/opens hour",
                        "/openings/0/closes hour",
                        "/openings/1/closes end-before-start",
                        "/exceptions/0/day past-date"),
                codes.stream()
                        .filter(code -> !code.equals("/openings/0/closes end-before-start"))
                        .toList());
        assertEquals(List.of("08:30-18:00"), free(day));
        enterprise
                .get(path + "/slots?from=2026-12-02T00:00:00Z&to=2026-12-01T00:00:00Z")
                .expect(422);
        enterprise.get(path + "/slots?to=2099-12-01T00:00:00Z").expect(422);
        enterprise.get(path + "/slots?from=%2B292278-12-01T00:00:00Z").expect(422);
    }

    @Test
    void an_absence_names_the_bookings_that_it_hits_and_ends_none() {
        var visit = enterprise
                .post("/api/visits", clinic.request(Clinic.at(day, 10, 0)))
                .expect(201);
        UUID booking = Sql.value("SELECT booking_id FROM visit WHERE id = ?", visit.id());
        var away = Map.of(
                "from",
                Clinic.at(day, 11, 0).toString(),
                "to",
                Clinic.at(day, 14, 0).toString(),
                "reason",
                "住院检查");
        var made = doctor.client().post(path + "/blackouts", away).expect(201);
        assertEquals(1, made.body().path("affected").size());
        assertEquals(booking.toString(), made.body().at("/affected/0/bookingId").asText());
        assertEquals("10:00", hour(made.body().at("/affected/0/during/from")));
        assertEquals("requested", enterprise.get("/api/visits/" + visit.id()).text("state"));
        assertEquals(List.of("08:30-10:00", "14:00-18:00"), free(day));
        // why somebody is away is between them and those who keep the calendar
        assertEquals(
                "住院检查",
                doctor.client().get(path).body().at("/blackouts/0/reason").asText());
        assertEquals("", enterprise.get(path).body().at("/blackouts/0/reason").asText());
        assertTrue(made.header("Location").endsWith(made.text("id")));
        doctor.client().delete(made.header("Location")).expect(204);
        doctor.client().delete(made.header("Location")).expect(404);
        assertEquals(List.of("08:30-10:00", "11:30-18:00"), free(day));
        doctor.client()
                .post(path + "/blackouts", Map.of("from", away.get("to"), "to", away.get("from"), "reason", "反了"))
                .expect(422);
    }

    @Test
    void of_two_keepers_who_write_at_once_one_is_told() throws Exception {
        var city = Stories.cityAdmin();
        var seen = etag();
        List<Callable<Integer>> writes = IntStream.range(0, 6)
                .<Callable<Integer>>mapToObj(i -> () -> (i % 2 == 0 ? city : doctor.client())
                        .patch(path, Map.of("afterMinutes", i), seen)
                        .status())
                .toList();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = pool.invokeAll(writes).stream()
                    .map(f -> f.resultNow())
                    .sorted()
                    .toList();
            assertEquals(List.of(200, 412, 412, 412, 412, 412), answers);
        }
        assertNotEquals(seen, etag());
        doctor.client().send("PATCH", path, Map.of("afterMinutes", 5), Map.of()).expect(428);
    }

    @Test
    void somebody_elses_calendar_can_be_read_and_not_written() {
        var other = new Clinic(1).doctors.getFirst().client();
        var span = Map.of(
                "from",
                Clinic.at(day, 9, 0).toString(),
                "to",
                Clinic.at(day, 10, 0).toString(),
                "reason",
                "占用");
        for (var stranger : List.of(other, enterprise)) {
            stranger.get(path).expect(200);
            stranger.patch(path, Map.of("afterMinutes", 5), etag()).expect(404);
            stranger.post(path + "/blackouts", span).expect(404);
        }
        Stories.auditor().patch(path, Map.of("afterMinutes", 5), etag()).expect(403);
        enterprise.get("/api/resources/" + UUID.randomUUID() + "/slots").expect(404);
    }

    @Test
    void a_house_full_of_calendars_comes_in_one_answer() {
        var ids = IntStream.range(0, 50)
                .mapToObj(i -> Desk.resource("工位" + i, 1 + i % 3, 0, 0).toString())
                .toList();
        var sheet = enterprise
                .get("/api/slots?resources=" + String.join(",", ids) + "&" + window(day) + "&minutes=60")
                .expect(200)
                .body()
                .path("items");
        assertEquals(
                ids,
                StreamSupport.stream(sheet.spliterator(), false)
                        .map(item -> item.path("resourceId").asText())
                        .toList());
        assertEquals(3, sheet.at("/2/free/0/units").asInt());
        assertEquals(47, sheet.at("/0/starts").size());
        enterprise
                .get("/api/slots?resources=" + String.join(",", ids) + "," + UUID.randomUUID())
                .expect(422);
        enterprise.get("/api/slots?resources=x").expect(422);
        enterprise.get("/api/slots").expect(422);
    }
}
