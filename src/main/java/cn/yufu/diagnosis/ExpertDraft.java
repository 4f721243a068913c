package cn.yufu.diagnosis;

import cn.yufu.http.Input;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An expert as an administrator writes them down; a change brings only what shall be different. */
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
                in.optionalText("title", 60),
                in.optionalText("bio", 2000),
                in.optionalText("employer", 120),
                in.given("employerId"),
                in.optionalId("employerId"),
                base,
                Optional.ofNullable(in.optionalText("startCode", 12)).orElse(fresh ? base : null),
                Optional.ofNullable(in.optionalText("endCode", 12)).orElse(fresh ? base : null),
                in.optionalInteger("weight", 1, 10));
    }
}
