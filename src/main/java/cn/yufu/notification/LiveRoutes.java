package cn.yufu.notification;

import cn.yufu.db.Db;
import cn.yufu.event.Event;
import cn.yufu.event.Tail;
import cn.yufu.http.Api;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Request;
import cn.yufu.http.Routes;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Live updates: one stream of server-sent events per browser, which says what changed and is the caller's to see. A
 * client that comes back names the last event it saw and is told what it missed; a stream whose session ended or whose
 * account changed is closed within five seconds.
 */
public final class LiveRoutes implements Routes {
    /** Open streams of one account on this node: a browser holds one for all its tabs. */
    private static final int STREAMS_PER_ACCOUNT = 10;

    /** As many as a month's sheet shows. */
    private static final int CALENDARS = 50;

    /** What a client may have missed and still be told one by one. */
    private static final int PAST = 500;

    private final Vertx vertx;
    private final Db db;
    private final Tail tail;
    private final String cookie;
    private final Function<String, Future<Optional<Caller>>> byCookie;
    private final List<LiveLoop> loops = new CopyOnWriteArrayList<>();
    private final Map<UUID, Integer> streams = new ConcurrentHashMap<>();
    private final AtomicInteger slots = new AtomicInteger();
    private volatile @Nullable Map<String, Set<String>> rules;

    /**
     * @param cookie name of the session cookie: what a browser sends with a stream that it opens by itself
     * @param byCookie the caller behind its value
     */
    public LiveRoutes(
            Vertx vertx, Db db, Tail tail, String cookie, Function<String, Future<Optional<Caller>>> byCookie) {
        this.vertx = vertx;
        this.db = db;
        this.tail = tail;
        this.cookie = cookie;
        this.byCookie = byCookie;
    }

    @Override
    public void mount(Api api) {
        var loop = new LiveLoop(vertx, db);
        loops.add(loop);
        api.raw("/events/stream", Who.signedIn(), this::cookieCaller, request -> admit(request, loop));
    }

    /** Takes each sealed event of this node's {@link Tail}, in order. */
    public void heard(Event event) {
        var known = rules;
        // without rules nobody has opened a stream yet
        if (known == null) return;
        var frame = Frame.of(event, known);
        for (var loop : loops) loop.deliver(frame);
    }

    private Future<Optional<Caller>> cookieCaller(RoutingContext context) {
        var sent = context.request().getCookie(cookie);
        if (sent == null) return Future.succeededFuture(Optional.empty());
        return isOfOurPages(context) ? byCookie.apply(sent.getValue()) : Future.failedFuture(Failure.forbidden());
    }

    /** A cookie may be used by our own pages only; the browser says whose page it is. */
    private static boolean isOfOurPages(RoutingContext context) {
        var request = context.request();
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var host = request.authority() == null ? "" : request.authority().toString();
        return (site == null || site.equals("same-origin")) && (origin == null || origin.endsWith("://" + host));
    }

    private void admit(Request request, LiveLoop loop) {
        var calendars = Set.copyOf(request.query().ids("calendars", CALENDARS));
        var account = request.caller().accountId();
        if (streams.merge(account, 1, Integer::sum) > STREAMS_PER_ACCOUNT) {
            release(account);
            throw Failure.tryLater(429, "too-many-requests", 30);
        }
        var counted = new AtomicBoolean(true);
        var context = request.context();
        context.addEndHandler(ended -> {
            if (counted.getAndSet(false)) release(account);
        });
        rules().onSuccess(known -> open(request, loop, calendars, known)).onFailure(context::fail);
    }

    private void release(UUID account) {
        streams.computeIfPresent(account, (id, count) -> count == 1 ? null : count - 1);
    }

    private Future<Map<String, Set<String>>> rules() {
        var known = rules;
        return known != null
                ? Future.succeededFuture(known)
                : LiveStore.rules(db.read()).onSuccess(loaded -> rules = loaded);
    }

    private void open(Request request, LiveLoop loop, Set<UUID> calendars, Map<String, Set<String>> known) {
        var http = request.context().request();
        var response = http.response();
        if (response.closed()) return;
        var seen = position(request.header("Last-Event-ID"));
        long newest = Math.max(0, tail.position());
        var listener = new Listener(
                request.caller(),
                slots.getAndIncrement() & Integer.MAX_VALUE,
                calendars,
                response,
                seen == null ? newest : seen,
                () -> http.connection().close());
        loop.add(listener);
        request.context().addEndHandler(ended -> loop.remove(listener));
        http.connection().shutdownHandler(stopping -> listener.end(Buffer.buffer()));
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                // nginx: pass on at once
                .putHeader("X-Accel-Buffering", "no");
        // pages that lose a node at the same moment come back over some seconds
        listener.write(Buffer.buffer("retry: " + ThreadLocalRandom.current().nextInt(1_000, 4_000) + "\n"
                + (seen == null ? "id: " + newest + "\n\n" : "\n")));
        if (seen == null) listener.begin(List.of());
        else resume(listener, seen, known);
    }

    private void resume(Listener listener, long seen, Map<String, Set<String>> known) {
        tail.since(seen, PAST + 1)
                .onSuccess(past -> {
                    if (past.size() <= PAST && seen <= tail.position())
                        listener.begin(past.stream()
                                .map(event -> Frame.of(event, known))
                                .toList());
                    else {
                        listener.skipTo(tail.position());
                        listener.begin(List.of());
                    }
                })
                .onFailure(cause -> listener.close());
    }

    private static @Nullable Long position(@Nullable String lastEventId) {
        return lastEventId != null && lastEventId.matches("\\d{1,18}") ? Long.valueOf(lastEventId) : null;
    }
}
