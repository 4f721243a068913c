package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.http.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that never come to an end are let go of, and nobody else notices them. */
class SlowClientTest {
    private static final Patience SHORT = new Patience(
            Duration.ofMillis(2_500), Duration.ofMillis(1_500), Duration.ofSeconds(3), Duration.ofMillis(300));
    private static final String START =
            "POST /api/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final int PORT = Ports.free();
    private static String deployed;

    @BeforeAll
    static void listen() {
        var app = TestServer.app();
        deployed = app.vertx.deployVerticle(new HttpVerticle(app, PORT, SHORT)).await();
    }

    @AfterAll
    static void close() {
        TestServer.app().vertx.undeploy(deployed).await();
    }

    /** The first bytes, then one at a time for as long as the server listens. */
    private static String dripping(String first, String drop) throws InterruptedException {
        try (var wire = new Wire(PORT)) {
            wire.send(first);
            var reader = Executors.newVirtualThreadPerTaskExecutor();
            try (reader) {
                var answer = reader.submit(wire::rest);
                while (!answer.isDone() && wire.send(drop)) Thread.sleep(50);
                return answer.get();
            } catch (java.util.concurrent.ExecutionException e) {
                throw new AssertionError(e.getCause());
            }
        }
    }

    @Test
    void a_header_that_does_not_end_is_cut_off() throws Exception {
        assertEquals("", dripping("GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ", "a"));
        assertEquals("", Wire.answer(PORT, "GET / HTTP/1.1\r\nHost: local"));
        assertEquals("", Wire.answer(PORT, ""));
    }

    @Test
    void a_body_that_drips_is_answered_with_too_slow_and_cut_off() throws Exception {
        for (var framing :
                List.of("Content-Length: 60000\r\n\r\n{\"username\": \"", "Transfer-Encoding: chunked\r\n\r\n"))
            assertTooSlow(dripping(START + framing, framing.startsWith("C") ? "x" : "1\r\nx\r\n"));
    }

    private static void assertTooSlow(String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
        assertTrue(answer.contains("/problems/too-slow"), answer);
    }

    @Test
    void who_sends_on_after_the_answer_is_cut_off() throws Exception {
        var page = dripping("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n", "x");
        assertTrue(page.startsWith("HTTP/1.1 200 "), page);
        var tooLarge = dripping(START + "Content-Length: 600000000\r\n\r\n", "x".repeat(100));
        assertTrue(tooLarge.startsWith("HTTP/1.1 413 "), tooLarge);
        var nobody = dripping("POST /api/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n", "x");
        assertTrue(nobody.startsWith("HTTP/1.1 404 "), nobody);
    }

    @Test
    void a_connection_serves_on_after_an_answer_that_did_not_wait_for_the_body() {
        var request = "POST /api/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
        var answers = Wire.answer(PORT, request.repeat(3));
        assertEquals(3, answers.split("HTTP/1.1 404 ", -1).length - 1, answers);
    }

    @Test
    void hundreds_of_them_keep_nobody_out() throws Exception {
        var slow = new ArrayList<Callable<String>>();
        IntStream.range(0, 200)
                .forEach(i -> slow.add(() -> i % 2 == 0
                        ? Wire.answer(PORT, START + "Content-Length: 10\r\nX-Slow: ")
                        : Wire.answer(PORT, START + "Content-Length: 10\r\n\r\n{")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = slow.stream().map(threads::submit).toList();
            var prompt = Client.at("http://localhost:" + PORT, null);
            for (int i = 0; i < 50; i++) prompt.get("/api/categories").expect(200);
            for (var one : all) {
                var answer = one.get();
                // the idle time-out may come before the request's own
                if (!answer.isEmpty()) assertTooSlow(answer);
            }
        }
    }
}
