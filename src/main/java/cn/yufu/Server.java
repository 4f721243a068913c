package cn.yufu;

import cn.yufu.db.EmbeddedPostgres;
import cn.yufu.db.Migrations;
import cn.yufu.http.Patience;
import cn.yufu.organisation.CreditCode;
import cn.yufu.sample.SampleCity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Yufu: database, schema, sample data, event loops, management port. Tests start it as Main does. */
final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final int EVENT_LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Config config;
    private final @Nullable EmbeddedPostgres postgres;
    private final Vertx vertx;
    final App app;
    private final Management management;
    private final List<String> http = new ArrayList<>();

    private Server(Config config, @Nullable EmbeddedPostgres postgres, Vertx vertx, App app, Management management) {
        this.config = config;
        this.postgres = postgres;
        this.vertx = vertx;
        this.app = app;
        this.management = management;
    }

    /** Blocks until the first request can be answered. */
    static Server start(Config config) {
        var url = config.databaseUrl();
        if (url != null) return start(config, null, url);
        var postgres = EmbeddedPostgres.start(config.data(), EmbeddedPostgres.Settings.production());
        return start(config, postgres, postgres.url());
    }

    static Server start(Config config, @Nullable EmbeddedPostgres postgres, String databaseUrl) {
        Vertx vertx = null;
        try {
            Migrations.run(jdbc(databaseUrl));
            if (config.production() && SampleCity.stands(jdbc(databaseUrl)))
                throw new Config.Unusable("YUFU_DATABASE_URL: this database holds the sample accounts, whose password"
                        + " everybody knows; production mode needs another one");
            vertx = vertx();
            var app = new App(vertx, config, databaseUrl);
            if (config.sampleCity())
                SampleCity.found(
                        jdbc(databaseUrl),
                        () -> app.passwords.hash(SampleCity.PASSWORD).await(),
                        CreditCode::checkDigit,
                        Instant.now());
            var server = new Server(config, postgres, vertx, app, new Management(app));
            server.listen();
            return server;
        } catch (RuntimeException e) {
            if (vertx != null) vertx.close().await();
            if (postgres != null) postgres.close();
            throw e;
        }
    }

    private static Vertx vertx() {
        return Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(EVENT_LOOPS)
                        .setBlockedThreadCheckInterval(500)
                        .setMaxEventLoopExecuteTime(500)
                        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                        .setMetricsOptions(new MicrometerMetricsOptions()
                                .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true))
                                .setEnabled(true)))
                .build();
    }

    private void listen() {
        app.start().await();
        management.start().await();
        for (int i = 0; i < EVENT_LOOPS; i++)
            http.add(vertx.deployVerticle(new HttpVerticle(app, config.port(), Patience.USUAL))
                    .await());
    }

    static String jdbc(String url) {
        var uri = URI.create(url);
        var credentials =
                uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        return "jdbc:postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort()) + uri.getPath()
                + (credentials.length > 0 ? "?user=" + credentials[0] : "")
                + (credentials.length > 1 ? "&password=" + credentials[1] : "");
    }

    /** What the operator sees: where it runs, as whom to sign in, how long it took. */
    String banner(long millis) {
        var banner = """

            渝服 Yufu is ready after %.1f s:  %s
            """.formatted(millis / 1000.0, config.publicUrl());
        return config.sampleCity() ? banner + """
              sample accounts  qiye1 qiye2 (enterprise)  jigou1 (provider)  quxian1 (district)  shiji1 (city)  caiwu1 (finance)  shenji1 (auditor)
              password         %s        mails: %s/dev/mailbox
            """.formatted(SampleCity.PASSWORD, config.publicUrl()) : banner;
    }

    /** Health says no first; then requests in flight are answered; then the database may go. */
    void stop() {
        try {
            management.drain();
            Future.join(http.stream().map(vertx::undeploy).toList())
                    .otherwiseEmpty()
                    .await();
            app.stop().otherwiseEmpty().await();
            vertx.close().await(15, TimeUnit.SECONDS);
        } catch (Exception e) {
            LOG.warn("stopping: {}", e.toString());
        } finally {
            if (postgres != null) postgres.close();
        }
    }
}
