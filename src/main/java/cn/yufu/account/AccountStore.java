package cn.yufu.account;

import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Role;
import cn.yufu.http.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in SQL, for those who keep them. Each statement carries its reader's scope in its first two parameters:
 * members reach the people of their organisation, districts those of their organisations, the city and auditors all.
 */
final class AccountStore {
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::code).toList();

    private static final String SELECT = "SELECT " + ManagedAccount.COLUMNS + """
         FROM account a LEFT JOIN organisation o ON o.id = a.organisation_id
        """;
    static final String SCOPE =
            "($1::uuid IS NULL OR a.organisation_id = $1) AND ($2::text IS NULL OR o.division_code = $2)\n";
    private static final String FIND = SELECT + "WHERE a.id = $3 AND " + SCOPE;
    private static final String LIST = SELECT + "WHERE " + SCOPE + """
          AND ($3::text IS NULL OR position(lower($3) IN lower(a.username || ' ' || a.name || ' ' || a.email)) > 0)
          AND ($4::text IS NULL OR a.role = $4)
          AND ($5::uuid IS NULL OR a.organisation_id = $5)
          AND ($6::boolean IS NULL OR (a.disabled_at IS NOT NULL) = $6)
          AND ($7::text IS NULL OR a.username > $7)
        ORDER BY a.username LIMIT $8\
        """;

    /** One event per thing that changed; their columns are the same but for these. */
    private static final String EVENT = """
          SELECT $3::uuid AS actor_id, 'account' AS subject_kind, id AS subject_id, username AS subject_number,
            %s AS action, %s AS from_state, %s AS to_state, NULL::text AS reason, '{}'::jsonb AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM moved\
        """;

    // the link sets a first password and may wait for the holidays to end
    private static final String CREATE =
            """
                WITH moved AS (
                  INSERT INTO account (username, name, email, role, division_code) VALUES ($4, $5, $6, $7, $8)
                  RETURNING id, username, name, email, locale, role
                ), link AS (
                  INSERT INTO mailed_link (token_hash, purpose, account_id, expires_at)
                  SELECT $1, 'reset-password', id, now() + interval '7 days' FROM moved
                ), mailed AS (
                  INSERT INTO letter (kind, recipient, locale, data)
                  SELECT 'set-password', email, locale, jsonb_build_object('token', $2::text, 'name', name, 'username', username)
                  FROM moved
                ), change AS (
                """ + EVENT.formatted("'creation'", "NULL::text", "role") + """
                )
                """ + Events.RECORD + "SELECT id FROM moved";

    // what a parameter leaves out (null) stays
    private static final String REVISE = """
            WITH before AS (
              SELECT a.id, a.name, a.role, a.division_code, a.disabled_at IS NOT NULL AS disabled
              FROM account a LEFT JOIN organisation o ON o.id = a.organisation_id
              WHERE a.id = $4 AND a.version = $5 AND
            """ + SCOPE + """
              FOR NO KEY UPDATE OF a
            ), moved AS (
              UPDATE account a SET version = a.version + 1, name = COALESCE($6, a.name), role = COALESCE($7, a.role),
                division_code = CASE WHEN $8 THEN $9 ELSE a.division_code END,
                disabled_at = CASE WHEN $10::boolean IS NULL THEN a.disabled_at WHEN $10 THEN COALESCE(a.disabled_at, now()) END
              FROM before WHERE a.id = before.id
              RETURNING a.id, a.username, a.name, a.role, a.division_code, a.disabled_at IS NOT NULL AS disabled,
                before.name AS old_name, before.role AS old_role, before.division_code AS old_division,
                before.disabled AS was_disabled
            ), ended AS (
              UPDATE session s SET ended_at = now() FROM moved
              WHERE s.account_id = moved.id AND moved.disabled AND s.ended_at IS NULL
            ), change AS (
            """ + EVENT.formatted("'role-change'", "old_role", "role")
            + " WHERE role <> old_role UNION ALL\n"
            + EVENT.formatted("'division-change'", "old_division", "division_code")
            + " WHERE division_code IS DISTINCT FROM old_division UNION ALL\n"
            + EVENT.formatted("'renaming'", "NULL::text", "NULL::text") + " WHERE name <> old_name UNION ALL\n"
            + EVENT.formatted("CASE WHEN disabled THEN 'disabling' ELSE 'enabling' END", "NULL::text", "NULL::text")
            + " WHERE disabled <> was_disabled)\n" + Events.RECORD + "SELECT id FROM moved";

    // the address that failed keeps its own count: whoever guesses from there goes on being paused
    private static final String UNLOCK = """
            WITH moved AS (
              SELECT a.id, a.username FROM account a LEFT JOIN organisation o ON o.id = a.organisation_id
              WHERE a.id = $4 AND
            """ + SCOPE + """
            ), cleared AS (
              DELETE FROM sign_in_guard g USING moved WHERE g.key = 'account:' || moved.id RETURNING g.locked_until
            ), change AS (
            """ + EVENT.formatted("'unlocking'", "NULL::text", "NULL::text")
            + " WHERE EXISTS (SELECT FROM cleared WHERE locked_until > now()))\n" + Events.RECORD
            + "SELECT id FROM moved";

    private AccountStore() {}

    /** @param division with {@code newDivision}: the new district, null to clear it */
    record Revision(
            @Nullable String name,
            @Nullable String role,
            boolean newDivision,
            @Nullable String division,
            @Nullable Boolean disabled) {}

    static Rows<ManagedAccount> rows(Caller caller, Query query, Page.Ask ask) {
        var values = scope(caller)
                .addString(query.text("q"))
                .addString(query.choice("role", ROLES))
                .addUUID(query.id("organisation"))
                .addBoolean(query.text("disabled") == null ? null : query.flag("disabled"))
                .addString(ask.key(0))
                .addInteger(ask.rows());
        return new Rows<>(LIST, values, row -> ManagedAccount.from(row, caller));
    }

    static Tuple scope(Caller caller) {
        boolean district = caller.role() == Role.DISTRICT_ADMIN;
        return Tuple.of(caller.organisationId(), district ? caller.divisionCode() : null);
    }

    static Future<Optional<ManagedAccount>> find(Sql sql, Caller caller, UUID id) {
        return sql.first(FIND, scope(caller).addUUID(id), row -> ManagedAccount.from(row, caller));
    }

    static Future<UUID> create(Sql sql, UUID by, NewAccount account) {
        var token = Secret.random();
        var values = Tuple.tuple()
                .addBuffer(token.hash())
                .addString(token.value())
                .addUUID(by)
                .addString(account.username())
                .addString(account.name())
                .addString(account.email())
                .addString(account.role())
                .addString(account.divisionCode());
        return sql.one(CREATE, values, row -> row.getUUID("id"));
    }

    /** Empty when the version is another one, or the account out of reach. */
    static Future<Optional<UUID>> revise(Sql sql, Caller by, UUID id, long version, Revision revision) {
        var values = scope(by)
                .addUUID(by.accountId())
                .addUUID(id)
                .addLong(version)
                .addString(revision.name())
                .addString(revision.role())
                .addBoolean(revision.newDivision())
                .addString(revision.division())
                .addBoolean(revision.disabled());
        return sql.first(REVISE, values, row -> row.getUUID("id"));
    }

    /** Lets somebody try again who has typed a wrong password too often; empty when the account is out of reach. */
    static Future<Optional<UUID>> unlock(Sql sql, Caller by, UUID id) {
        return sql.first(UNLOCK, scope(by).addUUID(by.accountId()).addUUID(id), row -> row.getUUID("id"));
    }
}
