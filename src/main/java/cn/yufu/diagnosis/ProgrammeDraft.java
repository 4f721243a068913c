package cn.yufu.diagnosis;

import cn.yufu.http.Input;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A programme as an administrator writes it down; a change brings only what shall be different. */
record ProgrammeDraft(
        String name,
        LocalDate validFrom,
        LocalDate validTo,
        List<String> divisions,
        List<String> tiers,
        List<String> types,
        int visitsPerYear,
        @Nullable UUID budgetId,
        @Nullable Long feeFen,
        int noticeHours,
        int horizonDays,
        int cancelHours,
        int rescheduleHours,
        int gapDays) {
    private static final List<String> TIERS = List.of("innovative", "specialised", "little-giant");
    private static final int MOST_HOURS = 720;
    private static final long MOST_FEN = 100_000_000;

    static ProgrammeDraft from(Input in, List<String> types) {
        return read(in, null, types);
    }

    static ProgrammeDraft changed(Input in, Programme before, List<String> types) {
        return read(in, before, types);
    }

    private static ProgrammeDraft read(Input in, @Nullable Programme old, List<String> types) {
        var budget = in.given("budgetId") ? in.optionalId("budgetId") : budget(old);
        var draft = new ProgrammeDraft(
                old != null && !in.given("name") ? old.name() : in.text("name", 2, 100),
                old != null && !in.given("validFrom") ? old.validFrom() : in.date("validFrom"),
                old != null && !in.given("validTo") ? old.validTo() : in.date("validTo"),
                old != null && !in.given("divisions") ? old.divisions() : in.texts("divisions", 60, 10),
                old != null && !in.given("tiers") ? old.tiers() : codes(in, "tiers", TIERS),
                old != null && !in.given("types") ? old.types() : codes(in, "types", types),
                number(in, "visitsPerYear", 1, 1000, old == null ? 2 : old.visitsPerYear()),
                budget,
                fee(in, old, budget != null),
                number(in, "noticeHours", 0, MOST_HOURS, old == null ? 24 : old.noticeHours()),
                number(in, "horizonDays", 1, 365, old == null ? 60 : old.horizonDays()),
                number(in, "cancelHours", 0, MOST_HOURS, old == null ? 24 : old.cancelHours()),
                number(in, "rescheduleHours", 0, MOST_HOURS, old == null ? 48 : old.rescheduleHours()),
                number(in, "gapDays", 0, 365, old == null ? 7 : old.gapDays()));
        if (draft.validTo().isBefore(draft.validFrom())) in.wrong("validTo", "not-after-start");
        in.done();
        return draft;
    }

    private static @Nullable UUID budget(@Nullable Programme old) {
        return old == null || old.budget() == null ? null : old.budget().id();
    }

    /** Without a budget there is nobody who pays it; a programme that loses its budget loses it too. */
    private static @Nullable Long fee(Input in, @Nullable Programme old, boolean paid) {
        var fee = in.given("feeFen") ? in.optionalWhole("feeFen", 1, MOST_FEN) : old == null ? null : old.feeFen();
        if (paid && fee == null) in.wrong("feeFen", "required");
        if (!paid && fee != null && in.given("feeFen")) in.wrong("feeFen", "without-budget");
        return paid ? fee : null;
    }

    private static List<String> codes(Input in, String name, List<String> known) {
        var codes = in.texts(name, known.size(), 40);
        if (!known.containsAll(codes)) in.wrong(name, "no-such");
        return codes;
    }

    private static int number(Input in, String name, int min, int max, int otherwise) {
        var value = in.optionalInteger(name, min, max);
        return value == null ? otherwise : value;
    }
}
