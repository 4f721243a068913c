package cn.yufu.booking;

import cn.yufu.http.Input;
import cn.yufu.http.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * When it would suit somebody who waits.
 *
 * @param last the last day that suits
 * @param weekdays 1 to 7 from Monday; all when empty
 * @param part any, morning (beginning before noon) or afternoon
 */
public record Days(LocalDate first, LocalDate last, List<Integer> weekdays, String part) {
    private static final List<String> PARTS = List.of("any", "morning", "afternoon");
    private static final int LONGEST = 180;
    private static final int WEEK = 7;
    private static final int NOON = 12;

    public static Days read(Input in) {
        var first = in.date("firstDay");
        var last = in.date("lastDay");
        var weekdays = in.integers("weekdays", WEEK, 1, WEEK);
        var part = in.optionalChoice("part", PARTS);
        if (last.isBefore(first)) in.wrong("lastDay", "end-before-start");
        else if (last.isBefore(LocalDate.now(Json.ZONE))) in.wrong("lastDay", "past-date");
        else if (first.plusDays(LONGEST).isBefore(last)) in.wrong("lastDay", "too-far");
        return new Days(first, last, weekdays, part == null ? "any" : part);
    }

    /** What is left of them; no longer than a calendar is ever looked at. Empty when they are over. */
    public Optional<Span> from(Instant now) {
        var today = now.atZone(Json.ZONE).toLocalDate();
        var begin = first.isBefore(today) ? today : first;
        var end = last.isAfter(begin.plusDays(Window.MOST_DAYS)) ? begin.plusDays(Window.MOST_DAYS) : last;
        return end.isBefore(begin) ? Optional.empty() : Optional.of(Span.ofDays(begin, end));
    }

    public boolean suits(Span span) {
        var at = span.from().atZone(Json.ZONE);
        boolean day = !span.firstDay().isBefore(first) && !span.firstDay().isAfter(last);
        boolean weekday =
                weekdays.isEmpty() || weekdays.contains(at.getDayOfWeek().getValue());
        boolean morning = at.getHour() < NOON;
        return day && weekday && (part.equals("any") || part.equals("morning") == morning);
    }
}
