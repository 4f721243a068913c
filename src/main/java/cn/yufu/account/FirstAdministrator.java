package cn.yufu.account;

import cn.yufu.db.Db;
import cn.yufu.http.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first city administrator of a new installation, who opens all other accounts. There is no default password: a
 * link to choose one is mailed to the address that the operator has set.
 */
public final class FirstAdministrator {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    // a link that was not used in time is followed by another at the next start
    private static final String ENSURE = """
        WITH made AS (
          INSERT INTO account (username, name, email, role)
          SELECT 'admin', '系统管理员', $1, 'city-admin'
          WHERE $1::text IS NOT NULL AND NOT EXISTS (SELECT FROM account WHERE role = 'city-admin')
          ON CONFLICT (username) DO NOTHING
          RETURNING id, username, name, email, locale
        ), waiting AS (
          SELECT id, username, name, email, locale FROM made
          UNION ALL
          SELECT id, username, name, email, locale FROM account a
          WHERE a.username = 'admin' AND a.role = 'city-admin' AND a.password_hash IS NULL AND a.disabled_at IS NULL
            AND NOT EXISTS (SELECT FROM mailed_link l
              WHERE l.account_id = a.id AND l.used_at IS NULL AND l.expires_at > now())
        ), link AS (
          INSERT INTO mailed_link (token_hash, purpose, account_id, expires_at)
          SELECT $2, 'reset-password', id, now() + interval '1 day' FROM waiting
        ), mailed AS (
          INSERT INTO letter (kind, recipient, locale, data)
          SELECT 'set-password', email, locale, jsonb_build_object('token', $3::text, 'name', name, 'username', username)
          FROM waiting
        )
        SELECT EXISTS (SELECT FROM account WHERE role = 'city-admin') OR EXISTS (SELECT FROM made) AS present,
          EXISTS (SELECT FROM waiting) AS invited\
        """;

    private FirstAdministrator() {}

    private record Outcome(boolean present, boolean invited) {}

    /** @param email null when the operator has named nobody */
    public static Future<Void> ensure(Db db, @Nullable String email) {
        var token = Secret.random();
        return db.write()
                .one(
                        ENSURE,
                        Tuple.of(email, token.hash(), token.value()),
                        row -> new Outcome(row.getBoolean("present"), row.getBoolean("invited")))
                .map(outcome -> {
                    if (outcome.invited) LOG.info("a link to set the password of the first administrator was mailed");
                    if (!outcome.present)
                        LOG.warn("there is no city administrator yet: set YUFU_ADMIN_EMAIL and start again");
                    return null;
                });
    }
}
