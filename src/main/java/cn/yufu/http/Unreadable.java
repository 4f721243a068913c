package cn.yufu.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers what could not even be read as a request, in the same form as every other problem; no route sees it. */
public final class Unreadable implements Handler<HttpServerRequest> {
    private final Vertx vertx;
    private final long lingerMs;

    public Unreadable(Vertx vertx, Duration linger) {
        this.vertx = vertx;
        this.lingerMs = linger.toMillis();
    }

    /** Whether exactly one host is named: of two a proxy may have taken the other, and without one the router fails. */
    public static boolean addressed(HttpServerRequest request) {
        return request.authority() != null
                && request.headers().getAll(HttpHeaders.HOST).size() == 1;
    }

    @Override
    public void handle(HttpServerRequest request) {
        var requestId = UUID.randomUUID().toString();
        var failure = failure(request.decoderResult().cause());
        var body =
                Json.bytes(Problem.body(failure, Messages.language(request.getHeader("Accept-Language")), requestId));
        var response = request.response()
                .setStatusCode(failure.status())
                .putHeader("X-Request-Id", requestId)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
                .putHeader(HttpHeaders.CONNECTION, "close");
        response.write(body).onComplete(written -> {
            // ending it closes the connection; under a client that still sends, a reset before it has read the answer
            boolean bodyMayFollow = failure.status() != 400;
            if (bodyMayFollow) vertx.setTimer(lingerMs, late -> end(request));
            else end(request);
        });
    }

    private static void end(HttpServerRequest request) {
        request.response().end().onComplete(done -> request.connection().close());
    }

    private static Failure failure(@Nullable Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException e -> Failure.of(414, "address-too-long");
            case TooLongHttpHeaderException e -> Failure.of(431, "headers-too-large");
            case null, default -> Failure.malformed("request");
        };
    }
}
