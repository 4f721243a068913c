package cn.yufu.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The two pools: a small one for reads with many statements in flight per connection (1.5 × the reads of 8 connections
 * without), and one of 8 for writes. Both are bounded; a full queue or a lost server fails at once and becomes a 503.
 */
public final class Db {
    /** The role without tables of its own; 001-foundation.sql creates it. */
    private static final String ROLE = "yufu_app";

    private final Pool reads;
    private final Pool writes;
    private final PgConnectOptions options;

    public Db(Vertx vertx, String url) {
        this.options = PgConnectOptions.fromUri(url)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(512)
                .setReconnectAttempts(0);
        this.options.setProperties(Map.of(
                "role", ROLE,
                "application_name", "yufu",
                "search_path", "public",
                "TimeZone", "Asia/Shanghai",
                // 0, no limit, is PostgreSQL's default for all of these
                "statement_timeout", "5000",
                "lock_timeout", "2000",
                "idle_in_transaction_session_timeout", "10000"));
        this.reads = pool(vertx, "reads", 2, 16);
        this.writes = pool(vertx, "writes", 8, 8);
    }

    private Pool pool(Vertx vertx, String name, int size, int inFlight) {
        return PgBuilder.pool()
                .with(new PoolOptions()
                        .setName(name)
                        .setShared(false)
                        .setMaxSize(size)
                        .setMaxWaitQueueSize(512)
                        .setConnectionTimeout(2)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                        .setIdleTimeout(10)
                        .setIdleTimeoutUnit(TimeUnit.MINUTES)
                        .setMaxLifetime(30)
                        .setMaxLifetimeUnit(TimeUnit.MINUTES))
                .with(new NetClientOptions().setConnectTimeout(2_000))
                .connectingTo(new PgConnectOptions(options).setPipeliningLimit(inFlight))
                .using(vertx)
                .build();
    }

    public Sql read() {
        return new Sql(reads);
    }

    /** One statement, atomic by itself. */
    public Sql write() {
        return new Sql(writes);
    }

    /** Several statements as one transaction; for what one statement cannot say. Rolled back when the future fails. */
    public <T> Future<T> transaction(Function<Sql, Future<T>> work) {
        return writes.withTransaction(connection -> work.apply(new Sql(connection)));
    }

    /** A connection of the write pool, for the idempotency envelope and for background work; close it. */
    public Future<SqlConnection> connection() {
        return writes.getConnection();
    }

    /** How to connect outside the pools, for LISTEN. */
    public PgConnectOptions options() {
        return new PgConnectOptions(options);
    }

    public Future<Void> close() {
        return Future.join(reads.close(), writes.close()).mapEmpty();
    }
}
