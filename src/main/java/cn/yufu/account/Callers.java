package cn.yufu.account;

import cn.yufu.http.Caller;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Who is behind a session, remembered for two seconds. */
final class Callers {
    private final Function<UUID, Future<Optional<Caller>>> read;
    private volatile Cache<UUID, Optional<Caller>> known = empty();

    /** @param read finds nobody for a session that has ended */
    Callers(Function<UUID, Future<Optional<Caller>>> read) {
        this.read = read;
    }

    Future<Optional<Caller>> behind(UUID sessionId) {
        // a read that began before forget() ends in the cache that was left behind then
        var cache = known;
        var caller = cache.getIfPresent(sessionId);
        if (caller != null) return Future.succeededFuture(caller);
        return read.apply(sessionId).onSuccess(found -> cache.put(sessionId, found));
    }

    void forget() {
        known = empty();
    }

    private static Cache<UUID, Optional<Caller>> empty() {
        return Caffeine.newBuilder()
                .maximumSize(20_000)
                .expireAfterWrite(Duration.ofSeconds(2))
                .build();
    }
}
