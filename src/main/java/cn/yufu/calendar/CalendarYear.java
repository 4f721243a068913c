package cn.yufu.calendar;

import cn.yufu.http.Input;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The schedule of one year as the State Council published it.
 *
 * @param source the document's number
 * @param version grows when the schedule is entered again, because the State Council amended it or somebody mistyped
 */
public record CalendarYear(int year, String source, LocalDate publishedOn, int version, List<CalendarDay> days) {
    private static final MonthDay NEW_YEAR_BEGINS = MonthDay.of(12, 30);
    private static final int MOST_DAYS = 80;

    /** Reads what an administrator copied from the notice, with every slip that the calendar itself can tell. */
    static CalendarYear read(Input in, LocalDate today) {
        int year = in.integer("year", 2008, 2100);
        var source = in.text("source", 4, 200);
        var published = in.date("publishedOn");
        if (published.isAfter(today)) in.wrong("publishedOn", "future-date");
        else if (published.getYear() > year || published.getYear() < year - 1)
            in.wrong("publishedOn", "out-of-range", Map.of("min", year - 1, "max", year));
        Set<LocalDate> seen = new HashSet<>();
        var days = in.list("days", MOST_DAYS, each -> day(each, year, seen));
        if (days.stream().noneMatch(day -> day.kind() == CalendarDay.Kind.HOLIDAY)) in.wrong("days", "no-holiday");
        in.done();
        return new CalendarYear(year, source, published, 1, days);
    }

    private static CalendarDay day(Input in, int year, Set<LocalDate> seen) {
        var day = in.date("day");
        var kind = CalendarDay.Kind.of(in.choice("kind", CalendarDay.Kind.CODES));
        var name = in.text("name", 1, 40);
        if (!day.equals(LocalDate.EPOCH)) {
            if (!belongs(day, year)) in.wrong("day", "outside-year", Map.of("year", year));
            else if (!seen.add(day)) in.wrong("day", "repeated");
            else if (kind == CalendarDay.Kind.WORKDAY && WorkCalendar.isWeekday(day))
                in.wrong("day", "workday-on-weekday");
        }
        return new CalendarDay(day, kind, name);
    }

    /** The New Year holiday may begin in the last two days of the year before. */
    private static boolean belongs(LocalDate day, int year) {
        return day.getYear() == year
                || (day.getYear() == year - 1 && !MonthDay.from(day).isBefore(NEW_YEAR_BEGINS));
    }
}
