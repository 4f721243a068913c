package cn.yufu.diagnosis;

import cn.yufu.http.Input;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An expert as an administrator writes them down; a change brings only what shall be different, a text of null empties it. */
record ExpertDraft(
        @Nullable String title,
        @Nullable String bio,
        @Nullable String employer,
        boolean employed,
        @Nullable UUID employerId,
        @Nullable String base,
        @Nullable String start,
        @Nullable String end,
        @Nullable Integer weight) {

    static ExpertDraft read(Input in, boolean fresh) {
        var base = fresh ? in.text("baseCode", 4, 12) : in.optionalText("baseCode", 12);
        return new ExpertDraft(
                text(in, "title", 60),
                text(in, "bio", 2000),
                text(in, "employer", 120),
                in.given("employerId"),
                in.optionalId("employerId"),
                base,
                Optional.ofNullable(in.optionalText("startCode", 12)).orElse(fresh ? base : null),
                Optional.ofNullable(in.optionalText("endCode", 12)).orElse(fresh ? base : null),
                in.optionalInteger("weight", 1, 10));
    }

    private static @Nullable String text(Input in, String name, int max) {
        return Optional.ofNullable(in.optionalText(name, max)).orElse(in.given(name) ? "" : null);
    }
}
