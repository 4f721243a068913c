package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What holds before any feature: problems, ids, headers. */
class KernelTest {
    @Test
    void an_unknown_address_is_a_problem_with_a_request_id() {
        var reply = Client.visitor().get("/api/nothing-here").expect(404, "not-found");
        assertEquals(reply.header("X-Request-Id"), reply.text("requestId"));
        assertEquals("nosniff", reply.header("X-Content-Type-Options"));
    }

    @Test
    void problems_speak_the_callers_language() {
        var english = Client.visitor().send("GET", "/api/nothing", null, java.util.Map.of("Accept-Language", "en"));
        assertTrue(english.text("title").startsWith("There is nothing"));
        assertTrue(Client.visitor().get("/api/nothing").text("title").startsWith("未找到"));
    }

    /** A field of a form that never ends made the decoder throw before the route was asked: a 500. */
    @Test
    void forms_are_refused_however_broken() {
        for (var type : java.util.List.of("application/x-www-form-urlencoded", "Multipart/Form-Data; boundary=x"))
            Stories.cityAdmin()
                    .send(
                            "POST",
                            "/api/categories",
                            "[".repeat(12_000).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            java.util.Map.of("Content-Type", type))
                    .expect(415, "unsupported-media");
    }

    @Test
    void what_is_too_long_to_be_a_request_is_a_problem_too() {
        var visitor = Client.visitor();
        visitor.get("/api/stats?q=" + "x".repeat(5_000)).expect(414, "address-too-long");
        visitor.send("GET", "/api/stats", null, java.util.Map.of("X-Long", "x".repeat(9_000)))
                .expect(431, "headers-too-large");
    }
}
