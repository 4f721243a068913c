package cn.yufu.exchange;

import static cn.yufu.exchange.Column.optional;
import static cn.yufu.exchange.Column.required;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.exchange.Column.Kind;
import cn.yufu.http.Failure.Violation;
import cn.yufu.http.Input;
import cn.yufu.http.Json;
import cn.yufu.http.Role;
import cn.yufu.http.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rosters of enterprises, imported by the administration as active organisations that have no account yet. */
final class EnterpriseSheet implements Sheet {
    private static final String KIND = "enterprises";
    private static final Column CREDIT_CODE = required(KIND, "creditCode", Kind.TEXT);
    private static final List<Column> COLUMNS = List.of(
            required(KIND, "name", Kind.TEXT),
            CREDIT_CODE,
            required(KIND, "divisionCode", Kind.DIVISION),
            optional(KIND, "industryCode", Kind.INDUSTRY),
            new Column(KIND, "tier", Kind.CHOICE, false, List.of("innovative", "specialised", "little-giant")),
            required(KIND, "contact.name", Kind.TEXT),
            required(KIND, "contact.email", Kind.TEXT),
            required(KIND, "contact.phone", Kind.TEXT),
            optional(KIND, "address", Kind.TEXT),
            optional(KIND, "website", Kind.TEXT),
            optional(KIND, "profile", Kind.TEXT),
            optional(KIND, "creditCodeOverride.reason", Kind.TEXT),
            optional(KIND, "invite", Kind.FLAG));

    private static final String TAKEN = """
        SELECT credit_code FROM organisation WHERE credit_code = ANY ($1::text[]) AND state NOT IN ('unconfirmed', 'rejected')\
        """;
    private static final String INSERT = """
        WITH given AS (
          SELECT r."name", r."creditCode", r."override", r."divisionCode",
            r."industryCode", r."tier", r."address", r."website", r."profile", r."contact"
          FROM jsonb_to_recordset($1::text::jsonb) AS r ("name" text, "creditCode" text, "override" text,
            "divisionCode" text, "industryCode" text, "tier" text, "address" text, "website" text, "profile" text,
            "contact" jsonb)
        ), made AS (
          INSERT INTO organisation (kind, name, credit_code, credit_code_override, division_code, industry_code, tier,
            address, website, profile, contact_name, contact_email, contact_phone, state, submitted_at, decided_at)
          SELECT 'enterprise', "name", "creditCode", "override", "divisionCode", "industryCode", "tier", "address",
            "website", "profile", "contact" ->> 'name', "contact" ->> 'email', "contact" ->> 'phone', 'active', now(),
            now()
          FROM given
          ON CONFLICT (credit_code) WHERE state NOT IN ('unconfirmed', 'rejected') DO NOTHING
          RETURNING id, number, name, credit_code, division_code
        ), change AS (
          SELECT $2::uuid AS actor_id, 'organisation' AS subject_kind, id AS subject_id, number AS subject_number,
            'import' AS action, NULL::text AS from_state, 'active' AS to_state, NULL::text AS reason,
            jsonb_build_object('title', name, 'job', $3::uuid) AS detail, id AS enterprise_id,
            NULL::uuid AS provider_id, division_code
          FROM made
        )\
        """ + Events.RECORD + "SELECT id, credit_code FROM made";

    // invited as a colleague would be; the address is confirmed by opening the mailed link
    private static final String INVITE = """
        WITH given AS (
          SELECT g.organisation_id, g.name, g.email, g.token, g.hash
          FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[])
            AS g (organisation_id, name, email, token, hash)
        ), made AS (
          INSERT INTO invitation (organisation_id, email, name, invited_by, expires_at)
          SELECT organisation_id, email, name, $6, now() + interval '14 days' FROM given
          RETURNING id, organisation_id, expires_at
        ), linked AS (
          INSERT INTO mailed_link (token_hash, purpose, invitation_id, expires_at)
          SELECT g.hash, 'invitation', m.id, m.expires_at FROM made m JOIN given g USING (organisation_id)
        )
        INSERT INTO letter (kind, recipient, locale, data)
        SELECT 'invitation', g.email, $7,
          jsonb_build_object('token', g.token, 'name', g.name, 'organisation', o.name, 'inviter', a.name)
        FROM given g JOIN account a ON a.id = $6
        JOIN organisation o ON o.id = g.organisation_id\
        """;

    private final Function<Input, ?> rule;

    EnterpriseSheet(Function<Input, ?> rule) {
        this.rule = rule;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<Role> importers() {
        return EnumSet.of(Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public ObjectNode extra(Map<String, Object> values) {
        return Json.MAPPER.createObjectNode().put("invite", Boolean.TRUE.equals(values.remove("invite")));
    }

    @Override
    public Object rule(Input row) {
        return rule.apply(row);
    }

    @Override
    public List<Violation> forbidden(Job job, JsonNode row) {
        var division = row.path("divisionCode").asText();
        return job.role() == Role.DISTRICT_ADMIN && !division.equals(job.divisionCode())
                ? List.of(new Violation("/divisionCode", "other-division", Map.of()))
                : List.of();
    }

    @Override
    public String key(JsonNode row) {
        return row.path("creditCode").asText();
    }

    @Override
    public Column keyColumn() {
        return CREDIT_CODE;
    }

    @Override
    public String takenCode() {
        return "registered";
    }

    @Override
    public Future<Set<String>> taken(Sql sql, Job job, List<String> keys) {
        return sql.list(
                        TAKEN,
                        Tuple.tuple().addArrayOfString(keys.toArray(String[]::new)),
                        row -> row.getString("credit_code"))
                .map(HashSet::new);
    }

    @Override
    public Future<Set<String>> insert(Sql sql, Job job, List<ObjectNode> rows) {
        return sql.list(
                        INSERT,
                        Tuple.of(Json.text(rows), job.accountId(), job.id()),
                        row -> new Made(row.getString("credit_code"), row.getUUID("id")))
                .compose(made -> {
                    var ids = new HashMap<String, UUID>();
                    for (var one : made) ids.put(one.creditCode(), one.id());
                    return invite(sql, job, rows, ids).map(ids.keySet());
                });
    }

    private record Made(String creditCode, UUID id) {}

    private static Future<?> invite(Sql sql, Job job, List<ObjectNode> rows, Map<String, UUID> ids) {
        var organisations = new ArrayList<UUID>();
        var names = new ArrayList<String>();
        var emails = new ArrayList<String>();
        for (var row : rows) {
            var id = ids.get(row.path("creditCode").asText());
            if (id == null || !row.path("invite").asBoolean()) continue;
            organisations.add(id);
            names.add(row.path("contact").path("name").asText());
            emails.add(row.path("contact").path("email").asText());
        }
        if (organisations.isEmpty()) return Future.succeededFuture();
        var secrets =
                Stream.generate(Secret::random).limit(organisations.size()).toList();
        return sql.update(
                INVITE,
                Tuple.of(
                        organisations.toArray(UUID[]::new),
                        names.toArray(String[]::new),
                        emails.toArray(String[]::new),
                        secrets.stream().map(Secret::value).toArray(String[]::new),
                        secrets.stream().map(Secret::hash).toArray(Buffer[]::new),
                        job.accountId(),
                        job.language()));
    }
}
