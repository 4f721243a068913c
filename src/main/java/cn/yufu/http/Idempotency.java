package cn.yufu.http;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes a write repeatable: the key is inserted first, in the same transaction as the effect, and the answer is stored
 * with it. The same key with the same request gets the first answer again, byte for byte; with another request 422.
 *
 * <p>BEGIN, the key and the move leave in one flush; the stored answer and COMMIT in a second. When the key exists
 * already, the move has been computed in vain and is rolled back: handlers must have no effect outside the transaction.
 */
final class Idempotency {
    static final String CLAIM = """
        INSERT INTO idempotency (principal, key, request_hash) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING\
        """;
    static final String STORE = """
        UPDATE idempotency SET status = $3, headers = $4::text::jsonb, body = $5
        WHERE principal = $1 AND key = $2\
        """;
    private static final String RECALL = """
        SELECT request_hash, status, headers::text AS headers, body
        FROM idempotency WHERE principal = $1 AND key = $2\
        """;

    private final Db db;

    Idempotency(Db db) {
        this.db = db;
    }

    /** @param principal whose keys these are: an account, or zero for visitors */
    Future<Answer> once(UUID principal, String key, byte[] hash, Function<Sql, Future<Answer>> write) {
        if (key.length() > 200 || !Input.storable(key)) throw Failure.malformed("idempotency-key");
        return db.connection()
                .compose(connection ->
                        attempt(connection, principal, key, hash, write).onComplete(done -> db.release(connection)));
    }

    private Future<Answer> attempt(
            SqlConnection connection, UUID principal, String key, byte[] hash, Function<Sql, Future<Answer>> write) {
        var sql = new Sql(connection);
        var begun = connection.query("BEGIN").execute();
        var claimed = sql.update(CLAIM, Tuple.of(principal, key, Buffer.buffer(hash)));
        var moved = begun.failed() ? Future.<Answer>failedFuture(begun.cause()) : guarded(write, sql);
        return claimed.compose(count -> count == 1
                        ? moved.compose(answer -> store(connection, sql, principal, key, answer))
                        // the move that ran in vain may have aborted the transaction: its result is not looked at
                        : moved.transform(
                                        ignored -> connection.query("ROLLBACK").execute())
                                .compose(ignored -> recall(sql, principal, key, hash)))
                .recover(cause -> moved.transform(
                                ignored -> connection.query("ROLLBACK").execute())
                        .transform(ignored -> Future.failedFuture(cause)));
    }

    private static Future<Answer> guarded(Function<Sql, Future<Answer>> write, Sql sql) {
        try {
            return write.apply(sql);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static Future<Answer> store(SqlConnection connection, Sql sql, UUID principal, String key, Answer answer) {
        var sent = new Answer(answer.status(), answer.bytes(), answer.headers());
        var stored = sql.update(
                STORE,
                Tuple.of(
                        principal,
                        key,
                        sent.status(),
                        Json.text(sent.headers()),
                        sent.bytes().toString()));
        var committed = connection.query("COMMIT").execute();
        return stored.compose(ignored -> committed).map(sent);
    }

    private static Future<Answer> recall(Sql sql, UUID principal, String key, byte[] hash) {
        return sql.first(RECALL, Tuple.of(principal, key), row -> replay(row, hash))
                // whoever held the key rolled back a moment ago
                .map(answer -> answer.orElseThrow(() -> Failure.tryLater(409, "in-progress", 1)));
    }

    private static Answer replay(Row row, byte[] hash) {
        if (!MessageDigest.isEqual(row.getBuffer("request_hash").getBytes(), hash)) throw Failure.of(422, "key-reused");
        if (row.getInteger("status") == null) throw Failure.tryLater(409, "in-progress", 1);
        Map<String, String> headers = new HashMap<>();
        Json.read(row.getString("headers"))
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().textValue()));
        headers.put("Idempotent-Replayed", "true");
        return new Answer(row.getInteger("status"), Buffer.buffer(row.getString("body")), headers);
    }

    static byte[] hash(String method, String path, Buffer body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((method + " " + path + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return digest.digest(body.getBytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
