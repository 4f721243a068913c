package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The history as auditors see it: by filter, page by page, with its verdict. */
final class AuditTest {
    private final Client auditor = Stories.auditor();
    private final UUID actor = UUID.randomUUID();

    private UUID happened(String action) {
        return Sql.value("""
            INSERT INTO event (actor_id, actor_name, actor_role, subject_kind, subject_id, subject_number, action,
              from_state, to_state, reason, detail)
            VALUES (?, '王芳', 'city-admin', 'order', gen_random_uuid(), 'DD-1', ?, 'submitted', 'approved', '同意', '{"a": 1}')
            RETURNING subject_id\
            """, actor, action);
    }

    private JsonNode awaitItems(String query, int count) {
        var path = "/api/events" + query;
        Await.until(() -> auditor.get(path).expect(200).body().path("items").size() >= count);
        return auditor.get(path).expect(200).body();
    }

    @Test
    void the_history_is_listed_newest_first_by_filter_and_page() {
        happened("approval");
        var second = happened("delivery");
        var by = "?actor=" + actor;
        awaitItems(by, 2);
        var first = awaitItems(by + "&limit=1", 1);
        var item = first.path("items").get(0);
        assertEquals(second.toString(), item.path("subjectId").asText());
        assertEquals("王芳", item.path("actor").path("name").asText());
        assertEquals("submitted", item.path("from").asText());
        assertEquals(1, item.path("detail").path("a").asInt());
        var next = awaitItems(by + "&limit=1&after=" + first.path("next").asText(), 1);
        assertEquals("approval", next.path("items").get(0).path("action").asText());
        assertTrue(next.path("next").isNull());
        assertTrue(item.path("position").asLong()
                > next.path("items").get(0).path("position").asLong());
        assertEquals(
                1,
                awaitItems(by + "&action=approval&subjectKind=order", 1)
                        .path("items")
                        .size());
        assertEquals(1, awaitItems("?subjectId=" + second, 1).path("items").size());
        var at = item.path("at").asText();
        assertEquals(
                0,
                auditor.get("/api/events" + by + "&to=2020-01-01T00:00:00+08:00")
                        .body()
                        .path("items")
                        .size());
        assertEquals(
                2,
                awaitItems(by + "&from=2020-01-01T00:00:00Z", 2).path("items").size());
        assertTrue(at.endsWith("+08:00"));
        auditor.get("/api/events?from=yesterday").expect(422, "invalid");
        auditor.get("/api/events?actor=me").expect(422, "invalid");
    }

    @Test
    void it_is_asked_for_by_number_and_by_person_too() {
        var person = Stories.account("city-admin", null, null);
        var number = "SP-" + person;
        Sql.run("""
            INSERT INTO event (actor_id, actor_name, actor_role, subject_kind, subject_id, subject_number, action)
            VALUES (?::uuid, '王芳', 'city-admin', 'budget', gen_random_uuid(), upper(?), 'revision')\
            """, person.toString(), number);
        var item = awaitItems("?number=" + number.toLowerCase(java.util.Locale.ROOT), 1)
                .path("items")
                .get(0);
        assertEquals(person.toString(), item.path("actorId").asText());
        assertEquals(
                Sql.value(
                        "SELECT encode(hash, 'hex') FROM event_seal WHERE position = ?",
                        item.path("position").asLong()),
                item.path("hash").asText());
        var name = Sql.<String>value("SELECT username FROM account WHERE id = ?", person);
        assertEquals(
                item.path("position"),
                awaitItems("?person=" + name, 1).path("items").get(0).path("position"));
        var alone = awaitItems("?position=" + item.path("position").asText(), 1).path("items");
        assertEquals(1, alone.size());
        assertEquals(item, alone.get(0));
        auditor.get("/api/events?position=first").expect(422, "invalid");
        assertEquals(
                0,
                auditor.get("/api/events?person=nobody-of-that-name")
                        .body()
                        .path("items")
                        .size());
    }

    @Test
    void what_the_daily_duties_left_is_shown_with_those_it_was_mailed_to() {
        awaitItems("?subjectId=" + happened("approval"), 1);
        Sql.run("""
            INSERT INTO audit_anchor (day, position, hash) SELECT '2001-02-03', position, hash FROM event_seal
            ORDER BY position LIMIT 1;
            INSERT INTO letter (kind, recipient, locale, data, mail_state, sent_at)
            VALUES ('audit-anchor', 'shenji@example.cn', 'zh-CN', '{"day": "2001-02-03"}', 'sent', now());
            INSERT INTO daily_check (day, kind, finding) VALUES ('2001-02-03', 'reconciliation', '{"budgets": 2}'),
              ('2001-02-03', 'verification', NULL)\
            """);
        var body = auditor.get("/api/events/checks").expect(200).body();
        for (var anchor : body.path("anchors"))
            if (anchor.path("day").asText().equals("2001-02-03"))
                assertEquals(
                        "shenji@example.cn sent",
                        anchor.at("/letters/0/recipient").asText() + " "
                                + anchor.at("/letters/0/state").asText());
        var found = new java.util.TreeMap<String, String>();
        for (var check : body.path("checks"))
            if (check.path("day").asText().equals("2001-02-03"))
                found.put(check.path("kind").asText(), check.path("ok").asText());
        assertEquals("{reconciliation=false, verification=null}", found.toString());
        // the server's own daily run may be under way
        Await.until(
                () -> auditor.get("/api/events/checks").body().path("running").isNull());
    }

    @Test
    void only_those_who_watch_over_the_others_see_it() {
        for (var path : new String[] {"/api/events", "/api/events/checks", "/api/events/verification"}) {
            Stories.cityAdmin().get(path).expect(200);
            Stories.districtAdmin(Stories.BEIBEI).get(path).expect(403, "forbidden");
            Stories.finance().get(path).expect(403, "forbidden");
            Client.visitor().get(path).expect(401, "unauthenticated");
        }
    }

    @Test
    void the_verdict_names_the_first_position_that_is_not_what_was_sealed() {
        var subject = happened("approval");
        long position = awaitItems("?subjectId=" + subject, 1)
                .path("items")
                .get(0)
                .path("position")
                .asLong();
        var good = verdict();
        assertTrue(good.path("ok").asBoolean(), good::toString);
        assertTrue(good.path("checked").asLong() >= position);
        alter("reason = '不同意'", subject);
        try {
            var bad = verdict();
            assertEquals(position, bad.path("firstBroken").asLong());
            assertFalse(bad.path("ok").asBoolean());
        } finally {
            alter("reason = '同意'", subject);
        }
        assertTrue(verdict().path("ok").asBoolean());
    }

    /** Of a run that has begun since: who asks while another is under way gets what that one finds. */
    private JsonNode verdict() {
        auditor.get("/api/events/verification").expect(200);
        return auditor.get("/api/events/verification").expect(200).body();
    }

    private static void alter(String what, UUID subject) {
        Sql.run("SET session_replication_role = replica; UPDATE event SET " + what + " WHERE subject_id = '" + subject
                + "'; RESET session_replication_role");
    }
}
