package cn.yufu.budget;

import cn.yufu.http.Input;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a city administrator writes down about a budget. */
record Plan(
        String name,
        int year,
        String fundingSource,
        int shareBps,
        List<String> categories,
        List<String> divisions,
        @Nullable Long capFen,
        long totalFen,
        LocalDate validFrom,
        LocalDate validTo) {

    private static final long MOST_FEN = 100_000_000_000_000L;

    static Plan from(Input in) {
        return checked(
                in,
                new Plan(
                        in.text("name", 2, 100),
                        in.integer("year", 2020, 2100),
                        in.text("fundingSource", 2, 200),
                        in.integer("shareBps", 1, 10_000),
                        in.texts("categories", 200, 60),
                        in.texts("divisions", 60, 20),
                        in.optionalWhole("capFen", 1, MOST_FEN),
                        in.whole("totalFen", 1, MOST_FEN),
                        in.date("validFrom"),
                        in.date("validTo")));
    }

    /** What is not given stays as it was; {@code capFen: null} takes the cap away. */
    static Plan changed(Input in, Budget before) {
        return checked(
                in,
                new Plan(
                        in.given("name") ? in.text("name", 2, 100) : before.name(),
                        in.given("year") ? in.integer("year", 2020, 2100) : before.year(),
                        in.given("fundingSource") ? in.text("fundingSource", 2, 200) : before.fundingSource(),
                        in.given("shareBps") ? in.integer("shareBps", 1, 10_000) : before.shareBps(),
                        in.given("categories") ? in.texts("categories", 200, 60) : before.categories(),
                        in.given("divisions") ? in.texts("divisions", 60, 20) : before.divisions(),
                        in.given("capFen") ? in.optionalWhole("capFen", 1, MOST_FEN) : before.capFen(),
                        in.given("totalFen") ? in.whole("totalFen", 1, MOST_FEN) : before.totalFen(),
                        in.given("validFrom") ? in.date("validFrom") : before.validFrom(),
                        in.given("validTo") ? in.date("validTo") : before.validTo()));
    }

    private static Plan checked(Input in, Plan plan) {
        if (plan.categories.isEmpty()) in.wrong("categories", "required");
        if (plan.validTo.isBefore(plan.validFrom)) in.wrong("validTo", "before-start");
        in.done();
        return plan;
    }
}
