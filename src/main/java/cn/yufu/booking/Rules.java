package cn.yufu.booking;

import cn.yufu.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The conditions that every kind of booking shares. They are checked at the write, under the lock of the resources;
 * whatever a list of slots shows is only a preview of them.
 */
public final class Rules {
    private Rules() {}

    /** Some notice before it begins; staff may book at short notice. */
    public static Rule noticeOf(Duration notice) {
        return (wish, facts) -> when(
                !wish.staff() && wish.span().from().isBefore(facts.now().plus(notice)),
                "too-soon",
                Map.of("hours", notice.toHours()));
    }

    /** Nothing begins in the past, whoever asks. */
    public static Rule inFuture() {
        return (wish, facts) -> wish.span().from().isAfter(facts.now())
                ? Optional.empty()
                : Optional.of(new Objection("in-past", "/from", Map.of(), false));
    }

    /** It ends at most so far ahead. */
    public static Rule horizon(Period ahead) {
        return (wish, facts) -> {
            var last = facts.now().atZone(Json.ZONE).toLocalDate().plus(ahead);
            return when(
                    wish.span().to().isAfter(Span.ofDays(last, last).to()),
                    "beyond-horizon",
                    Map.of("last", last.toString()));
        };
    }

    /** The resource is still in service; nobody may set this aside. */
    public static Rule inService() {
        return (wish, facts) -> facts.tables().stream()
                .filter(Timetable::closed)
                .findFirst()
                .map(table -> new Objection("resource-closed", "/resourceId", Map.of("name", table.name()), false));
    }

    public static Rule atLeast(Duration shortest) {
        return (wish, facts) -> when(
                wish.span().length().compareTo(shortest) < 0,
                "span-too-short",
                Map.of("minutes", shortest.toMinutes()));
    }

    public static Rule atMost(Duration longest) {
        return (wish, facts) -> when(
                wish.span().length().compareTo(longest) > 0, "span-too-long", Map.of("minutes", longest.toMinutes()));
    }

    /** Inside the hours of every resource: its week, the working calendar, exceptions and blackouts. */
    public static Rule withinOpenings() {
        return (wish, facts) -> facts.tables().stream()
                .filter(table -> !table.opens(wish.span()))
                .findFirst()
                .map(table -> Objection.toSpan("outside-openings", Map.of("name", table.name())));
    }

    /** So many days at least between two bookings of the same holder under the same quota. */
    public static Rule gapOfDays(int days) {
        var gap = Duration.ofDays(days);
        return (wish, facts) -> {
            var near = wish.span().widened(gap, gap);
            return when(
                    others(wish, facts).anyMatch(own -> own.span().overlaps(near)), "too-close", Map.of("days", days));
        };
    }

    /** At most so many bookings in the calendar year of the wish, for the organisation as a whole. */
    public static Rule quotaPerYear(int most) {
        return (wish, facts) -> when(inYear(wish, facts).count() >= most, "quota-used", Map.of("most", most));
    }

    /** At most so many bookings in the calendar month of the wish, for one person. */
    public static Rule quotaPerPersonAndMonth(int most) {
        return (wish, facts) ->
                when(ofPersonInMonth(wish, facts).count() >= most, "personal-quota-used", Map.of("most", most));
    }

    /** At most so much time in the calendar month of the wish, for one person. */
    public static Rule hoursPerPersonAndMonth(Duration most) {
        return (wish, facts) -> within(most, ofPersonInMonth(wish, facts), wish, "personal-hours-used");
    }

    /** At most so much time in the calendar year of the wish, for the organisation as a whole. */
    public static Rule hoursPerYear(Duration most) {
        return (wish, facts) -> within(most, inYear(wish, facts), wish, "hours-used");
    }

    /**
     * Whoever failed to appear, or cancelled late, so often within the period may have one open booking at a time, until
     * the oldest of the records has aged; nobody is shut out.
     */
    public static Rule oneAtATimeAfter(int strikes, Period period) {
        return (wish, facts) -> {
            var since = facts.now().atZone(Json.ZONE).minus(period).toInstant();
            var recent = facts.strikes().stream()
                    .filter(at -> at.isAfter(since))
                    .sorted()
                    .toList();
            boolean open = others(wish, facts).anyMatch(Facts.Own::open);
            if (wish.staff() || recent.size() < strikes || !open) return Optional.empty();
            var until = recent.get(recent.size() - strikes)
                    .atZone(Json.ZONE)
                    .plus(period)
                    .toLocalDate();
            return Optional.of(
                    Objection.toSpan("one-at-a-time", Map.of("strikes", recent.size(), "until", until.toString())));
        };
    }

    /** All that the rules say against a wish. */
    public static List<Objection> objections(List<Rule> rules, Wish wish, Facts facts) {
        var all = new ArrayList<Objection>();
        for (var rule : rules) rule.objection(wish, facts).ifPresent(all::add);
        return all;
    }

    private static Optional<Objection> when(boolean wrong, String code, Map<String, Object> values) {
        return wrong ? Optional.of(Objection.toSpan(code, values)) : Optional.empty();
    }

    private static Stream<Facts.Own> others(Wish wish, Facts facts) {
        return facts.own().stream().filter(own -> !own.id().equals(wish.predecessor()));
    }

    private static Stream<Facts.Own> inYear(Wish wish, Facts facts) {
        Predicate<Facts.Own> sameYear =
                own -> own.span().firstDay().getYear() == wish.span().firstDay().getYear();
        return others(wish, facts).filter(sameYear);
    }

    private static Stream<Facts.Own> ofPersonInMonth(Wish wish, Facts facts) {
        return others(wish, facts)
                .filter(own -> own.account().equals(wish.account())
                        && month(own.span()).equals(month(wish.span())));
    }

    private static Optional<Objection> within(Duration most, Stream<Facts.Own> counted, Wish wish, String code) {
        var used = counted.map(own -> own.span().length()).reduce(Duration.ZERO, Duration::plus);
        return when(
                used.plus(wish.span().length()).compareTo(most) > 0,
                code,
                Map.of(
                        "most",
                        most.toHours(),
                        "left",
                        Math.max(0, most.minus(used).toHours())));
    }

    private static LocalDate month(Span span) {
        return span.firstDay().withDayOfMonth(1);
    }

    /** When notice given now is late. */
    public static boolean late(Instant now, Span span, Duration notice) {
        return now.isAfter(span.from().minus(notice));
    }
}
