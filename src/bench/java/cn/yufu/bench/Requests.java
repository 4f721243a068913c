package cn.yufu.bench;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Requests as a browser of ours would send them, whole, for {@link Wire}. */
public final class Requests {
    private Requests() {}

    public static Buffer get(String path, @Nullable String token) {
        return Buffer.buffer(start("GET", path, token).append("\r\n").toString());
    }

    /** @param key the Idempotency-Key, as pages send it with every move; null: none */
    public static Buffer post(String path, @Nullable String token, @Nullable String key, String json) {
        var body = Buffer.buffer(json);
        var head = start("POST", path, token).append("Content-Type: application/json\r\n");
        if (key != null) head.append("Idempotency-Key: ").append(key).append("\r\n");
        return Buffer.buffer(head.append("Content-Length: ")
                        .append(body.length())
                        .append("\r\n\r\n")
                        .toString())
                .appendBuffer(body);
    }

    /** With the refresh token's cookie. */
    public static Buffer refresh(String cookie) {
        return Buffer.buffer(start("POST", "/api/sessions/refresh", null)
                .append("Cookie: ")
                .append(cookie)
                .append("\r\nContent-Length: 0\r\n\r\n")
                .toString());
    }

    private static StringBuilder start(String method, String path, @Nullable String token) {
        var head = new StringBuilder(400)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nAccept-Language: zh-CN\r\n");
        if (token != null) head.append("Authorization: Bearer ").append(token).append("\r\n");
        return head;
    }
}
