package cn.yufu.account;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Role;
import cn.yufu.http.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sessions in SQL: a refresh token is good for 12 hours, a session for 7 days, however often it is refreshed. */
final class SessionStore {
    private static final String CALLER = """
        SELECT s.id AS session_id, a.id AS account_id, a.name, a.role, a.organisation_id,
          COALESCE(o.division_code, a.division_code) AS division_code,
          a.organisation_id IS NULL OR o.state = 'active' AS active
        FROM session s
        JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
        LEFT JOIN organisation o ON o.id = a.organisation_id
        WHERE s.ended_at IS NULL AND s.created_at > now() - interval '7 days'
        """;
    private static final String CALLER_BY_ID = CALLER + " AND s.id = $1";
    private static final String CALLER_BY_TOKEN = CALLER + """
         AND s.expires_at > now()
         AND (s.token_hash = $1 OR (s.previous_hash = $1 AND s.rotated_at > now() - interval '30 seconds'))\
        """;

    // $1 the token presented, $2 the one that follows it. A token that was followed up already is answered as before
    // for 30 seconds (two tabs, an answer lost on the way); later it is a stolen copy, and the session ends
    static final String REFRESH = """
        WITH held AS (
          SELECT s.id, s.account_id, s.token_hash = $1 AS newest,
            s.token_hash = $2 AND s.rotated_at > now() - interval '30 seconds' AS again
          FROM session s JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
          WHERE (s.token_hash = $1 OR s.previous_hash = $1) AND s.ended_at IS NULL
            AND s.expires_at > now() AND s.created_at > now() - interval '7 days'
          FOR NO KEY UPDATE OF s
        ), rotated AS (
          UPDATE session s SET previous_hash = s.token_hash, token_hash = $2, rotated_at = now(), last_seen_at = now(),
            expires_at = LEAST(now() + interval '12 hours', s.created_at + interval '7 days')
          FROM held WHERE s.id = held.id AND held.newest
        ), ended AS (
          UPDATE session s SET ended_at = now() FROM held WHERE s.id = held.id AND NOT held.newest AND NOT held.again
        )
        SELECT held.id AS session_id, held.newest OR held.again AS good, %s
        FROM held JOIN account a ON a.id = held.account_id LEFT JOIN organisation o ON o.id = a.organisation_id\
        """.formatted(Account.COLUMNS);

    private static final String OF_ACCOUNT = """
        SELECT id, created_at, last_seen_at, address, user_agent, id = $2 AS current
        FROM session
        WHERE account_id = $1 AND ended_at IS NULL AND expires_at > now() AND created_at > now() - interval '7 days'
        ORDER BY last_seen_at DESC, id LIMIT 100\
        """;
    private static final String END = """
        WITH ended AS (
          UPDATE session SET ended_at = now() WHERE id = $1 AND account_id = $2 AND ended_at IS NULL RETURNING account_id
        )
        INSERT INTO sign_in (username, account_id, outcome, address, user_agent)
        SELECT a.username, a.id, 'signed-out', $3, $4 FROM ended JOIN account a ON a.id = ended.account_id\
        """;
    private static final String END_OTHERS = """
        WITH ended AS (
          UPDATE session SET ended_at = now() WHERE account_id = $1 AND id <> $2 AND ended_at IS NULL
          RETURNING account_id
        )
        INSERT INTO sign_in (username, account_id, outcome, address, user_agent)
        SELECT a.username, a.id, 'signed-out', $3, $4 FROM ended JOIN account a ON a.id = ended.account_id\
        """;
    private static final String END_ALL = """
        WITH moved AS (
          SELECT a.id, a.username FROM account a LEFT JOIN organisation o ON o.id = a.organisation_id
          WHERE a.id = $4 AND
        """ + AccountStore.SCOPE + """
        ), ended AS (
          UPDATE session s SET ended_at = now() FROM moved WHERE s.account_id = moved.id AND s.ended_at IS NULL
        ), change AS (
          SELECT $3::uuid AS actor_id, 'account' AS subject_kind, id AS subject_id, username AS subject_number,
            'sessions-ended' AS action, NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            '{}'::jsonb AS detail, NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM moved
        )
        """ + Events.RECORD + "SELECT id FROM moved";

    private SessionStore() {}

    /** Who signed in where, for the list of one's sessions. */
    record Session(
            UUID id,
            OffsetDateTime createdAt,
            OffsetDateTime lastSeenAt,
            String address,
            String userAgent,
            boolean current) {
        static Session from(Row row) {
            return new Session(
                    row.getUUID("id"),
                    row.getOffsetDateTime("created_at"),
                    row.getOffsetDateTime("last_seen_at"),
                    row.getString("address"),
                    row.getString("user_agent"),
                    row.getBoolean("current"));
        }
    }

    /** @param good false when the token had been used before: the session has just been ended */
    record Refreshed(UUID sessionId, boolean good, Account account) {}

    static Future<Optional<Caller>> caller(Sql sql, UUID sessionId) {
        return sql.first(CALLER_BY_ID, Tuple.of(sessionId), SessionStore::caller);
    }

    static Future<Optional<Caller>> callerByToken(Sql sql, Secret token) {
        return sql.first(CALLER_BY_TOKEN, Tuple.of(token.hash()), SessionStore::caller);
    }

    private static Caller caller(Row row) {
        return new Caller(
                row.getUUID("account_id"),
                row.getUUID("session_id"),
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getUUID("organisation_id"),
                row.getString("division_code"),
                row.getBoolean("active"));
    }

    static Future<Optional<Refreshed>> refresh(Sql sql, Secret token, Secret next) {
        return sql.first(
                REFRESH,
                Tuple.of(token.hash(), next.hash()),
                row -> new Refreshed(row.getUUID("session_id"), row.getBoolean("good"), Account.from(row)));
    }

    static Future<List<Session>> ofAccount(Sql sql, UUID accountId, UUID current) {
        return sql.list(OF_ACCOUNT, Tuple.of(accountId, current), Session::from);
    }

    /** Ends one session of an account; 0 when it is not theirs or has ended. */
    static Future<Integer> end(Sql sql, UUID sessionId, UUID accountId, Device device) {
        return sql.update(END, Tuple.of(sessionId, accountId, device.address(), device.userAgent()));
    }

    /** Ends every session of an account but one; how many had not ended. */
    static Future<Integer> endOthers(Sql sql, UUID accountId, UUID kept, Device device) {
        return sql.update(END_OTHERS, Tuple.of(accountId, kept, device.address(), device.userAgent()));
    }

    /** Ends all sessions of somebody's account; false when there is no such account in reach. */
    static Future<Boolean> endAll(Sql sql, UUID accountId, Caller by) {
        var values = AccountStore.scope(by).addUUID(by.accountId()).addUUID(accountId);
        return sql.first(END_ALL, values, row -> row.getUUID("id")).map(Optional::isPresent);
    }
}
