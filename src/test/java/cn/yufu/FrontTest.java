package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.http.Front;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the server before any operation: framing, addresses, bodies, methods, origins. */
class FrontTest {
    private static final String HOST = "Host: localhost\r\n";
    private static final String BODY = "Content-Type: application/json\r\n";

    private static String answer(String request) {
        return Wire.answer(TestServer.app().config.port(), request);
    }

    /** The way to smuggle a second request past a proxy that counts differently. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/sessions HTTP/1.1\r\n#H#BContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
                "POST /api/sessions HTTP/1.0\r\n#H#BContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
                "POST /api/sessions HTTP/1.1\r\n#H#BContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
                "POST /api/sessions HTTP/1.1\r\n#H#BContent-Length: 2, 3\r\n\r\n{}x",
                "POST /api/sessions HTTP/1.1\r\n#H#BContent-Length: -2\r\n\r\n{}",
                "POST /api/sessions HTTP/1.1\r\n#H#BContent-Length: +2\r\n\r\n{}",
                "POST /api/sessions HTTP/1.1\r\n#H#BContent-Length: 0x2\r\n\r\n{}",
                "POST /api/sessions HTTP/1.1\r\n#H#BTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /api/sessions HTTP/1.1\r\n#H#BTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "POST /api/sessions HTTP/1.1\r\n#H#BTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "GET / HTTP/1.1\n#H\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\nX-A: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
                "GET / HTTP/1.1\r\n#H folded: x\r\n\r\n",
                "GET / HTTP/1.1\r\n#HX-A: a\0b\r\n\r\n",
                "GET / HTTP/1.1\r\n#HX\u0001A: b\r\n\r\n",
                "\0GET / HTTP/1.1\r\n#H\r\n",
                "GET / HTTP/1.1\r\n#HHost: elsewhere\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\n#HConnection: close\r\n\r\n",
                "GET / HTTP/9.9\r\n#HConnection: close\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void what_is_framed_wrongly_gets_one_answer_and_that_is_no(String request) {
        var answer = answer(request.replace("#H", HOST).replace("#B", BODY));
        assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/\\d\\.\\d (400|501|505) .*"), answer);
        assertEquals(answer.isEmpty() ? 1 : 2, answer.split("HTTP/\\d\\.\\d ", -1).length, answer);
    }

    @Test
    void who_sends_a_body_behind_too_long_a_head_is_not_reset_before_reading_why() throws InterruptedException {
        for (var head : List.of(
                "GET /?q=" + "x".repeat(5_000) + " HTTP/1.1\r\n" + HOST,
                "GET / HTTP/1.1\r\n" + HOST + "X-A: " + "x".repeat(9_000) + "\r\n")) {
            try (var wire = new Wire(TestServer.app().config.port())) {
                wire.send(head + "Content-Length: 1000000\r\n\r\n");
                assertTrue(wire.until('}').matches("(?s)HTTP/1\\.\\d (414|431) .*"), "the answer");
                // a closed connection takes one write more, and resets on it
                for (int i = 0; i < 3; i++) {
                    assertTrue(wire.send("x"), "the connection was reset");
                    Thread.sleep(50);
                }
            }
        }
    }

    @Test
    void http_2_is_not_spoken_in_the_clear() {
        var answer = answer("GET / HTTP/1.1\r\n" + HOST + "Connection: Upgrade, HTTP2-Settings\r\n"
                + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
                + "GET / HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.contains("<html"), "the page itself, not a promise to switch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.hidden",
                "/.git/config",
                "/.env",
                "/js/.eslintrc",
                "/..%2fpom.xml",
                "/../pom.xml",
                "/%2e%2e/pom.xml",
                "/a/x/..%2f..%2fpom.xml",
                "/a/x/js/api.js.map",
                "/js/api.js",
                "/js/",
                "/a/",
                "/a/x/",
                "/a/x/js/",
                "/_parts/head.html",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/cn/yufu/Main.class",
                "/logback.xml",
                "/messages/en.json",
                "/migrations/changelog.yaml",
                "/foo/bar%2F..%2Findex.html",
                "/a/x/desk.html",
                "/metrics",
                "/health/ready",
                "/health/live",
                "//index.html",
                "/index.html",
                "/;/index.html",
                "/api/../index.html",
                "/a/x/lib/../../pom.xml",
                "/..\\pom.xml",
                "/lib/lit-element/package.json"
            })
    void what_is_not_meant_to_be_served_is_not(String path) {
        var answer = answer("GET " + path + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
        assertTrue(answer.matches("(?s)HTTP/1.1 (404|400) .*"), answer);
        assertTrue(
                answer("GET / HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n")
                        .startsWith("HTTP/1.1 200 "),
                "later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%4", "%00", "%ff", "%c3%28", "%ed%a0%80", "%0d%0aX-A:%20b", "%7f"})
    void an_address_that_decodes_to_no_text_is_malformed(String piece) {
        for (var path :
                List.of("/api/listings/" + piece, "/api/listings?q=" + piece, "/services/" + piece, "/?x=" + piece))
            assertTrue(
                    answer("GET " + path + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n")
                            .startsWith("HTTP/1.1 400 "),
                    path);
    }

    @Test
    void a_body_that_is_no_json_is_malformed_and_never_a_fault_of_ours() {
        var hex = HexFormat.of();
        for (var body : List.of(
                text("{"),
                text("nul"),
                text("{} {}"),
                text("{'username':1}"),
                text("[".repeat(1_001) + "]".repeat(1_001)),
                text("{\"a\":".repeat(1_001) + "1" + "}".repeat(1_001)),
                text("{\"username\":" + "9".repeat(1_200) + "}"),
                text("{\"username\":\"a\",\"username\":\"b\"}"),
                text("{\"username\":NaN}"),
                hex.parseHex("7b22757365726e616d65223a22c328227d"),
                hex.parseHex("7b22757365726e616d65223a22eda080227d"),
                "{}".getBytes(StandardCharsets.UTF_16))) post(body).expect(400, "malformed");
        for (var value : List.of("1e999999999", "-1e999999999", "1e-999999999", "1.5", "null", "[]", "{}", "true"))
            post(text("{\"username\":" + value + ",\"password\":\"x\"}")).expect(422, "invalid");
        // half a surrogate pair; PostgreSQL would store a question mark in its place
        for (var half : List.of("\\ud800", "\\udc00\\ud800", "\\u0000"))
            post(text("{\"username\":\"a" + half + "\",\"password\":\"x\"}")).expect(422, "invalid");
        for (var body : List.of("123", "\"text\"", "[]", "null", ""))
            post(text(body)).expect(422, "invalid");
        for (var number : List.of("1e999999999", "9".repeat(60), "1.0", "2e3", "-1"))
            Stories.cityAdmin()
                    .send("POST", "/api/categories", text("{\"policyItem\":" + number + "}"), Map.of())
                    .expect(422, "invalid");
    }

    private static byte[] text(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static Client.Reply post(byte[] body) {
        return Client.visitor().send("POST", "/api/sessions", body, Map.of());
    }

    @Test
    void a_filter_given_twice_and_a_key_that_cannot_be_kept_are_refused() {
        Client.visitor().get("/api/listings?q=a&q=b").expect(422, "invalid");
        Client.visitor().get("/api/listings?limit=1&limit=2").expect(422, "invalid");
        Client.visitor().get("/api/listings?limit=1000000000").expect(422, "invalid");
        Stories.cityAdmin()
                .send("POST", "/api/categories", Map.of(), Map.of("Idempotency-Key", "x".repeat(201)))
                .expect(400, "malformed");
    }

    @Test
    void a_body_is_limited_by_what_its_operation_takes() {
        post(text("{\"username\":\"" + "x".repeat(64 * 1024) + "\"}")).expect(413, "too-large");
        var chunked = answer("POST /api/sessions HTTP/1.1\r\n" + HOST + BODY
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + ("2000\r\n" + "x".repeat(0x2000) + "\r\n").repeat(9) + "0\r\n\r\n");
        assertTrue(chunked.startsWith("HTTP/1.1 413 "), chunked);
        var admitted = Stories.enterprise(Stories.BEIBEI).client();
        admitted.send(
                        "POST",
                        "/api/attachments?name=a.pdf",
                        new byte[64 * 1024 + 1],
                        Map.of("Content-Type", "application/pdf"))
                .expect(415, "unsupported-media");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PUT", "OPTIONS", "CONNECT", "PROPFIND", "X"})
    void methods_that_nobody_needs_do_nothing(String method) {
        for (var path : List.of("/", "/api/listings", "/api/orders", "*")) {
            var answer = answer(method + " " + path + " HTTP/1.1\r\n" + HOST
                    + "Cookie: canary=1\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n");
            assertTrue(answer.matches("(?s)HTTP/1.1 (400|403|404|405|501) .*"), answer);
            assertFalse(answer.contains("canary"), "it echoes the request");
            assertFalse(answer.toLowerCase(java.util.Locale.ROOT).contains("access-control-"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null", "https://evil.example", "http://evil.example:8080", "http://localhost.evil.example",
                        "http://localhost",
                "https://evil.example/localhost", "file://", "moz-extension://a", "http://127.0.0.1", "http://[::1]"
            })
    void another_site_may_neither_read_nor_change(String origin) {
        var read = header("GET", "Origin", origin).expect(200);
        assertEquals("", read.header("Access-Control-Allow-Origin"));
        assertEquals("", read.header("Access-Control-Allow-Credentials"));
        header("POST", "Origin", origin).expect(403, "forbidden");
    }

    @Test
    void our_own_pages_may_change_things() {
        for (var origin : List.of(TestServer.url(), TestServer.app().config.publicUrl()))
            header("POST", "Origin", origin).expect(401, "unauthenticated");
        for (var site : List.of("same-origin", "none"))
            header("POST", "Sec-Fetch-Site", site).expect(401, "unauthenticated");
        for (var site : List.of("cross-site", "same-site", "x"))
            header("POST", "Sec-Fetch-Site", site).expect(403, "forbidden");
        header("GET", "Sec-Fetch-Site", "cross-site").expect(200);
    }

    private static Client.Reply header(String method, String name, String value) {
        return method.equals("GET")
                ? Client.visitor().send("GET", "/api/listings", null, Map.of(name, value))
                : Client.visitor().send("POST", "/api/orders", Map.of(), Map.of(name, value));
    }

    @Test
    void every_kind_of_answer_carries_the_headers_that_protect() {
        for (var path :
                List.of("/", "/no-such-page", "/api/listings", "/api/nothing", "/openapi.yaml", "/favicon.ico")) {
            var reply = Client.visitor().get(path);
            assertEquals("nosniff", reply.header("X-Content-Type-Options"), path);
            assertEquals("same-origin", reply.header("Referrer-Policy"), path);
            assertEquals("DENY", reply.header("X-Frame-Options"), path);
            var type = reply.header("Content-Type");
            assertTrue(type.contains("charset=utf-8") || type.startsWith("image/"), path + ": " + type);
            assertEquals("", reply.header("Server") + reply.header("X-Powered-By"), path);
        }
    }

    /** The client's address decides who is slowed down: nobody may choose it. */
    @Test
    void a_forwarded_address_counts_only_from_our_own_proxy() {
        assertEquals("127.0.0.1", address(false, "203.0.113.7"));
        assertEquals("203.0.113.7", address(true, "203.0.113.7"));
        assertEquals("203.0.113.7", address(true, "10.0.0.1, 198.51.100.4,203.0.113.7"));
        assertEquals("2001:db8::7", address(true, "2001:db8::7"));
        for (var odd : List.of("", ",", "unknown", "203.0.113.7:99x", "a b", "x".repeat(5_000), "'; --"))
            assertEquals("127.0.0.1", address(true, odd), odd);
    }

    private static String address(boolean trusted, String forwarded) {
        var vertx = TestServer.app().vertx;
        var router = Router.router(vertx);
        router.route()
                .handler(new Front(false, trusted, "http://localhost", Duration.ofSeconds(1)))
                .handler(context -> context.response().end("address=" + context.get("address")));
        var server = vertx.createHttpServer().requestHandler(router).listen(0).await();
        try {
            var answer = Wire.answer(
                    server.actualPort(),
                    "GET / HTTP/1.1\r\n" + HOST + "X-Forwarded-For: " + forwarded + "\r\nConnection: close\r\n\r\n");
            return answer.substring(answer.indexOf("address=") + 8);
        } finally {
            server.close().await();
        }
    }
}
