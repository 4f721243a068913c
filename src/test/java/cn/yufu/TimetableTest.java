package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.booking.Bookings;
import cn.yufu.booking.Span;
import cn.yufu.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * When something is open, against an oracle that asks about every quarter of an hour by itself: the week with its
 * validity, holidays and make-up workdays by three kinds of calendar, exceptions, and what is blacked out.
 */
class TimetableTest {
    private static final long SEED = Long.getLong("yufu.seed", 20_261_124L);
    private static final int ROUNDS = Integer.getInteger("yufu.timetables", 40);
    private static final List<String> CALENDARS = List.of("working-days", "holidays-closed", "every-day");
    /** Around the National Day of 2026, with its make-up workdays. */
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 14);

    private static final int DAYS = 35;
    private static final int QUARTERS = 96;

    private record Hours(int weekday, LocalDate day, int from, int to) {}

    private record Known(
            UUID id,
            String calendar,
            List<Hours> week,
            LocalDate until,
            List<Hours> exceptions,
            List<Span> blackouts) {}

    private static String clock(int quarter) {
        return quarter == QUARTERS
                ? "24:00"
                : LocalTime.of(quarter / 4, quarter % 4 * 15).toString();
    }

    private static Instant at(LocalDate day, int quarter) {
        return day.atStartOfDay(Json.ZONE).toInstant().plus(Duration.ofMinutes(15L * quarter));
    }

    /** From some quarter of an hour to a later one. */
    private static int[] stretch(Random random) {
        int from = random.nextInt(QUARTERS - 1);
        return new int[] {from, from + 1 + random.nextInt(QUARTERS - from)};
    }

    private static Known made(Random random) {
        var calendar = CALENDARS.get(random.nextInt(3));
        var id = Sql.<UUID>value("INSERT INTO resource (name, calendar) VALUES ('测试', ?) RETURNING id", calendar);
        var until = FIRST.plusDays(20 + random.nextInt(40));
        List<Hours> week = new ArrayList<>();
        for (int weekday = 1; weekday <= 7; weekday++)
            for (int i = random.nextInt(3); i > 0; i--) {
                var s = stretch(random);
                week.add(new Hours(weekday, FIRST, s[0], s[1]));
                Sql.run(
                        "INSERT INTO opening (resource_id, weekday, opens, closes, valid_to)"
                                + " VALUES (?, ?, ?::time, ?::time, ?::date)",
                        id,
                        weekday,
                        clock(s[0]),
                        clock(s[1]),
                        until.toString());
            }
        List<Hours> exceptions = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            var day = FIRST.plusDays(random.nextInt(DAYS));
            boolean closed = random.nextInt(3) == 0;
            var s = stretch(random);
            exceptions.add(new Hours(0, day, s[0], closed ? s[0] : s[1]));
            Sql.run(
                    "INSERT INTO opening_exception (resource_id, day, opens, closes) VALUES (?, ?::date, ?::time,"
                            + " ?::time)",
                    id,
                    day.toString(),
                    closed ? null : clock(s[0]),
                    closed ? null : clock(s[1]));
        }
        List<Span> blackouts = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            var from = at(FIRST.plusDays(random.nextInt(DAYS)), random.nextInt(QUARTERS));
            var span = new Span(from, from.plus(Duration.ofMinutes(15L * (1 + random.nextInt(300)))));
            blackouts.add(span);
            Sql.run(
                    "INSERT INTO blackout (resource_id, during, reason)"
                            + " VALUES (?, tstzrange(?::timestamptz, ?::timestamptz), '停用')",
                    id,
                    span.from().toString(),
                    span.to().toString());
        }
        return new Known(id, calendar, week, until, exceptions, blackouts);
    }

    private static boolean open(Known known, LocalDate day, int quarter, Map<String, String> kinds) {
        var now = at(day, quarter);
        if (known.blackouts().stream().anyMatch(b -> !now.isBefore(b.from()) && now.isBefore(b.to()))) return false;
        var replaced =
                known.exceptions().stream().filter(x -> x.day().equals(day)).toList();
        if (!replaced.isEmpty()) return replaced.stream().anyMatch(x -> x.from() <= quarter && quarter < x.to());
        var kind = kinds.getOrDefault(day.toString(), "");
        int weekday = day.getDayOfWeek().getValue();
        if (!known.calendar().equals("every-day") && kind.equals("holiday")) return false;
        if (known.calendar().equals("working-days")) {
            if (kind.equals("workday")) weekday = 1;
            else if (weekday > 5) return false;
        }
        int on = weekday;
        return day.isBefore(known.until())
                && known.week().stream().anyMatch(o -> o.weekday() == on && o.from() <= quarter && quarter < o.to());
    }

    @Test
    void hours_are_what_the_oracle_finds_quarter_by_quarter() {
        var kinds = new HashMap<String, String>();
        for (var line : Sql.column("SELECT day || ' ' || kind FROM calendar_day")) {
            var parts = line.toString().split(" ", 2);
            kinds.put(parts[0], parts[1]);
        }
        assertTrue(kinds.containsValue("holiday") && kinds.containsValue("workday"), "the calendar is empty");
        var random = new Random(SEED);
        int opened = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var known = made(random);
            var table = Bookings.timetables(
                            TestServer.app().db.read(),
                            List.of(known.id()),
                            Span.ofDays(FIRST, FIRST.plusDays(DAYS - 1)))
                    .await()
                    .getFirst();
            for (int d = 0; d < DAYS; d++)
                for (int q = 0; q < QUARTERS; q++) {
                    var day = FIRST.plusDays(d);
                    boolean expected = open(known, day, q, kinds);
                    int quarter = q;
                    assertEquals(
                            expected,
                            table.opens(new Span(at(day, q), at(day, q + 1))),
                            () -> "seed " + SEED + " " + known + " on " + day + " at " + clock(quarter));
                    if (expected) opened++;
                }
        }
        assertTrue(opened > ROUNDS, opened + " quarters of an hour say little");
    }
}
