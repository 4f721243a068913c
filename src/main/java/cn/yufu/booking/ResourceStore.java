package cn.yufu.booking;

import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import cn.yufu.http.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The SQL of resources and their hours. */
final class ResourceStore {
    /** Who keeps a calendar: the person it is, their organisation, their district's administrators, the city's. */
    private static final String KEPT = """
        (r.account_id = $2 OR r.organisation_id = $3 OR r.division_code = $4 OR $5::boolean)\
        """;

    private static final String ONE = """
        SELECT r.id, r.name, r.units, r.calendar, r.before_minutes, r.after_minutes, r.closed_at IS NOT NULL AS closed,
          r.version, {kept} IS TRUE AS editable,
          (SELECT COALESCE(jsonb_agg(jsonb_build_object('weekday', o.weekday, 'opens', to_char(o.opens, 'HH24:MI'),
              'closes', to_char(o.closes, 'HH24:MI')) ORDER BY o.weekday, o.opens), '[]')::text
           FROM opening o WHERE o.resource_id = r.id AND (o.valid_to IS NULL OR o.valid_to > current_date)) AS openings,
          (SELECT COALESCE(jsonb_agg(jsonb_build_object('day', x.day, 'opens', to_char(x.opens, 'HH24:MI'),
              'closes', to_char(x.closes, 'HH24:MI'), 'reason', CASE WHEN {kept} THEN x.reason ELSE '' END) ORDER BY x.day, x.opens), '[]')::text
           FROM opening_exception x WHERE x.resource_id = r.id AND x.day >= current_date) AS exceptions,
          (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', b.id, 'from', lower(b.during), 'to', upper(b.during),
              'reason', CASE WHEN {kept} THEN b.reason ELSE '' END) ORDER BY b.during), '[]')::text
           FROM blackout b WHERE b.resource_id = r.id AND upper(b.during) > now()) AS blackouts
        FROM resource r WHERE r.id = $1\
        """.replace("{kept}", KEPT);

    // the row is changed first, so that whoever is booking at this instant waits, or has booked already
    private static final String CHANGE = """
        WITH moved AS (
          UPDATE resource r SET version = r.version + 1, before_minutes = COALESCE($16, r.before_minutes),
            after_minutes = COALESCE($17, r.after_minutes), calendar = COALESCE($18, r.calendar)
          WHERE r.id = $1 AND %s AND r.version = $6
          RETURNING r.id, r.name, r.division_code, r.version
        ), dropped AS (
          DELETE FROM opening o USING moved m WHERE o.resource_id = m.id AND $14::boolean
        ), written AS (
          INSERT INTO opening (resource_id, weekday, opens, closes)
          SELECT m.id, t.weekday, t.opens::time, t.closes::time
          FROM moved m CROSS JOIN unnest($7::int[], $8::text[], $9::text[]) AS t (weekday, opens, closes)
        ), forgotten AS (
          DELETE FROM opening_exception x USING moved m
          WHERE x.resource_id = m.id AND x.day >= current_date AND $15::boolean
        ), exceptional AS (
          INSERT INTO opening_exception (resource_id, day, opens, closes, reason)
          SELECT m.id, t.day, t.opens::time, t.closes::time, t.reason
          FROM moved m CROSS JOIN unnest($10::date[], $11::text[], $12::text[], $13::text[])
            AS t (day, opens, closes, reason)
        ), change AS (
          SELECT $2::uuid AS actor_id, 'resource' AS subject_kind, m.id AS subject_id, NULL::text AS subject_number,
            'hours' AS action, NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            jsonb_build_object('title', m.name, 'calendars', jsonb_build_array(m.id)) AS detail, NULL::uuid AS enterprise_id, NULL::uuid AS provider_id,
            m.division_code
          FROM moved m
        )
        """.formatted(KEPT) + Events.RECORD + "SELECT version FROM moved";

    private static final String BLACK_OUT = """
        WITH moved AS (
          UPDATE resource r SET version = r.version + 1 WHERE r.id = $1 AND %s
          RETURNING r.id, r.name, r.division_code
        ), made AS (
          INSERT INTO blackout (resource_id, during, reason, created_by)
          SELECT m.id, tstzrange($6, $7), $8, $2 FROM moved m
          RETURNING id
        ), change AS (
          SELECT $2::uuid AS actor_id, 'resource' AS subject_kind, m.id AS subject_id, NULL::text AS subject_number,
            'blackout' AS action, NULL::text AS from_state, NULL::text AS to_state, $8::text AS reason,
            jsonb_build_object('title', m.name, 'calendars', jsonb_build_array(m.id), 'fromAt', $6::timestamptz,
              'toAt', $7::timestamptz) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, m.division_code
          FROM moved m
        )
        """.formatted(KEPT) + Events.RECORD + "SELECT id FROM made";

    private static final String LIFT = """
        WITH moved AS (
          UPDATE resource r SET version = r.version + 1
          FROM blackout b WHERE r.id = $1 AND b.id = $6 AND b.resource_id = r.id AND %s
          RETURNING r.id, r.name, r.division_code
        ), lifted AS (
          DELETE FROM blackout b USING moved m WHERE b.id = $6
        ), change AS (
          SELECT $2::uuid AS actor_id, 'resource' AS subject_kind, m.id AS subject_id, NULL::text AS subject_number,
            'blackout-lifted' AS action, NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            jsonb_build_object('title', m.name, 'calendars', jsonb_build_array(m.id)) AS detail, NULL::uuid AS enterprise_id, NULL::uuid AS provider_id,
            m.division_code
          FROM moved m
        )
        """.formatted(KEPT) + Events.RECORD + "SELECT id FROM moved";

    private ResourceStore() {}

    private static Tuple kept(UUID id, Caller caller) {
        return Tuple.of(id, caller.accountId(), caller.organisationId())
                .addString(caller.role() == Role.DISTRICT_ADMIN ? caller.divisionCode() : null)
                .addBoolean(caller.role() == Role.CITY_ADMIN);
    }

    static Future<Optional<Resource>> find(Sql sql, Caller caller, UUID id) {
        return sql.first(ONE, kept(id, caller), ResourceStore::resource);
    }

    private static Resource resource(Row row) {
        return new Resource(
                row.getUUID("id"),
                row.getString("name"),
                row.getInteger("units"),
                row.getString("calendar"),
                row.getInteger("before_minutes"),
                row.getInteger("after_minutes"),
                row.getBoolean("closed"),
                row.getBoolean("editable"),
                row.getLong("version"),
                list(row.getString("openings"), Resource.Opening.class),
                list(row.getString("exceptions"), Resource.Exceptional.class),
                list(row.getString("blackouts"), Resource.Blackout.class));
    }

    private static <T> List<T> list(String json, Class<T> type) {
        var reader = Json.MAPPER.getTypeFactory().constructCollectionType(List.class, type);
        return Json.MAPPER.convertValue(Json.read(json), reader);
    }

    /** The new version; empty when the caller doesn't keep this calendar or has seen another version. */
    static Future<Optional<Long>> write(Sql sql, Caller caller, UUID id, long version, Resource.Change change) {
        var openings = Optional.ofNullable(change.openings()).orElse(List.of());
        var exceptions = Optional.ofNullable(change.exceptions()).orElse(List.of());
        var values = kept(id, caller)
                .addLong(version)
                .addArrayOfInteger(
                        openings.stream().map(Resource.Opening::weekday).toArray(Integer[]::new))
                .addArrayOfString(texts(openings, Resource.Opening::opens))
                .addArrayOfString(texts(openings, Resource.Opening::closes))
                .addValue(exceptions.stream().map(Resource.Exceptional::day).toArray(LocalDate[]::new))
                .addArrayOfString(texts(exceptions, Resource.Exceptional::opens))
                .addArrayOfString(texts(exceptions, Resource.Exceptional::closes))
                .addArrayOfString(texts(exceptions, Resource.Exceptional::reason))
                .addBoolean(change.openings() != null)
                .addBoolean(change.exceptions() != null)
                .addInteger(change.beforeMinutes())
                .addInteger(change.afterMinutes())
                .addString(change.calendar());
        return sql.first(CHANGE, values, row -> row.getLong("version"));
    }

    private static <T> String[] texts(List<T> items, Function<T, @Nullable String> of) {
        return items.stream().map(of).toArray(String[]::new);
    }

    static Future<Optional<UUID>> blackOut(Sql sql, Caller caller, UUID id, Span span, String reason) {
        var values = kept(id, caller)
                .addOffsetDateTime(BookingStore.at(span.from()))
                .addOffsetDateTime(BookingStore.at(span.to()))
                .addString(reason);
        return sql.first(BLACK_OUT, values, row -> row.getUUID("id"));
    }

    static Future<Boolean> lift(Sql sql, Caller caller, UUID id, UUID blackout) {
        return sql.first(LIFT, kept(id, caller).addUUID(blackout), row -> row.getUUID("id"))
                .map(Optional::isPresent);
    }

    private static final String AFFECTED = """
        SELECT b.id, lower(b.during) AS from_at, upper(b.during) AS to_at
        FROM booking_claim c JOIN booking b ON b.id = c.booking_id
        WHERE c.resource_id = $1 AND c.holds AND c.protected && tstzrange($2, $3) AND b.state IN ('held', 'confirmed')
        ORDER BY lower(b.during) LIMIT 100\
        """;

    /** Bookings that stand inside a span: a blackout does not end them, somebody has to. */
    static Future<List<Affected>> affected(Sql sql, UUID id, Span span) {
        return sql.list(
                AFFECTED,
                Tuple.of(id, BookingStore.at(span.from()), BookingStore.at(span.to())),
                row -> new Affected(
                        row.getUUID("id"),
                        new Span(
                                row.getOffsetDateTime("from_at").toInstant(),
                                row.getOffsetDateTime("to_at").toInstant())));
    }

    record Affected(UUID bookingId, Span during) {}
}
