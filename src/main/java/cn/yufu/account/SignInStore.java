package cn.yufu.account;

import cn.yufu.db.Sql;
import cn.yufu.http.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Signing in, in SQL: who is meant, whether attempts are paused, and what success and failure leave behind. */
final class SignInStore {
    // one row, whether somebody has this name or not; an e-mail address is a name when one account alone has it
    static final String FIND = """
        SELECT found.id, found.password_hash, found.disabled_at IS NOT NULL AS disabled,
          (SELECT ceil(extract(epoch FROM max(g.locked_until) - now()))::bigint FROM sign_in_guard g
           WHERE g.key IN (COALESCE('account:' || found.id, 'name:' || $1), 'address:' || $2::text)
             AND g.locked_until > now()) AS locked_seconds
        FROM (VALUES (1)) AS one LEFT JOIN (
          SELECT id, password_hash, disabled_at FROM account WHERE username = $1
          UNION ALL
          SELECT id, password_hash, disabled_at FROM account
          WHERE $1 LIKE '%@%' AND lower(email) = $1 AND (SELECT count(*) FROM account WHERE lower(email) = $1) = 1
        ) AS found ON true\
        """;

    // refused when another attempt has locked the account while this one was being computed
    static final String OPEN = """
        WITH opened AS (
          INSERT INTO session (account_id, token_hash, expires_at, address, user_agent)
          SELECT a.id, $3, now() + interval '12 hours', $4, $5 FROM account a
          WHERE a.id = $1 AND a.password_hash = $2 AND a.disabled_at IS NULL
            AND NOT EXISTS (SELECT FROM sign_in_guard WHERE key = 'account:' || $1 AND locked_until > now())
          RETURNING id, account_id
        ), logged AS (
          INSERT INTO sign_in (username, account_id, outcome, address, user_agent)
          SELECT a.username, a.id, 'ok', $4, $5 FROM opened JOIN account a ON a.id = opened.account_id
        ), cleared AS (
          DELETE FROM sign_in_guard WHERE key = 'account:' || $1 AND EXISTS (SELECT FROM opened)
        ), rehashed AS (
          UPDATE account SET password_hash = $6 WHERE $6::text IS NOT NULL AND id = (SELECT account_id FROM opened)
        )
        SELECT opened.id AS session_id, %s
        FROM opened JOIN account a ON a.id = opened.account_id LEFT JOIN organisation o ON o.id = a.organisation_id\
        """.formatted(Account.COLUMNS);

    // the account's failures are forgotten after a day, an address's after a quarter of an hour
    private static final String FAIL = """
        WITH counted AS (
          INSERT INTO sign_in_guard AS g (key, failures)
          SELECT key, 1 FROM unnest($1::text[]) AS key
          ON CONFLICT (key) DO UPDATE SET (failures, last_at, locked_until) = (
            SELECT n, now(), now() + sign_in_pause(g.key, n)
            FROM (SELECT CASE WHEN g.last_at > now() - CASE WHEN g.key LIKE 'address:%'
              THEN interval '15 minutes' ELSE interval '1 day' END THEN g.failures + 1 ELSE 1 END) AS count (n))
        )
        INSERT INTO sign_in (username, account_id, outcome, address, user_agent) VALUES ($2, $3, $4, $5, $6)\
        """;
    private static final String LOG = """
        INSERT INTO sign_in (username, account_id, outcome, address, user_agent) VALUES ($1, $2, $3, $4, $5)\
        """;

    private SignInStore() {}

    /**
     * Whoever goes by a name.
     *
     * @param id null: nobody
     * @param hash of the password; null: nobody, or one who has not set a password yet
     * @param lockedSeconds how long attempts are paused; null: they are not
     */
    record Found(
            @Nullable UUID id,
            @Nullable String hash,
            boolean disabled,
            @Nullable Long lockedSeconds) {
        static Found from(Row row) {
            return new Found(
                    row.getUUID("id"),
                    row.getString("password_hash"),
                    row.getBoolean("disabled"),
                    row.getLong("locked_seconds"));
        }
    }

    record Opened(UUID sessionId, Account account) {}

    static Future<Found> find(Sql sql, String name, Device device) {
        return sql.one(FIND, Tuple.of(name, device.guarded()), Found::from);
    }

    /** Opens a session; empty when the account was locked, disabled or given another password meanwhile. */
    static Future<Optional<Opened>> open(
            Sql sql, UUID accountId, String hash, Secret token, Device device, @Nullable String renewedHash) {
        return sql.first(
                OPEN,
                Tuple.of(accountId, hash, token.hash(), device.address(), device.userAgent(), renewedHash),
                row -> new Opened(row.getUUID("session_id"), Account.from(row)));
    }

    /** Counts a failure against the account (or the name that nobody has) and the address. */
    static Future<Integer> fail(Sql sql, String name, @Nullable UUID accountId, String outcome, Device device) {
        var guarded = device.guarded();
        var keys = Stream.of(
                        accountId == null ? "name:" + name : "account:" + accountId,
                        guarded == null ? "" : "address:" + guarded)
                .filter(key -> !key.isEmpty())
                .toArray(String[]::new);
        return sql.update(
                FAIL, Tuple.of(keys, name, accountId, outcome, device.address()).addString(device.userAgent()));
    }

    static Future<Integer> log(Sql sql, String name, @Nullable UUID accountId, String outcome, Device device) {
        return sql.update(LOG, Tuple.of(name, accountId, outcome, device.address(), device.userAgent()));
    }
}
