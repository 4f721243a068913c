package cn.yufu.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The pages and everything they load, from memory. Addresses are looked up, never resolved against a file system, so
 * that no address can reach outside. {@code /a/<build>/…} never changes and may be kept for a year; HTML is asked for
 * anew each time.
 */
public final class Assets {
    private static final Set<String> PLAIN_PAGES = Set.of("services", "login", "register", "help", "docs");
    private static final Set<String> ROOT_FILES =
            Set.of("favicon.svg", "manifest.webmanifest", "robots.txt", "day-worker.js");
    private static final String PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "txt", "text/plain; charset=utf-8",
            "webmanifest", "application/manifest+json");

    /** @param gzip null when compression gains nothing */
    private record Asset(
            String type, String etag, Buffer raw, @Nullable Buffer gzip) {}

    private record Content(String build, String policy, Map<String, Asset> assets, long changed) {}

    private final Map<String, String> settings;
    private volatile Content content;
    /** Packed assets by the ETag of the raw ones; filled in the background, until then gzip serves. */
    private final Map<String, Buffer> brotli = new ConcurrentHashMap<>();

    private Assets(Map<String, String> settings) {
        this.settings = settings;
        this.content = read();
    }

    /**
     * Reads and compresses everything; blocks for some hundred milliseconds.
     *
     * @param settings what the pages say about the site: owner, hotline, icp, police, identity, and sample (not blank in
     *     sample mode); a blank one leaves its line out
     */
    public static Assets load(Map<String, String> settings) {
        return new Assets(Map.copyOf(settings));
    }

    /** Mounts the pages; must come after every other route, because what is unknown here is answered with 404. */
    public void mount(Router router) {
        router.route().handler(this::serve);
    }

    private void serve(RoutingContext context) {
        var path = context.request().path();
        var method = context.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            Problem.send(context, Failure.of(405, "method-not-allowed"));
        } else if (path.startsWith("/a/")) {
            asset(context, path);
        } else if (path.equals("/favicon.ico")) {
            // asked for by browsers on pages that name no icon
            send(context, 200, "favicon.svg", "public, max-age=3600");
        } else if (ROOT_FILES.contains(path.substring(1))) {
            send(context, 200, path.substring(1), "public, max-age=3600");
        } else if (Webroot.PROJECT == null) {
            page(context, path);
        } else {
            context.vertx().executeBlocking(this::refresh).onComplete(done -> page(context, path));
        }
    }

    /** In the project a page that was edited shows at the next request. */
    private boolean refresh() {
        if (Webroot.changed() == content.changed()) return false;
        content = read();
        packInBackground();
        return true;
    }

    /** Another build's address, from a page opened before an upgrade or from another node: what is here now, not kept. */
    private void asset(RoutingContext context, String path) {
        int slash = path.indexOf('/', 3);
        var name = slash < 0 ? "" : path.substring(slash + 1);
        boolean current = slash > 0 && path.substring(3, slash).equals(content.build());
        if (!content.assets().containsKey(name) || name.endsWith(".html")) notFound(context);
        else send(context, 200, name, current ? "public, max-age=31536000, immutable" : "no-store");
    }

    private void page(RoutingContext context, String path) {
        var page = pageOf(path);
        if (page == null || !content.assets().containsKey(page)) notFound(context);
        else send(context, 200, page, "no-cache");
    }

    static @Nullable String pageOf(String path) {
        if (path.equals("/")) return "index.html";
        if (path.equals("/desk") || path.startsWith("/desk/")) return "desk.html";
        if (PLAIN_PAGES.contains(path.substring(1))) return path.substring(1) + ".html";
        if (path.matches("/services/[^/]+")) return "service.html";
        if (path.matches("/providers/[^/]+")) return "provider.html";
        return null;
    }

    /** The page for what isn't there; it works without JavaScript. */
    public void notFound(RoutingContext context) {
        send(context, 404, "404.html", "no-store");
    }

    /** The page for our own failures; it works without JavaScript. */
    public void broken(RoutingContext context) {
        send(context, 500, "500.html", "no-store");
    }

    private void send(RoutingContext context, int status, String name, String keep) {
        var asset = content.assets().get(name);
        if (asset == null) {
            Problem.send(context, Failure.notFound());
            return;
        }
        var request = context.request();
        var body = Packing.smallest(request, asset.etag(), asset.raw(), asset.gzip(), brotli.get(asset.etag()));
        var response = context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, keep)
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                .putHeader(HttpHeaders.ETAG, body.etag());
        if (name.endsWith(".html")) response.putHeader("Content-Security-Policy", content.policy());
        if (name.endsWith(".svg")) response.putHeader("Content-Security-Policy", PICTURE_POLICY);
        var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (status == 200 && known != null && known.contains(body.etag())) {
            response.setStatusCode(304).end();
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
                .putHeader(
                        HttpHeaders.CONTENT_LENGTH,
                        Integer.toString(body.bytes().length()));
        if (body.encoding() != null) response.putHeader(HttpHeaders.CONTENT_ENCODING, body.encoding());
        if (request.method().equals(HttpMethod.HEAD)) response.end();
        else response.end(body.bytes());
    }

    /** Once the server answers, for it takes a core for a second. */
    public void packInBackground() {
        var current = content;
        Thread.ofPlatform().daemon().name("pack-pages").start(() -> {
            for (var asset : current.assets().values()) {
                if (brotli.containsKey(asset.etag())) continue;
                var packed = Packing.brotli(asset.raw());
                if (packed != null) brotli.put(asset.etag(), packed);
            }
        });
    }

    private Content read() {
        long changed = Webroot.changed();
        var site = Pages.assemble(Webroot.read(), Webroot.library(), settings);
        var assets = new HashMap<String, Asset>();
        site.files().forEach((name, bytes) -> assets.put(name, asset(name, bytes)));
        return new Content(site.build(), site.policy(), assets, changed);
    }

    private static Asset asset(String name, byte[] bytes) {
        var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        var etag = HexFormat.of().formatHex(Pages.sha256(bytes)).substring(0, 16);
        var raw = Buffer.buffer(bytes);
        return new Asset(type, etag, raw, Packing.gzip(raw, Packing.SMALL));
    }
}
