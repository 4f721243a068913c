package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.booking.Reminders;
import cn.yufu.diagnosis.Diagnosis;
import cn.yufu.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Who is reminded of which visits, and that nobody is told twice, too late, or of what is no more. */
class ReminderTest {
    private final Clinic clinic = new Clinic(1);
    private final Clinic.Doctor doctor = clinic.doctors.getFirst();
    private final Client enterprise = Stories.enterprise(Clinic.YONGCHUAN).client();

    /** Several visits on different days, confirmed. */
    private List<String> confirmed(int count) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var id = enterprise
                    .post("/api/visits", clinic.request(Clinic.at(Clinic.day(20 + 7 * i), 10, 0)))
                    .expect(201)
                    .text("id");
            doctor.client().post("/api/visits/" + id + "/confirmation").expect(200);
            ids.add(id);
        }
        return ids;
    }

    /** As if they had been agreed on long ago, and began at these times; all at once, for reminders go out at any time. */
    private static void begin(List<String> visits, List<OffsetDateTime> times, Duration agreedBefore) {
        Sql.run(
                """
                WITH t AS (
                  SELECT v.id, v.booking_id, x.at::timestamptz AS at, x.at::timestamptz - ?::interval AS agreed
                  FROM unnest(?::uuid[], ?::text[]) AS x (id, at) JOIN visit v ON v.id = x.id
                ), moved AS (
                  UPDATE booking b SET during = tstzrange(t.at, t.at + interval '90 minutes'), created_at = t.agreed
                  FROM t WHERE b.id = t.booking_id
                )
                UPDATE visit v SET confirmed_at = CASE WHEN v.confirmed_at IS NOT NULL THEN t.agreed END
                FROM t WHERE v.id = t.id\
                """,
                agreedBefore.toSeconds() + " s",
                visits.toArray(String[]::new),
                times.stream().map(OffsetDateTime::toString).toArray(String[]::new));
    }

    private static void round() {
        new Reminders(TestServer.app().db, List.of(Diagnosis.REMINDED)).round().await();
    }

    private static List<JsonNode> reminders(Client client) {
        var page = client.get("/api/notifications?limit=100").expect(200).body().path("items");
        return StreamSupport.stream(page.spliterator(), false)
                .filter(item -> item.path("kind").asText().equals("reminder.digest"))
                .toList();
    }

    private static OffsetDateTime in(Duration time) {
        return OffsetDateTime.now(Json.ZONE).plus(time).withNano(0);
    }

    /** From a little less than a day ahead to the end of that day. */
    private static List<OffsetDateTime> tomorrow(int count) {
        var first = in(Duration.ofHours(23));
        var rest =
                Duration.between(first, first.toLocalDate().atTime(23, 59, 59).atOffset(first.getOffset()));
        return IntStream.range(0, count)
                .mapToObj(i -> first.plus(rest.multipliedBy(i).dividedBy(count)))
                .toList();
    }

    @Test
    void five_visits_tomorrow_are_one_message_and_one_mail_that_names_five() throws InterruptedException {
        var ids = confirmed(5);
        begin(ids, tomorrow(5), Duration.ofDays(30));
        // two nodes at once, and again: nobody is told twice
        var rounds = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual().start(ReminderTest::round))
                .toList();
        for (var round : rounds) round.join();
        round();
        for (var reader : List.of(enterprise, doctor.client())) {
            assertEquals(1, reminders(reader).size());
            var told = reminders(reader).getFirst();
            for (var id : ids)
                assertTrue(told.path("text")
                        .asText()
                        .contains(Sql.value("SELECT number FROM visit WHERE id = ?::uuid", id)));
            assertTrue(told.path("title").asText().endsWith("共 5 项"), told::toString);
            assertEquals("/desk/visits", told.path("link").asText());
        }
        String address = Sql.value("SELECT email FROM account WHERE id = ?", enterprise.accountId);
        var mail = Mails.await(address, "预约提醒");
        for (var id : ids)
            assertTrue(mail.text().contains(Sql.value("SELECT number FROM visit WHERE id = ?::uuid", id)), mail::text);
        var english = enterprise.send("GET", "/api/notifications", null, Map.of("Accept-Language", "en"));
        assertTrue(english.body().at("/items/0/title").asText().startsWith("Reminder: "));
    }

    @Test
    void each_time_before_brings_one_and_a_single_visit_leads_to_itself() {
        var id = confirmed(1).getFirst();
        int told = 0;
        for (var before : List.of(Duration.ofHours(71), Duration.ofHours(23), Duration.ofMinutes(110))) {
            begin(List.of(id), List.of(in(before)), Duration.ofDays(30));
            round();
            round();
            assertEquals(++told, reminders(enterprise).size(), before::toString);
        }
        assertEquals(
                "/desk/visits/" + id,
                reminders(enterprise).getFirst().path("link").asText());
    }

    @Test
    void nobody_is_reminded_of_what_is_off_nor_of_what_was_agreed_on_later_than_that() {
        var ids = confirmed(4);
        var unconfirmed = enterprise
                .post("/api/visits", clinic.request(Clinic.at(Clinic.day(60), 10, 0)))
                .expect(201)
                .text("id");
        enterprise
                .post("/api/visits/" + ids.get(0) + "/cancellation", Map.of("reason", "不需要了"))
                .expect(200);
        enterprise
                .post(
                        "/api/visits/" + ids.get(1) + "/reschedule",
                        Map.of("from", Clinic.at(Clinic.day(70), 9, 0).toString(), "reason", "出差"))
                .expect(200);
        Sql.run("""
            UPDATE booking o SET during = tstzrange(now() + interval '71 hours', now() + interval '72 hours'),
              created_at = now() - interval '30 days'
            FROM booking b JOIN visit v ON v.booking_id = b.id WHERE v.id = ?::uuid AND o.id = b.predecessor_id\
            """, ids.get(1));
        begin(
                List.of(ids.get(0), unconfirmed),
                List.of(in(Duration.ofHours(71)), in(Duration.ofHours(71))),
                Duration.ofDays(30));
        // agreed on a day and a half before, and on a server that was away when its time came
        begin(List.of(ids.get(2)), List.of(in(Duration.ofHours(36))), Duration.ofHours(37));
        begin(List.of(ids.get(3)), List.of(in(Duration.ofHours(50))), Duration.ofDays(30));
        round();
        assertEquals(List.of(), reminders(enterprise));
        assertEquals(List.of(), reminders(doctor.client()));
    }
}
