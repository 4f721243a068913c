package cn.yufu.http;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A successful answer before it is sent: status, headers, and a body that Jackson or {@link Json} can write. */
public record Answer(int status, @Nullable Object body, Map<String, String> headers) {

    public static Answer ok(Object body) {
        return new Answer(200, body, Map.of());
    }

    /** 200 with the strong ETag of the row's version, which a later PATCH must send back as {@code If-Match}. */
    public static Answer ok(Object body, long version) {
        return new Answer(200, body, Map.of("ETag", etag(version)));
    }

    public static Answer created(String location, Object body) {
        return new Answer(201, body, Map.of("Location", location));
    }

    /** The same body and headers as the answer to the POST that made it. */
    public Answer asCreated(String location) {
        return new Answer(201, body, headers).with("Location", location);
    }

    public static Answer accepted(Object body) {
        return new Answer(202, body, Map.of());
    }

    /** 202 that says nothing, whatever will come of it. */
    public static Answer accepted() {
        return new Answer(202, null, Map.of());
    }

    public static Answer empty() {
        return new Answer(204, null, Map.of());
    }

    public static String etag(long version) {
        return "\"v" + version + "\"";
    }

    /** The same answer with one more header. */
    public Answer with(String name, String value) {
        var all = new java.util.HashMap<>(headers);
        all.put(name, value);
        return new Answer(status, body, all);
    }

    Buffer bytes() {
        if (body == null) return Buffer.buffer();
        return body instanceof Buffer buffer ? buffer : Json.bytes(body);
    }
}
