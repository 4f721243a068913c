package cn.yufu.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;

/** Answers what could not even be read as a request, in the same form as every other problem; no route sees it. */
public final class Unreadable implements Handler<HttpServerRequest> {
    @Override
    public void handle(HttpServerRequest request) {
        var requestId = UUID.randomUUID().toString();
        var failure = failure(request.decoderResult().cause());
        request.response()
                .setStatusCode(failure.status())
                .putHeader("X-Request-Id", requestId)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(Json.bytes(
                        Problem.body(failure, Messages.language(request.getHeader("Accept-Language")), requestId)))
                .onComplete(done -> request.connection().close());
    }

    private static Failure failure(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException e -> Failure.of(414, "address-too-long");
            case TooLongHttpHeaderException e -> Failure.of(431, "headers-too-large");
            default -> Failure.malformed("request");
        };
    }
}
