package cn.yufu.calendar;

import static cn.yufu.calendar.CalendarDay.Kind.HOLIDAY;
import static cn.yufu.calendar.CalendarDay.Kind.WORKDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Working days of 2026 around its make-up days, against dates counted by hand on the State Council's notice. */
class WorkCalendarTest {
    private final WorkCalendar calendar = new WorkCalendar(List.of(schedule2026()));

    @Test
    void weekendsInsideTheWeekPlanAreWorkedAndHolidaysAreNot() {
        assertTrue(calendar.isWorkingDay(LocalDate.of(2026, 2, 14)), "Saturday worked before Spring Festival");
        assertTrue(calendar.isWorkingDay(LocalDate.of(2026, 2, 28)), "Saturday worked after Spring Festival");
        assertTrue(calendar.isWorkingDay(LocalDate.of(2026, 9, 20)), "Sunday worked before National Day");
        assertTrue(calendar.isWorkingDay(LocalDate.of(2026, 10, 10)), "Saturday worked after National Day");
        assertFalse(calendar.isWorkingDay(LocalDate.of(2026, 2, 23)), "Monday, last day of Spring Festival");
        assertFalse(calendar.isWorkingDay(LocalDate.of(2026, 10, 7)), "Wednesday, last day of National Day");
        assertFalse(calendar.isWorkingDay(LocalDate.of(2026, 3, 7)), "an ordinary Saturday");
        assertTrue(calendar.isWorkingDay(LocalDate.of(2026, 3, 9)), "an ordinary Monday");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-13, 1, 2026-02-14", // Friday; the Saturday is worked
        "2026-02-13, 2, 2026-02-24", // then nine days off
        "2026-02-13, 6, 2026-02-28", // the Saturday after counts
        "2026-02-13, 7, 2026-03-02", // the Sunday does not
        "2026-09-19, 1, 2026-09-20", // Saturday to the Sunday worked for National Day
        "2026-09-30, 1, 2026-10-08",
        "2026-09-30, 3, 2026-10-10",
        "2026-09-30, 4, 2026-10-12",
        "2026-03-02, 5, 2026-03-09", // plain weeks
        "2026-03-02, 0, 2026-03-02",
    })
    void countsOverHolidaysAndMakeUpDays(LocalDate from, int n, LocalDate expected) {
        assertEquals(expected, calendar.plusWorkingDays(from, n));
    }

    @Test
    void aDeadlineIsTheLastInstantOfItsDayInShanghai() {
        // 17:00 UTC on Sunday 1 March is already Monday 2 March here, so the first working day after is Tuesday.
        assertEquals(
                Instant.parse("2026-03-03T15:59:59.999999Z"),
                calendar.endOfWorkingDay(Instant.parse("2026-03-01T17:00:00Z"), 1));
        assertEquals(
                Instant.parse("2026-02-25T15:59:59.999999Z"),
                calendar.endOfWorkingDay(Instant.parse("2026-02-13T02:00:00Z"), 3));
    }

    @Test
    void aYearWithoutScheduleIsCountedPlainlyAndNamedInTime() {
        assertTrue(calendar.isWorkingDay(LocalDate.of(2027, 1, 1)), "nothing is guessed about 2027");
        assertEquals(List.of(), calendar.missingYears(LocalDate.of(2026, 11, 30)));
        assertEquals(List.of(2027), calendar.missingYears(LocalDate.of(2026, 12, 1)));
        assertEquals(List.of(2027), calendar.missingYears(LocalDate.of(2027, 6, 1)));
    }

    @Test
    void countingBackwardsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> calendar.plusWorkingDays(LocalDate.of(2026, 3, 2), -1));
    }

    private static CalendarYear schedule2026() {
        var days = Stream.of(
                        off("2026-01-01", 3),
                        worked("2026-01-04"),
                        off("2026-02-15", 9),
                        worked("2026-02-14"),
                        worked("2026-02-28"),
                        off("2026-09-25", 3),
                        off("2026-10-01", 7),
                        worked("2026-09-20"),
                        worked("2026-10-10"))
                .flatMap(List::stream)
                .toList();
        return new CalendarYear(2026, "国办发明电〔2025〕7号", LocalDate.of(2025, 11, 4), 1, days);
    }

    private static List<CalendarDay> off(String first, int count) {
        var day = LocalDate.parse(first);
        return day.datesUntil(day.plusDays(count))
                .map(d -> new CalendarDay(d, HOLIDAY, "放假"))
                .toList();
    }

    private static List<CalendarDay> worked(String day) {
        return List.of(new CalendarDay(LocalDate.parse(day), WORKDAY, "调休"));
    }
}
