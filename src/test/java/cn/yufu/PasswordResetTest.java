package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Forgotten and changed passwords. */
class PasswordResetTest {
    private static final String PASSWORD = "朝天门 since 1891";
    private static final String NEXT = "解放碑 in the centre";
    private static final String HASH = TestServer.passwordHash(PASSWORD);
    private static final String SUBJECT = "重新设置登录密码";

    private final UUID account = Stories.account("auditor", null, null);
    private final String username = Sql.value("SELECT username FROM account WHERE id = ?", account);
    private final String email = Sql.value("SELECT email FROM account WHERE id = ?", account);

    PasswordResetTest() {
        Sql.run("UPDATE account SET password_hash = ? WHERE id = ?", HASH, account);
    }

    private Client.Reply signIn(String password) {
        return Client.visitor().post("/api/sessions", Map.of("username", username, "password", password));
    }

    private static Client.Reply ask(String who) {
        return Client.visitor().post("/api/password-resets", Map.of("username", who));
    }

    private static Client.Reply reset(String token, String password) {
        return Client.visitor().post("/api/password-resets/" + token, Map.of("password", password));
    }

    private String mailed() {
        ask(username).expect(202);
        return Mails.token(Mails.await(email, SUBJECT));
    }

    @Test
    void aForgottenPasswordIsReplacedByMail() {
        var open = Client.with(signIn(PASSWORD).expect(201).text("accessToken"));
        open.get("/api/me").expect(200);
        var token = mailed();
        assertTrue(Mails.await(email, SUBJECT).text().contains(username));
        reset(token, NEXT).expect(204);
        signIn(PASSWORD).expect(401);
        signIn(NEXT).expect(201);
        ended(open);
        reset(token, PASSWORD).expect(404, "not-found");
    }

    private static void ended(Client session) {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (session.get("/api/me").status() != 401)
            assertTrue(System.nanoTime() < deadline, "the session lives on after 5 s");
    }

    @Test
    void ofTwoLinksOnlyOneEverWorks() {
        ask(username).expect(202);
        ask(email).expect(202);
        List<Object> tokens = List.of();
        for (int i = 0; i < 50 && tokens.size() < 2; i++) {
            tokens = TestServer.app().mailbox == null ? List.of() : tokens();
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
        }
        assertEquals(2, tokens.size());
        reset((String) tokens.getFirst(), NEXT).expect(204);
        reset((String) tokens.getLast(), PASSWORD).expect(404, "not-found");
    }

    private List<Object> tokens() {
        return Objects.requireNonNull(TestServer.app().mailbox).received().await().stream()
                .filter(mail -> mail.recipient().equals(email))
                .map(mail -> (Object) Mails.token(mail))
                .toList();
    }

    @Test
    void aLinkUsedTwiceAtOnceWorksOnce() throws Exception {
        var token = mailed();
        try (var both = Executors.newFixedThreadPool(2)) {
            Callable<Integer> use = () -> reset(token, NEXT).status();
            var answers = both.invokeAll(List.of(use, use));
            assertEquals(
                    List.of(204, 404),
                    List.of(answers.get(0).get(), answers.get(1).get()).stream()
                            .sorted()
                            .toList());
        }
    }

    @Test
    void aLinkWorksForTenMinutes() {
        var token = mailed();
        assertTrue(Sql.<Boolean>value(
                "SELECT expires_at <= created_at + interval '10 minutes' FROM mailed_link " + "WHERE account_id = ?",
                account));
        Sql.run("UPDATE mailed_link SET expires_at = now() - interval '1 second' WHERE account_id = ?", account);
        reset(token, NEXT).expect(404, "not-found");
        signIn(PASSWORD).expect(201);
    }

    @Test
    void aWeakPasswordLeavesTheLinkAlive() {
        var token = mailed();
        for (var weak : List.of("short", "Password123", "qq123456", username + "2026", "aaaabbbb", "x".repeat(129)))
            reset(token, weak).expect(422, "invalid");
        reset(token, NEXT).expect(204);
    }

    @Test
    void theAnswerIsTheSameForNobody() {
        var known = ask(username).expect(202);
        var unknown = ask("nobody-" + UUID.randomUUID()).expect(202);
        assertEquals(known.response().body().length, unknown.response().body().length);
    }

    @Test
    void aMailboxIsNotFlooded() {
        for (int i = 0; i < 5; i++) ask(username).expect(202);
        ask(username).expect(429, "too-many-requests");
    }

    @Test
    void whoIsLockedOutGetsInByMail() {
        for (int i = 0; i < 5; i++) signIn("guess " + i).expect(401);
        signIn(PASSWORD).expect(429);
        reset(mailed(), NEXT).expect(204);
        signIn(NEXT).expect(201);
    }

    @Test
    void aPasswordIsChangedByWhoKnowsIt() {
        var desk = Client.with(signIn(PASSWORD).expect(201).text("accessToken"));
        var phone = Client.with(signIn(PASSWORD).expect(201).text("accessToken"));
        var wrong = desk.post("/api/me/password", Map.of("current", "wrong", "password", NEXT))
                .expect(422, "invalid");
        assertEquals("wrong-password", wrong.body().at("/errors/0/code").asText());
        desk.post("/api/me/password", Map.of("current", PASSWORD, "password", NEXT))
                .expect(204);
        desk.get("/api/me").expect(200);
        ended(phone);
        signIn(NEXT).expect(201);
    }

    @Test
    void guessingThePasswordFromAStolenSessionLocksToo() {
        var stolen = Client.with(signIn(PASSWORD).expect(201).text("accessToken"));
        for (int i = 0; i < 5; i++)
            stolen.post("/api/me/password", Map.of("current", "guess " + i, "password", NEXT))
                    .expect(422);
        stolen.post("/api/me/password", Map.of("current", PASSWORD, "password", NEXT))
                .expect(429, "sign-in-locked");
    }

    @Test
    void whatWasDoneOnceIsAnsweredOnceMoreToTheSameKey() {
        var token = mailed();
        var key = UUID.randomUUID().toString();
        Client.visitor()
                .post("/api/password-resets/" + token, Map.of("password", NEXT), key)
                .expect(204);
        Client.visitor()
                .post("/api/password-resets/" + token, Map.of("password", NEXT), key)
                .expect(204);
        var client = Client.with(signIn(NEXT).expect(201).text("accessToken"));
        var change = Map.of("current", NEXT, "password", PASSWORD);
        client.post("/api/me/password", change, key).expect(204);
        client.post("/api/me/password", change, key).expect(204);
        signIn(PASSWORD).expect(201);
    }
}
