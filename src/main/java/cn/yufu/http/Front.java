package cn.yufu.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The first handler of every request: gives it an id, finds the client's address, sets the headers that every answer
 * carries, and refuses what a correct client never sends and Vert.x lets through (two Hosts, NUL or broken UTF-8 in the
 * address).
 */
public final class Front implements Handler<RoutingContext> {
    private final boolean production;
    private final boolean trustProxy;

    public Front(boolean production, boolean trustProxy) {
        this.production = production;
        this.trustProxy = trustProxy;
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
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1 || !readable(request.uri())) {
            Problem.send(context, Failure.malformed("address"));
            return;
        }
        if (crossSite(request)) {
            Problem.send(context, Failure.forbidden());
            return;
        }
        context.next();
    }

    private String address(HttpServerRequest request) {
        var forwarded = trustProxy ? request.getHeader("X-Forwarded-For") : null;
        // the last entry is the one that our own proxy appended
        if (forwarded != null)
            return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        var remote = request.remoteAddress();
        return remote == null || remote.hostAddress() == null ? "unknown" : remote.hostAddress();
    }

    /** A browser says where a request came from; a state change from another site is not one of our pages. */
    private static boolean crossSite(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return site != null
                && !site.equals("same-origin")
                && !site.equals("none")
                && !request.method().name().equals("GET")
                && !request.method().name().equals("HEAD");
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
