package cn.yufu.booking;

import cn.yufu.http.Input;
import cn.yufu.http.Json;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be booked, with its hours.
 *
 * @param editable whether the caller keeps its calendar
 */
record Resource(
        UUID id,
        String name,
        int units,
        String calendar,
        int beforeMinutes,
        int afterMinutes,
        boolean closed,
        boolean editable,
        @JsonIgnore long version,
        List<Opening> openings,
        List<Exceptional> exceptions,
        List<Blackout> blackouts) {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int MOST_OPENINGS = 50;
    private static final int MOST_EXCEPTIONS = 200;
    private static final int MOST_MINUTES = 1440;
    private static final List<String> CALENDARS = List.of("working-days", "holidays-closed", "every-day");

    /** Hours on one weekday, 1 to 7 from Monday; {@code closes} may be 24:00. */
    record Opening(int weekday, String opens, String closes) {
        static Opening read(Input in) {
            int weekday = in.integer("weekday", 1, 7);
            var hours = Hours.read(in);
            return new Opening(weekday, hours.opens(), hours.closes());
        }
    }

    /** What holds on one day instead of the week, the holidays and everything else; without hours, closed. Why is for its keepers. */
    record Exceptional(
            LocalDate day, @Nullable String opens, @Nullable String closes, String reason) {
        static Exceptional read(Input in) {
            var day = in.date("day");
            if (day.isBefore(LocalDate.now(Json.ZONE))) in.wrong("day", "past-date");
            var reason = in.optionalText("reason", 200);
            var hours = in.given("opens") || in.given("closes") ? Hours.read(in) : null;
            return new Exceptional(
                    day,
                    hours == null ? null : hours.opens(),
                    hours == null ? null : hours.closes(),
                    reason == null ? "" : reason);
        }
    }

    /** A span without bookings; why is empty for those who do not keep the calendar: an absence may be an illness. */
    record Blackout(UUID id, OffsetDateTime from, OffsetDateTime to, String reason) {}

    private record Hours(String opens, String closes) {
        static Hours read(Input in) {
            var opens = hour(in, "opens");
            var closes = hour(in, "closes");
            if (opens.compareTo(closes) >= 0) in.wrong("closes", "end-before-start");
            return new Hours(opens, closes);
        }

        /** As text, because the end of the day, 24:00, is an hour to the database and none to Java. */
        private static String hour(Input in, String name) {
            var text = in.text(name, 5, 5);
            if (text.equals("24:00")) return text;
            try {
                return LocalTime.parse(text, HOUR).format(HOUR);
            } catch (DateTimeParseException e) {
                in.wrong(name, "hour");
                return "00:00";
            }
        }
    }

    /**
     * What a keeper changes; what is null stays as it is. Given hours are all of the week, given exceptions all of them
     * from today on.
     */
    record Change(
            @Nullable Integer beforeMinutes,
            @Nullable Integer afterMinutes,
            @Nullable String calendar,
            @Nullable List<Opening> openings,
            @Nullable List<Exceptional> exceptions) {
        static Change read(Input in) {
            var change = new Change(
                    in.optionalInteger("beforeMinutes", 0, MOST_MINUTES),
                    in.optionalInteger("afterMinutes", 0, MOST_MINUTES),
                    in.optionalChoice("calendar", CALENDARS),
                    in.given("openings") ? in.list("openings", MOST_OPENINGS, Opening::read) : null,
                    in.given("exceptions") ? in.list("exceptions", MOST_EXCEPTIONS, Exceptional::read) : null);
            in.done();
            return change;
        }
    }

    /** {@code from} and {@code to} of a body; whatever else was wrong with it is told together with an end before the start. */
    static Span span(Input in) {
        var from = in.instant("from").toInstant();
        var to = in.instant("to").toInstant();
        if (!from.isBefore(to)) in.wrong("to", "end-before-start");
        in.done();
        return new Span(from, to);
    }
}
