package cn.yufu.calendar;

import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.event.Events;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The schedules that have been entered, newest year first; each new version replaces the days of its year. */
public final class CalendarStore {
    private static final String ALL = """
        SELECT y.year, y.source, y.published_on, y.version, d.day, d.kind, d.name
        FROM calendar_year y JOIN calendar_day d ON d.year = y.year
        ORDER BY y.year DESC, d.day\
        """;

    // the days that stay are updated, the others deleted: no row is touched twice, as one statement requires
    private static final String PUT = """
        WITH before AS (
          SELECT y.version, y.source, (SELECT jsonb_agg(jsonb_build_object('day', day, 'kind', kind, 'name', name)
            ORDER BY day) FROM calendar_day d WHERE d.year = y.year) AS days
          FROM calendar_year y WHERE y.year = $2
        ), moved AS (
          INSERT INTO calendar_year (year, source, published_on) VALUES ($2, $3, $4)
          ON CONFLICT (year) DO UPDATE SET source = EXCLUDED.source, published_on = EXCLUDED.published_on,
            version = calendar_year.version + 1
          RETURNING year, source, published_on, version
        ), dropped AS (
          DELETE FROM calendar_day WHERE year = $2 AND day <> ALL ($5::date[])
        ), kept AS (
          INSERT INTO calendar_day (day, kind, name, year)
          SELECT day, kind, name, $2 FROM unnest($5::date[], $6::text[], $7::text[]) AS t(day, kind, name)
          ON CONFLICT (day) DO UPDATE SET kind = EXCLUDED.kind, name = EXCLUDED.name, year = EXCLUDED.year
        ), change AS (
          SELECT $1::uuid AS actor_id, 'calendar' AS subject_kind, key_id('calendar', year::text) AS subject_id,
            year::text AS subject_number, CASE version WHEN 1 THEN 'publication' ELSE 'amendment' END AS action,
            NULL::text AS from_state, NULL::text AS to_state, NULL::text AS reason,
            jsonb_build_object('year', year, 'source', source, 'version', version, 'days',
              (SELECT jsonb_agg(jsonb_build_object('day', day, 'kind', kind, 'name', name) ORDER BY day)
               FROM unnest($5::date[], $6::text[], $7::text[]) AS t(day, kind, name)),
              'before', (SELECT to_jsonb(before) FROM before)) AS detail,
            NULL::uuid AS enterprise_id, NULL::uuid AS provider_id, NULL::text AS division_code
          FROM moved
        )
        """ + Events.RECORD + "SELECT version FROM moved";

    private static final String RECOUNT = """
        WITH change AS (
          SELECT $1::uuid AS actor_id, subject_kind, subject_id, subject_number, 'deadline' AS action,
            state AS from_state, state AS to_state, NULL::text AS reason,
            jsonb_build_object('title', title, 'before', before, 'dueAt', due_at) AS detail,
            enterprise_id, provider_id, division_code
          FROM deadlines_recounted($2)
        )
        """ + Events.RECORD + "SELECT id FROM recorded";

    private final Db db;

    public CalendarStore(Db db) {
        this.db = db;
    }

    /** What a row of ALL carries besides the day. */
    private record Head(int year, String source, LocalDate publishedOn, int version) {
        static Head from(Row row) {
            return new Head(
                    row.getInteger("year"),
                    row.getString("source"),
                    row.getLocalDate("published_on"),
                    row.getInteger("version"));
        }
    }

    private record Line(Head head, CalendarDay day) {
        static Line from(Row row) {
            var kind = CalendarDay.Kind.of(row.getString("kind"));
            return new Line(Head.from(row), new CalendarDay(row.getLocalDate("day"), kind, row.getString("name")));
        }
    }

    public Future<List<CalendarYear>> years() {
        return db.read().list(ALL, Tuple.tuple(), Line::from).map(CalendarStore::group);
    }

    /** The working days as entered so far. */
    public Future<WorkCalendar> calendar() {
        return years().map(WorkCalendar::new);
    }

    private static List<CalendarYear> group(List<Line> lines) {
        Map<Head, List<CalendarDay>> days = new LinkedHashMap<>();
        for (var line : lines)
            days.computeIfAbsent(line.head(), head -> new ArrayList<>()).add(line.day());
        List<CalendarYear> years = new ArrayList<>(days.size());
        days.forEach((head, of) ->
                years.add(new CalendarYear(head.year(), head.source(), head.publishedOn(), head.version(), of)));
        return years;
    }

    /**
     * Enters a schedule, or a new version of one, and counts the deadlines that run already by it; yields it with its
     * version and its days in order. Two statements of one transaction: the second must see the days of the first.
     */
    Future<CalendarYear> put(Sql sql, UUID actor, CalendarYear year) {
        var days = year.days().stream()
                .sorted(java.util.Comparator.comparing(CalendarDay::day))
                .toList();
        var values = Tuple.of(
                actor,
                year.year(),
                year.source(),
                year.publishedOn(),
                days.stream().map(CalendarDay::day).toArray(LocalDate[]::new),
                days.stream().map(day -> day.kind().code).toArray(String[]::new));
        values.addArrayOfString(days.stream().map(CalendarDay::name).toArray(String[]::new));
        return sql.one(PUT, values, row -> row.getInteger("version"))
                .compose(version ->
                        sql.update(RECOUNT, Tuple.of(actor, year.year())).map(version))
                .map(version -> new CalendarYear(year.year(), year.source(), year.publishedOn(), version, days));
    }
}
