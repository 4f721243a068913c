package cn.yufu.http;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where features mount their operations. It finds the caller, checks the role, reads the body within its limit, makes
 * POST repeatable, and sends the answer; handlers only parse, call and shape. It also lists what was mounted, which
 * the contract and the authorisation matrix are tested against.
 */
public final class Api {
    /** Enough for every JSON body of ours; files have their own limit. */
    private static final int JSON_LIMIT = 64 * 1024;
    /** What fits one packet is not worth packing anew each time. */
    private static final int WORTH_PACKING = 1_400;

    private static final Pattern FORM =
            Pattern.compile("\\s*(application/x-www-form-urlencoded|multipart/)", Pattern.CASE_INSENSITIVE);
    private static final UUID VISITOR = new UUID(0, 0);

    private final Router router;
    private final Access access;
    private final Db db;
    private final Idempotency idempotency;
    private final Runnable wrote;
    private final Patience patience;
    // what is prepared takes many reads; more at once could not be written anyway
    private final Turnstile preparations = new Turnstile(Db.WRITERS);
    private final List<Operation> operations = new ArrayList<>();

    /** @param path as in openapi.yaml, without the /api prefix, for example {@code /orders/{id}/approval} */
    public record Operation(String method, String path, Who who) {}

    /** Reads: no body, no effect. */
    @FunctionalInterface
    public interface Read {
        Future<Answer> answer(Request request);
    }

    /** Writes through {@code sql}, which is one transaction when the request carries an Idempotency-Key. */
    @FunctionalInterface
    public interface Write {
        Future<Answer> answer(Request request, Sql sql);
    }

    /** Work before a write's transaction begins: slow work, which would hold it open, and counting that outlives it. */
    @FunctionalInterface
    public interface Preparation<T> {
        Future<T> of(Request request);
    }

    /** A write with what was prepared for it; always in a transaction. */
    @FunctionalInterface
    public interface PreparedWrite<T> {
        Future<Answer> answer(Request request, T prepared, Sql sql);
    }

    /** Answers by itself: event streams, files. */
    @FunctionalInterface
    public interface Raw {
        void answer(Request request);
    }

    /** @param wrote told after each successful write, to wake what waits for events on this node */
    public Api(Router router, Access access, Db db, Runnable wrote, Patience patience) {
        this.router = router;
        this.access = access;
        this.db = db;
        this.idempotency = new Idempotency(db);
        this.wrote = wrote;
        this.patience = patience;
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    public void get(String path, Who who, Read read) {
        route(HttpMethod.GET, path, who, 0).handler(context -> handle(context, who, read));
    }

    public void post(String path, Who who, Write write) {
        post(path, who, JSON_LIMIT, write);
    }

    /** @param limit bytes of body, for uploads */
    public void post(String path, Who who, int limit, Write write) {
        route(HttpMethod.POST, path, who, limit).handler(context -> handle(context, who, r -> repeatable(r, write)));
    }

    /**
     * As {@code post}, with work that is done before the transaction. A preparation that fails fails the write; it is
     * made for a repetition too, and then does not matter: the first answer is given again.
     */
    public <T> void post(String path, Who who, Preparation<T> preparation, PreparedWrite<T> write) {
        route(HttpMethod.POST, path, who, JSON_LIMIT)
                .handler(context -> handle(
                        context,
                        who,
                        request -> preparations.pass(
                                context.vertx().getOrCreateContext(), () -> attempt(request, preparation, write))));
    }

    private <T> Future<Answer> attempt(Request request, Preparation<T> preparation, PreparedWrite<T> write) {
        // whoever waited too long has been told so
        if (request.context().response().ended()) return Future.failedFuture(Failure.tryLater(503, "unavailable", 2));
        return prepared(request, preparation)
                .transform(done -> done.failed() && request.header("Idempotency-Key") == null
                        ? Future.failedFuture(done.cause())
                        : inTransaction(request, (r, sql) -> answer(r, sql, done, write)));
    }

    private static <T> Future<T> prepared(Request request, Preparation<T> preparation) {
        return Future.succeededFuture(request).compose(preparation::of);
    }

    private static <T> Future<Answer> answer(Request r, Sql sql, AsyncResult<T> done, PreparedWrite<T> write) {
        return done.failed() ? Future.failedFuture(done.cause()) : write.answer(r, done.result(), sql);
    }

    /**
     * A POST that is never replayed and runs in no transaction of ours: its answer is a secret that must not be stored,
     * or its refusal must leave a trace, as a failed sign-in does.
     */
    public void postOnce(String path, Who who, Write write) {
        route(HttpMethod.POST, path, who, JSON_LIMIT).handler(context -> handle(context, who, r -> once(r, write)));
    }

    public void patch(String path, Who who, Write write) {
        route(HttpMethod.PATCH, path, who, JSON_LIMIT).handler(context -> handle(context, who, r -> once(r, write)));
    }

    public void delete(String path, Who who, Write write) {
        route(HttpMethod.DELETE, path, who, JSON_LIMIT).handler(context -> handle(context, who, r -> once(r, write)));
    }

    /** A GET that answers by itself; a failure before its first byte is still a problem. */
    public void raw(String path, Who who, Raw raw) {
        raw(path, who, context -> Future.succeededFuture(Optional.empty()), raw);
    }

    /** As above, for what a browser opens without our header: {@code otherwise} finds the caller of a request without one. */
    public void raw(String path, Who who, Function<RoutingContext, Future<Optional<Caller>>> otherwise, Raw raw) {
        operations.add(new Operation("GET", path, who));
        router.get(vertxPath(path))
                .handler(context -> admit(context, who, otherwise)
                        .onSuccess(request -> {
                            try {
                                raw.answer(request);
                            } catch (RuntimeException e) {
                                Problem.send(context, e);
                            }
                        })
                        .onFailure(cause -> Problem.send(context, cause)));
    }

    private Route route(HttpMethod method, String path, Who who, int limit) {
        operations.add(new Operation(method.name(), path, who));
        var time = limit > JSON_LIMIT ? patience.upload() : patience.request();
        // before the body is read: the idle time-out of a connection does not see a body that drips
        var route = router.route(method, vertxPath(path)).handler(TimeoutHandler.create(time.toMillis(), 503));
        return limit == 0
                ? route
                : route.handler((PlatformHandler) Api::withoutForms)
                        .handler(BodyHandler.create(false).setBodyLimit(limit).setHandleFileUploads(false));
    }

    /** We take no forms; the body handler would decode one, and fail on a broken one, before anybody asks for it. */
    private static void withoutForms(RoutingContext context) {
        var headers = context.request().headers();
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && FORM.matcher(type).lookingAt()) headers.remove(HttpHeaders.CONTENT_TYPE);
        context.next();
    }

    private static String vertxPath(String path) {
        return "/api" + path.replaceAll("\\{(\\w+)}", ":$1");
    }

    private void handle(RoutingContext context, Who who, Read read) {
        admit(context, who)
                .compose(read::answer)
                .onSuccess(answer -> send(context, answer))
                .onFailure(cause -> Problem.send(context, cause));
    }

    private Future<Request> admit(RoutingContext context, Who who) {
        return admit(context, who, unnamed -> Future.succeededFuture(Optional.empty()));
    }

    private Future<Request> admit(
            RoutingContext context, Who who, Function<RoutingContext, Future<Optional<Caller>>> otherwise) {
        return access.caller(context.request().getHeader(HttpHeaders.AUTHORIZATION))
                .compose(caller ->
                        caller != null ? Future.succeededFuture(Optional.of(caller)) : otherwise.apply(context))
                .map(caller -> {
                    check(who, caller.orElse(null));
                    return new Request(context, caller.orElse(null));
                });
    }

    private static void check(Who who, @Nullable Caller caller) {
        if (caller == null) {
            if (!who.visitors()) throw Failure.unauthenticated();
        } else if (!who.roles().contains(caller.role())) {
            throw Failure.forbidden();
        } else if (!caller.active() && !who.inactiveToo()) {
            throw Failure.of(403, "organisation-not-active");
        }
    }

    private Future<Answer> repeatable(Request request, Write write) {
        var key = request.header("Idempotency-Key");
        if (key == null) return once(request, write);
        var caller = request.callerOrNull();
        var principal = caller == null ? VISITOR : caller.accountId();
        var http = request.context().request();
        var hash = Idempotency.hash(http.method().name(), http.uri(), request.raw());
        return idempotency
                .once(principal, key, hash, sql -> write.answer(request, sql))
                .onSuccess(done -> wrote.run());
    }

    private Future<Answer> inTransaction(Request request, Write write) {
        return request.header("Idempotency-Key") != null
                ? repeatable(request, write)
                : db.transaction(sql -> write.answer(request, sql)).onSuccess(done -> wrote.run());
    }

    private Future<Answer> once(Request request, Write write) {
        return write.answer(request, db.write()).onSuccess(done -> wrote.run());
    }

    private static void send(RoutingContext context, Answer answer) {
        var response = context.response();
        if (response.ended() || response.closed()) return;
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (!response.headers().contains(HttpHeaders.CACHE_CONTROL))
            response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (answer.body() == null) {
            response.end();
            return;
        }
        if (!response.headers().contains(HttpHeaders.CONTENT_TYPE))
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
        response.end(packed(context, answer));
    }

    /** Long lists shrink to a fifth. An answer with an ETag is left as it is: the tag names exactly these bytes. */
    private static Buffer packed(RoutingContext context, Answer answer) {
        var bytes = answer.bytes();
        var headers = context.response().headers();
        if (bytes.length() < WORTH_PACKING
                || headers.contains(HttpHeaders.CONTENT_ENCODING)
                || headers.contains(HttpHeaders.ETAG)) return bytes;
        headers.add(HttpHeaders.VARY, "Accept-Encoding");
        var gzip = Packing.accepts(context.request(), "gzip") ? Packing.gzip(bytes, Packing.QUICK) : null;
        if (gzip == null) return bytes;
        headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        return gzip;
    }
}
