package cn.yufu.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Minutes between divisions, as far as one place is concerned: those that lead to it and those that lead away. Where no
 * time is known nobody may promise to arrive.
 */
record Travel(Map<Leg, Integer> times) {
    record Leg(String from, String to) {}

    OptionalInt minutes(String from, String to) {
        var minutes = times.get(new Leg(from, to));
        return minutes == null ? OptionalInt.empty() : OptionalInt.of(minutes);
    }

    /** Whether somebody who leaves at one instant is there at the other. */
    boolean allows(Instant leaving, String from, String to, Instant arriving) {
        var minutes = minutes(from, to);
        return minutes.isPresent()
                && !leaving.plus(Duration.ofMinutes(minutes.getAsInt())).isAfter(arriving);
    }
}
