package cn.yufu;

import cn.yufu.db.Db;
import cn.yufu.http.Patience;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import io.vertx.micrometer.PrometheusScrapingHandler;
import io.vertx.micrometer.backends.BackendRegistries;
import io.vertx.sqlclient.Tuple;

/** The operator's port, apart from the public one: /health/live, /health/ready and /metrics. */
final class Management {
    private static final long PROBE_MS = 2_000;

    private final App app;
    private volatile boolean draining;

    Management(App app) {
        this.app = app;
    }

    Future<Void> start() {
        measure();
        var live = HealthCheckHandler.create(app.vertx);
        live.register("process", promise -> promise.complete(Status.OK()));
        var ready = HealthCheckHandler.create(app.vertx);
        ready.register("serving", promise -> promise.complete(draining ? Status.KO() : Status.OK()));
        ready.register(
                "database",
                PROBE_MS,
                promise -> app.db
                        .read()
                        .one("SELECT 1 AS one", Tuple.tuple(), row -> Status.OK())
                        .onComplete(promise::handle));
        var router = Router.router(app.vertx);
        router.get("/health/live").handler(live);
        router.get("/health/ready").handler(ready);
        router.get("/metrics").handler(PrometheusScrapingHandler.create());
        return app.vertx
                .createHttpServer(HttpVerticle.options(app.config.managementPort(), Patience.USUAL))
                .requestHandler(router)
                .listen()
                .mapEmpty();
    }

    /**
     * Beside the pools' own figures and the requests under way: a pool whose connections are in use while nothing asks
     * for them has lost them.
     */
    private void measure() {
        var registry = BackendRegistries.getDefaultNow();
        if (registry == null) return;
        Gauge.builder("yufu.database.statements", app.db, Db::reading)
                .tag("pool", "reads")
                .register(registry);
        Gauge.builder("yufu.database.statements", app.db, Db::writing)
                .tag("pool", "writes")
                .register(registry);
    }

    /** From now on not ready, so that a balancer sends new requests elsewhere. */
    void drain() {
        draining = true;
    }
}
