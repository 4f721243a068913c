package cn.yufu.organisation;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * Registrations in SQL. A credit code belongs to whoever first confirms an e-mail address for it: a registration that
 * nobody confirms cannot keep the real organisation out.
 */
final class RegistrationStore {
    // what the database would refuse one by one, looked at beforehand so that a form hears of everything at once
    private static final String CHECK = """
        SELECT
          EXISTS (SELECT FROM division WHERE code = $1 AND (valid_to IS NULL OR valid_to > current_date)) AS division,
          $2::text IS NULL OR EXISTS (SELECT FROM industry
            WHERE code = $2 AND (valid_to IS NULL OR valid_to > current_date)) AS industry,
          NOT EXISTS (SELECT FROM organisation
            WHERE credit_code = $3 AND state NOT IN ('unconfirmed', 'rejected')) AS credit_code,
          NOT EXISTS (SELECT FROM account a LEFT JOIN organisation o ON o.id = a.organisation_id
            WHERE a.username = $4
              AND (o.credit_code IS DISTINCT FROM $3 OR o.state NOT IN ('unconfirmed', 'rejected'))) AS username\
        """;

    // an attempt of the same organisation that led nowhere gives its user name back
    private static final String REGISTER = """
        WITH retired AS (
          UPDATE account a SET username = left(a.username, 20) || '.' || right(replace(a.id::text, '-', ''), 12),
            disabled_at = COALESCE(a.disabled_at, now()), version = a.version + 1
          FROM organisation o
          WHERE a.username = $10 AND o.id = a.organisation_id AND o.credit_code = $3
            AND o.state IN ('unconfirmed', 'rejected')
          RETURNING a.id
        ), unlinked AS (
          UPDATE mailed_link SET used_at = now()
          WHERE used_at IS NULL AND account_id IN (SELECT id FROM retired)
        ), made AS (
          INSERT INTO organisation (kind, name, credit_code, credit_code_override, division_code, industry_code,
            contact_name, contact_email, contact_phone)
          SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
          RETURNING id, number, name, state
        ), member AS (
          INSERT INTO account (username, password_hash, name, email, phone, role, organisation_id, locale)
          SELECT $10, $11, $7, $8, $9, $1, made.id, $12
          FROM made CROSS JOIN (SELECT count(*) FROM retired) AS first
          RETURNING id
        ), link AS (
          INSERT INTO mailed_link (token_hash, purpose, account_id, expires_at)
          SELECT $13, 'confirm-email', id, now() + interval '3 days' FROM member
        ), mailed AS (
          INSERT INTO letter (kind, recipient, locale, data)
          SELECT 'confirm-email', $8, $12, jsonb_build_object('token', $14::text, 'name', $7::text, 'organisation', $2::text)
          FROM member
        )
        SELECT made.id, made.number, made.name, made.state, member.id AS account_id FROM made CROSS JOIN member\
        """;
    private static final String RECORD = """
        WITH change AS (
          SELECT $2::uuid AS actor_id, 'organisation' AS subject_kind, o.id AS subject_id, o.number AS subject_number,
            'registration' AS action, NULL::text AS from_state, o.state AS to_state, o.credit_code_override AS reason,
            jsonb_build_object('title', o.name, 'creditCode', o.credit_code) AS detail,
            CASE o.kind WHEN 'enterprise' THEN o.id END AS enterprise_id,
            CASE o.kind WHEN 'provider' THEN o.id END AS provider_id, o.division_code
          FROM organisation o WHERE o.id = $1
        )
        """ + Events.RECORD + "SELECT id FROM recorded";

    // opened again, a link that has done its work says so
    private static final String CONFIRM = """
        WITH used AS (
          UPDATE mailed_link l SET used_at = now() FROM account a
          WHERE l.token_hash = $1 AND l.purpose = 'confirm-email' AND l.used_at IS NULL AND l.expires_at > now()
            AND a.id = l.account_id AND a.disabled_at IS NULL
            AND NOT EXISTS (SELECT FROM organisation mine JOIN organisation other ON other.credit_code = mine.credit_code
              WHERE mine.id = a.organisation_id AND other.id <> mine.id AND other.state NOT IN ('unconfirmed', 'rejected'))
          RETURNING l.account_id
        ), confirmed AS (
          UPDATE account a SET email_confirmed_at = now(), version = a.version + 1
          FROM used WHERE a.id = used.account_id
          RETURNING a.id, a.organisation_id
        ), moved AS (
          UPDATE organisation o SET state = 'pending', submitted_at = now(), due_at = working_days_after(now(), 3),
            version = o.version + 1
          FROM confirmed WHERE o.id = confirmed.organisation_id AND o.state = 'unconfirmed'
          RETURNING o.id, o.number, o.kind, o.name, o.division_code, o.state, o.due_at, confirmed.id AS actor_id
        ), change AS (
          SELECT actor_id, 'organisation' AS subject_kind, id AS subject_id, number AS subject_number,
            'confirmation' AS action, 'unconfirmed' AS from_state, state AS to_state, NULL::text AS reason,
            jsonb_build_object('title', name, 'dueAt', due_at) AS detail,
            CASE kind WHEN 'enterprise' THEN id END AS enterprise_id,
            CASE kind WHEN 'provider' THEN id END AS provider_id, division_code
          FROM moved
        )
        """ + Events.RECORD + """
        SELECT o.id, COALESCE(moved.state, o.state) AS state
        FROM mailed_link l
        JOIN account a ON a.id = l.account_id AND a.disabled_at IS NULL
        JOIN organisation o ON o.id = a.organisation_id
        LEFT JOIN moved ON moved.id = o.id
        WHERE l.token_hash = $1 AND l.purpose = 'confirm-email' AND l.expires_at > now()\
        """;

    private static final String RESEND = """
        WITH found AS (
          SELECT a.id, a.name, a.email, a.locale, o.name AS organisation
          FROM account a JOIN organisation o ON o.id = a.organisation_id AND o.state = 'unconfirmed'
          WHERE (a.username = $1 OR ($1 LIKE '%@%' AND lower(a.email) = $1))
            AND a.email_confirmed_at IS NULL AND a.disabled_at IS NULL
          ORDER BY a.created_at DESC LIMIT 1
        ), link AS (
          INSERT INTO mailed_link (token_hash, purpose, account_id, expires_at)
          SELECT $2, 'confirm-email', id, now() + interval '3 days' FROM found
        )
        INSERT INTO letter (kind, recipient, locale, data)
        SELECT 'confirm-email', email, locale,
          jsonb_build_object('token', $3::text, 'name', name, 'organisation', organisation)
        FROM found\
        """;

    private RegistrationStore() {}

    /** What of a registration the database would accept. */
    record Check(boolean division, boolean industry, boolean creditCode, boolean username) {
        static Check from(Row row) {
            return new Check(
                    row.getBoolean("division"),
                    row.getBoolean("industry"),
                    row.getBoolean("credit_code"),
                    row.getBoolean("username"));
        }
    }

    record Registered(UUID id, String number, String name, String state) {}

    record Confirmed(UUID id, String state) {}

    private record Made(Registered organisation, UUID accountId) {}

    static Future<Check> check(Sql sql, Registration registration) {
        var facts = registration.facts();
        return sql.one(
                CHECK,
                Tuple.of(facts.divisionCode(), facts.industryCode(), facts.creditCode(), registration.username()),
                Check::from);
    }

    /** @param sql a transaction: the history can name the account only after it was made */
    static Future<Registered> register(
            Sql sql, Registration registration, String passwordHash, String locale, Secret token) {
        var facts = registration.facts();
        var contact = facts.contact();
        var values = Tuple.tuple()
                .addString(registration.kind())
                .addString(facts.name())
                .addString(facts.creditCode())
                .addString(facts.override())
                .addString(facts.divisionCode())
                .addString(facts.industryCode())
                .addString(contact.name())
                .addString(contact.email())
                .addString(contact.phone())
                .addString(registration.username())
                .addString(passwordHash)
                .addString(locale)
                .addBuffer(token.hash())
                .addString(token.value());
        return sql.one(REGISTER, values, RegistrationStore::made)
                .compose(made -> sql.one(
                                RECORD, Tuple.of(made.organisation().id(), made.accountId()), row -> row.getUUID("id"))
                        .map(made.organisation()));
    }

    private static Made made(Row row) {
        return new Made(
                new Registered(
                        row.getUUID("id"), row.getString("number"), row.getString("name"), row.getString("state")),
                row.getUUID("account_id"));
    }

    /** Empty for a link that never was, has expired or belongs to an abandoned registration. */
    static Future<Optional<Confirmed>> confirm(Sql sql, Secret token) {
        return sql.first(
                CONFIRM, Tuple.of(token.hash()), row -> new Confirmed(row.getUUID("id"), row.getString("state")));
    }

    static Future<Integer> resend(Sql sql, String name, Secret token) {
        return sql.update(RESEND, Tuple.of(name, token.hash(), token.value()));
    }
}
