package cn.yufu.booking;

import cn.yufu.http.Failure;
import cn.yufu.http.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The stretch of a calendar that somebody asks to see. */
public final class Window {
    /** A month's sheet, with the ends of the weeks around it, fits into one answer. */
    static final int MOST_DAYS = 60;

    private static final Duration LONGEST = Duration.ofDays(MOST_DAYS + 2L);

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private Window() {}

    /** {@code from} and {@code to} of an address; from now on, and so long, when they are not given. */
    public static Span of(Query query, Duration usual) {
        var from = instant(query, "from");
        var start = from == null ? Instant.now().truncatedTo(ChronoUnit.MINUTES) : from.toInstant();
        var until = instant(query, "to");
        var end = until == null ? start.plus(usual) : until.toInstant();
        if (!start.isBefore(end)) throw Failure.invalid("?to", "end-before-start");
        if (start.plus(LONGEST).isBefore(end)) throw Failure.invalid("?to", "too-far");
        return new Span(start, end);
    }

    /** Years that no calendar has are beyond what the database can name. */
    private static @Nullable OffsetDateTime instant(Query query, String name) {
        var at = query.instant(name);
        if (at != null && (at.getYear() < FIRST_YEAR || at.getYear() > LAST_YEAR))
            throw Failure.invalid("?" + name, "instant");
        return at;
    }
}
