package cn.yufu.account;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Role;
import cn.yufu.http.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invitations to act for an organisation, in SQL; their links work once and for seven days. */
public final class Invitations {
    // a person who has an account of this organisation or an open invitation is not invited again
    private static final String INVITE = """
        WITH made AS (
          INSERT INTO invitation (organisation_id, email, name, invited_by, expires_at)
          SELECT g.organisation, g.email, g.name, $1, now() + interval '7 days'
          FROM unnest($3::uuid[], $4::text[], $5::text[]) AS g (organisation, name, email)
          WHERE NOT EXISTS (SELECT FROM invitation i
              WHERE i.organisation_id = g.organisation AND lower(i.email) = lower(g.email)
                AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now())
            AND NOT EXISTS (SELECT FROM account a
              WHERE a.organisation_id = g.organisation AND lower(a.email) = lower(g.email) AND a.disabled_at IS NULL)
          RETURNING id, organisation_id, email, name, created_at, expires_at
        ), numbered AS (
          SELECT made.id, made.organisation_id, made.email, made.name, row_number() OVER () AS n FROM made
        ), secret AS (
          SELECT hash, token, n FROM unnest($6::bytea[], $7::text[]) WITH ORDINALITY AS t (hash, token, n)
        ), link AS (
          INSERT INTO mailed_link (token_hash, purpose, invitation_id, expires_at)
          SELECT secret.hash, 'invitation', numbered.id, now() + interval '7 days'
          FROM numbered JOIN secret ON secret.n = numbered.n
        ), mailed AS (
          INSERT INTO letter (kind, recipient, locale, data)
          SELECT 'invitation', numbered.email, $2, jsonb_build_object('token', secret.token, 'name', numbered.name,
            'organisation', o.name, 'inviter', who.name)
          FROM numbered
          JOIN secret ON secret.n = numbered.n
          JOIN organisation o ON o.id = numbered.organisation_id
          JOIN account who ON who.id = $1
        )
        SELECT id, email, name, created_at, expires_at FROM made\
        """;
    /** Of invitation {@code i}: not answered, and neither a newer one nor an account has taken its place. */
    private static final String STANDS = """
        i.accepted_at IS NULL AND i.revoked_at IS NULL
          AND NOT EXISTS (SELECT FROM invitation n WHERE n.organisation_id = i.organisation_id AND n.id > i.id
            AND lower(n.email) = lower(i.email) AND n.revoked_at IS NULL)
          AND NOT EXISTS (SELECT FROM account a WHERE a.organisation_id = i.organisation_id
            AND lower(a.email) = lower(i.email) AND a.disabled_at IS NULL)
        """;
    // one that ran out stays in sight for a month, so that it can be sent again
    private static final String OPEN = """
        SELECT i.id, i.email, i.name, i.created_at, i.expires_at FROM invitation i
        WHERE i.organisation_id = $1 AND i.expires_at > now() - interval '30 days' AND
        """ + STANDS + "ORDER BY i.id DESC LIMIT 100";
    private static final String RENEW = """
        WITH renewed AS (
          UPDATE invitation i SET expires_at = now() + interval '7 days'
          WHERE i.id = $1 AND i.organisation_id = $2 AND
        """ + STANDS + """
          RETURNING i.id, i.organisation_id, i.email, i.name, i.created_at, i.expires_at
        ), unlinked AS (
          UPDATE mailed_link l SET used_at = now() FROM renewed WHERE l.invitation_id = renewed.id AND l.used_at IS NULL
        ), link AS (
          INSERT INTO mailed_link (token_hash, purpose, invitation_id, expires_at)
          SELECT $5, 'invitation', id, expires_at FROM renewed
        ), mailed AS (
          INSERT INTO letter (kind, recipient, locale, data)
          SELECT 'invitation', renewed.email, $4, jsonb_build_object('token', $6::text, 'name', renewed.name,
            'organisation', o.name, 'inviter', who.name)
          FROM renewed JOIN organisation o ON o.id = renewed.organisation_id JOIN account who ON who.id = $3
        )
        SELECT id, email, name, created_at, expires_at FROM renewed\
        """;
    private static final String REVOKE = """
        WITH revoked AS (
          UPDATE invitation SET revoked_at = now()
          WHERE id = $1 AND organisation_id = $2 AND accepted_at IS NULL AND revoked_at IS NULL
          RETURNING id
        ), unlinked AS (
          UPDATE mailed_link l SET used_at = now() FROM revoked WHERE l.invitation_id = revoked.id AND l.used_at IS NULL
        )
        SELECT id FROM revoked\
        """;

    private static final String VACANT = """
        SELECT NOT EXISTS (SELECT FROM account a WHERE a.organisation_id = o.id AND a.disabled_at IS NULL) AS vacant
        FROM organisation o
        WHERE o.id = $1 AND o.state = 'active' AND ($2::text IS NULL OR o.division_code = $2)\
        """;

    private static final String WORKING = """
        l.token_hash = $1 AND l.purpose = 'invitation' AND l.used_at IS NULL AND l.expires_at > now()
        """;
    private static final String OFFER = """
        SELECT o.name AS organisation, i.email, i.name
        FROM mailed_link l
        JOIN invitation i ON i.id = l.invitation_id
        JOIN organisation o ON o.id = i.organisation_id AND o.state IN ('active', 'pending')
        WHERE
        """ + WORKING;
    private static final String ACCEPT = """
        WITH used AS (
          UPDATE mailed_link l SET used_at = now() FROM invitation i, organisation o
          WHERE i.id = l.invitation_id AND o.id = i.organisation_id AND o.state IN ('active', 'pending') AND
        """ + WORKING + """
          RETURNING i.id, i.email, o.id AS organisation_id, o.kind
        ), accepted AS (
          UPDATE invitation i SET accepted_at = now() FROM used WHERE i.id = used.id
        )
        INSERT INTO account (username, password_hash, name, email, email_confirmed_at, role, organisation_id, locale)
        SELECT $2, $3, $4, email, now(), kind, organisation_id, $5 FROM used
        RETURNING id\
        """;
    private static final String JOINED = """
        WITH change AS (
          SELECT a.id AS actor_id, 'account' AS subject_kind, a.id AS subject_id, a.username AS subject_number,
            'joining' AS action, NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            jsonb_build_object('title', o.name) AS detail, CASE o.kind WHEN 'enterprise' THEN o.id END AS enterprise_id,
            CASE o.kind WHEN 'provider' THEN o.id END AS provider_id, o.division_code
          FROM account a JOIN organisation o ON o.id = a.organisation_id WHERE a.id = $1
        )
        """ + Events.RECORD + """
            SELECT %s FROM account a JOIN organisation o ON o.id = a.organisation_id WHERE a.id = $1\
            """.formatted(Account.COLUMNS);

    private Invitations() {}

    /** Somebody who is asked to act for an organisation. */
    public record Guest(UUID organisation, String name, String email) {}

    record Invitation(UUID id, String email, String name, OffsetDateTime createdAt, OffsetDateTime expiresAt) {
        static Invitation from(Row row) {
            return new Invitation(
                    row.getUUID("id"),
                    row.getString("email"),
                    row.getString("name"),
                    row.getOffsetDateTime("created_at"),
                    row.getOffsetDateTime("expires_at"));
        }
    }

    /** What an invitation's link shows to whoever opens it. */
    record Offer(String organisation, String email, String name) {}

    /** Mails a link to each guest; those who belong to the organisation already, or are invited, are left out. */
    public static Future<Integer> invite(Sql sql, UUID by, String language, List<Guest> guests) {
        return made(sql, by, language, guests).map(List::size);
    }

    static Future<List<Invitation>> made(Sql sql, UUID by, String language, List<Guest> guests) {
        var hashes = new ArrayList<Buffer>();
        var tokens = new ArrayList<String>();
        for (int i = 0; i < guests.size(); i++) {
            var secret = Secret.random();
            hashes.add(secret.hash());
            tokens.add(secret.value());
        }
        var values = Tuple.tuple()
                .addUUID(by)
                .addString(language)
                .addArrayOfUUID(guests.stream().map(Guest::organisation).toArray(UUID[]::new))
                .addArrayOfString(guests.stream().map(Guest::name).toArray(String[]::new))
                .addArrayOfString(guests.stream().map(Guest::email).toArray(String[]::new))
                .addArrayOfBuffer(hashes.toArray(Buffer[]::new))
                .addArrayOfString(tokens.toArray(String[]::new));
        return sql.list(INVITE, values, Invitation::from);
    }

    /** Whether nobody can act for an organisation; empty when it is none of this administrator's. */
    static Future<Optional<Boolean>> vacant(Sql sql, Caller keeper, UUID organisation) {
        var division = keeper.role() == Role.DISTRICT_ADMIN ? keeper.divisionCode() : null;
        return sql.first(VACANT, Tuple.of(organisation, division), row -> row.getBoolean("vacant"));
    }

    static Future<List<Invitation>> open(Sql sql, UUID organisation) {
        return sql.list(OPEN, Tuple.of(organisation), Invitation::from);
    }

    /** Mails a new link, for seven days from now; the one before stops working. Empty when it is not open any more. */
    static Future<Optional<Invitation>> renew(Sql sql, UUID id, UUID organisation, UUID by, String language) {
        var secret = Secret.random();
        var values = Tuple.of(id, organisation, by, language)
                .addBuffer(secret.hash())
                .addString(secret.value());
        return sql.first(RENEW, values, Invitation::from);
    }

    static Future<Optional<UUID>> revoke(Sql sql, UUID id, UUID organisation) {
        return sql.first(REVOKE, Tuple.of(id, organisation), row -> row.getUUID("id"));
    }

    static Future<Optional<Offer>> offer(Sql sql, Secret token) {
        return sql.first(
                OFFER,
                Tuple.of(token.hash()),
                row -> new Offer(row.getString("organisation"), row.getString("email"), row.getString("name")));
    }

    /** @param sql a transaction: the history can name the account only after it was made */
    static Future<Optional<Account>> accept(
            Sql sql, Secret token, String username, String hash, String name, String locale) {
        return sql.first(ACCEPT, Tuple.of(token.hash(), username, hash, name, locale), row -> row.getUUID("id"))
                .compose(made -> made.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : sql.first(JOINED, Tuple.of(made.get()), Account::from));
    }
}
