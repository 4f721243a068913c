package cn.yufu.diagnosis;

import cn.yufu.http.Input;
import cn.yufu.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That an expert has arrived, as the phone says: it may have been offline and send it later, and its clock may be wrong.
 *
 * @param accuracy of the place, in metres
 */
record CheckIn(
        Instant at,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable Integer accuracy) {
    private static final Duration AHEAD = Duration.ofMinutes(2);
    private static final Duration BEHIND = Duration.ofDays(7);

    static CheckIn from(Input in) {
        var checkIn = new CheckIn(
                at(in),
                degrees(in, "latitude", 90),
                degrees(in, "longitude", 180),
                in.optionalInteger("accuracy", 0, 100_000));
        if ((checkIn.latitude == null) != (checkIn.longitude == null))
            in.wrong(checkIn.latitude == null ? "latitude" : "longitude", "required");
        in.done();
        return checkIn;
    }

    /** Now, unless the phone says when it was; further off than its clock may be is a clock that is wrong. */
    static Instant at(Input in) {
        var now = Instant.now();
        if (!in.has("at")) {
            in.given("at");
            return now;
        }
        var given = in.instant("at");
        if (given.equals(OffsetDateTime.MIN)) return now;
        var at = given.toInstant();
        if (at.isAfter(now.plus(AHEAD)) || at.isBefore(now.minus(BEHIND))) in.wrong("at", "clock-skew");
        return at;
    }

    private static @Nullable Double degrees(Input in, String name, int most) {
        return in.optionalNumber(name, -most, most);
    }

    /** As it is kept: what was said, and when we heard of it. */
    Map<String, Object> said() {
        var said = new HashMap<String, Object>();
        said.put("at", at.atZone(Json.ZONE).toOffsetDateTime());
        said.put("latitude", latitude);
        said.put("longitude", longitude);
        said.put("accuracy", accuracy);
        said.put("receivedAt", OffsetDateTime.now(Json.ZONE));
        return said;
    }
}
