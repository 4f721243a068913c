package cn.yufu.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Public answers kept as encoded bytes with their ETag. Only for what does not depend on who asks. The owner calls
 * {@link #forget} when an event tells of a change; the lifetime covers what changes with the date alone. Who asks for what
 * is being read already waits for that, unless something has changed since it began.
 */
public final class Published {
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    /** Anybody may ask anything, so that it is bytes that must be bounded, not answers. */
    static final long MOST_BYTES = 8L * 1024 * 1024;
    /** What an entry costs besides its bytes, roughly. */
    private static final int OVERHEAD = 300;

    private volatile Memory memory = new Memory();

    /** What is known since the last change. A read that began before it ends in the memory that was left behind. */
    private static final class Memory {
        private final Cache<String, Entry> kept = Caffeine.newBuilder()
                .maximumWeight(MOST_BYTES)
                .weigher(Published::weight)
                .expireAfterWrite(LIFETIME)
                .build();
        private final Map<String, Future<Entry>> flights = new ConcurrentHashMap<>();
    }

    /** Packed when the first client that takes it that way asks: packing costs more than everything else of a miss. */
    private static final class Entry {
        private final Buffer bytes;
        private final String hash;
        /** Null: nobody asked yet. Two event loops that find it so at once both pack, to the same bytes. */
        private volatile @Nullable Packed packed;

        private Entry(Buffer bytes, String hash) {
            this.bytes = bytes;
            this.hash = hash;
        }

        private @Nullable Buffer packed(HttpServerRequest request) {
            if (!Packing.accepts(request, "gzip")) return null;
            var done = packed;
            if (done == null) {
                done = new Packed(Packing.gzip(bytes, Packing.SMALL));
                packed = done;
            }
            return done.bytes();
        }
    }

    /** @param bytes null: gzip gains nothing */
    private record Packed(@Nullable Buffer bytes) {}

    private static int weight(String key, Entry entry) {
        // twice the bytes: the packed ones, which are fewer, may come later
        return OVERHEAD + 2 * key.length() + 2 * entry.bytes.length();
    }

    /** @param key the canonical question: everything that the answer depends on */
    public Future<Answer> answer(Request request, String key, Supplier<Future<?>> load) {
        var known = memory;
        var entry = known.kept.getIfPresent(key);
        if (entry != null) return Future.succeededFuture(shape(request, entry));
        var mine = Promise.<Entry>promise();
        var first = known.flights.putIfAbsent(key, mine.future());
        if (first != null) return here(request, first).map(found -> shape(request, found));
        Future.succeededFuture(load)
                .compose(Supplier::get)
                .map(Published::encode)
                .onComplete(done -> {
                    if (done.succeeded()) known.kept.put(key, done.result());
                    known.flights.remove(key);
                    mine.handle(done);
                });
        return mine.future().map(found -> shape(request, found));
    }

    /** What another event loop is reading, handed over on the asker's own. */
    private static Future<Entry> here(Request request, Future<Entry> there) {
        var handed = Promise.<Entry>promise();
        var context = request.context().vertx().getOrCreateContext();
        there.onComplete(done -> context.runOnContext(ignored -> handed.handle(done)));
        return handed.future();
    }

    /** How much is kept, about. */
    long bytes() {
        var known = memory.kept;
        known.cleanUp();
        return known.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    /** The same answer without the memory, for whoever has just changed something and looks at it. */
    public static Answer fresh(Request request, Object body) {
        return shape(request, encode(body));
    }

    /** Everything is read anew from now on. */
    public void forget() {
        memory = new Memory();
    }

    private static Answer shape(Request request, Entry entry) {
        var http = request.context().request();
        var body = Packing.smallest(http, entry.hash, entry.bytes, entry.packed(http), null);
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
            return new Entry(bytes, hash.substring(0, 22));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
