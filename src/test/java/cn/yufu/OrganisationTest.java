package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Decisions on organisations, and what they say about themselves. */
class OrganisationTest {
    /** 彭水县 and 酉阳县: no other story decides there. */
    private static final String DIVISION = "500243";

    private static final String ELSEWHERE = "500242";

    private static UUID pending() {
        return Fixtures.pendingOrganisation("provider", DIVISION);
    }

    private static String path(UUID id) {
        return "/api/organisations/" + id;
    }

    @Test
    void aDistrictDecidesOnItsOwnOnly() {
        var id = pending();
        Stories.districtAdmin(ELSEWHERE).get(path(id)).expect(404, "not-found");
        Stories.districtAdmin(ELSEWHERE).post(path(id) + "/approval").expect(404, "not-found");
        Stories.finance().post(path(id) + "/approval").expect(403, "forbidden");
        Stories.auditor().post(path(id) + "/approval").expect(403, "forbidden");
        assertTrue(
                Stories.auditor().get(path(id)).expect(200).body().path("steps").isEmpty());
        assertEquals(
                "active",
                Stories.cityAdmin().post(path(id) + "/approval").expect(200).text("state"));
    }

    @Test
    void ofTwoWhoDecideAtOnceTheSecondLearnsTheState() {
        var id = pending();
        var admin = Stories.districtAdmin(DIVISION);
        admin.post(path(id) + "/approval").expect(200);
        var second = Stories.cityAdmin()
                .post(path(id) + "/rejection", Map.of("reason", "材料不全"))
                .expect(409, "state-conflict");
        assertEquals("active", second.text("state"));
    }

    @Test
    void whoRegisteredItMayNotDecideOnItWhateverHeHasBecome() {
        var id = pending();
        var admin = Stories.account("district-admin", null, DIVISION);
        Sql.run("""
            INSERT INTO event (actor_id, subject_kind, subject_id, action) VALUES (?, 'organisation', ?, 'registration')\
            """, admin, id);
        Client.as(admin).post(path(id) + "/approval").expect(409, "four-eyes");
        assertEquals("pending", Stories.districtAdmin(DIVISION).get(path(id)).text("state"));
    }

    @Test
    void aSuspensionHoldsForOpenSessionsWithinSeconds() throws InterruptedException {
        var provider = Stories.provider(DIVISION);
        provider.client().get(path(provider.organisationId())).expect(200);
        var admin = Stories.districtAdmin(DIVISION);
        admin.post(path(provider.organisationId()) + "/suspension", Map.of("reason", "投诉核查期间暂停"))
                .expect(200);
        long deadline = System.nanoTime() + 5_000_000_000L;
        var edit = Map.of("profile", "新的简介");
        while (provider.client()
                        .patch(path(provider.organisationId()), edit, "\"v99\"")
                        .status()
                != 403) {
            assertTrue(System.nanoTime() < deadline, "still acting after 5 s");
            Thread.sleep(100);
        }
        var seen = provider.client().get(path(provider.organisationId())).expect(200);
        assertEquals("suspended", seen.text("state"));
        assertTrue(seen.body().toString().contains("投诉核查期间暂停"));
        Client.visitor().get("/api/providers/" + provider.organisationId()).expect(404);
        admin.post(path(provider.organisationId()) + "/reinstatement").expect(200);
    }

    @Test
    void membersDescribeTheirOrganisationAndNobodyElses() {
        var provider = Stories.provider(DIVISION);
        var own = path(provider.organisationId());
        var first = provider.client().get(own).expect(200);
        var change = Map.of(
                "profile", "专注制造业知识产权服务。",
                "website", "https://ip.example.cn/",
                "contact", Map.of("name", "李明", "email", "liming@example.cn", "phone", "+86 23 6389 0000"));
        var changed = provider.client().patch(own, change, first.header("ETag")).expect(200);
        assertEquals("专注制造业知识产权服务。", changed.text("profile"));
        assertEquals("liming@example.cn", changed.body().at("/contact/email").asText());
        assertEquals("revision", changed.body().at("/history/0/action").asText());
        provider.client().patch(own, change, first.header("ETag")).expect(412, "stale");
        provider.client().send("PATCH", own, change, Map.of()).expect(428, "precondition-required");
        Stories.provider(DIVISION)
                .client()
                .patch(own, change, changed.header("ETag"))
                .expect(404, "not-found");
        var cleared = provider.client()
                .patch(own, java.util.Collections.singletonMap("website", null), changed.header("ETag"));
        assertTrue(cleared.expect(200).body().path("website").isNull());
        assertEquals("专注制造业知识产权服务。", cleared.text("profile"), "what is not named stays");
    }

    @Test
    void recognitionIsTheAdministrationsToGive() {
        var enterprise = Stories.enterprise(DIVISION);
        var own = path(enterprise.organisationId());
        var etag = enterprise.client().get(own).expect(200).header("ETag");
        var refused = enterprise
                .client()
                .patch(own, Map.of("tier", "little-giant", "website", "http://x.cn"), etag)
                .expect(422);
        assertEquals(List.of("/website", "/tier"), refused.body().path("errors").findValuesAsText("pointer"));
        var given = Stories.districtAdmin(DIVISION)
                .patch(own, Map.of("tier", "little-giant"), etag)
                .expect(200);
        assertEquals("little-giant", given.text("tier"));
        enterprise
                .client()
                .patch(own, Map.of("industryCode", "no-such"), given.header("ETag"))
                .expect(422, "invalid");
    }

    @Test
    void theListFindsByNameNumberAndStateAndPages() {
        var admin = Stories.districtAdmin(ELSEWHERE);
        for (int i = 0; i < 3; i++) Fixtures.pendingOrganisation("enterprise", ELSEWHERE);
        var page = admin.get("/api/organisations?waiting=true&limit=2").expect(200);
        assertEquals(2, page.body().path("items").size());
        var rest = admin.get("/api/organisations?waiting=true&limit=2&after=" + page.text("next"))
                .expect(200);
        assertEquals(1, rest.body().path("items").size());
        assertTrue(rest.body().path("next").isNull());
        var number = rest.body().at("/items/0/number").asText();
        assertEquals(
                1,
                admin.get("/api/organisations?q=" + number)
                        .expect(200)
                        .body()
                        .path("items")
                        .size());
        assertEquals(
                3,
                admin.get("/api/organisations?q=%E5%BE%85%E5%AE%A1&state=pending,active&kind=enterprise")
                        .expect(200)
                        .body()
                        .path("items")
                        .size());
        assertEquals(
                0,
                Stories.districtAdmin(DIVISION)
                        .get("/api/organisations?q=" + number)
                        .expect(200)
                        .body()
                        .path("items")
                        .size());
        admin.get("/api/organisations?waiting=true&after=bm9uc2Vuc2U").expect(422);
    }

    @Test
    void anyoneSeesAnActiveProviderButNoEnterprise() {
        var provider = Stories.provider(DIVISION);
        var seen = Client.visitor()
                .get("/api/providers/" + provider.organisationId())
                .expect(200);
        assertEquals("彭水苗族土家族自治县", seen.body().at("/division/name").asText());
        assertTrue(seen.body().path("contact").isMissingNode());
        Client.visitor()
                .get("/api/providers/" + Stories.enterprise(DIVISION).organisationId())
                .expect(404, "not-found");
        Client.visitor().get("/api/providers/" + pending()).expect(404, "not-found");
    }
}
