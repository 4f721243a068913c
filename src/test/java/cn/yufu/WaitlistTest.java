package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.http.Json;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Waiting for a visit: who is offered what, for how long, and in which order, also when everything happens at once. */
class WaitlistTest {
    private final LocalDate day = Clinic.day(15);

    private static Client enterprise() {
        return Stories.enterprise(Clinic.YONGCHUAN).client();
    }

    /** An expert's whole day is taken by one visit after another; yields the visits. */
    private List<String> full(Clinic clinic, Client by) {
        // two visits of ninety minutes with thirty on the way leave no room for a third between 10:00 and 16:00
        var ids = new ArrayList<String>();
        for (var hour : List.of(9, 11, 13, 15))
            ids.add(by.post("/api/visits", clinic.request(Clinic.at(day, hour, 30)))
                    .expect(201)
                    .text("id"));
        return ids;
    }

    private Map<String, Object> wish(Clinic clinic) {
        var body = new HashMap<>(clinic.request(Clinic.at(day, 9, 0)));
        body.remove("from");
        body.put("firstDay", day.toString());
        body.put("lastDay", day.toString());
        return body;
    }

    private Client.Reply waits(Client client, Map<String, Object> wish) {
        return client.post("/api/visits/waiting", wish).expect(201);
    }

    private static void look() {
        TestServer.app().waitlist.look();
    }

    private static Client.Reply shown(Client client, Client.Reply joined) {
        return client.get("/api/waitlist/" + joined.text("id")).expect(200);
    }

    private static void cancel(Client client, String visit) {
        client.post("/api/visits/" + visit + "/cancellation", Map.of("reason", "不需要了"))
                .expect(200);
    }

    private static Client.Reply step(Client client, Client.Reply joined, String step) {
        return client.post("/api/waitlist/" + joined.text("id") + "/" + step);
    }

    private int reserved(Client client, Clinic clinic) {
        var offer = client.get("/api/programmes?type=" + clinic.type + "&day=" + day)
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(p -> p.path("id").asText().equals(clinic.programme.toString()))
                .findFirst()
                .orElseThrow()
                .path("offer");
        assertEquals(1, offer.path("used").asInt());
        return offer.path("reserved").asInt();
    }

    @Test
    void the_oldest_is_offered_what_becomes_free_and_takes_it() {
        var clinic = new Clinic(1);
        var busy = enterprise();
        var visits = full(clinic, busy);
        var first = enterprise();
        var second = enterprise();
        var older = waits(first, wish(clinic));
        var younger = waits(second, wish(clinic));
        assertEquals("waiting", older.text("state"));
        assertEquals("[\"leaving\"]", older.body().path("steps").toString());
        assertTrue(older.body().path("position").asInt()
                < younger.body().path("position").asInt());
        first.post("/api/visits/waiting", wish(clinic)).expect(409, "duplicate");
        second.get("/api/waitlist/" + older.text("id")).expect(404);
        look();
        assertEquals("waiting", shown(first, older).text("state"));

        cancel(busy, visits.get(1));
        look();
        var offered = shown(first, older);
        assertEquals("offered", offered.text("state"));
        assertTrue(offered.body().path("position").isNull());
        assertTrue(offered.body().at("/offer/from").asText().compareTo(day.toString()) > 0);
        assertEquals(
                clinic.doctors.getFirst().id().toString(),
                offered.body().at("/offer/detail/team/0").asText());
        assertEquals(1, reserved(first, clinic));
        // what is held for one is free for nobody, and the next waits on
        assertEquals("waiting", shown(second, younger).text("state"));
        enterprise()
                .post(
                        "/api/visits",
                        clinic.request(OffsetDateTime.parse(
                                offered.body().at("/offer/from").asText())))
                .expect(409, "slot-taken");
        assertTrue(StreamSupport.stream(
                        first.get("/api/notifications").body().path("items").spliterator(), false)
                .anyMatch(notice -> notice.path("kind").asText().equals("waiting.offer")));
        String address = Sql.value("SELECT email FROM account WHERE id = ?", first.accountId);
        assertTrue(Mails.await(address, "候补有空位了").text().contains("已为您保留"));

        var taken = step(first, older, "acceptance").expect(200);
        assertEquals("taken", taken.text("state"));
        assertEquals(0, reserved(first, clinic));
        var visit = first.get("/api/visits/" + taken.text("resultId")).expect(200);
        assertEquals("requested", visit.text("state"));
        assertEquals(offered.body().at("/offer/from"), visit.body().path("from"));
        assertEquals("automatic", visit.body().at("/details/assignment/mode").asText());
        step(first, older, "acceptance").expect(409, "state-conflict");
        clinic.doctors
                .getFirst()
                .client()
                .post("/api/visits/" + visit.text("id") + "/confirmation")
                .expect(200);

        // whoever took it and cancels is not put back: it is the next one's
        cancel(first, visit.text("id"));
        look();
        assertEquals("taken", shown(first, older).text("state"));
        assertEquals("offered", shown(second, younger).text("state"));
    }

    @Test
    void an_offer_ends_at_its_deadline_or_when_it_begins_and_goes_to_the_next() {
        var clinic = new Clinic(1);
        var busy = enterprise();
        var visits = full(clinic, busy);
        var first = enterprise();
        var second = enterprise();
        var older = waits(first, wish(clinic));
        var younger = waits(second, wish(clinic));
        cancel(busy, visits.get(2));
        look();
        var offer = shown(first, older).body().path("offer");
        var until = OffsetDateTime.parse(offer.path("until").asText());
        java.sql.Timestamp workday = Sql.value("SELECT working_days_after(now(), 1)");
        assertEquals(workday.toInstant(), until.toInstant());
        Sql.run("UPDATE waiting SET offer_until = now() - interval '1 second' WHERE id = ?", older.id());
        step(first, older, "acceptance").expect(409, "state-conflict");
        TestServer.app().waitlist.round();
        look();
        assertEquals("lapsed", shown(first, older).text("state"));
        assertEquals("offered", shown(second, younger).text("state"));
        assertEquals(offer.path("from"), shown(second, younger).body().at("/offer/from"));
        // declined by the second, who waits on: not offered again, but the next free time is
        var on = step(second, younger, "waiting-on").expect(200);
        assertEquals("waiting", on.text("state"));
        look();
        assertEquals("waiting", shown(second, younger).text("state"));
        cancel(busy, visits.get(0));
        look();
        assertNotEquals(offer.path("from"), shown(second, younger).body().at("/offer/from"));
        assertEquals("declined", step(second, younger, "decline").expect(200).text("state"));
        assertEquals(
                0L,
                Sql.<Long>value(
                        "SELECT count(*) FROM booking b JOIN waiting w ON w.booking_id = b.id WHERE b.holds AND w.id ="
                                + " ?",
                        younger.id()));
    }

    @Test
    void a_start_that_is_near_ends_the_offer_first() {
        var clinic = new Clinic(1);
        Sql.run("UPDATE programme SET notice_hours = 0 WHERE id = ?", clinic.programme);
        // open day and night from now on, so that something is free in an hour or so
        Sql.run(
                "DELETE FROM opening WHERE resource_id = ?",
                clinic.doctors.getFirst().resource());
        Sql.run(
                "UPDATE resource SET calendar = 'every-day' WHERE id = ?",
                clinic.doctors.getFirst().resource());
        Sql.run("""
            INSERT INTO opening (resource_id, weekday, opens, closes)
            SELECT ?, d, '00:00', '24:00' FROM generate_series(1, 7) AS d\
            """, clinic.doctors.getFirst().resource());
        var client = enterprise();
        var soon = wish(clinic);
        soon.put("firstDay", LocalDate.now(Json.ZONE).toString());
        soon.put("lastDay", LocalDate.now(Json.ZONE).plusDays(1).toString());
        var joined = waits(client, soon);
        look();
        var offer = shown(client, joined).body().path("offer");
        assertFalse(OffsetDateTime.parse(offer.path("until").asText())
                .isAfter(OffsetDateTime.parse(offer.path("from").asText())));
    }

    @Test
    void days_weekdays_and_halves_are_kept_to_and_a_group_stays_together() {
        var pair = new Clinic(2, 2, 50, 0);
        var one = pair.doctors.getFirst();
        var path = "/api/resources/" + one.resource() + "/blackouts";
        var away = one.client()
                .post(
                        path,
                        Map.of(
                                "from", Clinic.at(day, 0, 0).toString(),
                                "to", Clinic.at(day.plusDays(1), 0, 0).toString(),
                                "reason", "培训"))
                .expect(201);
        var client = enterprise();
        var wish = wish(pair);
        wish.put("part", "afternoon");
        wish.put("weekdays", List.of(day.getDayOfWeek().getValue()));
        var joined = waits(client, wish);
        look();
        // one of the two could come
        assertEquals("waiting", shown(client, joined).text("state"));
        assertEquals(2, joined.body().path("units").asInt());
        one.client().delete(path + "/" + away.text("id")).expect(204);
        look();
        var offer = shown(client, joined).body().path("offer");
        assertEquals(2, offer.at("/detail/team").size());
        assertTrue(OffsetDateTime.parse(offer.path("from").asText()).getHour() >= 12);
        assertEquals(2L, Sql.<Long>value("""
            SELECT count(*) FROM booking_claim c JOIN waiting w ON w.booking_id = c.booking_id
            WHERE c.holds AND w.id = ?\
            """, joined.id()));
    }

    @Test
    void wrong_wishes_and_days_that_are_over_end() {
        var clinic = new Clinic(1);
        var client = enterprise();
        var wrong = wish(clinic);
        wrong.put("lastDay", day.minusDays(1).toString());
        wrong.put("weekdays", List.of(8));
        wrong.put("part", "night");
        var errors =
                client.post("/api/visits/waiting", wrong).expect(422).body().path("errors");
        assertEquals(
                List.of("/weekdays out-of-range", "/part choice", "/lastDay end-before-start"),
                StreamSupport.stream(errors.spliterator(), false)
                        .map(e -> e.path("pointer").asText() + " "
                                + e.path("code").asText())
                        .toList());
        full(clinic, enterprise());
        var joined = waits(client, wish(clinic));
        var left = enterprise();
        var other = waits(left, wish(clinic));
        assertEquals("left", step(left, other, "leaving").expect(200).text("state"));
        step(left, other, "leaving").expect(409, "state-conflict");
        Sql.run(
                "UPDATE waiting SET first_day = current_date - 9, last_day = current_date - 2 WHERE id = ?",
                joined.id());
        TestServer.app().waitlist.round();
        assertEquals("over", shown(client, joined).text("state"));
    }

    @Test
    void two_cancellations_and_several_who_wait_at_once_serve_the_oldest_each_once() throws Exception {
        var clinic = new Clinic(1);
        var busy = enterprise();
        var visits = full(clinic, busy);
        var clients = IntStream.range(0, 4).mapToObj(i -> enterprise()).toList();
        var places = clients.stream().map(client -> waits(client, wish(clinic))).toList();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var acts = new ArrayList<java.util.concurrent.Callable<Void>>();
            for (var visit : List.of(visits.get(0), visits.get(3)))
                acts.add(() -> {
                    cancel(busy, visit);
                    return null;
                });
            for (int i = 0; i < 3; i++)
                acts.add(() -> {
                    look();
                    return null;
                });
            for (var done : pool.invokeAll(acts)) done.get();
        }
        look();
        var states = IntStream.range(0, 4)
                .mapToObj(i -> shown(clients.get(i), places.get(i)).text("state"))
                .toList();
        assertEquals(List.of("offered", "offered", "waiting", "waiting"), states);
    }

    @Test
    void an_acceptance_at_the_instant_of_expiry_is_one_or_the_other() throws Exception {
        var clinic = new Clinic(6);
        int taken = 0;
        for (int i = 0; i < 12; i++) {
            var client = enterprise();
            var joined = waits(client, wish(clinic));
            look();
            assertEquals("offered", shown(client, joined).text("state"));
            Sql.run(
                    "UPDATE waiting SET offer_until = clock_timestamp() + ? * interval '1 millisecond' WHERE id = ?",
                    2 * i,
                    joined.id());
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                var accepted = pool.submit(() -> step(client, joined, "acceptance"));
                for (int k = 0; k < 3; k++)
                    pool.submit(() -> TestServer.app().waitlist.round()).get();
                int status = accepted.get().status();
                assertTrue(status == 200 || status == 409, "answered " + status);
                TestServer.app().waitlist.round();
                var state = shown(client, joined).text("state");
                assertEquals(status == 200 ? "taken" : "lapsed", state);
                String booking = Sql.value(
                        "SELECT b.state FROM booking b JOIN waiting w ON w.booking_id = b.id WHERE w.id = ?",
                        joined.id());
                assertEquals(status == 200 ? "held" : "expired", booking);
                long visits = Sql.<Long>value(
                        "SELECT count(*) FROM visit v JOIN waiting w ON w.booking_id = v.booking_id WHERE w.id = ?",
                        joined.id());
                assertEquals(status == 200 ? 1 : 0, visits);
                if (status == 200) taken++;
            }
        }
        assertTrue(taken < 12, "at least the one that had ended is refused");
    }

    @Test
    void a_slot_that_is_set_free_is_offered_without_anybody_asking() throws InterruptedException {
        var clinic = new Clinic(1);
        var busy = enterprise();
        var visits = full(clinic, busy);
        var client = enterprise();
        var joined = waits(client, wish(clinic));
        cancel(busy, visits.get(1));
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!shown(client, joined).text("state").equals("offered") && System.nanoTime() < end) Thread.sleep(50);
        assertEquals("offered", shown(client, joined).text("state"));
        UUID booking = Sql.value("SELECT booking_id FROM waiting WHERE id = ?", joined.id());
        assertEquals("held", Sql.<String>value("SELECT state FROM booking WHERE id = ?", booking));
    }
}
