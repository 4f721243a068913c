package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever looks at a calendar hears that it changed, experts hear of their visits, and nobody is flooded. */
class LiveCalendarTest {
    private final Clinic clinic = new Clinic(1);
    private final Clinic.Doctor doctor = clinic.doctors.getFirst();
    private final LocalDate day = Clinic.day(15);
    private final Client enterprise = Stories.enterprise(Clinic.YONGCHUAN).client();

    private static EventStream.Message slots(EventStream stream) throws InterruptedException {
        while (true) {
            var message = stream.next();
            if (message.event().equals("slots")) return message;
        }
    }

    @Test
    void a_booking_an_absence_and_new_hours_are_told_to_whoever_looks() throws InterruptedException {
        var onlooker = Stories.enterprise(Stories.BEIBEI).client();
        try (var stream = EventStream.watching(onlooker, doctor.resource())) {
            var visit = enterprise
                    .post("/api/visits", clinic.request(Clinic.at(day, 10, 0)))
                    .expect(201);
            var told = slots(stream);
            assertEquals(doctor.resource().toString(), told.data().path("id").asText());
            // that something changed, not what or whose
            assertEquals(3, told.data().size());
            doctor.client()
                    .post(
                            "/api/resources/" + doctor.resource() + "/blackouts",
                            Map.of(
                                    "from", Clinic.at(day, 14, 0).toString(),
                                    "to", Clinic.at(day, 15, 0).toString(),
                                    "reason", "会议"))
                    .expect(201);
            slots(stream);
            enterprise
                    .post("/api/visits/" + visit.text("id") + "/cancellation", Map.of("reason", "不需要了"))
                    .expect(200);
            slots(stream);
        }
    }

    @Test
    void many_changes_at_once_are_told_in_few_frames() throws InterruptedException {
        try (var stream = EventStream.watching(enterprise, doctor.resource())) {
            Sql.run("""
                INSERT INTO event (subject_kind, subject_id, action, detail)
                SELECT 'resource', ?, 'hours', jsonb_build_object('calendars', jsonb_build_array(?::text))
                FROM generate_series(1, 300)\
                """, doctor.resource(), doctor.resource());
            var seen = new ArrayList<>(List.of(slots(stream)));
            // some later ones: by then all of the 300 have been told
            for (int i = 0; i < 3; i++) {
                UUID later = Sql.value("""
                    INSERT INTO event (subject_kind, subject_id, action, enterprise_id)
                    SELECT 'order', gen_random_uuid(), 'rework', a.organisation_id FROM account a WHERE a.id = ?
                    RETURNING subject_id\
                    """, enterprise.accountId);
                seen.addAll(stream.until(later));
            }
            long told = seen.stream().filter(m -> m.event().equals("slots")).count();
            assertTrue(told < 10, told + " frames for 300 changes");
        }
    }

    @Test
    void an_expert_hears_of_the_own_visits_and_of_no_others() throws InterruptedException {
        var other = new Clinic(1);
        try (var stream = EventStream.of(doctor.client())) {
            enterprise.post("/api/visits", other.request(Clinic.at(day, 10, 0))).expect(201);
            var own = enterprise
                    .post("/api/visits", clinic.request(Clinic.at(day, 13, 0)))
                    .expect(201)
                    .text("id");
            var first = stream.next();
            assertEquals("visit", first.event());
            assertEquals(own, first.data().path("id").asText());
            assertEquals("visit.request", stream.next().data().path("action").asText());
        }
    }

    @Test
    void a_calendar_that_is_none_is_refused() {
        enterprise.get("/api/events/stream?calendars=x").expect(422, "invalid");
    }
}
