package cn.yufu.booking;

import cn.yufu.db.Sql;
import cn.yufu.http.Failure;
import cn.yufu.http.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of bookings and of what they rest on. */
final class BookingStore {
    // the order of locks: whose quota it is, then the resources by id; a lock is a statement of its own, so that what
    // is read after it is newer than the lock
    static final String LOCK_HOLDER = "SELECT id FROM organisation WHERE id = $1 FOR NO KEY UPDATE";
    static final String LOCK = """
        SELECT id, clock_timestamp() AS now FROM resource WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE\
        """;

    /** Resources with, in a window of whole days, when they are open (unit 0) and when each unit is taken. */
    static final String TIMETABLES = """
        WITH day AS (
          SELECT d::date AS day, extract(isodow FROM d)::int AS weekday, c.kind
          FROM generate_series(($2::timestamptz AT TIME ZONE 'Asia/Shanghai'),
            ($3::timestamptz AT TIME ZONE 'Asia/Shanghai') - interval '1 second', interval '1 day') AS d
          LEFT JOIN calendar_day c ON c.day = d::date
        ), asked AS (
          SELECT r.id, r.name, r.account_id, r.units, r.calendar, r.closed_at, r.before_minutes, r.after_minutes
          FROM resource r WHERE r.id = ANY ($1::uuid[])
        ), hours AS (
          SELECT r.id, (d.day + o.opens) AT TIME ZONE 'Asia/Shanghai' AS opens,
            (d.day + o.closes) AT TIME ZONE 'Asia/Shanghai' AS closes
          FROM asked r CROSS JOIN day d
          JOIN opening o ON o.resource_id = r.id
            AND o.weekday = CASE WHEN r.calendar = 'working-days' AND d.kind = 'workday' THEN 1 ELSE d.weekday END
            AND d.day >= o.valid_from AND (o.valid_to IS NULL OR d.day < o.valid_to)
          WHERE (r.calendar = 'every-day' OR d.kind IS DISTINCT FROM 'holiday')
            AND (r.calendar <> 'working-days' OR d.kind IS NOT DISTINCT FROM 'workday' OR d.weekday < 6)
            AND NOT EXISTS (SELECT FROM opening_exception x WHERE x.resource_id = r.id AND x.day = d.day)
          UNION ALL
          SELECT r.id, (x.day + x.opens) AT TIME ZONE 'Asia/Shanghai', (x.day + x.closes) AT TIME ZONE 'Asia/Shanghai'
          FROM asked r JOIN opening_exception x ON x.resource_id = r.id AND x.opens IS NOT NULL
          JOIN day d ON d.day = x.day
        ), open AS (
          SELECT h.id, range_agg(tstzrange(h.opens, h.closes)) - COALESCE(
            (SELECT range_agg(b.during) FROM blackout b
             WHERE b.resource_id = h.id AND b.during && tstzrange($2, $3)), '{}') AS spans
          FROM hours h GROUP BY h.id
        )
        SELECT r.id, r.name, r.account_id, r.units, r.closed_at IS NOT NULL AS closed, r.before_minutes, r.after_minutes,
          0 AS unit, lower(s) AS from_at, upper(s) AS to_at
        FROM asked r LEFT JOIN open o ON o.id = r.id LEFT JOIN LATERAL unnest(o.spans) AS s ON true
        UNION ALL
        SELECT r.id, NULL, NULL, NULL, NULL, NULL, NULL, c.unit, lower(c.protected), upper(c.protected)
        FROM asked r CROSS JOIN LATERAL (
          SELECT c.unit, c.protected FROM booking_claim c
          WHERE c.resource_id = r.id AND c.holds
            -- a buffer, at most a day long, may reach out of the window
            AND c.protected && tstzrange($2::timestamptz - interval '1 day', $3::timestamptz + interval '1 day')
        ) AS c
        ORDER BY 1, 8, 9\
        """;

    static final String OWN = """
        SELECT b.id, lower(b.during) AS from_at, upper(b.during) AS to_at, b.account_id,
          b.state IN ('held', 'confirmed') AND upper(b.during) > now() AS open
        FROM booking b
        WHERE b.quota_id = $1 AND (b.organisation_id = $2 OR ($2 IS NULL AND b.account_id = $3))
          AND lower(b.during) >= $4 AND lower(b.during) < $5 AND (b.holds OR b.state = 'missed')
        ORDER BY lower(b.during)\
        """;

    static final String STRIKES = """
        SELECT b.ended_at FROM booking b
        WHERE (b.organisation_id = $1 OR ($1 IS NULL AND b.account_id = $2))
          AND (b.late OR b.state = 'missed') AND b.excused_reason IS NULL AND b.ended_at > now() - interval '1 year'\
        """;

    private BookingStore() {}

    /** Nobody else books these resources, or for this organisation, until the transaction ends; yields the clock. */
    static Future<Instant> lock(Sql sql, Wish wish) {
        return lock(sql, wish.quota() == null ? null : wish.organisation(), wish.resources());
    }

    static Future<Instant> lock(Sql sql, @Nullable UUID organisation, List<UUID> ids) {
        var holder = organisation == null ? Future.succeededFuture(0) : sql.update(LOCK_HOLDER, Tuple.of(organisation));
        var resources = sql.list(
                LOCK,
                Tuple.of((Object) ids.toArray(UUID[]::new)),
                row -> row.getOffsetDateTime("now").toInstant());
        return holder.compose(locked -> resources).map(clocks -> {
            if (clocks.size() != ids.size()) throw Failure.invalid("/resourceId", "no-such");
            return clocks.getLast();
        });
    }

    /** Must be whole days: what replaces a day replaces all of it. */
    static Future<List<Timetable>> timetables(Sql sql, List<UUID> resources, Span days) {
        return sql.list(
                        TIMETABLES,
                        Tuple.of(resources.toArray(UUID[]::new), at(days.from()), at(days.to())),
                        Line::from)
                .map(lines -> tables(resources, lines));
    }

    private static List<Timetable> tables(List<UUID> resources, List<Line> lines) {
        Map<UUID, Timetable> tables = new HashMap<>();
        for (var line : lines) {
            if (line.table() != null) tables.putIfAbsent(line.resource(), line.table());
            var table = tables.get(line.resource());
            if (line.span() == null || table == null) continue;
            (line.unit() == 0 ? table.open() : table.busy().computeIfAbsent(line.unit(), unit -> new ArrayList<>()))
                    .add(line.span());
        }
        return resources.stream()
                .map(tables::get)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private record Line(
            UUID resource,
            @Nullable Timetable table,
            int unit,
            @Nullable Span span) {
        static Line from(Row row) {
            var id = row.getUUID("id");
            var name = row.getString("name");
            var from = row.getOffsetDateTime("from_at");
            var span = from == null
                    ? null
                    : new Span(from.toInstant(), row.getOffsetDateTime("to_at").toInstant());
            var table = name == null
                    ? null
                    : new Timetable(
                            id,
                            name,
                            row.getUUID("account_id"),
                            row.getInteger("units"),
                            row.getBoolean("closed"),
                            Duration.ofMinutes(row.getInteger("before_minutes")),
                            Duration.ofMinutes(row.getInteger("after_minutes")),
                            new ArrayList<>(),
                            new HashMap<>());
            return new Line(id, table, row.getInteger("unit"), span);
        }
    }

    /** The holder's bookings under the quota, in the year of the wish and a month around it. */
    static Future<List<Facts.Own>> own(Sql sql, Wish wish) {
        var year = wish.span().firstDay().withDayOfYear(1);
        return sql.list(
                OWN,
                Tuple.of(
                        wish.quota(),
                        wish.organisation(),
                        wish.account(),
                        at(Span.ofDays(year, year).from().minus(Duration.ofDays(31))),
                        at(Span.ofDays(year, year.plusYears(1)).to().plus(Duration.ofDays(31)))),
                row -> new Facts.Own(
                        row.getUUID("id"),
                        new Span(
                                row.getOffsetDateTime("from_at").toInstant(),
                                row.getOffsetDateTime("to_at").toInstant()),
                        row.getUUID("account_id"),
                        row.getBoolean("open")));
    }

    static Future<List<Instant>> strikes(Sql sql, Wish wish) {
        return sql.list(
                STRIKES,
                Tuple.of(wish.organisation(), wish.account()),
                row -> row.getOffsetDateTime("ended_at").toInstant());
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atZone(Json.ZONE).toOffsetDateTime();
    }
}
