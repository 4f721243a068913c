package cn.yufu;

import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Front;
import cn.yufu.http.Problem;
import cn.yufu.http.Unreadable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One HTTP server per event loop: middleware in order, then every feature under /api, then the pages. */
final class HttpVerticle extends VerticleBase {
    /** Time that requests in flight get when the server stops. */
    private static final long DRAIN_SECONDS = 10;

    private final App app;
    private @Nullable HttpServer server;

    HttpVerticle(App app) {
        this.app = app;
    }

    static HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setPort(port)
                .setMaxHeaderSize(8 * 1024)
                .setMaxInitialLineLength(4 * 1024)
                // a header or an idle connection that takes longer is cut off; event streams send a line more often
                .setIdleTimeout(30)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false);
    }

    @Override
    public Future<?> start() {
        var listening = vertx.createHttpServer(options(app.config.port()))
                .invalidRequestHandler(new Unreadable())
                .requestHandler(router());
        server = listening;
        return listening.listen();
    }

    /** The routes of one event loop; also what the contract test compares with openapi.yaml. */
    private Router router() {
        var router = Router.router(vertx);
        router.route().handler(new Front(app.config.production(), app.config.trustProxy()));
        router.route().failureHandler(context -> Problem.send(context, cause(context)));
        router.errorHandler(405, context -> Problem.send(context, Failure.of(405, "method-not-allowed")));
        app.mount(new Api(router, app.access, app.db, app::wrote));
        router.route("/api/*").handler(context -> Problem.send(context, Failure.notFound()));
        app.contract.mount(router);
        if (app.mailbox != null) app.mailbox.mount(router);
        app.pages.mount(router);
        return router;
    }

    private static Throwable cause(RoutingContext context) {
        var cause = context.failure();
        return cause != null ? cause : new io.vertx.ext.web.handler.HttpException(context.statusCode());
    }

    @Override
    public Future<?> stop() {
        // shutdown, not close: close drops requests in flight without an answer
        return server == null ? Future.succeededFuture() : server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
    }
}
