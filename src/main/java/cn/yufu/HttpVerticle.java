package cn.yufu;

import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Front;
import cn.yufu.http.Patience;
import cn.yufu.http.Problem;
import cn.yufu.http.Unreadable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One HTTP server per event loop: middleware in order, then every feature under /api, then the pages. */
final class HttpVerticle extends VerticleBase {
    /** Time that requests in flight get when the server stops. */
    private static final long DRAIN_SECONDS = 10;

    private final App app;
    private final int port;
    private final Patience patience;
    private @Nullable HttpServer server;

    HttpVerticle(App app, int port, Patience patience) {
        this.app = app;
        this.port = port;
        this.patience = patience;
    }

    static HttpServerOptions options(int port, Patience patience) {
        return new HttpServerOptions()
                .setPort(port)
                .setMaxHeaderSize(8 * 1024)
                .setMaxInitialLineLength(4 * 1024)
                .setIdleTimeout((int) patience.idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHttp2ClearTextEnabled(false);
    }

    @Override
    public Future<?> start() {
        var unreadable = new Unreadable(vertx, patience.linger());
        var router = router();
        var listening = vertx.createHttpServer(options(port, patience))
                .invalidRequestHandler(unreadable)
                .requestHandler(request -> (Unreadable.addressed(request) ? router : unreadable).handle(request));
        server = listening;
        return listening.listen();
    }

    /** The routes of one event loop; also what the contract test compares with openapi.yaml. */
    private Router router() {
        var router = Router.router(vertx);
        router.route().handler(front());
        router.route().failureHandler(context -> Problem.send(context, cause(context)));
        router.errorHandler(405, context -> Problem.send(context, Failure.of(405, "method-not-allowed")));
        app.mount(new Api(router, app.access, app.db, app::wrote, patience));
        router.route("/api/*").handler(context -> Problem.send(context, Failure.notFound()));
        app.contract.mount(router);
        if (app.mailbox != null) app.mailbox.mount(router);
        app.pages.mount(router);
        return router;
    }

    private Front front() {
        var config = app.config;
        return new Front(config.production(), config.trustProxy(), config.publicUrl(), patience.linger());
    }

    private static Throwable cause(RoutingContext context) {
        var cause = context.failure();
        // the time ran out while the client was still sending: that is not ours to be sorry for
        boolean half = Front.hasBody(context.request()) && !context.request().isEnded();
        if (half && context.statusCode() == 503) return Failure.of(408, "too-slow");
        // nothing but reading the body happens before its end: its framing broke off
        if (half && context.statusCode() == 500) return Failure.malformed("request");
        return cause != null ? cause : new HttpException(context.statusCode());
    }

    @Override
    public Future<?> stop() {
        // shutdown, not close: close drops requests in flight without an answer
        return server == null ? Future.succeededFuture() : server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
    }
}
