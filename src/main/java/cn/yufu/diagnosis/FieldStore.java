package cn.yufu.diagnosis;

import cn.yufu.booking.Span;
import cn.yufu.booking.Timetable;
import cn.yufu.db.Sql;
import cn.yufu.http.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is known of candidates: who they are, what they are booked for, what they have had to do, how far they have to go. */
final class FieldStore {
    // 1 areas, 2 first day, 3 last day, 4 enterprise, 5 categories, 6 site, 7 only this expert
    static final String CANDIDATES = """
        SELECT e.id, e.resource_id, e.account_id, a.name, e.title, e.start_code, e.end_code, e.weight, q.areas, q.froms, q.tos,
          -- a value for each of the few who have an employer: EXISTS would have looked through every listing of the city
          COALESCE((
            SELECT true FROM listing l
            JOIN listing_version v ON v.listing_id = l.id AND v.version = l.live_version
            JOIN organisation p ON p.id = l.provider_id AND p.state = 'active'
            JOIN service_category c ON c.code = v.category_code
            WHERE l.provider_id = e.employer_id AND l.state = 'published'
              AND (v.category_code = ANY ($5::text[]) OR c.parent = ANY ($5::text[]))
              AND (cardinality(v.divisions) = 0 OR $6 = ANY (v.divisions))
            LIMIT 1), false) AS conflict
        FROM expert e
        JOIN resource r ON r.id = e.resource_id AND r.closed_at IS NULL
        JOIN account a ON a.id = e.account_id AND a.disabled_at IS NULL
        JOIN (
          SELECT c.expert_id, array_agg(c.area_code ORDER BY c.area_code) AS areas,
            array_agg(c.valid_from ORDER BY c.area_code) AS froms, array_agg(c.valid_to ORDER BY c.area_code) AS tos
          FROM accreditation c
          WHERE c.area_code = ANY ($1::text[]) AND c.valid_from <= $3 AND c.valid_to >= $2
          GROUP BY c.expert_id
        ) q ON q.expert_id = e.id
        WHERE e.suspended_at IS NULL AND e.employer_id IS DISTINCT FROM $4 AND ($7::uuid IS NULL OR e.id = $7)
        ORDER BY e.id\
        """;

    static final String STOPS = """
        SELECT c.resource_id, lower(b.during) AS from_at, upper(b.during) AS to_at,
          COALESCE(v.division_code, w.wish ->> 'division') AS division_code
        FROM booking_claim c
        JOIN booking b ON b.id = c.booking_id
        LEFT JOIN visit v ON v.booking_id = b.id
        -- what is only offered to somebody who waits has its place, too
        LEFT JOIN waiting w ON w.booking_id = b.id AND v.id IS NULL
        WHERE c.resource_id = ANY ($1::uuid[]) AND c.holds AND c.protected && tstzrange($2, $3)
          AND b.id IS DISTINCT FROM $4
        ORDER BY lower(b.during)\
        """;

    static final String LOADS = """
        -- the id of a booking tells when it was made, which spares looking up each of some hundred for every expert
        SELECT c.resource_id, count(*)::int AS visits, max(uuid_extract_timestamp(c.booking_id)) AS last_at
        FROM booking_claim c
        WHERE c.resource_id = ANY ($1::uuid[]) AND c.holds AND c.protected && tstzrange(now() - interval '90 days', NULL)
          AND c.booking_id IS DISTINCT FROM $2
        GROUP BY c.resource_id\
        """;

    static final String TRAVEL =
            "SELECT from_code, to_code, minutes FROM travel_time WHERE from_code = $1 OR to_code = $1";

    private FieldStore() {}

    /**
     * Who is looked for.
     *
     * @param enterprise which is visited; nobody diagnoses the own employer
     * @param except a booking that counts as if it were not there: the one that is to be moved
     * @param expert only this one; null for everybody
     */
    record Search(
            List<String> areas,
            List<String> categories,
            String site,
            UUID enterprise,
            @Nullable UUID except,
            @Nullable UUID expert) {}

    static Future<List<Candidate>> candidates(Sql sql, Search search, Span days) {
        var today = LocalDate.now(Json.ZONE);
        var last = days.to().minusNanos(1).atZone(Json.ZONE).toLocalDate();
        var first = days.firstDay().isBefore(today) ? days.firstDay() : today;
        return sql.list(
                CANDIDATES,
                Tuple.of(
                        search.areas().toArray(String[]::new),
                        first,
                        last.isBefore(today) ? today : last,
                        search.enterprise(),
                        search.categories().toArray(String[]::new),
                        search.site(),
                        search.expert()),
                FieldStore::candidate);
    }

    /** What is to be known about candidates besides their timetables, which are given. */
    static Future<Field> field(
            Sql sql, Search search, Span days, Future<List<Candidate>> candidates, Future<List<Timetable>> tables) {
        return candidates.compose(found -> {
            var resources = found.stream().map(Candidate::resource).toArray(UUID[]::new);
            var stops = stops(sql, resources, days, search.except());
            var loads = loads(sql, resources, search.except());
            var travel = travel(sql, search.site());
            return Future.all(stops, loads, travel, tables)
                    .map(all -> new Field(
                            found,
                            byResource(tables.result()),
                            stops.result(),
                            loads.result(),
                            travel.result(),
                            search.site(),
                            LocalDate.now(Json.ZONE)));
        });
    }

    static Map<UUID, Timetable> byResource(List<Timetable> tables) {
        Map<UUID, Timetable> map = new HashMap<>();
        for (var table : tables) map.put(table.resource(), table);
        return map;
    }

    private static Candidate candidate(Row row) {
        var areas = row.getArrayOfStrings("areas");
        var froms = row.getArrayOfLocalDates("froms");
        var tos = row.getArrayOfLocalDates("tos");
        return new Candidate(
                row.getUUID("id"),
                row.getUUID("resource_id"),
                row.getUUID("account_id"),
                row.getString("name"),
                row.getString("title"),
                row.getString("start_code"),
                row.getString("end_code"),
                row.getInteger("weight"),
                row.getBoolean("conflict"),
                IntStream.range(0, areas.length)
                        .mapToObj(i -> new Candidate.Accredited(areas[i], froms[i], tos[i]))
                        .toList());
    }

    private record Line(UUID resource, Journey.Stop stop) {}

    private static Future<Map<UUID, List<Journey.Stop>>> stops(
            Sql sql, UUID[] resources, Span days, @Nullable UUID except) {
        return sql.list(
                        STOPS,
                        Tuple.of(resources, at(days.from()), at(days.to()), except),
                        row -> new Line(
                                row.getUUID("resource_id"),
                                new Journey.Stop(
                                        new Span(
                                                row.getOffsetDateTime("from_at").toInstant(),
                                                row.getOffsetDateTime("to_at").toInstant()),
                                        row.getString("division_code"))))
                .map(lines -> {
                    Map<UUID, List<Journey.Stop>> stops = new HashMap<>();
                    for (var line : lines)
                        stops.computeIfAbsent(line.resource(), resource -> new ArrayList<>())
                                .add(line.stop());
                    return stops;
                });
    }

    private static Future<Map<UUID, Field.Load>> loads(Sql sql, UUID[] resources, @Nullable UUID except) {
        Map<UUID, Field.Load> loads = new HashMap<>();
        return sql.list(LOADS, Tuple.of(resources, except), row -> {
                    var last = row.getOffsetDateTime("last_at");
                    return loads.put(
                                    row.getUUID("resource_id"),
                                    new Field.Load(row.getInteger("visits"), last == null ? null : last.toInstant()))
                            == null;
                })
                .map(loads);
    }

    private static Future<Travel> travel(Sql sql, String site) {
        Map<Travel.Leg, Integer> times = new HashMap<>();
        return sql.list(
                        TRAVEL,
                        Tuple.of(site),
                        row -> times.put(
                                        new Travel.Leg(row.getString("from_code"), row.getString("to_code")),
                                        row.getInteger("minutes"))
                                == null)
                .map(read -> new Travel(times));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atZone(Json.ZONE).toOffsetDateTime();
    }
}
