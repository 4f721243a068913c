package cn.yufu.booking;

import cn.yufu.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** A stretch of time, {@code [from, to)}; never empty. */
public record Span(Instant from, Instant to) {
    public Span {
        if (!from.isBefore(to)) throw new IllegalArgumentException("a span ends after it begins");
    }

    /** From the first day's beginning to the last day's end, in Shanghai. */
    public static Span ofDays(LocalDate first, LocalDate last) {
        return new Span(
                first.atStartOfDay(Json.ZONE).toInstant(),
                last.plusDays(1).atStartOfDay(Json.ZONE).toInstant());
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    public boolean overlaps(Span other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    public boolean contains(Span other) {
        return !other.from.isBefore(from) && !other.to.isAfter(to);
    }

    /** Longer by so much on either side. */
    public Span widened(Duration before, Duration after) {
        return new Span(from.minus(before), to.plus(after));
    }

    /** The whole days that it touches. */
    public Span days() {
        return ofDays(firstDay(), to.minusNanos(1).atZone(Json.ZONE).toLocalDate());
    }

    public LocalDate firstDay() {
        return from.atZone(Json.ZONE).toLocalDate();
    }
}
