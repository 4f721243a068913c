package cn.yufu.diagnosis;

import cn.yufu.booking.Rule;
import cn.yufu.booking.Rules;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may book how many visits a year, and under which rules. Lists are empty where everybody or everything is meant.
 *
 * @param validTo the last day
 * @param feeFen what the budget pays for one visit; null exactly when no budget pays
 * @param usage what was used of it this year; null in an enterprise's list
 * @param offer what it means for the enterprise that asks; null for others
 */
record Programme(
        UUID id,
        String name,
        LocalDate validFrom,
        LocalDate validTo,
        List<String> divisions,
        List<String> tiers,
        List<String> types,
        int visitsPerYear,
        @Nullable Named budget,
        @Nullable Long feeFen,
        int noticeHours,
        int horizonDays,
        int cancelHours,
        int rescheduleHours,
        int gapDays,
        boolean closed,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Usage usage,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Offer offer) {
    /** So many records within the period, and an enterprise may have one open visit at a time. */
    static final int STRIKES = 2;

    static final Period STRIKES_AGE = Period.ofDays(180);

    record Named(UUID id, String name) {}

    /** @param ahead those of the visits that are still to come */
    record Usage(int visits, int enterprises, int ahead) {}

    /**
     * @param reasons why it can't be used; none when it can
     * @param reserved of those used: held for the enterprise until it answers an offer of the waitlist
     * @param holdUntil how long a request made now would be held
     */
    record Offer(
            List<String> reasons,
            int used,
            int left,
            int reserved,
            @JsonIgnore OffsetDateTime holdUntil) {}

    /** Whether nothing but its quota may stand against a request of the enterprise that asks. */
    boolean usable() {
        return offer != null && offer.reasons().isEmpty();
    }

    /** What counts for any expert. */
    List<Rule> limits() {
        var rules = new ArrayList<>(List.of(
                Rules.inFuture(),
                Rules.noticeOf(Duration.ofHours(noticeHours)),
                Rules.horizon(Period.ofDays(horizonDays)),
                Rules.quotaPerYear(visitsPerYear),
                Rules.oneAtATimeAfter(STRIKES, STRIKES_AGE)));
        if (gapDays > 0) rules.add(Rules.gapOfDays(gapDays));
        return rules;
    }

    List<Rule> rules() {
        var rules = new ArrayList<>(limits());
        rules.add(Rules.inService());
        rules.add(Rules.withinOpenings());
        return rules;
    }

    static Programme from(Row row) {
        var budget = row.getUUID("budget_id");
        var reasons = row.getColumnIndex("reasons") < 0 ? null : row.getArrayOfStrings("reasons");
        return new Programme(
                row.getUUID("id"),
                row.getString("name"),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"),
                List.of(row.getArrayOfStrings("divisions")),
                List.of(row.getArrayOfStrings("tiers")),
                List.of(row.getArrayOfStrings("types")),
                row.getInteger("visits_per_year"),
                budget == null ? null : new Named(budget, row.getString("budget")),
                row.getLong("fee_fen"),
                row.getInteger("notice_hours"),
                row.getInteger("horizon_days"),
                row.getInteger("cancel_hours"),
                row.getInteger("reschedule_hours"),
                row.getInteger("gap_days"),
                row.getBoolean("closed"),
                row.getLong("version"),
                reasons == null
                        ? new Usage(
                                row.getInteger("used_visits"),
                                row.getInteger("used_enterprises"),
                                row.getInteger("used_ahead"))
                        : null,
                reasons == null
                        ? null
                        : new Offer(
                                List.of(reasons),
                                row.getInteger("used"),
                                Math.max(0, row.getInteger("visits_per_year") - row.getInteger("used")),
                                row.getInteger("reserved"),
                                row.getOffsetDateTime("hold_until")));
    }
}
