package cn.yufu.calendar;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chinese working days: the plain week, changed by the yearly schedules of the State Council (调休).
 *
 * <p>Counts exactly as the SQL functions {@code is_working_day} and {@code working_days_after} do; a year without a
 * schedule is counted by plain weeks, and {@link #missingYears} names it so that administrators are warned.
 */
public final class WorkCalendar {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Deadlines look at most this far ahead, so a year without a schedule matters from then on. */
    private static final int HORIZON_DAYS = 31;

    private final Map<LocalDate, CalendarDay.Kind> exceptions;
    private final Set<Integer> years;

    public WorkCalendar(Collection<CalendarYear> schedules) {
        exceptions = schedules.stream()
                .flatMap(year -> year.days().stream())
                .collect(toUnmodifiableMap(CalendarDay::day, CalendarDay::kind));
        years = schedules.stream().map(CalendarYear::year).collect(toUnmodifiableSet());
    }

    public boolean isWorkingDay(LocalDate day) {
        var exception = exceptions.get(day);
        return exception == null ? isWeekday(day) : exception == CalendarDay.Kind.WORKDAY;
    }

    /** The n-th working day after {@code day}, which itself never counts; n = 0 gives {@code day} as it is. */
    public LocalDate plusWorkingDays(LocalDate day, int n) {
        if (n < 0) throw new IllegalArgumentException("working days are counted forward only, not " + n);
        var found = day;
        for (int left = n; left > 0; ) {
            found = found.plusDays(1);
            if (isWorkingDay(found)) left--;
        }
        return found;
    }

    /** The deadline "within n working days": the last instant of the n-th working day, to PostgreSQL's microsecond. */
    public Instant endOfWorkingDay(Instant since, int n) {
        var day = since.atZone(ZONE).toLocalDate();
        return endOf(plusWorkingDays(day, n));
    }

    /** The last instant of a day: it bears the date of the day meant, where the midnight after it would bear the next. */
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).minus(1, ChronoUnit.MICROS).toInstant();
    }

    /** Years from which deadlines running today may take days and for which no schedule has been entered. */
    public List<Integer> missingYears(LocalDate today) {
        return unknownYears(today, today.plusDays(HORIZON_DAYS));
    }

    /** Years between two days for which no schedule has been entered. */
    List<Integer> unknownYears(LocalDate first, LocalDate last) {
        return IntStream.rangeClosed(first.getYear(), last.getYear())
                .filter(year -> !years.contains(year))
                .boxed()
                .toList();
    }

    static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }
}
