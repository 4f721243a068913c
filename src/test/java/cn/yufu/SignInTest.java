package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Signing in, refreshing, signing out, and what happens to those who guess. */
class SignInTest {
    private static final String PASSWORD = "一把 好用的 口令";
    private static final String HASH = TestServer.passwordHash(PASSWORD);

    /** Somebody with a password. */
    private static String somebody() {
        return somebody(Stories.account("finance", null, null));
    }

    private static String somebody(UUID account) {
        Sql.run("UPDATE account SET password_hash = ? WHERE id = ?", HASH, account);
        return Sql.value("SELECT username FROM account WHERE id = ?", account);
    }

    private static Client.Reply signIn(String username, String password) {
        return Client.visitor().post("/api/sessions", Map.of("username", username, "password", password));
    }

    private static String cookie(Client.Reply reply) {
        return reply.header("Set-Cookie").split(";", 2)[0];
    }

    private static Client.Reply refresh(String cookie) {
        return Client.visitor().send("POST", "/api/sessions/refresh", null, Map.of("Cookie", cookie));
    }

    @Test
    void whoSignsInGetsATokenAnAccountAndACookieThatScriptsCannotRead() {
        var username = somebody();
        var signedIn = signIn(username, PASSWORD).expect(201);
        assertEquals(username, signedIn.body().at("/account/username").asText());
        assertEquals("finance", signedIn.body().at("/account/role").asText());
        var setCookie = signedIn.header("Set-Cookie");
        for (var attribute : List.of("__Host-yufu=", "Path=/", "Secure", "HttpOnly", "SameSite=Strict"))
            assertTrue(setCookie.contains(attribute), setCookie);
        var sessions = Client.with(signedIn.text("accessToken"))
                .get("/api/sessions")
                .expect(200)
                .body()
                .path("items");
        assertEquals(1, sessions.size());
        assertTrue(sessions.get(0).path("current").asBoolean());
    }

    @Test
    void theNameMayBeTypedInCapitalsOrBeTheMailAddress() {
        var username = somebody();
        signIn(username.toUpperCase(java.util.Locale.ROOT), PASSWORD).expect(201);
        signIn(Sql.value("SELECT email FROM account WHERE username = ?", username), PASSWORD)
                .expect(201);
    }

    @Test
    void aMailAddressThatTwoAccountsShareIsNoName() {
        var first = somebody();
        var email = Sql.<String>value("SELECT email FROM account WHERE username = ?", first);
        Sql.run("UPDATE account SET email = ? WHERE username = ?", email, somebody());
        signIn(email, PASSWORD).expect(401, "sign-in-failed");
        signIn(first, PASSWORD).expect(201);
    }

    @Test
    void wrongPasswordUnknownNameNoPasswordAndDisabledAreAnsweredAlike() {
        var username = somebody();
        var disabled = somebody();
        Sql.run("UPDATE account SET disabled_at = now() WHERE username = ?", disabled);
        var bare = Stories.account("auditor", null, null);
        var answers = List.of(
                signIn(username, PASSWORD.substring(1)),
                signIn("nobody-" + UUID.randomUUID().toString().substring(0, 8), PASSWORD),
                signIn(Sql.value("SELECT username FROM account WHERE id = ?", bare), "no password set"),
                signIn(disabled, PASSWORD));
        for (var answer : answers) {
            answer.expect(401, "sign-in-failed");
            assertEquals(answers.getFirst().text("title"), answer.text("title"));
            assertEquals("", answer.header("Set-Cookie"));
        }
    }

    @Test
    void fiveFailuresLockAKnownAndAnUnknownNameAlike() {
        var known = somebody();
        var unknown = "nobody-" + UUID.randomUUID().toString().substring(0, 8);
        for (var name : List.of(known, unknown)) {
            for (int i = 0; i < 5; i++) signIn(name, "guess number " + i).expect(401, "sign-in-failed");
            var locked = signIn(name, PASSWORD).expect(429, "sign-in-locked");
            int seconds = locked.body().path("retryAfter").asInt();
            assertTrue(seconds > 50 && seconds <= 60, locked.body().toString());
            assertEquals(Integer.toString(seconds), locked.header("Retry-After"));
        }
        Sql.run(
                "UPDATE sign_in_guard SET locked_until = now() - interval '1 second' WHERE key LIKE '%' || "
                        + "(SELECT id FROM account WHERE username = ?)",
                known);
        signIn(known, PASSWORD).expect(201);
        signIn(known, "wrong once more").expect(401);
        signIn(known, PASSWORD).expect(201);
    }

    @Test
    void eachFurtherFailureDoublesThePause() {
        var username = somebody();
        var pauses = new ArrayList<Integer>();
        for (int i = 0; i < 8; i++) {
            signIn(username, "guess " + i).expect(401);
            pauses.add(signInPause(username));
            Sql.run(
                    "UPDATE sign_in_guard SET locked_until = NULL WHERE key = 'account:' || "
                            + "(SELECT id FROM account WHERE username = ?)",
                    username);
        }
        assertEquals(List.of(0, 0, 0, 0, 60, 120, 240, 480), pauses);
    }

    private static int signInPause(String username) {
        return Sql.<Integer>value("""
            SELECT COALESCE(round(extract(epoch FROM locked_until - last_at)), 0)::int FROM sign_in_guard
            WHERE key = 'account:' || (SELECT id FROM account WHERE username = ?)\
            """, username);
    }

    @Test
    void everyAttemptIsInTheLog() {
        var username = somebody();
        signIn(username, "wrong").expect(401);
        var token = signIn(username, PASSWORD).expect(201).text("accessToken");
        Client.with(token).delete("/api/sessions/current").expect(204);
        assertEquals(
                List.of("wrong", "ok", "signed-out"),
                Sql.column("SELECT outcome FROM sign_in WHERE username = ? ORDER BY id", username));
    }

    @Test
    void aRefreshTokenIsGoodOnceAndForAMomentMore() {
        var first = cookie(signIn(somebody(), PASSWORD).expect(201));
        var second = cookie(refresh(first).expect(200));
        assertNotEquals(first, second);
        assertEquals(second, cookie(refresh(first).expect(200)), "another tab with the old token gets the same one");
        refresh(second).expect(200);
    }

    @Test
    void aRefreshTokenThatComesBackLaterEndsTheSession() {
        var stolen = cookie(signIn(somebody(), PASSWORD).expect(201));
        var refreshed = refresh(stolen).expect(200);
        var owner = Client.with(refreshed.text("accessToken"));
        var session =
                owner.get("/api/sessions").expect(200).body().at("/items/0/id").asText();
        Sql.run("UPDATE session SET rotated_at = now() - interval '31 seconds' WHERE id = ?", UUID.fromString(session));
        refresh(stolen).expect(401, "unauthenticated");
        refresh(cookie(refreshed)).expect(401, "unauthenticated");
        owner.get("/api/sessions").expect(401, "unauthenticated");
    }

    @Test
    void aSessionLastsTwelveIdleHoursAndSevenDaysAtMost() {
        for (var past : List.of("expires_at = now() - interval '1 second'", "created_at = now() - interval '8 days'")) {
            var signedIn = signIn(somebody(), PASSWORD).expect(201);
            Sql.run(
                    "UPDATE session SET " + past + " WHERE account_id = ?::uuid",
                    signedIn.body().at("/account/id").asText());
            refresh(cookie(signedIn)).expect(401, "unauthenticated");
        }
    }

    @Test
    void whoSignsOutIsOutAtOnceAndTheCookieGoes() {
        var signedIn = signIn(somebody(), PASSWORD).expect(201);
        var client = Client.with(signedIn.text("accessToken"));
        client.get("/api/sessions").expect(200);
        var out = client.delete("/api/sessions/current").expect(204);
        assertTrue(out.header("Set-Cookie").startsWith("__Host-yufu=;")
                && out.header("Set-Cookie").contains("Max-Age=0"));
        client.get("/api/sessions").expect(401, "unauthenticated");
        refresh(cookie(signedIn)).expect(401, "unauthenticated");
    }

    @Test
    void oneEndsOwnSessionsOnly() {
        var username = somebody();
        var phone = Client.with(signIn(username, PASSWORD).expect(201).text("accessToken"));
        var desk = Client.with(signIn(username, PASSWORD).expect(201).text("accessToken"));
        var stranger = Stories.auditor();
        var sessions = desk.get("/api/sessions").expect(200).body().path("items");
        assertEquals(2, sessions.size());
        for (var session : sessions) {
            var path = "/api/sessions/" + session.path("id").asText();
            stranger.delete(path).expect(404, "not-found");
            if (!session.path("current").asBoolean()) desk.delete(path).expect(204);
        }
        phone.get("/api/sessions").expect(401);
        desk.get("/api/sessions").expect(200);
    }

    @Test
    void aTokenMustBeOursAndFresh() {
        var sid = Map.<String, Object>of("sid", UUID.randomUUID().toString(), "iss", "yufu", "aud", "yufu");
        var good = new java.util.HashMap<>(sid);
        good.put("sid", sessionOf(signIn(somebody(), PASSWORD).expect(201)));
        good.put("exp", System.currentTimeMillis() / 1000 + 600);
        var key = TestServer.key();
        Client.with(Jwt.signed("HS256", key.id(), key.secret(), good))
                .get("/api/sessions")
                .expect(200);
        var expired = new java.util.HashMap<>(good);
        expired.put("exp", System.currentTimeMillis() / 1000 - 600);
        var endless = new java.util.HashMap<>(good);
        endless.remove("exp");
        var elsewhere = new java.util.HashMap<>(good);
        elsewhere.put("aud", "another");
        var foreign = new java.util.HashMap<>(good);
        foreign.put("iss", "another");
        for (var token : List.of(
                Jwt.unsigned(good),
                Jwt.signed("HS512", key.id(), key.secret(), good),
                Jwt.signed("HS256", key.id(), "another key that has 32 characters", good),
                Jwt.signed("HS256", "no-such-key", "another key that has 32 characters", good),
                Jwt.signed("HS256", key.id(), key.secret(), expired),
                Jwt.signed("HS256", key.id(), key.secret(), endless),
                Jwt.signed("HS256", key.id(), key.secret(), elsewhere),
                Jwt.signed("HS256", key.id(), key.secret(), foreign),
                "not.a.token",
                "")) Client.with(token).get("/api/sessions").expect(401, "unauthenticated");
    }

    private static String sessionOf(Client.Reply signedIn) {
        return Client.with(signedIn.text("accessToken"))
                .get("/api/sessions")
                .body()
                .at("/items/0/id")
                .asText();
    }

    @Test
    void anAddressThatGuessesManyNamesPausesToo() {
        var address = Map.of("X-Forwarded-For", "203.0.113.7");
        Sql.run("INSERT INTO sign_in_guard (key, failures) VALUES ('address:203.0.113.7', 49)");
        var body = Map.of("username", somebody(), "password", PASSWORD);
        Client.visitor().send("POST", "/api/sessions", body, address).expect(201);
        var wrong = Map.of("username", somebody(), "password", "wrong");
        Client.visitor().send("POST", "/api/sessions", wrong, address).expect(401);
        Client.visitor().send("POST", "/api/sessions", body, address).expect(429, "sign-in-locked");
        Client.visitor().post("/api/sessions", body).expect(201);
    }

    @Test
    void aHashMadeAtAnotherCostIsRenewed() {
        var username = somebody();
        // from the tests of the reference implementation, P-H-C/phc-winner-argon2, src/test.c
        var reference = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        Sql.run("UPDATE account SET password_hash = ? WHERE username = ?", reference, username);
        signIn(username, "password").expect(201);
        String renewed = Sql.value("SELECT password_hash FROM account WHERE username = ?", username);
        assertTrue(renewed.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), renewed);
        signIn(username, "password").expect(201);
    }

    @Test
    void allOtherDevicesAreSignedOutAtOnce() {
        var account = Stories.account("finance", null, null);
        var desk = Client.as(account);
        var phone = Client.as(account);
        var other = Stories.finance();
        desk.delete("/api/sessions").expect(204);
        phone.get("/api/me").expect(401, "unauthenticated");
        other.get("/api/me").expect(200);
        var left = desk.get("/api/sessions").expect(200).body().path("items");
        assertEquals(1, left.size());
        assertTrue(left.at("/0/current").asBoolean());
        assertEquals(
                java.util.List.of("signed-out"),
                Sql.column("SELECT outcome FROM sign_in WHERE account_id = ?", account));
    }
}
