package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Colleagues come in by invitation. */
class InvitationTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "磁器口古镇 1998";

    private final Stories.Member host = Stories.provider("500235");
    private final int number = NUMBER.incrementAndGet();
    private final String email = "colleague" + number + "@example.cn";
    private final Map<String, String> guest = Map.of("email", email, "name", "刘洋");

    private String invited() {
        host.client().post("/api/invitations", guest).expect(201);
        return Mails.token(Mails.await(email, "邀请您使用渝服平台"));
    }

    private Map<String, String> acceptance() {
        return Map.of("username", "liuyang" + number, "name", "刘洋", "password", PASSWORD);
    }

    @Test
    void aColleagueJoins() {
        var offer = "/api/invitation-offers/" + invited();
        var seen = Client.visitor().get(offer).expect(200);
        assertEquals(email, seen.text("email"));
        assertTrue(seen.text("organisation").contains("服务机构"));
        assertEquals(
                1,
                host.client()
                        .get("/api/invitations")
                        .expect(200)
                        .body()
                        .path("items")
                        .size());
        var joined = Client.visitor().post(offer + "/acceptance", acceptance()).expect(201);
        assertEquals(
                host.organisationId().toString(),
                joined.body().at("/organisation/id").asText());
        var account = Client.visitor()
                .post("/api/sessions", Map.of("username", "liuyang" + number, "password", PASSWORD))
                .expect(201);
        assertEquals("provider", account.body().at("/account/role").asText());
        assertEquals(
                0,
                host.client()
                        .get("/api/invitations")
                        .expect(200)
                        .body()
                        .path("items")
                        .size());
        Client.visitor().get(offer).expect(404, "not-found");
        Client.visitor().post(offer + "/acceptance", acceptance()).expect(404, "not-found");
        host.client().post("/api/invitations", guest).expect(409, "duplicate");
    }

    @Test
    void aWithdrawnInvitationIsVoid() {
        var offer = "/api/invitation-offers/" + invited();
        var id = host.client()
                .get("/api/invitations")
                .expect(200)
                .body()
                .at("/items/0/id")
                .asText();
        Stories.provider("500235").client().delete("/api/invitations/" + id).expect(404, "not-found");
        host.client().delete("/api/invitations/" + id).expect(204);
        host.client().delete("/api/invitations/" + id).expect(404, "not-found");
        Client.visitor().get(offer).expect(404, "not-found");
        Client.visitor().post(offer + "/acceptance", acceptance()).expect(404, "not-found");
    }

    @Test
    void anInvitationIsSentAgainWithANewLink() {
        var old = "/api/invitation-offers/" + invited();
        var open = host.client().get("/api/invitations").expect(200).body().at("/items/0");
        var path = "/api/invitations/" + open.path("id").asText() + "/renewal";
        // another address, so that the second mail can be told from the first
        var again = "again." + email;
        Sql.run(
                "UPDATE invitation SET expires_at = now() - interval '1 hour', email = ? WHERE email = ?",
                again,
                email);
        assertEquals(
                again,
                host.client()
                        .get("/api/invitations")
                        .expect(200)
                        .body()
                        .at("/items/0/email")
                        .asText(),
                "one that ran out stays in sight");
        Stories.provider("500235").client().post(path).expect(404, "not-found");
        var renewed = host.client().post(path).expect(200);
        assertEquals(again, renewed.text("email"));
        Client.visitor().get(old).expect(404, "not-found");
        var offer = "/api/invitation-offers/" + Mails.token(Mails.await(again, "邀请您使用渝服平台"));
        Client.visitor().get(offer).expect(200);
        Client.visitor().post(offer + "/acceptance", acceptance()).expect(201);
        host.client().post(path).expect(404, "not-found");
    }

    @Test
    void aFaultyAcceptanceLeavesTheLinkAlive() {
        var taken = Sql.<String>value("SELECT username FROM account LIMIT 1");
        var offer = "/api/invitation-offers/" + invited();
        var wrong = Map.of("username", "A", "name", "", "password", "12345678");
        assertEquals(
                3,
                Client.visitor()
                        .post(offer + "/acceptance", wrong)
                        .expect(422, "invalid")
                        .body()
                        .path("errors")
                        .size());
        var clash = Map.of("username", taken, "name", "刘洋", "password", PASSWORD);
        assertEquals(
                "taken",
                Client.visitor()
                        .post(offer + "/acceptance", clash)
                        .expect(422)
                        .body()
                        .at("/errors/0/code")
                        .asText());
        Client.visitor().post(offer + "/acceptance", acceptance()).expect(201);
    }

    @Test
    void nobodyIsInvitedTwiceAtATime() {
        invited();
        host.client().post("/api/invitations", guest).expect(409, "duplicate");
        var wrong = host.client()
                .post("/api/invitations", Map.of("email", "no address"))
                .expect(422, "invalid");
        assertEquals(2, wrong.body().path("errors").size());
        Sql.run("UPDATE invitation SET expires_at = now() WHERE email = ?", email);
        host.client().post("/api/invitations", guest).expect(201);
    }

    @Test
    void aSuspendedOrganisationTakesNobodyIn() {
        var offer = "/api/invitation-offers/" + invited();
        Sql.run("UPDATE organisation SET state = 'suspended' WHERE id = ?", host.organisationId());
        Client.visitor().post(offer + "/acceptance", acceptance()).expect(404, "not-found");
    }

    @Test
    void an_organisation_that_nobody_acts_for_gets_its_first_person_from_its_district() {
        var empty = Stories.organisation("enterprise", "500235");
        var path = "/api/organisations/" + empty + "/invitations";
        Stories.districtAdmin("500236").post(path, guest).expect(404, "not-found");
        var here = Stories.districtAdmin("500235");
        here.post(path, guest).expect(201);
        here.post(path, guest).expect(409, "duplicate");
        var offer = "/api/invitation-offers/" + Mails.token(Mails.await(email, "邀请您使用渝服平台"));
        Client.visitor().post(offer + "/acceptance", acceptance()).expect(201);
        here.post(path, Map.of("email", "another" + number + "@example.cn", "name", "赵敏"))
                .expect(409, "duplicate");
    }
}
