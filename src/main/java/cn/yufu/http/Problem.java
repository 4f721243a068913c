package cn.yufu.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The single place where anything that went wrong becomes an answer (RFC 9457) and a log line. */
public final class Problem {
    private static final Logger LOG = LoggerFactory.getLogger(Problem.class);

    private Problem() {}

    /** Sends the problem that {@code cause} is, unless the answer has begun already. */
    public static void send(RoutingContext context, Throwable cause) {
        var failure = of(cause);
        String requestId = context.get("requestId");
        var response = context.response();
        // the time ran out first and has been answered, or the client has left
        boolean over = response.ended() || response.closed();
        if (!over || failure.status() == 500) log(context, requestId, failure, cause);
        if (over) return;
        if (response.headWritten()) {
            context.request().connection().close();
            return;
        }
        if (failure.extra().get("retryAfter") instanceof Long seconds)
            response.putHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
        if (failure.extra().get("version") instanceof Long version)
            response.putHeader(HttpHeaders.ETAG, Answer.etag(version));
        response.setStatusCode(failure.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(Json.bytes(
                        body(failure, Messages.language(context.request().getHeader("Accept-Language")), requestId)));
    }

    /** A defect of ours with where it was; what passes, such as a database that is away, in one line. */
    private static void log(RoutingContext context, String requestId, Failure failure, Throwable cause) {
        if (failure.status() == 500)
            LOG.error("{} {} {}", requestId, context.request().method(), safePath(context), cause);
        else if (failure.status() > 500)
            LOG.warn("{} {} {}: {}", requestId, context.request().method(), safePath(context), cause.toString());
    }

    /** The path without the secret of a mailed link, which is as good as a password. */
    private static String safePath(RoutingContext context) {
        var path = context.request().path();
        var token = context.pathParam("token");
        return path == null || token == null ? String.valueOf(path) : path.replace(token, "…");
    }

    /** What a cause means to a client; whatever nobody foresaw is a 500 without its message. */
    static Failure of(Throwable cause) {
        return switch (cause) {
            case Failure failure -> failure;
            case HttpException e -> ofStatus(e.getStatusCode());
            default -> {
                var failure = Constraints.failure(cause);
                yield failure != null ? failure : Failure.of(500, "internal");
            }
        };
    }

    private static Failure ofStatus(int status) {
        return switch (status) {
            case 401 -> Failure.unauthenticated();
            case 403 -> Failure.forbidden();
            case 404 -> Failure.notFound();
            case 405 -> Failure.of(405, "method-not-allowed");
            case 408 -> Failure.of(408, "too-slow");
            case 413 -> Failure.of(413, "too-large");
            case 415 -> Failure.of(415, "unsupported-media");
            case 503 -> Failure.tryLater(503, "unavailable", 2);
            default -> status < 500 ? Failure.malformed("request") : Failure.of(500, "internal");
        };
    }

    static Map<String, Object> body(Failure failure, String language, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/problems/" + failure.code());
        body.put("title", Messages.text(language, "problem." + failure.code(), failure.extra()));
        body.put("status", failure.status());
        var detail = Messages.text(language, "problem." + failure.code() + ".detail", failure.extra());
        if (!detail.startsWith("problem.")) body.put("detail", detail);
        if (!failure.violations().isEmpty()) body.put("errors", errors(failure, language));
        body.putAll(failure.extra());
        body.put("requestId", requestId);
        return body;
    }

    private static List<Map<String, Object>> errors(Failure failure, String language) {
        return failure.violations().stream()
                .map(violation -> Map.<String, Object>of(
                        "pointer", violation.pointer(),
                        "code", violation.code(),
                        "detail", detail(violation, language)))
                .toList();
    }

    /** Of several days, the day that it is about comes first. */
    private static String detail(Failure.Violation violation, String language) {
        var words = Messages.text(language, "violation." + violation.code(), violation.values());
        var day = violation.values().get("day");
        return day == null ? words : Messages.text(language, "violation.on-day", Map.of("day", day, "words", words));
    }
}
