package cn.yufu.account;

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

/** Accounts in SQL, for those who keep them: the city all, districts and organisations their own people. */
final class AccountStore {
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::code).toList();

    private static final String SELECT = "SELECT " + ManagedAccount.COLUMNS + """
         FROM account a LEFT JOIN organisation o ON o.id = a.organisation_id
        """;
    private static final String FIND = SELECT + "WHERE a.id = $1";
    private static final String LIST = SELECT + """
        WHERE ($1::uuid IS NULL OR a.organisation_id = $1) AND ($2::text IS NULL OR o.division_code = $2)
          AND ($3::text IS NULL OR position(lower($3) IN lower(a.username || ' ' || a.name || ' ' || a.email)) > 0)
          AND ($4::text IS NULL OR a.role = $4)
          AND ($5::uuid IS NULL OR a.organisation_id = $5)
          AND ($6::boolean IS NULL OR (a.disabled_at IS NOT NULL) = $6)
          AND ($7::text IS NULL OR a.username > $7)
        ORDER BY a.username LIMIT $8\
        """;

    /** One event per thing that changed; their columns are the same but for these. */
    private static final String EVENT = """
          SELECT $1::uuid AS actor_id, 'account' AS subject_kind, id AS subject_id, username AS subject_number,
            %s AS action, %s AS from_state, %s AS to_state, NULL::text AS reason, '{}'::jsonb AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM moved\
        """;

    // the link sets a first password and may wait for the holidays to end
    private static final String CREATE =
            """
                WITH moved AS (
                  INSERT INTO account (username, name, email, role, division_code) VALUES ($2, $3, $4, $5, $6)
                  RETURNING id, username, name, email, locale, role
                ), link AS (
                  INSERT INTO mailed_link (token_hash, purpose, account_id, expires_at)
                  SELECT $7, 'reset-password', id, now() + interval '7 days' FROM moved
                ), mailed AS (
                  INSERT INTO letter (kind, recipient, locale, data)
                  SELECT 'set-password', email, locale, jsonb_build_object('token', $8::text, 'name', name, 'username', username)
                  FROM moved
                ), change AS (
                """ + EVENT.formatted("'creation'", "NULL::text", "role") + """
                )
                """ + Events.RECORD + "SELECT id FROM moved";

    // what a parameter leaves out (null) stays
    private static final String REVISE = """
            WITH before AS (
              SELECT id, name, role, division_code, disabled_at IS NOT NULL AS disabled
              FROM account WHERE id = $2 AND version = $3 FOR NO KEY UPDATE
            ), moved AS (
              UPDATE account a SET version = a.version + 1, name = COALESCE($4, a.name), role = COALESCE($5, a.role),
                division_code = CASE WHEN $6 THEN $7 ELSE a.division_code END,
                disabled_at = CASE WHEN $8::boolean IS NULL THEN a.disabled_at WHEN $8 THEN COALESCE(a.disabled_at, now()) END
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

    private AccountStore() {}

    /** @param division with {@code newDivision}: the new district, null to clear it */
    record Revision(
            @Nullable String name,
            @Nullable String role,
            boolean newDivision,
            @Nullable String division,
            @Nullable Boolean disabled) {}

    static Future<List<ManagedAccount>> list(Sql sql, Caller caller, Query query, Page.Ask ask) {
        boolean district = caller.role() == Role.DISTRICT_ADMIN;
        var values = Tuple.tuple()
                .addUUID(caller.organisationId())
                .addString(district ? caller.divisionCode() : null)
                .addString(query.text("q"))
                .addString(query.choice("role", ROLES))
                .addUUID(query.id("organisation"))
                .addBoolean(query.text("disabled") == null ? null : query.flag("disabled"))
                .addString(ask.key(0))
                .addInteger(ask.rows());
        return sql.list(LIST, values, ManagedAccount::from);
    }

    static Future<Optional<ManagedAccount>> find(Sql sql, UUID id) {
        return sql.first(FIND, Tuple.of(id), ManagedAccount::from);
    }

    static Future<UUID> create(Sql sql, UUID by, NewAccount account) {
        var token = Secret.random();
        var values = Tuple.tuple()
                .addUUID(by)
                .addString(account.username())
                .addString(account.name())
                .addString(account.email())
                .addString(account.role())
                .addString(account.divisionCode())
                .addBuffer(token.hash())
                .addString(token.value());
        return sql.one(CREATE, values, row -> row.getUUID("id"));
    }

    /** Empty when the version is another one. */
    static Future<Optional<UUID>> revise(Sql sql, UUID by, UUID id, long version, Revision revision) {
        var values = Tuple.tuple()
                .addUUID(by)
                .addUUID(id)
                .addLong(version)
                .addString(revision.name())
                .addString(revision.role())
                .addBoolean(revision.newDivision())
                .addString(revision.division())
                .addBoolean(revision.disabled());
        return sql.first(REVISE, values, row -> row.getUUID("id"));
    }
}
