package cn.yufu.diagnosis;

import cn.yufu.booking.Span;
import cn.yufu.booking.Waiting;
import cn.yufu.http.Input;
import cn.yufu.http.Json;
import cn.yufu.http.PersonalFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that an enterprise writes down to be visited but the time; kept as it is while the enterprise waits for one.
 *
 * @param division where it takes place
 * @param areas that it wants looked at; all that the kind of visit covers when it names none
 * @param follows the visit whose effect is to be looked at
 */
record VisitWish(
        String type,
        String division,
        List<String> areas,
        String address,
        String contactName,
        String contactPhone,
        String need,
        UUID intake,
        Map<String, String> answers,
        List<UUID> files,
        @Nullable UUID programme,
        @Nullable UUID follows) {
    private static final int MOST_FILES = 20;

    static VisitWish read(Input in, Catalogue catalogue, String division) {
        var code = in.choice("type", catalogue.typeCodes());
        var type = catalogue.type(code).orElseThrow();
        var areas = in.texts("areas", 20, 40);
        if (!type.areas().containsAll(areas)) in.wrong("areas", "not-of-this-type");
        return new VisitWish(
                code,
                division,
                areas.isEmpty() ? type.areas() : areas,
                in.text("address", 2, 200),
                PersonalFields.personName(in, "contactName"),
                PersonalFields.phone(in, "contactPhone"),
                Optional.ofNullable(in.optionalText("need", 2000)).orElse(""),
                catalogue.intake().id(),
                Answers.read(in, "answers", catalogue.intake().questions()),
                in.ids("files", MOST_FILES),
                in.optionalId("programmeId"),
                in.optionalId("follows"));
    }

    static VisitWish of(Waiting waiting) {
        return Json.MAPPER.convertValue(waiting.wish(), VisitWish.class);
    }

    VisitRequest at(Catalogue.Type kind, Instant from) {
        return new VisitRequest(
                kind,
                new Span(from, from.plus(Duration.ofMinutes(kind.minutes()))),
                address,
                contactName,
                contactPhone,
                need,
                areas,
                intake,
                answers,
                files,
                programme,
                follows);
    }
}
