package cn.yufu.event;

import cn.yufu.db.AdvisoryLock;
import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Seals new events into the hash chain, in batches and in one order for the whole city: whichever node gets the lock
 * does it. Its order is also what live updates follow, because a sealed position never appears behind one already seen.
 */
public final class Sealer {
    /** The channel that carries the newest sealed position, as a hint. */
    public static final String CHANNEL = "yufu_sealed";

    private static final int BATCH = 2_000;
    /** Another node is at it. */
    private static final int NOT_OURS = -1;

    private static final String TAKE_LOCK = "SELECT pg_try_advisory_xact_lock($1) AS taken";
    private static final String HEAD = "SELECT position, hash FROM event_seal ORDER BY position DESC LIMIT 1";
    // an event may commit after later ones were sealed, because it bears the time at which its transaction began: each
    // round looks back a little, now and then an hour (no transaction may last as long). A first round takes up where
    // sealing had got to, and on an empty chain takes everything, whatever time it bears
    private static final String UNSEALED = """
        SELECT e.id, event_canonical(e) AS canonical
        FROM event e
        WHERE e.at > CASE WHEN $2::bigint IS NOT NULL THEN now() - $2 * interval '1 second' ELSE COALESCE((
              SELECT newest.at - interval '2 hours' FROM event_seal s JOIN event newest ON newest.id = s.event_id
              ORDER BY s.position DESC LIMIT 1), '-infinity') END
          AND NOT EXISTS (SELECT FROM event_seal s WHERE s.event_id = e.id)
        ORDER BY e.at, e.id LIMIT $1\
        """;
    private static final long FAR_BACK = Duration.ofHours(1).toSeconds();
    /** Longer than a request may take; what is looked at again each round costs more than what is new. */
    private static final long RECENT = Duration.ofSeconds(30).toSeconds();

    private static final Duration BETWEEN_FAR_LOOKS = Duration.ofMinutes(1);
    private static final String SEAL = """
        INSERT INTO event_seal (position, event_id, hash)
        SELECT $1 + n, event_id, hash
        FROM unnest($2::uuid[], $3::bytea[]) WITH ORDINALITY AS t(event_id, hash, n)\
        """;
    private static final String HINT = "SELECT pg_notify($1, $2)";

    private final Db db;
    private boolean caughtUp;
    /** The last batch was full: what it left may grow older, meanwhile, than a usual round looks back. */
    private boolean behind;

    private Instant farLook = Instant.MIN;

    public Sealer(Db db) {
        this.db = db;
    }

    record Head(long position, Buffer hash) {
        static final Head NONE = new Head(0, Buffer.buffer(new byte[32]));
    }

    record Unsealed(UUID id, String canonical) {}

    /** Seals one batch; true when there may be more. */
    public Future<Boolean> seal() {
        return db.transaction(
                        sql -> sql.one(TAKE_LOCK, Tuple.of(AdvisoryLock.SEALING.number), row -> row.getBoolean("taken"))
                                .compose(taken -> taken ? sealBatch(sql) : Future.succeededFuture(NOT_OURS)))
                .map(count -> {
                    caughtUp |= count != NOT_OURS && count < BATCH;
                    behind = count == BATCH;
                    return behind;
                });
    }

    /** In seconds; null for a first round. */
    private @Nullable Long lookBack() {
        if (!caughtUp) return null;
        if (!behind && farLook.isAfter(Instant.now().minus(BETWEEN_FAR_LOOKS))) return RECENT;
        farLook = Instant.now();
        return FAR_BACK;
    }

    private Future<Integer> sealBatch(Sql sql) {
        return sql.list(
                        UNSEALED,
                        Tuple.of(BATCH, lookBack()),
                        row -> new Unsealed(row.getUUID("id"), row.getString("canonical")))
                .compose(events -> events.isEmpty()
                        ? Future.succeededFuture(0)
                        : head(sql).compose(head -> append(sql, head, events)).map(events.size()));
    }

    private static Future<Head> head(Sql sql) {
        return sql.first(HEAD, Tuple.tuple(), row -> new Head(row.getLong("position"), row.getBuffer("hash")))
                .map(head -> head.orElse(Head.NONE));
    }

    private static Future<Void> append(Sql sql, Head head, List<Unsealed> events) {
        var ids = new UUID[events.size()];
        var hashes = new Buffer[events.size()];
        var previous = head.hash().getBytes();
        for (int i = 0; i < ids.length; i++) {
            previous = hash(previous, events.get(i).canonical());
            ids[i] = events.get(i).id();
            hashes[i] = Buffer.buffer(previous);
        }
        long newest = head.position() + ids.length;
        return sql.update(SEAL, Tuple.of(head.position(), ids, hashes))
                .compose(done -> sql.update(HINT, Tuple.of(CHANNEL, Long.toString(newest))))
                .mapEmpty();
    }

    /** SHA-256 over the hash before and the canonical text, as UTF-8. */
    static byte[] hash(byte[] previous, String canonical) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            return digest.digest(canonical.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
