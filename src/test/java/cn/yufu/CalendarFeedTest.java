package cn.yufu;

import static cn.yufu.Clinic.YONGCHUAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A visit in the calendars of those whom it concerns, from the request to its end, by subscription and by mail. */
class CalendarFeedTest {
    private final Stories.Member enterprise = Stories.enterprise(YONGCHUAN);
    private final Client district = Stories.districtAdmin(YONGCHUAN);

    /** The path of a calendar whose owner has just made its address. */
    private static String subscribed(Client owner) {
        var made =
                owner.send("POST", "/api/calendar/subscription", null, Map.of()).expect(201);
        return made.text("url").replaceFirst("https?://[^/]+", "");
    }

    private static Ics feed(String path) {
        return Ics.of(Client.visitor().get(path).expect(200));
    }

    @Test
    void a_visit_appears_changes_and_stays_until_it_was_seen_to_be_off() {
        var clinic = new Clinic(2);
        var day = Clinic.day(12);
        var made = enterprise
                .client()
                .post("/api/visits", clinic.request(Clinic.at(day, 9, 0)))
                .expect(201);
        var id = made.text("id");
        var doctor = clinic.doctor(made.body().at("/team/0/id").asText());
        var other = clinic.doctors.stream()
                .filter(d -> !d.equals(doctor))
                .findFirst()
                .orElseThrow();
        var own = subscribed(enterprise.client());
        var his = subscribed(doctor.client());
        var hers = subscribed(other.client());
        var theirs = subscribed(district);

        var calendar = feed(his);
        assertTrue(calendar.hasZone());
        assertTrue(calendar.calendarValue("X-WR-CALNAME").startsWith("渝服"));
        var asked = calendar.event(id);
        assertEquals("TENTATIVE", Ics.value(asked, "STATUS"));
        assertTrue(Ics.value(asked, "SUMMARY").startsWith("待确认 · 上门问诊"));
        assertTrue(Ics.value(asked, "DESCRIPTION").contains("李明 023-49000000"));
        assertTrue(Ics.value(asked, "LOCATION").contains("凤凰湖工业园区 8 号"));
        assertEquals(Clinic.at(day, 9, 0).toInstant(), Ics.start(asked));
        assertEquals(0, feed(hers).events().size());
        assertEquals("TENTATIVE", Ics.value(feed(theirs).event(id), "STATUS"));

        doctor.client().post("/api/visits/" + id + "/confirmation").expect(200);
        var agreed = feed(own).event(id);
        assertEquals("CONFIRMED", Ics.value(agreed, "STATUS"));
        assertEquals(Ics.value(asked, "UID"), Ics.value(agreed, "UID"));
        assertTrue(Ics.sequence(agreed) > Ics.sequence(asked));

        enterprise
                .client()
                .post(
                        "/api/visits/" + id + "/reschedule",
                        Map.of("from", Clinic.at(day, 14, 0).toString(), "reason", "设备检修"))
                .expect(200);
        var moved = feed(his).event(id);
        assertEquals(Clinic.at(day, 14, 0).toInstant(), Ics.start(moved));
        assertTrue(Ics.sequence(moved) > Ics.sequence(agreed));

        district.post(
                        "/api/visits/" + id + "/reassignment",
                        Map.of("expertId", other.id().toString(), "reason", "专业对口"))
                .expect(200);
        var gone = feed(his).event(id);
        assertEquals("CANCELLED", Ics.value(gone, "STATUS"));
        assertEquals(Clinic.at(day, 14, 0).toInstant(), Ics.start(gone));
        assertTrue(Ics.sequence(gone) > Ics.sequence(moved));
        assertEquals("CONFIRMED", Ics.value(feed(hers).event(id), "STATUS"));

        enterprise
                .client()
                .post("/api/visits/" + id + "/cancellation", Map.of("reason", "不需要了"))
                .expect(200);
        for (var path : new String[] {own, hers, theirs}) {
            var off = feed(path).event(id);
            assertEquals("CANCELLED", Ics.value(off, "STATUS"));
            assertTrue(Ics.value(off, "SUMMARY").startsWith("已取消 · "));
            assertTrue(Ics.sequence(off) > Ics.sequence(gone));
        }
        var one = Ics.of(district.get("/api/visits/" + id + "/calendar.ics").expect(200));
        assertEquals(1, one.events().size());
        assertEquals(Ics.value(asked, "UID"), Ics.value(one.event(id), "UID"));
    }

    @Test
    void an_address_is_shown_once_renewed_and_revoked() {
        var owner = enterprise.client();
        var none = owner.get("/api/calendar/subscription").expect(200).body();
        assertFalse(none.path("active").asBoolean());
        var first = subscribed(owner);
        assertTrue(first.matches("/api/calendar/[\\w-]{43}\\.ics"), first);
        var answer = Client.visitor().get(first).expect(200);
        assertEquals("private, max-age=300", answer.header("Cache-Control"));
        var again =
                Client.visitor().send("GET", first, null, Map.of("If-None-Match", "W/\"x\", " + answer.header("ETag")));
        assertEquals(304, again.status());
        var shown = owner.get("/api/calendar/subscription").expect(200).body();
        assertTrue(shown.path("active").asBoolean());
        assertTrue(shown.path("url").isNull());
        assertFalse(shown.path("lastUsedAt").isNull());
        assertEquals(0L, Sql.<Long>value("SELECT count(*) FROM calendar_feed WHERE token_hash = ?", (Object)
                first.replaceAll(".*/|\\.ics", "").getBytes(StandardCharsets.UTF_8)));

        var second = subscribed(owner);
        Client.visitor().get(first).expect(404);
        Client.visitor().get(second).expect(200);
        owner.delete("/api/calendar/subscription").expect(204);
        Client.visitor().get(second).expect(404);
        owner.delete("/api/calendar/subscription").expect(204);
        for (var wrong : new String[] {"x", "%F0%9F%8F%AD", "a".repeat(200), "..%2f", "'"})
            Client.visitor().get("/api/calendar/" + wrong + ".ics").expect(404);
        Client.visitor().get("/api/calendar/%00.ics").expect(400, "malformed");
    }

    @Test
    void who_may_no_longer_act_has_no_calendar_and_who_asks_all_the_time_waits() {
        var path = subscribed(enterprise.client());
        var account = enterprise.client().accountId;
        Sql.run("UPDATE calendar_feed SET asked = 120, asked_since = now() WHERE account_id = ?", account);
        Client.visitor().get(path).expect(429, "too-many-requests");
        Sql.run("UPDATE calendar_feed SET asked_since = now() - interval '2 hours' WHERE account_id = ?", account);
        Client.visitor().get(path).expect(200);
        Sql.run("UPDATE organisation SET state = 'suspended' WHERE id = ?", enterprise.organisationId());
        Client.visitor().get(path).expect(404);
        Sql.run("UPDATE organisation SET state = 'active' WHERE id = ?", enterprise.organisationId());
        Sql.run("UPDATE account SET disabled_at = now() WHERE id = ?", account);
        Client.visitor().get(path).expect(404);
    }

    // ---- by mail

    private record Mailed(String method, Ics calendar) {}

    private static String address(Client client) {
        return Sql.value("SELECT email FROM account WHERE id = ?", client.accountId);
    }

    /** The invitation in the newest mail about this to somebody. */
    private static Mailed mailed(Client to, String subject) {
        var source = Mails.await(address(to), subject).source();
        try {
            var message = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)));
            var parts = (Multipart) message.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (!part.isMimeType("text/calendar")) continue;
                var text = new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                var method = part.getContentType().replaceAll("(?s).*method=\"?(\\w+).*", "$1");
                return new Mailed(method, Ics.of(text));
            }
            throw new AssertionError("no calendar in\n" + source);
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void mails_bring_what_changes_to_those_whom_it_concerns() {
        var clinic = new Clinic(2);
        var day = Clinic.day(13);
        var made = enterprise
                .client()
                .post("/api/visits", clinic.request(Clinic.at(day, 9, 0)))
                .expect(201);
        var id = made.text("id");
        var doctor = clinic.doctor(made.body().at("/team/0/id").asText());
        var other = clinic.doctors.stream()
                .filter(d -> !d.equals(doctor))
                .findFirst()
                .orElseThrow();
        var number = made.text("number");
        var asked = mailed(doctor.client(), number + " 待您确认");
        assertEquals("REQUEST", asked.method());
        assertEquals("REQUEST", asked.calendar().calendarValue("METHOD"));
        var event = asked.calendar().event(id);
        assertEquals("mailto:" + address(doctor.client()), Ics.value(event, "ATTENDEE"));
        assertEquals("TENTATIVE", Ics.value(event, "STATUS"));
        // whoever asked has it in the calendar too
        assertEquals("REQUEST", mailed(enterprise.client(), number + " 已申请").method());

        doctor.client().post("/api/visits/" + id + "/confirmation").expect(200);
        var agreed = mailed(enterprise.client(), number + " 已确认").calendar().event(id);
        assertEquals("CONFIRMED", Ics.value(agreed, "STATUS"));
        assertEquals(Ics.value(event, "UID"), Ics.value(agreed, "UID"));
        assertTrue(Ics.sequence(agreed) > Ics.sequence(event));
        var sent = mailed(doctor.client(), number + " 已确认").calendar().event(id);
        assertEquals(Ics.sequence(agreed), Ics.sequence(sent));
        // what they did themselves is no news on the page
        assertEquals(0L, Sql.<Long>value("""
            SELECT count(*) FROM notification WHERE account_id = ? AND kind = 'visit.confirmation' AND read_at IS NULL\
            """, doctor.account()));

        district.post(
                        "/api/visits/" + id + "/reassignment",
                        Map.of("expertId", other.id().toString(), "reason", "专业对口"))
                .expect(200);
        assertEquals("CANCEL", mailed(doctor.client(), number + " 更换了专家").method());
        assertEquals("REQUEST", mailed(other.client(), number + " 更换了专家").method());

        enterprise
                .client()
                .post("/api/visits/" + id + "/cancellation", Map.of("reason", "不需要了"))
                .expect(200);
        for (var reader : new Client[] {other.client(), enterprise.client()}) {
            var off = mailed(reader, number + " 已取消");
            assertEquals("CANCEL", off.method());
            assertEquals("CANCELLED", Ics.value(off.calendar().event(id), "STATUS"));
            assertTrue(Ics.sequence(off.calendar().event(id)) > Ics.sequence(agreed));
        }
    }
}
