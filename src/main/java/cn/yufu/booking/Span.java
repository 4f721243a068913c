package cn.yufu.booking;

import cn.yufu.http.Json;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** A stretch of time, {@code [from, to)}; never empty. In JSON its ends carry Shanghai's offset. */
public record Span(@JsonIgnore Instant from, @JsonIgnore Instant to) {
    public Span {
        if (!from.isBefore(to)) throw new IllegalArgumentException("a span ends after it begins");
    }

    /** From the first day's beginning to the last day's end, in Shanghai. */
    public static Span ofDays(LocalDate first, LocalDate last) {
        return new Span(
                first.atStartOfDay(Json.ZONE).toInstant(),
                last.plusDays(1).atStartOfDay(Json.ZONE).toInstant());
    }

    @JsonProperty("from")
    public OffsetDateTime fromAt() {
        return from.atZone(Json.ZONE).toOffsetDateTime();
    }

    @JsonProperty("to")
    public OffsetDateTime toAt() {
        return to.atZone(Json.ZONE).toOffsetDateTime();
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
