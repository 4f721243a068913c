package cn.yufu.account;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** New passwords in SQL: changed by their owner, or set with a mailed link that works once. */
final class PasswordStore {
    /** An address may belong to several accounts; each gets a link of its own, and the letter names it. */
    private static final int MOST_ACCOUNTS = 5;

    private static final String NAME = "SELECT username FROM account WHERE id = $1";

    private static final String CHANGE = """
        WITH moved AS (
          UPDATE account SET password_hash = $3, version = version + 1
          WHERE id = $1 AND password_hash = $4
          RETURNING id, username
        ), ended AS (
          UPDATE session s SET ended_at = now() FROM moved
          WHERE s.account_id = moved.id AND s.id <> $2 AND s.ended_at IS NULL
        ), cleared AS (
          DELETE FROM sign_in_guard WHERE key = 'account:' || $1::uuid
        ), change AS (
          SELECT id AS actor_id, 'account' AS subject_kind, id AS subject_id, username AS subject_number,
            'password-change' AS action, NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            '{}'::jsonb AS detail, NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM moved
        )
        """ + Events.RECORD + "SELECT id FROM moved";

    // an address that was never confirmed gets no link: whoever registered it has the confirmation to answer first
    private static final String ASK = """
        WITH found AS (
          SELECT a.id, a.username, a.name, a.email, a.locale, row_number() OVER (ORDER BY a.created_at DESC) AS n
          FROM account a LEFT JOIN organisation o ON o.id = a.organisation_id
          WHERE (a.username = $1 OR ($1 LIKE '%@%' AND lower(a.email) = $1))
            AND a.disabled_at IS NULL AND o.state IS DISTINCT FROM 'unconfirmed'
        ), secret AS (
          SELECT hash, token, n FROM unnest($2::bytea[], $3::text[]) WITH ORDINALITY AS t (hash, token, n)
        ), link AS (
          INSERT INTO mailed_link (token_hash, purpose, account_id, expires_at)
          SELECT secret.hash, 'reset-password', found.id, now() + interval '10 minutes'
          FROM found JOIN secret ON secret.n = found.n
        )
        INSERT INTO letter (kind, recipient, locale, data)
        SELECT 'reset-password', found.email, found.locale,
          jsonb_build_object('token', secret.token, 'name', found.name, 'username', found.username)
        FROM found JOIN secret ON secret.n = found.n\
        """;

    private static final String OF_LINK = """
        SELECT a.username FROM mailed_link l JOIN account a ON a.id = l.account_id AND a.disabled_at IS NULL
        WHERE l.token_hash = $1 AND l.purpose = 'reset-password' AND l.used_at IS NULL AND l.expires_at > now()\
        """;

    // the other links of the account die with the one that is used
    private static final String RESET = """
        WITH used AS (
          UPDATE mailed_link SET used_at = now()
          WHERE token_hash = $1 AND purpose = 'reset-password' AND used_at IS NULL AND expires_at > now()
          RETURNING account_id
        ), moved AS (
          UPDATE account a SET password_hash = $2, email_confirmed_at = COALESCE(a.email_confirmed_at, now()),
            version = a.version + 1
          FROM used WHERE a.id = used.account_id AND a.disabled_at IS NULL
          RETURNING a.id, a.username
        ), spent AS (
          UPDATE mailed_link l SET used_at = now() FROM moved
          WHERE l.account_id = moved.id AND l.purpose = 'reset-password' AND l.used_at IS NULL AND l.token_hash <> $1
        ), ended AS (
          UPDATE session s SET ended_at = now() FROM moved WHERE s.account_id = moved.id AND s.ended_at IS NULL
        ), cleared AS (
          DELETE FROM sign_in_guard g USING moved WHERE g.key = 'account:' || moved.id
        ), change AS (
          SELECT id AS actor_id, 'account' AS subject_kind, id AS subject_id, username AS subject_number,
            'password-reset' AS action, NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            '{}'::jsonb AS detail, NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM moved
        )
        """ + Events.RECORD + "SELECT id FROM moved";

    private PasswordStore() {}

    static Future<String> username(Sql sql, UUID accountId) {
        return sql.one(NAME, Tuple.of(accountId), row -> row.getString("username"));
    }

    /** Ends the account's other sessions; empty when somebody else changed the password meanwhile. */
    static Future<Optional<UUID>> change(Sql sql, UUID accountId, UUID session, String hash, String before) {
        return sql.first(CHANGE, Tuple.of(accountId, session, hash, before), row -> row.getUUID("id"));
    }

    /** Mails a link to whoever goes by this name, if anybody does. */
    static Future<Integer> ask(Sql sql, String name) {
        List<Secret> secrets =
                Stream.generate(Secret::random).limit(MOST_ACCOUNTS).toList();
        var hashes = secrets.stream().map(Secret::hash).toArray(Buffer[]::new);
        var tokens = secrets.stream().map(Secret::value).toArray(String[]::new);
        return sql.update(ASK, Tuple.of(name, hashes, tokens));
    }

    /** The user name behind a link that still works. */
    static Future<Optional<String>> ofLink(Sql sql, Secret token) {
        return sql.first(OF_LINK, Tuple.of(token.hash()), row -> row.getString("username"));
    }

    /** Ends all sessions of the account; empty when the link does not work, or no longer. */
    static Future<Optional<UUID>> reset(Sql sql, Secret token, String hash) {
        return sql.first(RESET, Tuple.of(token.hash(), hash), row -> row.getUUID("id"));
    }
}
