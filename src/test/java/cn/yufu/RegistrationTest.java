package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** From the registration form to the first sign-in, and every way in which it can go wrong. */
class RegistrationTest {
    private static final String PASSWORD = "两江之水-2026";
    private static final AtomicInteger NUMBER = new AtomicInteger(70_000);

    /** 石柱县: whatever this test makes waits for decisions there. */
    private static final String DIVISION = "500240";

    private final int number = NUMBER.incrementAndGet();
    private final Map<String, Object> form = form();

    private Map<String, Object> form() {
        var filled = new LinkedHashMap<String, Object>();
        filled.put("kind", "enterprise");
        filled.put("name", "重庆石柱精密铸造" + number + "有限公司");
        filled.put("creditCode", Fixtures.creditCode(number));
        filled.put("divisionCode", DIVISION);
        filled.put("industryCode", "34");
        filled.put("contact", Map.of("name", "张雪梅", "email", email(), "phone", "023-6389 0000"));
        filled.put("username", "zhuzao" + number);
        filled.put("password", PASSWORD);
        return filled;
    }

    private String email() {
        return "zhangxuemei" + number + "@example.cn";
    }

    private Client.Reply register() {
        return Client.visitor().post("/api/organisations", form);
    }

    private Client.Reply confirm() {
        var mail = Mails.await(email(), "确认您的电子邮箱");
        return Client.visitor().post("/api/email-confirmations/" + Mails.token(mail));
    }

    private Client.Reply signIn() {
        return Client.visitor().post("/api/sessions", Map.of("username", "zhuzao" + number, "password", PASSWORD));
    }

    private UUID pending() {
        var id = register().expect(201).id();
        assertEquals(
                "pending",
                confirm().expect(200).body().at("/organisation/state").asText());
        return id;
    }

    private static Map<String, String> errors(Client.Reply reply) {
        var errors = new TreeMap<String, String>();
        reply.body()
                .path("errors")
                .forEach(e ->
                        errors.put(e.path("pointer").asText(), e.path("code").asText()));
        return errors;
    }

    @Test
    void fromTheFormToTheFirstSignIn() {
        var registered = register().expect(201);
        assertEquals("unconfirmed", registered.text("state"));
        var own = "/api/organisations/" + registered.id();
        assertTrue(registered.text("number").startsWith("JG-"));

        assertEquals(
                "pending",
                confirm().expect(200).body().at("/organisation/state").asText());
        assertEquals(
                "pending",
                confirm().expect(200).body().at("/organisation/state").asText(),
                "a second click");

        var applicant = Client.with(signIn().expect(201).text("accessToken"));
        assertEquals("pending", applicant.get(own).expect(200).text("state"));
        applicant.get("/api/orders").expect(403, "organisation-not-active");

        var district = Stories.districtAdmin(DIVISION);
        var waiting = district.get("/api/organisations?waiting=true&limit=100")
                .expect(200)
                .body()
                .path("items");
        assertTrue(waiting.findValuesAsText("id").contains(registered.text("id")));
        var approved = district.post(own + "/approval").expect(200);
        assertEquals("active", approved.text("state"));
        assertEquals(
                List.of("registration", "confirmation", "approval"),
                approved.body().path("history").findValuesAsText("action"));
        assertEquals("张雪梅", approved.body().at("/history/0/actor/name").asText());
        assertEquals(
                List.of("suspension"), Client.JSON.convertValue(approved.body().path("steps"), List.class));

        var account = signIn().expect(201).body().path("account");
        assertEquals("active", account.at("/organisation/state").asText());
        Client.with(signIn().text("accessToken")).get("/api/orders").expect(200);
        Mails.await(email(), "已通过审核");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        var wrong = new HashMap<String, Object>();
        wrong.put("kind", "charity");
        wrong.put("name", "X");
        wrong.put("creditCode", "91350200MA2YJ1XR9A");
        wrong.put("divisionCode", "500112");
        wrong.put("industryCode", "ZZ");
        wrong.put("contact", Map.of("name", "", "email", "no mail@example", "phone", "电话", "fax", "1"));
        wrong.put("username", "Größe");
        wrong.put("password", "12345678");
        wrong.put("role", "city-admin");
        var reply = Client.visitor().post("/api/organisations", wrong).expect(422, "invalid");
        assertEquals(
                Map.ofEntries(
                        Map.entry("/kind", "choice"),
                        Map.entry("/name", "too-short"),
                        Map.entry("/creditCode", "credit-code-check"),
                        Map.entry("/divisionCode", "no-such"),
                        Map.entry("/industryCode", "no-such"),
                        Map.entry("/contact/name", "required"),
                        Map.entry("/contact/email", "email"),
                        Map.entry("/contact/phone", "phone"),
                        Map.entry("/contact/fax", "unknown"),
                        Map.entry("/username", "username"),
                        Map.entry("/password", "common-password"),
                        Map.entry("/role", "unknown")),
                errors(reply));
        assertTrue(reply.body().toString().contains("应为“G”"), "says what the check digit should be");
    }

    @Test
    void whatIsMissingIsNamedAtOnce() {
        var reply = Client.visitor().post("/api/organisations", Map.of()).expect(422, "invalid");
        assertEquals(
                new TreeSet<>(List.of(
                        "/contact", "/creditCode", "/divisionCode", "/kind", "/name", "/password", "/username")),
                errors(reply).keySet());
    }

    @Test
    void aPilotCodeComesInWithAReasonThatTheAdministratorSees() {
        // one real early pilot code; its last sign should be 9 by the standard
        var early = "91350203M0001QAY9B";
        form.put("creditCode", early);
        assertEquals("credit-code-check", errors(register().expect(422)).get("/creditCode"));
        form.put("creditCodeOverride", Map.of("reason", "2015 年试点期间颁发，营业执照扫描件可核验"));
        var id = register().expect(201).id();
        var seen =
                Stories.districtAdmin(DIVISION).get("/api/organisations/" + id).expect(200);
        assertEquals(
                "2015 年试点期间颁发，营业执照扫描件可核验",
                seen.body().at("/creditCodeOverride/reason").asText());
    }

    @Test
    void anOverrideThatWasNotNeededIsNotKept() {
        form.put("creditCodeOverride", Map.of("reason", "不需要"));
        var id = register().expect(201).id();
        var seen =
                Stories.districtAdmin(DIVISION).get("/api/organisations/" + id).expect(200);
        assertTrue(seen.body().path("creditCodeOverride").isNull());
    }

    @Test
    void whatIsTakenIsSaidForAllFieldsAtOnce() {
        pending();
        assertEquals(
                Map.of("/creditCode", "taken", "/username", "taken"),
                errors(register().expect(422)));
    }

    @Test
    void theSameFormSentTwiceRegistersOnce() {
        var key = UUID.randomUUID().toString();
        var first = Client.visitor().post("/api/organisations", form, key).expect(201);
        var again = Client.visitor().post("/api/organisations", form, key).expect(201);
        assertEquals(first.body(), again.body());
        assertEquals(1, Sql.<Long>value("SELECT count(*) FROM account WHERE email = ?", email()));
        form.put("name", "另一个名称有限公司");
        Client.visitor().post("/api/organisations", form, key).expect(422, "key-reused");
    }

    @Test
    void aRegistrationThatNobodyConfirmsKeepsNobodyOut() {
        var squatter = new HashMap<>(form);
        squatter.put("username", "squatter" + number);
        squatter.put("contact", Map.of("name", "某人", "email", "squatter" + number + "@example.cn", "phone", "12345"));
        Client.visitor().post("/api/organisations", squatter).expect(201);
        pending();
        var late = Mails.await("squatter" + number + "@example.cn", "确认您的电子邮箱");
        Client.visitor().post("/api/email-confirmations/" + Mails.token(late)).expect(409, "duplicate");
    }

    @Test
    void whoMistypedTheAddressRegistersAgainWithTheSameName() {
        var mistyped = new HashMap<>(form);
        mistyped.put("contact", Map.of("name", "张雪梅", "email", "typo" + number + "@example.cn", "phone", "12345"));
        Client.visitor().post("/api/organisations", mistyped).expect(201);
        pending();
        var stray = Mails.await("typo" + number + "@example.cn", "确认您的电子邮箱");
        Client.visitor().post("/api/email-confirmations/" + Mails.token(stray)).expect(404, "not-found");
    }

    @Test
    void whoWasRejectedLearnsWhyAndRegistersAgain() {
        var id = pending();
        var district = Stories.districtAdmin(DIVISION);
        district.post("/api/organisations/" + id + "/rejection").expect(422, "invalid");
        var reason = Map.of("reason", "营业执照已过期");
        assertEquals(
                "rejected",
                district.post("/api/organisations/" + id + "/rejection", reason)
                        .expect(200)
                        .text("state"));
        assertTrue(Mails.await(email(), "未通过审核").text().contains("营业执照已过期"));
        var applicant = Client.with(signIn().expect(201).text("accessToken"));
        assertEquals(
                "rejected",
                applicant.get("/api/organisations/" + id).expect(200).text("state"));
        assertFalse(register().expect(201).id().equals(id));
    }

    @Test
    void theLinkIsMailedAgainOnDemandButNotToStrangersNorForever() {
        register().expect(201);
        Mails.await(email(), "确认您的电子邮箱");
        for (var who : List.of("zhuzao" + number, "nobody" + number)) {
            for (int i = 0; i < 5; i++)
                Client.visitor()
                        .post("/api/email-confirmations", Map.of("username", who))
                        .expect(202);
            Client.visitor()
                    .post("/api/email-confirmations", Map.of("username", who))
                    .expect(429, "too-many-requests");
        }
        assertEquals(6, Sql.<Long>value("SELECT count(*) FROM letter WHERE recipient = ?", email()));
    }

    @Test
    void anAddressRegistersThirtyTimesAnHour() {
        Sql.run("INSERT INTO rate_limit VALUES ('registration:203.0.113.9', 30, now() + interval '10 minutes')");
        var reply = Client.visitor()
                .send("POST", "/api/organisations", form, Map.of("X-Forwarded-For", "203.0.113.9"))
                .expect(429, "too-many-requests");
        assertTrue(Integer.parseInt(reply.header("Retry-After")) > 500);
    }

    @Test
    void aLinkThatHasExpiredOrNeverWasConfirmsNothing() {
        register().expect(201);
        var token = Mails.token(Mails.await(email(), "确认您的电子邮箱"));
        Sql.run(
                "UPDATE mailed_link SET expires_at = now() - interval '1 second' WHERE account_id = "
                        + "(SELECT id FROM account WHERE email = ?)",
                email());
        Client.visitor().post("/api/email-confirmations/" + token).expect(404, "not-found");
        Client.visitor().post("/api/email-confirmations/made-up").expect(404, "not-found");
    }
}
