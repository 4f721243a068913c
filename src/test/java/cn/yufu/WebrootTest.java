package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the server promises about the pages themselves: addresses, caching, policy; what they do is the browser tests'. */
class WebrootTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<String> PAGES = List.of(
            "/",
            "/services",
            "/services/0198bbbb-0000-7000-8000-000000000001",
            "/providers/0198bbbb-0000-7000-8000-000000000001",
            "/login",
            "/register",
            "/help",
            "/docs");

    private static HttpResponse<byte[]> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(TestServer.url() + path));
        if (headers.length > 0) request.headers(headers);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String html(String path) {
        return new String(get(path).body(), StandardCharsets.UTF_8);
    }

    private static String stylesheet() {
        var link = Pattern.compile("href=\"(/a/[^\"]+/css/site\\.css)\"").matcher(html("/"));
        assertTrue(link.find());
        return link.group(1);
    }

    @Test
    void every_public_page_has_a_clean_address_and_is_asked_for_anew() {
        for (var path : PAGES) {
            var page = get(path);
            assertEquals(200, page.statusCode(), path);
            assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
            assertEquals("no-cache", header(page, "Cache-Control"));
            assertEquals("nosniff", header(page, "X-Content-Type-Options"));
            var html = new String(page.body(), StandardCharsets.UTF_8);
            assertFalse(html.contains("<!--#"), () -> path + " has an unresolved include");
            assertFalse(html.contains("{{"), () -> path + " has an unresolved value");
            assertTrue(html.contains("<html lang=\"zh-CN\""), path);
        }
    }

    @Test
    void the_policy_admits_the_import_map_and_no_other_inline_script() throws Exception {
        for (var path : PAGES) {
            var page = get(path);
            var policy = header(page, "Content-Security-Policy");
            assertTrue(policy.contains("require-trusted-types-for 'script'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertTrue(policy.contains("worker-src 'self'"), policy);
            var scripts = Pattern.compile("<script(?![^>]*src=)[^>]*>(.*?)</script>")
                    .matcher(new String(page.body(), StandardCharsets.UTF_8));
            assertTrue(scripts.find(), path);
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
            assertTrue(policy.contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'"), path);
            assertFalse(scripts.find(), () -> path + " has a second inline script");
        }
    }

    @Test
    void a_worker_lies_where_it_may_serve_the_desk() {
        assertEquals("text/javascript; charset=utf-8", header(get("/day-worker.js"), "Content-Type"));
    }

    @Test
    void assets_of_this_build_are_kept_for_a_year_and_of_another_not_at_all() {
        var address = stylesheet();
        var style = get(address);
        assertEquals("public, max-age=31536000, immutable", header(style, "Cache-Control"));
        assertEquals("no-store", header(get("/a/another/css/site.css"), "Cache-Control"));
        assertFalse(new String(style.body(), StandardCharsets.UTF_8).contains("@import"));
    }

    @Test
    void compression_has_its_own_tag_and_an_unchanged_asset_is_not_sent_again() {
        var address = stylesheet();
        var plain = get(address);
        var packed = get(address, "Accept-Encoding", "gzip");
        assertEquals("gzip", header(packed, "Content-Encoding"));
        assertTrue(packed.body().length < plain.body().length / 3);
        assertFalse(header(packed, "ETag").equals(header(plain, "ETag")));
        assertEquals(
                304,
                get(address, "Accept-Encoding", "gzip", "If-None-Match", header(packed, "ETag"))
                        .statusCode());
        assertEquals(200, get(address, "If-None-Match", "\"another\"").statusCode());
    }

    @Test
    void nothing_outside_the_public_files_can_be_reached() {
        for (var path : List.of(
                "/nope",
                "/index.html",
                "/404.html",
                "/_parts/head.html",
                "/a/x/_parts/head.html",
                "/a/x/index.html",
                "/a/x/..%2f..%2fcn/yufu/Main.class",
                "/a/x/%2e%2e/openapi.yaml",
                "/a/x/js/../../logback.xml",
                "/a/x/.hidden",
                "/.git/config",
                "/a/",
                "/a",
                "/logback.xml",
                "/services/a/b",
                "/css/site.css")) {
            var answer = get(path);
            assertEquals(404, answer.statusCode(), path);
            assertTrue(new String(answer.body(), StandardCharsets.UTF_8).contains("没有找到这个页面"), path);
        }
    }

    @Test
    void pages_take_no_other_method() {
        var request = HttpRequest.newBuilder(URI.create(TestServer.url() + "/services"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var status = HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
        assertEquals(405, status);
    }

    /** Packed in the background after the start: until then gzip. */
    @Test
    void browsers_that_take_brotli_get_it_soon_after_the_start() throws Exception {
        var address = stylesheet();
        for (int i = 0; i < 200; i++) {
            var answer = get(address, "Accept-Encoding", "gzip, deflate, br");
            if (header(answer, "Content-Encoding").equals("br")) {
                assertTrue(header(answer, "ETag").endsWith("-br\""));
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("still gzip after 20 s");
    }
}
