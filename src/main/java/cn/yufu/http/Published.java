package cn.yufu.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Public answers kept as encoded bytes with their ETag. Only for what does not depend on who asks. The owner calls
 * {@link #forget} when an event tells of a change; the lifetime covers what changes with the date alone.
 */
public final class Published {
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final Cache<String, Entry> kept =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFETIME).build();
    private final AtomicLong changes = new AtomicLong();

    /** @param packed gzipped, or null when that gains nothing */
    private record Entry(
            Buffer bytes, String hash, @Nullable Buffer packed) {}

    /** @param key the canonical question: everything that the answer depends on */
    public Future<Answer> answer(Request request, String key, Supplier<Future<?>> load) {
        var entry = kept.getIfPresent(key);
        if (entry != null) return Future.succeededFuture(shape(request, entry));
        long before = changes.get();
        return load.get().map(body -> {
            var fresh = encode(body);
            // a change that came while we were reading may be missing from what we read
            if (changes.get() == before) kept.put(key, fresh);
            return shape(request, fresh);
        });
    }

    /** The same answer without the memory, for whoever has just changed something and looks at it. */
    public static Answer fresh(Request request, Object body) {
        return shape(request, encode(body));
    }

    /** Everything is read anew from now on. */
    public void forget() {
        changes.incrementAndGet();
        kept.invalidateAll();
    }

    private static Answer shape(Request request, Entry entry) {
        var body = Packing.smallest(request.context().request(), entry.hash(), entry.bytes(), entry.packed(), null);
        var headers =
                Map.of("ETag", body.etag(), "Cache-Control", "no-cache", "Vary", "Accept-Language, Accept-Encoding");
        if (body.etag().equals(request.header("If-None-Match"))) return new Answer(304, null, headers);
        var answer = new Answer(200, body.bytes(), headers);
        return body.encoding() == null ? answer : answer.with("Content-Encoding", body.encoding());
    }

    private static Entry encode(Object body) {
        try {
            var bytes = Json.bytes(body);
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
            var hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
            return new Entry(bytes, hash.substring(0, 22), Packing.gzip(bytes, Packing.SMALL));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
