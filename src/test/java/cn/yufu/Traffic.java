package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * People who order, submit and approve without a pause while something is killed beneath them. It keeps what each was
 * told, so that the database can be held to it afterwards.
 */
final class Traffic {
    private static final int PEOPLE = 4;
    private static final int REPEATED = 40;

    private final OwnDatabase database;
    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String buyer;
    private final String decider;
    private final UUID listing;
    private final UUID budget;
    private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Ask> open = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> odd = new ConcurrentLinkedQueue<>();
    private final List<Thread> people = new ArrayList<>();
    private volatile boolean going;

    /** One request, to be sent again under the same key. */
    private record Ask(String path, String body, String token, String key) {}

    /** An answer that counts: the server has said that it is done. */
    private record Told(Ask ask, int status, Buffer body) {}

    /** @param config of the server that is asked, for its address and keys */
    Traffic(OwnDatabase database, Config config) {
        this.database = database;
        this.url = "http://localhost:" + config.port();
        var enterprise = organisation("enterprise", "91500109TTRAFFIC01");
        var provider = organisation("provider", "91500109TTRAFFIC02");
        this.buyer = token(config, "enterprise", enterprise);
        this.decider = token(config, "district-admin", null);
        token(config, "provider", provider); // somebody there reads the mail
        this.listing = (UUID) database.run("""
            WITH made AS (
              INSERT INTO listing (provider_id, division_code, state, live_version, published_at)
              VALUES (?, '500109', 'published', 1, now()) RETURNING id
            ), version AS (
              INSERT INTO listing_version (listing_id, version, title, summary, description, category_code, price_model,
                price_fen, delivery_days, capacity_per_month)
              SELECT id, 1, '合同体检与法律风险诊断', '逐项核查合同与用工条款', '执业律师到厂走访。', 'legal-contract', 'fixed', 100, 10,
                20 FROM made
            )
            SELECT id FROM made\
            """, provider).getFirst();
        this.budget = (UUID) database.run("""
            INSERT INTO budget (year, name, funding_source, share_bps, categories, divisions, valid_from, valid_to, total_fen)
            VALUES (2026, '压力测试', '市级专项资金', 10000, ARRAY['legal-contract'], ARRAY['500109'], current_date - 30,
              current_date + 300, 100000000) RETURNING id\
            """).getFirst();
    }

    private UUID organisation(String kind, String creditCode) {
        return (UUID) database.run("""
            INSERT INTO organisation (kind, name, credit_code, division_code, contact_name, contact_email, contact_phone,
              state)
            VALUES (?, '重庆测试' || ? || '有限公司', ?, '500109', '李明', 'contact@example.cn', '023-00000000', 'active')
            RETURNING id\
            """, kind, kind, creditCode).getFirst();
    }

    private String token(Config config, String role, @Nullable UUID organisation) {
        var session = UUID.randomUUID();
        database.run("""
            WITH made AS (
              INSERT INTO account (username, name, email, email_confirmed_at, role, organisation_id, division_code)
              VALUES (?, '王芳', ? || '@example.cn', now(), ?, ?, '500109') RETURNING id
            )
            INSERT INTO session (id, account_id, token_hash, expires_at, address, user_agent)
            SELECT ?, id, sha256(?::text::bytea), now() + interval '1 hour', 'test', 'test' FROM made\
            """, "traffic-" + role, role, role, organisation, session, session);
        var key = config.tokenKeys().getFirst();
        return Jwt.signed(
                "HS256",
                key.id(),
                key.secret(),
                Map.of("sid", session, "iss", "yufu", "aud", "yufu", "exp", System.currentTimeMillis() / 1000 + 3600));
    }

    void begin() {
        going = true;
        for (int i = 0; i < PEOPLE; i++) people.add(Thread.ofVirtual().start(this::orders));
    }

    /** Returns when nobody waits for an answer any more. */
    void end() throws InterruptedException {
        going = false;
        for (var person : people) person.join();
        people.clear();
    }

    int answers() {
        return told.size();
    }

    private void orders() {
        var body = "{\"listingId\":\"" + listing + "\",\"budgetId\":\"" + budget + "\",\"quantity\":1}";
        while (going) {
            LockSupport.parkNanos(40_000_000L); // enough to be caught in the act, and few enough to look at afterwards
            var order = first(ask("/api/orders", body, buyer));
            if (order == null) continue;
            var id = order.body().toString().replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
            if (first(ask("/api/orders/" + id + "/submission", "{}", buyer)) == null) continue;
            first(ask("/api/orders/" + id + "/approval", "{}", decider));
        }
    }

    private static Ask ask(String path, String body, String token) {
        return new Ask(path, body, token, UUID.randomUUID().toString());
    }

    /** Null when it is not known what has become of it; then it is asked again once everything works. */
    private @Nullable Told first(Ask ask) {
        var answer = answer(ask);
        if (answer != null && answer.statusCode() < 300) {
            var done = new Told(ask, answer.statusCode(), Buffer.buffer(answer.body()));
            told.add(done);
            return done;
        }
        open.add(ask);
        if (answer != null && !comeAgain(answer))
            odd.add(ask.path() + " " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        LockSupport.parkNanos(20_000_000L);
        return null;
    }

    private static boolean comeAgain(HttpResponse<byte[]> answer) {
        return (answer.statusCode() == 503 || answer.statusCode() == 409)
                && answer.headers().firstValue("Retry-After").isPresent();
    }

    private @Nullable HttpResponse<byte[]> answer(Ask ask) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + ask.path()))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + ask.token())
                    .header("Idempotency-Key", ask.key())
                    .POST(HttpRequest.BodyPublishers.ofString(ask.body()));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return null; // refused or cut off
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nobody was told anything but: done, or come again. */
    void assertHonest() {
        assertEquals(List.of(), List.copyOf(odd));
    }

    /** What was answered is answered again byte for byte; what was not is done now, once. */
    void assertRepeated() {
        assertHonest();
        for (Ask ask; (ask = open.poll()) != null; ) {
            var answer = insisting(ask);
            assertTrue(answer.statusCode() < 300, () -> new String(answer.body(), StandardCharsets.UTF_8));
            told.add(new Told(ask, answer.statusCode(), Buffer.buffer(answer.body())));
        }
        for (var done : told.stream().skip(Math.max(0, told.size() - REPEATED)).toList()) {
            var again = insisting(done.ask());
            assertEquals(done.status(), again.statusCode());
            assertEquals(done.body(), Buffer.buffer(again.body()));
            assertEquals(
                    "true", again.headers().firstValue("Idempotent-Replayed").orElse(""));
        }
    }

    private HttpResponse<byte[]> insisting(Ask ask) {
        for (int i = 0; i < 200; i++) {
            var answer = answer(ask);
            if (answer != null && answer.headers().firstValue("Retry-After").isEmpty()) return answer;
            LockSupport.parkNanos(50_000_000L);
        }
        throw new AssertionError("it stays away: " + ask.path());
    }

    /** After {@link #assertRepeated}: every acknowledged move is there with its event, its money and its notices. */
    void assertNothingByHalf() {
        assertEquals(
                count("/api/orders"),
                database.run("SELECT count(*) FROM purchase_order").getFirst());
        assertEquals(
                count("/submission"),
                database.run("SELECT count(*) FROM purchase_order WHERE submitted_at IS NOT NULL")
                        .getFirst());
        assertEquals(
                count("/approval"),
                database.run("SELECT count(*) FROM purchase_order WHERE state = 'approved'")
                        .getFirst());
        assertEquals(List.of(), database.run("""
            SELECT o.number FROM purchase_order o
            CROSS JOIN LATERAL (
              SELECT count(*) FILTER (WHERE action = 'submission') AS submissions,
                count(*) FILTER (WHERE action = 'approval') AS approvals
              FROM event e WHERE e.subject_id = o.id) AS told
            CROSS JOIN LATERAL (SELECT count(*) AS frozen FROM ledger l WHERE l.subject_id = o.id AND l.kind = 'freeze') AS l
            CROSS JOIN LATERAL (
              SELECT count(*) AS notices FROM notification n WHERE n.subject_id = o.id AND n.kind = 'order.approval') AS n
            WHERE told.submissions <> (o.submitted_at IS NOT NULL)::int OR told.approvals <> (o.state = 'approved')::int
              OR l.frozen <> (o.state = 'approved')::int OR n.notices <> 2 * (o.state = 'approved')::int\
            """));
        assertEquals(List.of(), database.run("SELECT budget_id FROM budget_discrepancy"));
    }

    private long count(String ending) {
        return told.stream().filter(done -> done.ask().path().endsWith(ending)).count();
    }
}
