package cn.yufu.booking;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one resource in a window of whole days.
 *
 * @param closed it takes no bookings any more
 * @param before kept free before each booking
 * @param open when it may be booked: the week, holidays, make-up workdays, exceptions and blackouts considered; apart
 *     and in order
 * @param busy per unit, the protected spans that are taken, in order
 */
public record Timetable(
        UUID resource,
        String name,
        @Nullable UUID keeper,
        int units,
        boolean closed,
        Duration before,
        Duration after,
        List<Span> open,
        Map<Integer, List<Span>> busy) {

    /** Whether somebody may have it for that span, buffers aside. */
    public boolean opens(Span span) {
        return open.stream().anyMatch(hours -> hours.contains(span));
    }

    /** The first unit that is free for the span and the buffers around it. */
    public OptionalInt freeUnit(Span span) {
        var whole = protect(span);
        return IntStream.rangeClosed(1, units)
                .filter(unit -> busy.getOrDefault(unit, List.of()).stream().noneMatch(whole::overlaps))
                .findFirst();
    }

    /** The span with the buffers around it, as a claim protects it. */
    public Span protect(Span span) {
        return span.widened(before, after);
    }
}
