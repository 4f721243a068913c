package cn.yufu.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The first handler of every request: gives it an id, finds the client's address, sets the headers that every answer
 * carries, and refuses what a correct client never sends and Vert.x lets through (NUL or broken UTF-8 in the address). It
 * also lets go of who keeps sending after the answer.
 */
public final class Front implements Handler<RoutingContext> {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private final boolean production;
    private final boolean trustProxy;
    private final String ourHost;
    private final long lingerMs;

    /** @param publicUrl under which browsers know the site, which a proxy may not pass on as Host */
    public Front(boolean production, boolean trustProxy, String publicUrl, Duration linger) {
        this.production = production;
        this.trustProxy = trustProxy;
        this.ourHost = host(publicUrl);
        this.lingerMs = linger.toMillis();
    }

    @Override
    public void handle(RoutingContext context) {
        var request = context.request();
        var requestId = UUID.randomUUID().toString();
        context.put("requestId", requestId);
        context.put("address", address(request));
        var headers = context.response().headers();
        headers.set("X-Request-Id", requestId);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("X-Frame-Options", "DENY");
        if (production) headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        if (hasBody(request)) context.addEndHandler(done -> linger(context.vertx(), request));
        if (!readable(request.uri())) {
            Problem.send(context, Failure.malformed("address"));
            return;
        }
        if (crossSite(request)) {
            Problem.send(context, Failure.forbidden());
            return;
        }
        context.next();
    }

    /** Whether a body was announced; one without is complete before its last part has been seen. */
    public static boolean hasBody(HttpServerRequest request) {
        var headers = request.headers();
        return headers.contains(HttpHeaders.TRANSFER_ENCODING) || headers.contains(HttpHeaders.CONTENT_LENGTH);
    }

    /** Closed at once, the connection would be reset before the client has read the answer. */
    private void linger(Vertx vertx, HttpServerRequest request) {
        if (request.isEnded()) return;
        vertx.setTimer(lingerMs, late -> {
            if (!request.isEnded()) request.connection().close();
        });
    }

    private String address(HttpServerRequest request) {
        var forwarded = trustProxy ? request.getHeader("X-Forwarded-For") : null;
        if (forwarded != null) {
            // the last entry is the one that our own proxy appended
            var last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
            if (ADDRESS.matcher(last).matches()) return last;
        }
        var remote = request.remoteAddress();
        return remote == null || remote.hostAddress() == null ? "unknown" : remote.hostAddress();
    }

    /** A browser says where a request came from; a state change from another site is not one of our pages. */
    private boolean crossSite(HttpServerRequest request) {
        var method = request.method().name();
        if (method.equals("GET") || method.equals("HEAD")) return false;
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) return !site.equals("same-origin") && !site.equals("none");
        // older browsers say so in their own way only
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) return false;
        var host = host(origin);
        return host.isEmpty() || (!host.equals(request.getHeader(HttpHeaders.HOST)) && !host.equals(ourHost));
    }

    /** Host and port of an address; empty, which nobody's is, for what is none, such as the origin {@code null}. */
    private static String host(String url) {
        int slashes = url.indexOf("://");
        return slashes < 0 ? "" : url.substring(slashes + 3).replaceFirst("/.*", "");
    }

    /** Whether the percent-encoding is well formed and decodes to UTF-8 without control characters. */
    static boolean readable(String uri) {
        var bytes = ByteBuffer.allocate(uri.length() * 3);
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c < 0x21 || c > 0x7e) return false;
            if (c != '%') {
                bytes.put((byte) c);
                continue;
            }
            if (i + 2 >= uri.length()) return false;
            int high = Character.digit(uri.charAt(i + 1), 16);
            int low = Character.digit(uri.charAt(i + 2), 16);
            if (high < 0 || low < 0) return false;
            int value = high * 16 + low;
            if (value < 0x20 || value == 0x7f) return false;
            bytes.put((byte) value);
            i += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
