package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.calendar.CalendarStore;
import cn.yufu.calendar.CalendarWatch;
import cn.yufu.calendar.WorkCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Schedules as they are entered and amended, and the two ways of counting with them. */
class CalendarTest {
    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Test
    void three_years_are_there_with_their_documents() {
        var years =
                Client.visitor().get("/api/calendar/years").expect(200).body().path("items");
        var sources = new ArrayList<String>();
        years.forEach(year -> {
            int number = year.path("year").asInt();
            if (number >= 2024 && number <= 2026)
                sources.add(number + " " + year.path("source").asText());
        });
        assertEquals(List.of("2026 国办发明电〔2025〕7号", "2025 国办发明电〔2024〕12号", "2024 国办发明电〔2023〕7号"), sources);
    }

    /** The deadlines are computed in SQL and explained in Java: every day of three years must count the same. */
    @Test
    void the_database_and_the_program_count_alike() throws Exception {
        var calendar = new CalendarStore(TestServer.app().db)
                .calendar()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        var deadlines = Sql.column("""
            SELECT (extract(epoch FROM working_days_after((day + time '15:00') AT TIME ZONE 'Asia/Shanghai',
              extract(day FROM day)::int)) * 1000000)::bigint
            FROM generate_series('2024-01-01'::timestamp, '2026-12-31', '1 day') AS day ORDER BY day\
            """);
        var day = LocalDate.of(2024, 1, 1);
        assertEquals(3 * 365 + 1, deadlines.size());
        for (var deadline : deadlines) {
            var since = day.atTime(15, 0).atZone(WorkCalendar.ZONE).toInstant();
            int n = day.getDayOfMonth();
            var message = n + " working days after " + day;
            assertEquals(
                    Instant.EPOCH.plus(((Number) deadline).longValue(), ChronoUnit.MICROS),
                    calendar.endOfWorkingDay(since, n),
                    message);
            day = day.plusDays(1);
        }
    }

    @Test
    void anybody_may_ask_for_the_last_of_so_many_working_days() {
        var visitor = Client.visitor();
        var holidays =
                visitor.get("/api/calendar/deadline?from=2026-09-30&days=3").expect(200);
        assertEquals("2026-10-10", holidays.text("day"), "the National Day week, then a worked Saturday");
        assertEquals(0, holidays.body().path("unknownYears").size());
        assertEquals(
                "2026-09-30",
                visitor.get("/api/calendar/deadline?from=2026-09-30&days=0").text("day"));
        var beyond =
                visitor.get("/api/calendar/deadline?from=2098-12-31&days=5").expect(200);
        assertEquals("[2098,2099]", beyond.body().path("unknownYears").toString());
        visitor.get("/api/calendar/deadline?from=tomorrow").expect(422, "invalid");
        visitor.get("/api/calendar/deadline?days=-1").expect(422, "invalid");
    }

    @Test
    void a_city_administrator_enters_a_year_and_amends_it() {
        var city = Stories.cityAdmin();
        // the past is free for this story: nothing else in the tests counts in 2009
        var first = city.post(
                        "/api/calendar/years", year(2009, day("2009-01-01", "holiday"), day("2009-01-04", "workday")))
                .expect(201);
        assertEquals(1, first.body().path("version").asInt());
        assertEquals(false, Sql.value("SELECT is_working_day('2009-01-01')"));
        assertEquals(true, Sql.value("SELECT is_working_day('2009-01-04')"), "a Sunday that is worked");

        var second = city.post(
                        "/api/calendar/years",
                        year(
                                2009,
                                day("2008-12-31", "holiday"),
                                day("2009-01-01", "holiday"),
                                day("2009-01-02", "holiday")))
                .expect(201);
        assertEquals(2, second.body().path("version").asInt());
        assertEquals(
                "[2008-12-31, 2009-01-01, 2009-01-02]",
                Sql.column("SELECT day::text FROM calendar_day WHERE year = 2009 ORDER BY day")
                        .toString());
        assertEquals("2009-01-04", Sql.value("""
            SELECT detail #>> '{before,days,1,day}' FROM event
            WHERE subject_id = key_id('calendar', '2009') AND action = 'amendment'\
            """), "the history keeps what was replaced");
    }

    @Test
    void slips_in_a_schedule_are_found_before_it_counts() {
        var city = Stories.cityAdmin();
        var body = new java.util.HashMap<>(year(
                2010,
                day("2010-01-01", "holiday"),
                day("2010-01-01", "holiday"),
                day("2011-05-01", "holiday"),
                day("2010-01-04", "workday"),
                day("2010-02-30", "holiday"),
                day("2010-10-01", "vacation")));
        body.put("publishedOn", "2008-12-31");
        var errors = city.post("/api/calendar/years", body)
                .expect(422, "invalid")
                .body()
                .path("errors");
        var found = new ArrayList<String>();
        errors.forEach(error -> found.add(
                error.path("pointer").asText() + " " + error.path("code").asText()));
        assertEquals(
                List.of(
                        "/publishedOn out-of-range",
                        "/days/1/day repeated",
                        "/days/2/day outside-year",
                        "/days/3/day workday-on-weekday",
                        "/days/4/day date",
                        "/days/5/kind choice"),
                found);
        var future = new java.util.HashMap<>(year(today.getYear(), day(today.getYear() + "-01-01", "holiday")));
        future.put("publishedOn", today.plusDays(1).toString());
        city.post("/api/calendar/years", future).expect(422, "invalid");
        city.post("/api/calendar/years", year(2010)).expect(422, "invalid");
        assertEquals(0L, (long) Sql.<Long>value("SELECT count(*) FROM calendar_year WHERE year = 2010"));
    }

    @Test
    void only_city_administrators_enter_schedules() {
        var schedule = year(2011, day("2011-01-01", "holiday"));
        Client.visitor().post("/api/calendar/years", schedule).expect(401, "unauthenticated");
        for (var other : new Client[] {
            Stories.districtAdmin(Stories.BEIBEI),
            Stories.finance(),
            Stories.auditor(),
            Stories.enterprise(Stories.BEIBEI).client()
        }) other.post("/api/calendar/years", schedule).expect(403, "forbidden");
    }

    @Test
    void a_missing_year_is_told_to_the_city_once_a_week() throws Exception {
        var city = Stories.account("city-admin", null, null);
        var db = TestServer.app().db;
        var watch = new CalendarWatch(db, new CalendarStore(db));
        assertFalse(look(watch, LocalDate.of(2026, 6, 1)), "every year that matters is there");
        var far = LocalDate.of(2031, 12, 20);
        assertTrue(look(watch, far));
        assertFalse(look(watch, far), "not again the same week");
        assertEquals(List.of("2031", "2032"), Sql.column("""
            SELECT data ->> 'number' FROM notification
            WHERE account_id = ? AND kind = 'calendar.missing-year' ORDER BY 1\
            """, city));
    }

    private static boolean look(CalendarWatch watch, LocalDate today) throws Exception {
        return watch.look(today).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Map<String, Object> year(int year, Day... days) {
        return Map.of(
                "year",
                year,
                "source",
                "国办发明电〔" + (year - 1) + "〕1号",
                "publishedOn",
                (year - 1) + "-12-01",
                "days",
                List.of(days));
    }

    private record Day(String day, String kind, String name) {}

    private static Day day(String day, String kind) {
        return new Day(day, kind, "元旦");
    }
}
