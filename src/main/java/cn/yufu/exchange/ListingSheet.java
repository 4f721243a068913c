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
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a provider offers, imported as drafts that it then looks through and submits. */
final class ListingSheet implements Sheet {
    private static final String KIND = "listings";
    private static final Column TITLE = required(KIND, "title", Kind.TEXT);
    private static final List<Column> COLUMNS = List.of(
            TITLE,
            required(KIND, "category", Kind.CATEGORY),
            optional(KIND, "summary", Kind.TEXT),
            optional(KIND, "description", Kind.TEXT),
            new Column(KIND, "priceModel", Kind.CHOICE, false, List.of("fixed", "per-day", "quotation")),
            optional(KIND, "priceFen", Kind.MONEY),
            optional(KIND, "deliveryDays", Kind.WHOLE),
            optional(KIND, "capacityPerMonth", Kind.WHOLE),
            optional(KIND, "divisions", Kind.DIVISIONS),
            optional(KIND, "industries", Kind.INDUSTRIES));

    // the title of the version under way, or of the live one
    private static final String TAKEN = """
        SELECT DISTINCT v.title
        FROM listing l
        JOIN listing_version v ON v.listing_id = l.id AND v.version = COALESCE(l.work_version, l.live_version)
        WHERE l.provider_id = $1 AND l.state <> 'withdrawn' AND v.title = ANY ($2::text[])\
        """;
    private static final String INSERT = """
        WITH given AS (
          SELECT uuidv7() AS id, r."title", r."summary", r."description", r."category", r."priceModel", r."priceFen",
            r."deliveryDays", r."capacityPerMonth", r."divisions", r."industries"
          FROM jsonb_to_recordset($1::text::jsonb) AS r ("title" text, "summary" text, "description" text,
            "category" text, "priceModel" text, "priceFen" bigint, "deliveryDays" int, "capacityPerMonth" int,
            "divisions" text[], "industries" text[])
        ), made AS (
          INSERT INTO listing (id, provider_id, division_code, state, work_version, work_state)
          SELECT id, $4, $5, 'draft', 1, 'draft' FROM given
          RETURNING id, number, provider_id, division_code
        ), versions AS (
          INSERT INTO listing_version (listing_id, version, title, summary, description, category_code, price_model,
            price_fen, delivery_days, divisions, industries, capacity_per_month, created_by)
          SELECT id, 1, "title", "summary", "description", "category", "priceModel", "priceFen", "deliveryDays",
            "divisions", "industries", "capacityPerMonth", $2
          FROM given
        ), change AS (
          SELECT $2::uuid AS actor_id, 'listing' AS subject_kind, m.id AS subject_id, m.number AS subject_number,
            'import' AS action, NULL::text AS from_state, 'draft' AS to_state, NULL::text AS reason,
            jsonb_build_object('title', g."title", 'job', $3::uuid) AS detail, NULL::uuid AS enterprise_id,
            m.provider_id, m.division_code
          FROM made m JOIN given g ON g.id = m.id
        )\
        """ + Events.RECORD + "SELECT \"title\" FROM given";

    private final Function<Input, ?> rule;

    ListingSheet(Function<Input, ?> rule) {
        this.rule = rule;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<Role> importers() {
        return EnumSet.of(Role.PROVIDER);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public ObjectNode extra(Map<String, Object> values) {
        return Json.MAPPER.createObjectNode();
    }

    @Override
    public Object rule(Input row) {
        return rule.apply(row);
    }

    @Override
    public List<Violation> forbidden(Job job, JsonNode row) {
        return List.of();
    }

    @Override
    public String key(JsonNode row) {
        return row.path("title").asText();
    }

    @Override
    public Column keyColumn() {
        return TITLE;
    }

    @Override
    public String takenCode() {
        return "same-title";
    }

    @Override
    public Future<Set<String>> taken(Sql sql, Job job, List<String> keys) {
        return sql.list(
                        TAKEN,
                        Tuple.of(job.organisationId()).addArrayOfString(keys.toArray(String[]::new)),
                        row -> row.getString("title"))
                .map(HashSet::new);
    }

    @Override
    public Future<Set<String>> insert(Sql sql, Job job, List<ObjectNode> rows) {
        return sql.list(
                        INSERT,
                        Tuple.of(Json.text(rows), job.accountId(), job.id(), job.organisationId(), job.divisionCode()),
                        row -> row.getString("title"))
                .map(HashSet::new);
    }
}
