package cn.yufu.diagnosis;

import cn.yufu.booking.Objection;
import cn.yufu.booking.Span;
import cn.yufu.http.Input;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an enterprise writes down to be visited.
 *
 * @param areas that it wants looked at; all that the kind of visit covers when it names none
 * @param follows the visit whose effect is to be looked at
 */
record VisitRequest(
        Catalogue.Type type,
        Span span,
        String address,
        String contactName,
        String contactPhone,
        String need,
        List<String> areas,
        UUID intake,
        Map<String, String> answers,
        List<UUID> files,
        @Nullable UUID programme,
        @Nullable UUID follows) {
    private static final int GRID_MINUTES = 5;

    static VisitRequest from(Input in, Catalogue catalogue) {
        var from = start(in);
        var wish = VisitWish.read(in, catalogue, "");
        in.done();
        return wish.at(catalogue.type(wish.type()).orElseThrow(), from);
    }

    /** {@code from}, on whole five minutes; years that no visit can have are refused when it is read. */
    static Instant start(Input in) {
        var from = in.instant("from");
        if (from.equals(OffsetDateTime.MIN)) return Instant.EPOCH;
        var instant = from.toInstant();
        if (instant.getEpochSecond() % (GRID_MINUTES * 60) != 0 || instant.getNano() != 0)
            in.wrong("from", "five-minutes");
        return instant;
    }

    /** Wishes that a wrong programme would not change. */
    static List<Objection> objections(@Nullable Programme programme) {
        if (programme == null) return List.of(new Objection("no-programme", "/programmeId", Map.of(), false));
        var objections = new ArrayList<Objection>();
        var offer = programme.offer();
        if (offer != null)
            for (var reason : offer.reasons()) objections.add(new Objection(reason, "/programmeId", Map.of(), false));
        return objections;
    }
}
