package cn.yufu.db;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The two pools: a small one for reads with many statements in flight per connection (1.5 × the reads of 8 connections
 * without), and one of 8 for writes. Both are bounded; a full queue or a lost server fails at once and becomes a 503.
 */
public final class Db {
    public static final int READERS = 4;
    public static final int WRITERS = 8;

    /** What may wait for a connection; more would only be answered too late. */
    public static final int WAITING = 512;

    /** The role without tables of its own; 001-foundation.sql creates it. */
    private static final String ROLE = "yufu_app";

    // by way of pg_settings, because naming a setting that this PostgreSQL does not know is an error
    private static final String PATIENCE = """
        SELECT set_config(name, CASE name WHEN 'statement_timeout' THEN $1 ELSE '0' END, true)
        FROM pg_settings WHERE name IN ('statement_timeout', 'transaction_timeout')\
        """;
    private static final int PER_READER = 16;
    private static final int TRANSACTION_LIMIT_SINCE = 17;
    /**
     * Length of the longest read that is prepared once for a connection. Above it are lists with a dozen optional filters,
     * which want a plan for the filters that are given; moves are as long, and would cost more to plan than to make.
     */
    private static final int FILTERS = 2_048;

    private final Vertx vertx;
    private final List<Reader> readers;
    private final Pool writes;
    private final AtomicInteger writing = new AtomicInteger();
    private final PgConnectOptions options;
    private volatile @Nullable PgConnectOptions known;

    public Db(Vertx vertx, String url) {
        this.vertx = vertx;
        this.options = PgConnectOptions.fromUri(url)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(512)
                .setPipeliningLimit(PER_READER)
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
        this.readers = IntStream.range(0, READERS)
                .mapToObj(i -> new Reader(
                        built(PgBuilder.client(), "reads-" + (i + 1), 1, WAITING / READERS, FILTERS),
                        new AtomicInteger()))
                .toList();
        this.writes = built(PgBuilder.pool(), "writes", WRITERS, WAITING, Integer.MAX_VALUE);
    }

    /**
     * One connection over which several statements are sent ahead, which a pool proper doesn't. A client of several
     * would fill up its first connection before it took the next, and one slow statement hold up everybody.
     */
    private record Reader(SqlClient client, AtomicInteger underWay) {}

    private <C extends SqlClient> C built(ClientBuilder<C> builder, String name, int size, int waiting, int longest) {
        return builder.with(new PoolOptions()
                        .setName(name)
                        .setShared(false)
                        .setMaxSize(size)
                        .setMaxWaitQueueSize(waiting)
                        .setConnectionTimeout(2)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                        .setIdleTimeout(10)
                        .setIdleTimeoutUnit(TimeUnit.MINUTES)
                        .setMaxLifetime(30)
                        .setMaxLifetimeUnit(TimeUnit.MINUTES))
                .with(new NetClientOptions().setConnectTimeout(2_000))
                .connectingTo(() ->
                        target().map(found -> new PgConnectOptions(found).setPreparedStatementCacheSqlLimit(longest)))
                .using(vertx)
                .build();
    }

    private Future<SqlConnectOptions> target() {
        var settled = known;
        return settled != null ? Future.succeededFuture(settled) : open().map(opened -> requireNonNull(known));
    }

    /**
     * Finds out what the database knows, before anything waits for a connection: the limit on whole transactions is told
     * only to a PostgreSQL that has it, for an older one hangs up on it.
     */
    public Future<Void> open() {
        return PgConnection.connect(vertx, options).compose(connection -> {
            int version = connection.databaseMetadata().majorVersion();
            var properties = new HashMap<>(options.getProperties());
            if (version >= TRANSACTION_LIMIT_SINCE) properties.put("transaction_timeout", "15000");
            known = new PgConnectOptions(options).setProperties(properties);
            return connection.close().otherwiseEmpty();
        });
    }

    /** On the connection that has the least to do. */
    public Sql read() {
        var idlest = readers.getFirst();
        for (var reader : readers) if (reader.underWay.get() < idlest.underWay.get()) idlest = reader;
        return new Sql(idlest.client, idlest.underWay);
    }

    /** One statement, atomic by itself. */
    public Sql write() {
        return new Sql(writes, writing);
    }

    /** Several statements as one transaction; for what one statement cannot say. Rolled back when the future fails. */
    public <T> Future<T> transaction(Function<Sql, Future<T>> work) {
        writing.incrementAndGet();
        return writes.withTransaction(connection -> work.apply(new Sql(connection)))
                .onComplete(done -> writing.decrementAndGet());
    }

    /** A connection of the write pool, for the idempotency envelope and for background work; {@link #release} it. */
    public Future<SqlConnection> connection() {
        return writes.getConnection().onSuccess(got -> writing.incrementAndGet());
    }

    /** Gives a connection back, whatever has become of it. */
    public Future<Void> release(SqlConnection connection) {
        writing.decrementAndGet();
        return connection.close();
    }

    /** In a transaction of background work: each of its statements may take this long, and the whole any time. */
    public static Future<Void> patient(Sql transaction, Duration statement) {
        return transaction
                .update(PATIENCE, Tuple.of(Long.toString(statement.toMillis())))
                .mapEmpty();
    }

    /** Statements that have not been answered yet. */
    public int reading() {
        return readers.stream().mapToInt(reader -> reader.underWay.get()).sum();
    }

    /** Statements and transactions that have not ended; when nothing asks for them, a connection has leaked. */
    public int writing() {
        return writing.get();
    }

    /** How to connect outside the pools, for LISTEN. */
    public PgConnectOptions options() {
        return new PgConnectOptions(options);
    }

    public Future<Void> close() {
        var all = Stream.concat(readers.stream().map(Reader::client), Stream.of(writes));
        return Future.join(all.map(SqlClient::close).toList()).mapEmpty();
    }
}
