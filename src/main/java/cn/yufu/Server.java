package cn.yufu;

import cn.yufu.db.EmbeddedPostgres;
import cn.yufu.db.Migrations;
import cn.yufu.http.Assets;
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
import java.util.concurrent.CompletableFuture;
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
        // they need nothing of the database: both get ready at the same time
        var pages = pages(config);
        var url = config.databaseUrl();
        if (url != null) return start(config, null, url, pages);
        try {
            var postgres = EmbeddedPostgres.start(config.data(), EmbeddedPostgres.Settings.production());
            return start(config, postgres, postgres.url(), pages);
        } catch (EmbeddedPostgres.Unstartable e) {
            throw new Config.Unusable("YUFU_DATA: " + e.getMessage());
        }
    }

    static Server start(Config config, @Nullable EmbeddedPostgres postgres, String databaseUrl) {
        return start(config, postgres, databaseUrl, pages(config));
    }

    private static CompletableFuture<Assets> pages(Config config) {
        return CompletableFuture.supplyAsync(() -> Assets.load(config.pageSettings()));
    }

    private static Server start(
            Config config, @Nullable EmbeddedPostgres postgres, String databaseUrl, CompletableFuture<Assets> pages) {
        Vertx vertx = null;
        App app = null;
        try {
            migrate(postgres == null ? "YUFU_DATABASE_URL" : "YUFU_DATA", databaseUrl);
            if (config.production() && SampleCity.stands(jdbc(databaseUrl)))
                throw new Config.Unusable("YUFU_DATABASE_URL: this database holds the sample accounts, whose password"
                        + " everybody knows; production mode needs another one");
            vertx = vertx();
            app = new App(vertx, config, databaseUrl, pages.join());
            var passwords = app.passwords;
            if (config.sampleCity())
                SampleCity.found(
                        jdbc(databaseUrl),
                        () -> passwords.hash(SampleCity.PASSWORD).await(),
                        CreditCode::checkDigit,
                        Instant.now());
            var server = new Server(config, postgres, vertx, app, new Management(app));
            server.listen();
            return server;
        } catch (RuntimeException e) {
            if (app != null) app.stop().otherwiseEmpty().await();
            if (vertx != null) vertx.close().otherwiseEmpty().await();
            if (postgres != null) postgres.close();
            throw e;
        }
    }

    private static void migrate(String setting, String databaseUrl) {
        try {
            Migrations.run(jdbc(databaseUrl));
        } catch (IllegalStateException e) {
            throw new Config.Unusable(setting + ": " + e.getMessage());
        }
    }

    static Vertx vertx() {
        return Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(EVENT_LOOPS)
                        .setBlockedThreadCheckInterval(500)
                        .setMaxEventLoopExecuteTime(500)
                        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                        // with the place, once it cannot be the machine alone
                        .setWarningExceptionTime(2)
                        .setWarningExceptionTimeUnit(TimeUnit.SECONDS)
                        .setMetricsOptions(new MicrometerMetricsOptions()
                                .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true))
                                .setEnabled(true)))
                .build();
    }

    private void listen() {
        app.start().await();
        listening("YUFU_MANAGEMENT_PORT", config.managementPort(), management.start());
        for (int i = 0; i < EVENT_LOOPS; i++) {
            var verticle = new HttpVerticle(app, config.port(), Patience.USUAL);
            http.add(listening("YUFU_PORT", config.port(), vertx.deployVerticle(verticle)));
        }
        app.pages.packInBackground();
    }

    private static <T> T listening(String setting, int port, Future<T> listening) {
        return listening
                .recover(cause -> Future.failedFuture(new Config.Unusable(
                        setting + ": port " + port + " cannot be listened on: " + cause.getMessage())))
                .await();
    }

    /** The same address for JDBC, whose parameters are the words of a query. */
    static String jdbc(String url) {
        var uri = URI.create(url);
        var words = new ArrayList<String>();
        var credentials = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        // percent-encoded there as here
        if (credentials.length > 0) words.add("user=" + credentials[0]);
        if (credentials.length > 1) words.add("password=" + credentials[1]);
        if (uri.getRawQuery() != null) words.add(uri.getRawQuery());
        return "jdbc:postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort())
                + uri.getRawPath() + (words.isEmpty() ? "" : "?" + String.join("&", words));
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
            TimeUnit.SECONDS.sleep(config.drainSeconds());
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
