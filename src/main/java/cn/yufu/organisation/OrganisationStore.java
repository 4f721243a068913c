package cn.yufu.organisation;

import cn.yufu.db.Rows;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Failure;
import cn.yufu.http.Json;
import cn.yufu.http.Page;
import cn.yufu.http.Query;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Organisations in SQL. Each statement carries its reader's scope in its first two parameters: members see their own,
 * district administrators those of their district, the city and auditors all.
 */
final class OrganisationStore {
    private static final String SCOPE =
            " ($1::uuid IS NULL OR o.id = $1) AND ($2::text IS NULL OR o.division_code = $2) ";

    private static final String ONE = "SELECT " + Organisation.Item.COLUMNS + """
        , o.profile, o.address, o.website
        FROM organisation o JOIN division d ON d.code = o.division_code
        WHERE o.id = $3 AND\
        """ + SCOPE;

    private static final String FILTERED = "SELECT " + Organisation.Item.COLUMNS + """
         FROM organisation o JOIN division d ON d.code = o.division_code
        WHERE\
        """ + SCOPE + """
        AND ($3::text IS NULL OR o.search @@ search_query($3) OR o.number = upper($3))
        AND ($4::text IS NULL OR o.kind = $4)
        AND ($5::text[] IS NULL OR o.state = ANY ($5))
        AND ($6::text IS NULL OR o.division_code = $6)
        """;
    private static final String NEWEST = FILTERED + "AND ($7::uuid IS NULL OR o.id < $7) ORDER BY o.id DESC LIMIT $8";
    private static final String WAITING = FILTERED + """
        AND ($7::timestamptz IS NULL OR (COALESCE(o.due_at, 'infinity'), o.id) > ($7, $8::uuid))
        ORDER BY COALESCE(o.due_at, 'infinity'), o.id LIMIT $9\
        """;

    // whoever registered an organisation, before he became an administrator, does not decide on it
    private static final String MOVE = """
        WITH before AS (
          SELECT o.id, o.state FROM organisation o
          WHERE o.id = $3 AND o.state = ANY ($4::text[]) AND\
        """ + SCOPE + """
            AND NOT EXISTS (SELECT FROM event e
              WHERE e.subject_id = o.id AND e.actor_id = $5 AND e.action IN ('registration', 'confirmation'))
          FOR NO KEY UPDATE OF o
        ), moved AS (
          UPDATE organisation o SET state = $6, due_at = NULL, decided_at = now(), version = o.version + 1
          FROM before WHERE o.id = before.id
          RETURNING o.id, o.number, o.kind, o.name, o.division_code, o.state, before.state AS from_state
        ), change AS (
          SELECT $5::uuid AS actor_id, 'organisation' AS subject_kind, id AS subject_id, number AS subject_number,
            $7::text AS action, from_state, state AS to_state, $8::text AS reason,
            jsonb_build_object('title', name) AS detail,
            CASE kind WHEN 'enterprise' THEN id END AS enterprise_id,
            CASE kind WHEN 'provider' THEN id END AS provider_id, division_code
          FROM moved
        )
        """ + Events.RECORD + "SELECT id FROM moved";

    // $6 holds the columns that change; what it does not name stays
    private static final String REVISE = """
        WITH moved AS (
          UPDATE organisation o SET version = o.version + 1,
            contact_name = COALESCE(p.new ->> 'contact_name', o.contact_name),
            contact_email = COALESCE(p.new ->> 'contact_email', o.contact_email),
            contact_phone = COALESCE(p.new ->> 'contact_phone', o.contact_phone),
            profile = CASE WHEN p.new ? 'profile' THEN p.new ->> 'profile' ELSE o.profile END,
            address = CASE WHEN p.new ? 'address' THEN p.new ->> 'address' ELSE o.address END,
            website = CASE WHEN p.new ? 'website' THEN p.new ->> 'website' ELSE o.website END,
            industry_code = CASE WHEN p.new ? 'industry_code' THEN p.new ->> 'industry_code' ELSE o.industry_code END,
            tier = CASE WHEN p.new ? 'tier' THEN p.new ->> 'tier' ELSE o.tier END
          FROM (SELECT $6::text::jsonb AS new) AS p
          WHERE o.id = $3 AND o.version = $4 AND\
        """ + SCOPE + """
          RETURNING o.id, o.number, o.kind, o.name, o.state, o.division_code
        ), change AS (
          SELECT $5::uuid AS actor_id, 'organisation' AS subject_kind, id AS subject_id, number AS subject_number,
            'revision' AS action, state AS from_state, state AS to_state, NULL::text AS reason,
            jsonb_build_object('title', name, 'fields', (SELECT jsonb_agg(f) FROM jsonb_object_keys($6::text::jsonb) AS f))
              AS detail,
            CASE kind WHEN 'enterprise' THEN id END AS enterprise_id,
            CASE kind WHEN 'provider' THEN id END AS provider_id, division_code
          FROM moved
        )
        """ + Events.RECORD + "SELECT id FROM moved";

    private OrganisationStore() {}

    static Future<Optional<Organisation>> find(Sql sql, Caller caller, UUID id) {
        return sql.first(ONE, scope(caller).addUUID(id), row -> Organisation.from(row, caller.role()));
    }

    static boolean byDeadline(Query query) {
        return query.flag("waiting");
    }

    static Rows<Organisation.Item> rows(Caller caller, Query query, Page.Ask ask) {
        boolean waiting = byDeadline(query);
        var states = query.codes("state");
        var values = scope(caller)
                .addString(query.text("q"))
                .addString(query.choice("kind", List.of("enterprise", "provider")))
                .addArrayOfString(waiting ? new String[] {"pending"} : states)
                .addString(query.text("division"));
        if (waiting) values.addOffsetDateTime(instant(ask.key(0))).addUUID(Page.id(ask.key(1)));
        else values.addUUID(Page.id(ask.key(0)));
        return new Rows<>(
                waiting ? WAITING : NEWEST,
                values.addInteger(ask.rows()),
                row -> Organisation.Item.from(row, caller.role()));
    }

    /** The sort keys of a row, for the cursor of the next page. */
    static List<String> keys(Organisation.Item item, boolean byDeadline) {
        if (!byDeadline) return List.of(item.id().toString());
        var due = item.dueAt();
        return List.of(due == null ? "infinity" : due.toString(), item.id().toString());
    }

    private static @Nullable OffsetDateTime instant(@Nullable String key) {
        if (key == null) return null;
        // the driver writes this value as PostgreSQL's infinity
        if (key.equals("infinity")) return OffsetDateTime.MAX;
        try {
            return OffsetDateTime.parse(key);
        } catch (DateTimeParseException e) {
            throw Failure.invalid("?after", "cursor");
        }
    }

    /** Empty when the organisation is in another state, outside the caller's scope, or registered by the caller. */
    static Future<Optional<UUID>> move(
            Sql sql, Caller caller, UUID id, OrganisationStep step, @Nullable String reason) {
        var values = scope(caller)
                .addUUID(id)
                .addArrayOfString(step.from.toArray(String[]::new))
                .addUUID(caller.accountId())
                .addString(step.to)
                .addString(step.noun)
                .addString(reason);
        return sql.first(MOVE, values, row -> row.getUUID("id"));
    }

    /** @param changes new values by column, null to clear; empty when the version is another one */
    static Future<Optional<UUID>> revise(
            Sql sql, Caller caller, UUID id, long version, Map<String, @Nullable Object> changes) {
        var values = scope(caller)
                .addUUID(id)
                .addLong(version)
                .addUUID(caller.accountId())
                .addString(Json.text(changes));
        return sql.first(REVISE, values, row -> row.getUUID("id"));
    }

    private static Tuple scope(Caller caller) {
        boolean district = caller.role() == Role.DISTRICT_ADMIN;
        return Tuple.of(caller.organisationId(), district ? caller.divisionCode() : null);
    }
}
