package cn.yufu.booking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule at its limit and one step beyond, and that all of them speak together. */
class RulesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");
    private static final UUID ME = new UUID(0, 1);
    private static final UUID COLLEAGUE = new UUID(0, 2);

    private static Instant in(Duration time) {
        return NOW.plus(time);
    }

    private static Span hours(int from, int to) {
        return new Span(in(Duration.ofHours(from)), in(Duration.ofHours(to)));
    }

    private static Wish wish(Span span, boolean staff, @Nullable UUID predecessor) {
        return new Wish(
                List.of(new UUID(1, 1)),
                span,
                ME,
                new UUID(2, 2),
                new UUID(3, 3),
                null,
                predecessor,
                null,
                staff,
                null);
    }

    private static Facts facts(List<Facts.Own> own, List<Instant> strikes) {
        var open = new Timetable(
                new UUID(1, 1),
                "专家",
                null,
                1,
                false,
                Duration.ZERO,
                Duration.ZERO,
                List.of(hours(0, 10_000)),
                new HashMap<>());
        return new Facts(NOW, List.of(open), own, strikes);
    }

    private static Facts.Own own(int day, int length, UUID account) {
        return new Facts.Own(new UUID(9, day), hours(24 * day, 24 * day + length), account, true);
    }

    private static List<String> said(Rule rule, Wish wish, Facts facts) {
        return Rules.objections(List.of(rule), wish, facts).stream()
                .map(Objection::code)
                .toList();
    }

    private static List<String> said(Rule rule, Span span) {
        return said(rule, wish(span, false, null), facts(List.of(), List.of()));
    }

    @Test
    void notice_horizon_and_length_hold_to_the_instant() {
        var notice = Rules.noticeOf(Duration.ofHours(24));
        assertEquals(List.of(), said(notice, hours(24, 25)));
        var soon = new Span(in(Duration.ofHours(24).minusSeconds(1)), in(Duration.ofHours(25)));
        assertEquals(List.of("too-soon"), said(notice, soon));
        // whoever keeps the calendar gives no notice, but nobody books the past
        var host = wish(soon, true, null);
        assertEquals(List.of(), said(notice, host, facts(List.of(), List.of())));
        assertEquals(
                List.of("in-past"),
                said(Rules.inFuture(), wish(hours(-2, -1), true, null), facts(List.of(), List.of())));
        var horizon = Rules.horizon(Period.ofDays(10));
        // 09:00 in Shanghai: ten days on, until midnight
        assertEquals(List.of(), said(horizon, hours(240, 255)));
        assertEquals(List.of("beyond-horizon"), said(horizon, hours(240, 256)));
        assertEquals(List.of(), said(Rules.atMost(Duration.ofHours(2)), hours(30, 32)));
        assertEquals(List.of("span-too-long"), said(Rules.atMost(Duration.ofHours(2)), hours(30, 33)));
        assertEquals(List.of(), said(Rules.atLeast(Duration.ofHours(2)), hours(30, 32)));
        assertEquals(List.of("span-too-short"), said(Rules.atLeast(Duration.ofHours(2)), hours(30, 31)));
    }

    @Test
    void hours_are_kept_to_and_a_closed_one_is_closed_to_all() {
        assertEquals(List.of("outside-openings"), said(Rules.withinOpenings(), hours(-1, 1)));
        assertEquals(List.of(), said(Rules.withinOpenings(), hours(0, 1)));
        var closed =
                new Timetable(new UUID(1, 1), "专家", null, 1, true, Duration.ZERO, Duration.ZERO, List.of(), Map.of());
        var objection = Rules.objections(
                        List.of(Rules.inService()),
                        wish(hours(1, 2), true, null),
                        new Facts(NOW, List.of(closed), List.of(), List.of()))
                .getFirst();
        assertEquals("resource-closed", objection.code());
        assertEquals(false, objection.bypassable());
    }

    @Test
    void quotas_count_bookings_and_hours_of_the_person_and_of_the_organisation() {
        // 25 and 26 November, and 4 December
        var facts = facts(List.of(own(1, 2, ME), own(2, 3, COLLEAGUE), own(10, 4, ME)), List.of());
        var november = wish(hours(72, 74), false, null);
        assertEquals(List.of(), said(Rules.quotaPerYear(4), november, facts));
        assertEquals(List.of("quota-used"), said(Rules.quotaPerYear(3), november, facts));
        assertEquals(List.of(), said(Rules.hoursPerYear(Duration.ofHours(11)), november, facts));
        assertEquals(List.of("hours-used"), said(Rules.hoursPerYear(Duration.ofHours(10)), november, facts));
        // of mine only one is in November
        assertEquals(List.of(), said(Rules.quotaPerPersonAndMonth(2), november, facts));
        assertEquals(List.of("personal-quota-used"), said(Rules.quotaPerPersonAndMonth(1), november, facts));
        assertEquals(List.of(), said(Rules.hoursPerPersonAndMonth(Duration.ofHours(4)), november, facts));
        assertEquals(
                List.of("personal-hours-used"),
                said(Rules.hoursPerPersonAndMonth(Duration.ofHours(3)), november, facts));
        // what is moved doesn't count against itself, and another year is another year
        var moved = wish(hours(72, 74), false, new UUID(9, 1));
        assertEquals(List.of(), said(Rules.quotaPerYear(3), moved, facts));
        assertEquals(List.of(), said(Rules.quotaPerYear(1), wish(hours(24 * 40, 24 * 40 + 1), false, null), facts));
    }

    @Test
    void a_gap_lies_between_the_end_of_one_and_the_beginning_of_the_next() {
        var facts = facts(List.of(own(10, 2, COLLEAGUE)), List.of());
        var gap = Rules.gapOfDays(1);
        assertEquals(List.of(), said(gap, wish(hours(266, 268), false, null), facts));
        assertEquals(List.of("too-close"), said(gap, wish(hours(265, 268), false, null), facts));
        assertEquals(List.of(), said(gap, wish(hours(214, 216), false, null), facts));
        assertEquals(List.of("too-close"), said(gap, wish(hours(214, 217), false, null), facts));
    }

    @Test
    void records_bind_for_a_while_and_shut_nobody_out() {
        var rule = Rules.oneAtATimeAfter(2, Period.ofDays(180));
        var strikes = new ArrayList<>(List.of(in(Duration.ofDays(-10)), in(Duration.ofDays(-170))));
        var open = List.of(own(5, 2, COLLEAGUE));
        var second = wish(hours(300, 302), false, null);
        assertEquals(List.of("one-at-a-time"), said(rule, second, facts(open, strikes)));
        var until = Rules.objections(List.of(rule), second, facts(open, strikes))
                .getFirst()
                .values()
                .get("until");
        assertEquals("2026-12-04", until);
        // nothing open; the open one is the one that is moved; one record has aged; somebody who keeps the calendar
        assertEquals(List.of(), said(rule, second, facts(List.of(), strikes)));
        assertEquals(List.of(), said(rule, wish(hours(300, 302), false, new UUID(9, 5)), facts(open, strikes)));
        assertEquals(
                List.of(),
                said(rule, second, facts(open, List.of(in(Duration.ofDays(-10)), in(Duration.ofDays(-181))))));
        assertEquals(List.of(), said(rule, wish(hours(300, 302), true, null), facts(open, strikes)));
    }

    @Test
    void all_of_them_speak_together() {
        var all = List.of(
                Rules.inFuture(),
                Rules.noticeOf(Duration.ofHours(24)),
                Rules.atMost(Duration.ofHours(1)),
                Rules.withinOpenings(),
                Rules.quotaPerYear(0));
        assertEquals(
                List.of("in-past", "too-soon", "span-too-long", "outside-openings", "quota-used"),
                Rules.objections(all, wish(hours(-3, -1), false, null), facts(List.of(), List.of())).stream()
                        .map(Objection::code)
                        .toList());
    }
}
