package cn.yufu.reference;

import cn.yufu.http.Input;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a city administrator enters for a new category, or changes of one: null keeps what is there. */
record CategoryDraft(
        @Nullable String code,
        @Nullable String parent,
        @Nullable String name,
        @Nullable String nameEn,
        @Nullable String description,
        @Nullable String descriptionEn,
        @Nullable String icon,
        @Nullable Integer policyItem,
        @Nullable String department,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        boolean validToGiven) {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int DESCRIPTION = 300;

    static CategoryDraft forNew(Input in, LocalDate today) {
        var code = in.matching("code", CODE, "category-code");
        if (code.length() > 40) in.wrong("code", "too-long", Map.of("max", 40));
        var from = in.optionalDate("validFrom");
        if (from != null && from.isBefore(today)) in.wrong("validFrom", "past-date");
        var draft = new CategoryDraft(
                code,
                in.optionalText("parent", 40),
                in.text("name", 2, 40),
                in.text("nameEn", 2, 80),
                in.text("description", 1, DESCRIPTION),
                in.text("descriptionEn", 1, DESCRIPTION),
                in.optionalText("icon", 40),
                in.integer("policyItem", 1, 99),
                in.optionalText("department", 60),
                from == null ? today : from,
                end(in, from == null ? today : from),
                in.given("validTo"));
        in.done();
        return draft;
    }

    static CategoryDraft forChange(Input in, LocalDate today) {
        var draft = new CategoryDraft(
                null,
                null,
                in.given("name") ? in.text("name", 2, 40) : null,
                in.given("nameEn") ? in.text("nameEn", 2, 80) : null,
                in.given("description") ? in.text("description", 1, DESCRIPTION) : null,
                in.given("descriptionEn") ? in.text("descriptionEn", 1, DESCRIPTION) : null,
                in.given("icon") ? in.text("icon", 1, 40) : null,
                in.given("policyItem") ? Integer.valueOf(in.integer("policyItem", 1, 99)) : null,
                in.given("department") ? in.text("department", 1, 60) : null,
                null,
                end(in, today.minusDays(1)),
                in.given("validTo"));
        in.done();
        return draft;
    }

    /** An end must lie after {@code start}; that something ended earlier than today cannot be said afterwards. */
    private static @Nullable LocalDate end(Input in, LocalDate start) {
        var end = in.optionalDate("validTo");
        if (end != null && !end.isAfter(start)) in.wrong("validTo", "not-after-start");
        return end;
    }
}
