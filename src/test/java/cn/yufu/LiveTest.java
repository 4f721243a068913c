package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.EventStream.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Live updates: each page hears what is its own, misses nothing, and nothing any more once its session has ended. */
final class LiveTest {
    private static UUID happened(
            String subject, String action, @Nullable UUID actor, @Nullable UUID enterprise, @Nullable String division) {
        return Sql.value("""
            INSERT INTO event (actor_id, subject_kind, subject_id, action, enterprise_id, division_code)
            VALUES (?, ?, gen_random_uuid(), ?, ?, ?) RETURNING subject_id\
            """, actor, subject, action, enterprise, division);
    }

    private static List<String> told(List<Message> messages) {
        return messages.stream()
                .map(message ->
                        message.event() + " " + message.data().path("action").asText())
                .toList();
    }

    private static void endSessions(Client client) {
        Sql.run("UPDATE session SET ended_at = now() WHERE account_id = ?", client.accountId);
    }

    @Test
    void everybody_hears_what_concerns_them_and_nothing_else() throws InterruptedException {
        var ours = Stories.enterprise(Stories.BEIBEI);
        var other = Stories.enterprise(Stories.YUZHONG);
        try (var enterprise = EventStream.of(ours.client());
                var district = EventStream.of(Stories.districtAdmin(Stories.BEIBEI));
                var city = EventStream.of(Stories.cityAdmin());
                var provider = EventStream.of(Stories.provider(Stories.BEIBEI).client())) {
            assertEquals("text/event-stream; charset=utf-8", enterprise.header("Content-Type"));
            var theirs = happened("order", "delivery", null, other.organisationId(), Stories.YUZHONG);
            var own = happened("order", "delivery", null, ours.organisationId(), Stories.BEIBEI);
            var last = happened("budget", "closing", null, null, null);
            // the owner is also told: delivery has a notice for the enterprise
            var toOwner = List.of(enterprise.next(), enterprise.next());
            assertEquals(List.of("order delivery", "notice order.delivery"), told(toOwner));
            assertEquals(own.toString(), toOwner.getFirst().data().path("id").asText());
            assertEquals(own.toString(), district.next().data().path("id").asText());
            assertEquals(
                    List.of(theirs, own, last).toString(),
                    city.until(last).stream()
                            .map(message -> message.data().path("id").asText())
                            .filter(id -> List.of(theirs.toString(), own.toString(), last.toString())
                                    .contains(id))
                            .toList()
                            .toString());
            assertFalse(provider.endsWithin(300), "still open");
        }
    }

    @Test
    void who_did_it_is_not_told_of_it() throws InterruptedException {
        var ours = Stories.enterprise(Stories.BEIBEI);
        try (var stream = EventStream.of(ours.client())) {
            happened("order", "approval", ours.client().accountId, ours.organisationId(), Stories.BEIBEI);
            var second = happened("order", "rework", null, ours.organisationId(), Stories.BEIBEI);
            assertEquals(List.of("order approval", "order rework"), told(stream.until(second)));
        }
    }

    @Test
    void an_import_or_export_is_told_to_its_owner_only() throws InterruptedException {
        var owner = Stories.provider(Stories.BEIBEI).client();
        var city = Stories.cityAdmin();
        try (var own = EventStream.of(owner);
                var other = EventStream.of(city)) {
            var job = happened("job", "check", owner.accountId, null, null);
            assertEquals(List.of("job check", "notice job.check"), told(List.of(own.next(), own.next())));
            var last = happened("budget", "closing", null, null, null);
            assertTrue(other.until(last).stream()
                    .noneMatch(message -> message.data().path("id").asText().equals(job.toString())));
        }
    }

    @Test
    void who_comes_back_is_told_what_was_missed_once() throws InterruptedException {
        var ours = Stories.enterprise(Stories.BEIBEI);
        String last;
        try (var stream = EventStream.of(ours.client())) {
            var seen = happened("order", "rework", null, ours.organisationId(), Stories.BEIBEI);
            last = stream.until(seen).getLast().id();
        }
        var missed = happened("order", "submission", null, ours.organisationId(), Stories.BEIBEI);
        try (var witness = EventStream.resume(Stories.cityAdmin(), last)) {
            witness.until(missed);
        }
        try (var stream = EventStream.resume(ours.client(), last)) {
            var live = happened("order", "rating", null, ours.organisationId(), Stories.BEIBEI);
            assertEquals(List.of("order submission", "order rating"), told(stream.until(live)));
        }
    }

    @Test
    void who_missed_too_much_is_told_to_fetch_anew() throws InterruptedException {
        var ours = Stories.enterprise(Stories.BEIBEI);
        Sql.run("""
            INSERT INTO event (subject_kind, subject_id, action)
            SELECT 'calendar', gen_random_uuid(), 'filler' FROM generate_series(1, 600)\
            """);
        try (var witness = EventStream.of(Stories.cityAdmin())) {
            var after = happened("order", "rework", null, ours.organisationId(), Stories.BEIBEI);
            witness.until(after);
        }
        for (var id : List.of("1", "999999999999"))
            try (var stream = EventStream.resume(ours.client(), id)) {
                assertEquals("resync", stream.next().event());
            }
    }

    @Test
    void a_stream_ends_within_five_seconds_of_its_session() throws InterruptedException {
        var client = Stories.enterprise(Stories.BEIBEI).client();
        try (var stream = EventStream.of(client)) {
            endSessions(client);
            assertTrue(stream.endsWithin(5_000));
            var last = stream.next();
            assertEquals("session ended", told(List.of(last)).getFirst());
        }
    }

    @Test
    void a_stream_ends_within_five_seconds_of_a_change_of_rights() throws InterruptedException {
        var client = Stories.districtAdmin(Stories.BEIBEI);
        try (var stream = EventStream.of(client)) {
            Sql.run("UPDATE account SET division_code = ? WHERE id = ?", Stories.YUZHONG, client.accountId);
            assertTrue(stream.endsWithin(5_000));
            assertEquals("session changed", told(List.of(stream.next())).getFirst());
        }
    }

    @Test
    void another_node_hears_it_too_and_lets_its_streams_go_when_it_stops() throws Exception {
        var ours = Stories.enterprise(Stories.BEIBEI);
        var node = Server.start(
                Config.read(TestServer.otherNode()), null, TestServer.database().url());
        try (var stream =
                EventStream.open("http://localhost:" + node.app.config.port(), EventStream.bearer(ours.client()))) {
            var event = happened("order", "rework", null, ours.organisationId(), Stories.BEIBEI);
            stream.until(event);
            long begun = System.nanoTime();
            node.stop();
            assertTrue(stream.endsWithin(1_000));
            assertTrue(System.nanoTime() - begun < 5_000_000_000L, "an open stream must not hold up the stop");
        }
    }

    @Test
    void an_account_holds_ten_streams_at_most() throws InterruptedException {
        var client = Stories.enterprise(Stories.BEIBEI).client();
        var streams =
                IntStream.range(0, 10).mapToObj(i -> EventStream.of(client)).toList();
        try (var eleventh = EventStream.of(client)) {
            assertEquals(429, eleventh.status());
            assertEquals("30", eleventh.header("Retry-After"));
        }
        streams.forEach(EventStream::close);
        for (int i = 0; i < 50; i++) {
            Thread.sleep(50);
            try (var again = EventStream.of(client)) {
                if (again.status() == 200) return;
            }
        }
        throw new AssertionError("streams that were closed still count");
    }

    @Test
    void a_browsers_cookie_opens_it_for_our_own_pages_only() {
        var client = Stories.enterprise(Stories.BEIBEI).client();
        Sql.run("""
            INSERT INTO session (account_id, token_hash, expires_at, address, user_agent)
            VALUES (?, sha256(?::text::bytea), now() + interval '1 hour', 'test', 'test')\
            """, client.accountId, "cookie-" + client.accountId);
        var cookie = Map.of("Cookie", "__Host-yufu=cookie-" + client.accountId);
        assertEquals(200, status(cookie, Map.of("Sec-Fetch-Site", "same-origin")));
        assertEquals(403, status(cookie, Map.of("Sec-Fetch-Site", "cross-site")));
        assertEquals(403, status(cookie, Map.of("Origin", "https://evil.example")));
        assertEquals(401, status(Map.of("Cookie", "__Host-yufu=made-up"), Map.of()));
        assertEquals(401, status(Map.of(), Map.of()));
    }

    private static int status(Map<String, String> cookie, Map<String, String> more) {
        var headers = new HashMap<>(cookie);
        headers.putAll(more);
        try (var stream = EventStream.open(TestServer.url(), headers)) {
            return stream.status();
        }
    }
}
