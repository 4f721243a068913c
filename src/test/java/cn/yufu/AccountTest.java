package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.account.Cleaning;
import cn.yufu.account.FirstAdministrator;
import cn.yufu.db.Db;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One's own account, and the accounts that the city keeps. */
class AccountTest {
    /** 城口县 and 巫溪县 belong to other tests; this one uses 奉节县. */
    private static final String DIVISION = "500236";

    private static final AnySerial SERIAL = new AnySerial();

    /** Names that no other test takes. */
    private static final class AnySerial {
        private int last = 0;

        synchronized String next(String stem) {
            return stem + ++last;
        }
    }

    private static String etagOf(UUID account) {
        return "\"v" + Sql.<Long>value("SELECT version FROM account WHERE id = ?", account) + "\"";
    }

    private static UUID idOf(Client client) {
        return Objects.requireNonNull(client.accountId);
    }

    private static Client.Reply patch(Client by, UUID account, Object change) {
        return by.patch("/api/accounts/" + account, change, etagOf(account));
    }

    @Test
    void oneChangesOnesOwnProfile() {
        var client = Stories.finance();
        var me = client.get("/api/me").expect(200);
        var change = Map.of("name", "李建国", "phone", "138 0000 0000", "locale", "en", "mailNotices", false);
        var changed = client.patch("/api/me", change, me.header("ETag")).expect(200);
        assertEquals("李建国", changed.text("name"));
        assertEquals("en", changed.text("locale"));
        assertFalse(changed.body().path("mailNotices").asBoolean());
        client.patch("/api/me", change, me.header("ETag")).expect(412, "stale");
        var wrong = client.patch(
                "/api/me", Map.of("name", "", "phone", "x", "locale", "fr", "role", "city-admin"), "\"v2\"");
        assertEquals(4, wrong.expect(422, "invalid").body().path("errors").size());
        var cleared =
                client.patch("/api/me", java.util.Collections.singletonMap("phone", null), changed.header("ETag"));
        assertTrue(cleared.expect(200).body().path("phone").isNull());
    }

    @Test
    void aChangedRoleHoldsForOpenSessions() {
        var finance = Stories.finance();
        finance.get("/api/sign-ins").expect(403, "forbidden");
        patch(Stories.cityAdmin(), idOf(finance), Map.of("role", "auditor")).expect(200);
        finance.get("/api/sign-ins").expect(200);
        finance.post("/api/payments").expect(403, "forbidden");
        assertEquals(
                List.of("finance>auditor"),
                Sql.column("SELECT from_state || '>' || to_state FROM event WHERE subject_id = ?", idOf(finance)));
    }

    @Test
    void aDisabledAccountIsOutAtOnceAndComesBackOnlyByANewSignIn() {
        var finance = Stories.finance();
        finance.get("/api/me").expect(200);
        var admin = Stories.cityAdmin();
        patch(admin, idOf(finance), Map.of("disabled", true)).expect(200);
        finance.get("/api/me").expect(401, "unauthenticated");
        patch(admin, idOf(finance), Map.of("disabled", false)).expect(200);
        finance.get("/api/me").expect(401, "unauthenticated");
    }

    @Test
    void nobodyChangesTheOwnRoleOrShutsHimselfOut() {
        var admin = Stories.cityAdmin();
        patch(admin, idOf(admin), Map.of("role", "auditor")).expect(409, "four-eyes");
        patch(admin, idOf(admin), Map.of("disabled", true)).expect(409, "four-eyes");
        assertEquals(
                "王建",
                patch(admin, idOf(admin), Map.of("name", "王建")).expect(200).text("name"));
    }

    @Test
    void rolesFitWhereSomebodyBelongs() {
        var admin = Stories.cityAdmin();
        var member = idOf(Stories.enterprise(DIVISION).client());
        patch(admin, member, Map.of("role", "auditor")).expect(422, "invalid");
        patch(admin, member, Map.of("divisionCode", DIVISION)).expect(422, "invalid");
        var expert = Stories.account("expert", null, null);
        patch(admin, expert, Map.of("role", "enterprise")).expect(422, "invalid");
        patch(admin, expert, Map.of("role", "district-admin")).expect(422, "invalid");
        patch(admin, expert, Map.of("role", "district-admin", "divisionCode", "999999"))
                .expect(422, "invalid");
        var moved = patch(admin, expert, Map.of("role", "district-admin", "divisionCode", DIVISION))
                .expect(200);
        assertEquals(DIVISION, moved.text("divisionCode"));
        var back = patch(admin, expert, Map.of("role", "finance")).expect(200);
        assertTrue(back.body().path("divisionCode").isNull(), "who leaves a district has none");
        admin.patch("/api/accounts/" + expert, Map.of("name", "某人"), "\"v1\"").expect(412, "stale");
    }

    @Test
    void theCityOpensAnAccountWhoseOwnerSetsThePassword() {
        var admin = Stories.cityAdmin();
        var username = SERIAL.next("fengjie.admin");
        var email = username + "@example.cn";
        var opened = Map.of(
                "username", username, "name", "陈红", "email", email, "role", "district-admin", "divisionCode", DIVISION);
        admin.post(
                        "/api/accounts",
                        Map.of("username", username, "name", "陈红", "email", email, "role", "district-admin"))
                .expect(422, "invalid");
        admin.post(
                        "/api/accounts",
                        Map.of(
                                "username",
                                username,
                                "name",
                                "陈红",
                                "email",
                                email,
                                "role",
                                "finance",
                                "divisionCode",
                                DIVISION))
                .expect(422, "invalid");
        var account = admin.post("/api/accounts", opened).expect(201);
        assertEquals("district-admin", account.text("role"));
        admin.post("/api/accounts", opened).expect(422, "invalid");
        var token = Mails.token(Mails.await(email, "您的账号已开通"));
        Client.visitor()
                .post("/api/password-resets/" + token, Map.of("password", "夔门天下雄 2026"))
                .expect(204);
        var signedIn = Client.visitor().post("/api/sessions", Map.of("username", username, "password", "夔门天下雄 2026"));
        assertEquals(
                DIVISION,
                signedIn.expect(201).body().at("/account/divisionCode").asText());
    }

    @Test
    void everyKeeperSeesHisPeopleOnly() {
        var enterprise = Stories.enterprise(DIVISION);
        var other = Stories.enterprise(DIVISION);
        var own = enterprise.client().get("/api/accounts").expect(200).body().path("items");
        assertEquals(
                List.of(idOf(enterprise.client()).toString()),
                own.findValuesAsText("id").stream()
                        .filter(id -> !id.equals(enterprise.organisationId().toString()))
                        .toList());
        var foreign = enterprise
                .client()
                .get("/api/accounts?organisation=" + other.organisationId())
                .expect(200);
        assertEquals(0, foreign.body().path("items").size());
        var district = Stories.districtAdmin(DIVISION).get("/api/accounts?organisation=" + other.organisationId());
        assertEquals(1, district.expect(200).body().path("items").size());
        var elsewhere = Stories.districtAdmin("500237").get("/api/accounts?organisation=" + other.organisationId());
        assertEquals(0, elsewhere.expect(200).body().path("items").size());
        var first = Stories.auditor()
                .get("/api/accounts?limit=1&role=enterprise&disabled=false")
                .expect(200);
        var second = Stories.auditor()
                .get("/api/accounts?limit=1&role=enterprise&disabled=false&after=" + first.text("next"));
        assertFalse(
                first.body().at("/items/0/id").equals(second.expect(200).body().at("/items/0/id")));
    }

    @Test
    void theCityEndsSomebodysSessions() {
        var finance = Stories.finance();
        finance.get("/api/me").expect(200);
        var sessions = "/api/accounts/" + idOf(finance) + "/sessions";
        assertEquals(
                1,
                Stories.auditor().get(sessions).expect(200).body().path("items").size());
        Stories.auditor().delete(sessions).expect(403, "forbidden");
        Stories.cityAdmin().delete(sessions).expect(204);
        finance.get("/api/me").expect(401, "unauthenticated");
        Stories.cityAdmin()
                .delete("/api/accounts/" + UUID.randomUUID() + "/sessions")
                .expect(404, "not-found");
    }

    @Test
    void aDistrictKeepsThePeopleOfItsOrganisations() {
        var member = Stories.enterprise(DIVISION).client();
        var district = Stories.districtAdmin(DIVISION);
        var elsewhere = Stories.districtAdmin("500237");
        var path = "/api/accounts/" + idOf(member);
        assertEquals(
                1,
                district.get(path + "/sessions")
                        .expect(200)
                        .body()
                        .path("items")
                        .size());
        elsewhere.get(path + "/sessions").expect(404, "not-found");
        elsewhere.delete(path + "/sessions").expect(404, "not-found");
        patch(elsewhere, idOf(member), Map.of("disabled", true)).expect(404, "not-found");
        member.get("/api/me").expect(200);
        district.delete(path + "/sessions").expect(204);
        member.get("/api/me").expect(401, "unauthenticated");
        var disabled = patch(district, idOf(member), Map.of("disabled", true)).expect(200);
        assertTrue(disabled.body().path("disabled").asBoolean());
        assertEquals("[\"enabling\"]", disabled.body().path("steps").toString());
        patch(district, Stories.account("finance", null, null), Map.of("disabled", true))
                .expect(404, "not-found");
    }

    @Test
    void colleaguesShutOutWhoHasLeftAndNobodyElse() {
        var firm = Stories.provider(DIVISION);
        var leaver = Client.as(Stories.account("provider", firm.organisationId(), null));
        leaver.get("/api/me").expect(200);
        patch(firm.client(), idOf(leaver), Map.of("name", "新名字", "role", "provider"))
                .expect(422, "invalid");
        patch(firm.client(), idOf(firm.client()), Map.of("disabled", true)).expect(409, "four-eyes");
        patch(Stories.provider(DIVISION).client(), idOf(leaver), Map.of("disabled", true))
                .expect(404, "not-found");
        patch(firm.client(), idOf(leaver), Map.of("disabled", true)).expect(200);
        leaver.get("/api/me").expect(401, "unauthenticated");
        patch(firm.client(), idOf(leaver), Map.of("disabled", false)).expect(200);
        assertEquals(
                List.of("disabling", "enabling"),
                Sql.column("SELECT action FROM event WHERE subject_id = ? ORDER BY at, id", idOf(leaver)));
    }

    @Test
    void anAdministratorUnlocksWhoTypedAWrongPasswordTooOften() {
        var member = idOf(Stories.enterprise(DIVISION).client());
        Sql.run("INSERT INTO sign_in_guard VALUES ('account:' || ?, 5, now(), now() + interval '1 minute')", member);
        var admin = Stories.districtAdmin(DIVISION);
        var path = "/api/accounts/" + member + "/unlocking";
        var listed = admin.get("/api/accounts?q=" + Sql.value("SELECT username FROM account WHERE id = ?", member))
                .expect(200)
                .body()
                .at("/items/0");
        assertFalse(listed.path("lockedUntil").isNull(), listed::toString);
        assertTrue(listed.path("steps").toString().contains("unlocking"), listed::toString);
        Stories.districtAdmin("500237").post(path).expect(404, "not-found");
        var unlocked = admin.post(path).expect(200);
        assertTrue(unlocked.body().path("lockedUntil").isNull());
        assertFalse(unlocked.body().path("steps").toString().contains("unlocking"));
        admin.post(path).expect(200);
        assertEquals(
                List.of("unlocking"), Sql.column("SELECT action FROM event WHERE subject_id = ?", member), "once only");
    }

    @Test
    void theSignInLogTellsWhoTriedFromWhere() {
        var name = SERIAL.next("log-reader");
        Client.visitor()
                .send(
                        "POST",
                        "/api/sessions",
                        Map.of("username", name, "password", "x"),
                        Map.of("X-Forwarded-For", "198.51.100.4", "User-Agent", "Mozilla/5.0\t(X11)"))
                .expect(401);
        var line = Stories.auditor()
                .get("/api/sign-ins?outcome=wrong&account=" + name)
                .expect(200)
                .body()
                .at("/items/0");
        assertEquals("198.51.100.4", line.path("address").asText());
        assertTrue(line.path("userAgent").asText().startsWith("Mozilla/5.0?(X11)"), line.toString());
        assertEquals(
                0,
                Stories.cityAdmin()
                        .get("/api/sign-ins?account=" + name + "&to=2020-01-01T00:00:00Z")
                        .expect(200)
                        .body()
                        .path("items")
                        .size());
        Stories.cityAdmin().get("/api/sign-ins?from=yesterday").expect(422, "invalid");
        Stories.cityAdmin().get("/api/sign-ins?outcome=maybe").expect(422, "invalid");
    }

    @Test
    void whatHasServedItsPurposeIsForgotten() {
        Sql.run("INSERT INTO rate_limit VALUES ('old', 1, now() - interval '1 second')");
        Sql.run("INSERT INTO sign_in_guard VALUES ('name:old', 9, now() - interval '2 days', now() - interval '1"
                + " day')");
        Sql.run("INSERT INTO sign_in_guard VALUES ('name:new', 9, now() - interval '1 hour', now() - interval '1"
                + " minute')");
        Sql.run("INSERT INTO sign_in (at, username, outcome, address, user_agent) "
                + "VALUES (now() - interval '13 months', 'old', 'ok', '', '')");
        Sql.run("INSERT INTO idempotency VALUES (gen_random_uuid(), 'old', '', 200, '{}', '', now() - interval '73"
                + " hours')");
        var app = TestServer.app();
        assertFalse(new Cleaning(app.db).round().await());
        assertEquals(0, Sql.<Long>value("SELECT count(*) FROM rate_limit WHERE key = 'old'"));
        assertEquals(
                List.of("name:new"), Sql.column("SELECT key FROM sign_in_guard WHERE key IN ('name:old', 'name:new')"));
        assertEquals(0, Sql.<Long>value("SELECT count(*) FROM sign_in WHERE username = 'old'"));
        assertEquals(0, Sql.<Long>value("SELECT count(*) FROM idempotency WHERE key = 'old'"));
    }

    @Test
    void sampleModeOffersItsAccounts() {
        var offered = Client.visitor().get("/api/sample-accounts").expect(200);
        assertEquals("yufu-demo-2026", offered.text("password"));
    }

    @Test
    void aNewInstallationMailsItsFirstAdministratorALinkAndHasNoDefaultPassword() {
        var own = new OwnDatabase("first_administrator");
        var db = new Db(TestServer.app().vertx, own.url());
        try {
            FirstAdministrator.ensure(db, null).await();
            assertEquals(List.of(0L), own.run("SELECT count(*) FROM account"));
            FirstAdministrator.ensure(db, "operator@example.cn").await();
            FirstAdministrator.ensure(db, "operator@example.cn").await();
            assertEquals(
                    List.of("admin city-admin without password"),
                    own.run("SELECT username || ' ' || role || ' without password' FROM account WHERE password_hash IS"
                            + " NULL"));
            assertEquals(
                    List.of("set-password operator@example.cn"),
                    own.run("SELECT kind || ' ' || recipient FROM letter"));
            own.run("UPDATE mailed_link SET expires_at = now()");
            FirstAdministrator.ensure(db, "operator@example.cn").await();
            assertEquals(List.of(2L), own.run("SELECT count(*) FROM letter"), "the link had expired: another one");
        } finally {
            db.close().await();
            own.close();
        }
    }
}
