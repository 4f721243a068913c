package cn.yufu.booking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Slots against an oracle that looks at every quarter of an hour by itself. */
class SlotsTest {
    private static final Instant DAY = Instant.parse("2026-11-24T00:00:00Z");
    private static final Duration GRAIN = Duration.ofMinutes(15);
    private static final int GRAINS = 96;
    private static final Span WINDOW = span(0, GRAINS);

    static Stream<Long> seeds() {
        return new Random(20261124).longs(400).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void free_spans_are_what_the_oracle_finds_quarter_by_quarter(long seed) {
        var table = table(new Random(seed));
        var expected = new int[GRAINS];
        for (int i = 0; i < GRAINS; i++) expected[i] = unitsFree(table, span(i, i + 1));
        var found = new int[GRAINS];
        for (var free : Slots.free(table, WINDOW))
            for (int i = 0; i < GRAINS; i++) if (free.span().contains(span(i, i + 1))) found[i] += free.units();
        assertEquals(toList(expected), toList(found), "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void starts_are_exactly_those_at_which_every_resource_is_open_and_has_a_unit(long seed) {
        var random = new Random(seed);
        var tables = List.of(table(random), table(random));
        int length = 1 + random.nextInt(8);
        var expected = new ArrayList<Span>();
        for (var hours : tables.getFirst().open())
            for (int i = index(hours.from()); i + length <= index(hours.to()); i += 2)
                if (bookable(tables, i, i + length)) expected.add(span(i, i + length));
        var found = Slots.starts(tables, WINDOW, GRAIN.multipliedBy(length), GRAIN.multipliedBy(2), span -> true);
        assertEquals(expected, found, "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_nearest_are_the_nearest_of_all(long seed) {
        var random = new Random(seed);
        var tables = List.of(table(random), table(random));
        int from = 20 + random.nextInt(50);
        int length = 1 + random.nextInt(6);
        var all = new ArrayList<Integer>();
        for (int at = from % 2; at + length <= GRAINS; at += 2)
            if (at != from && bookable(tables, at, at + length)) all.add(at);
        all.sort(java.util.Comparator.<Integer>comparingInt(at -> Math.abs(at - from))
                .thenComparingInt(at -> -at));
        var expected =
                all.stream().limit(3).sorted().map(at -> span(at, at + length)).toList();
        var found = Slots.nearest(tables, WINDOW, span(from, from + length), GRAIN.multipliedBy(2), 3, span -> true);
        assertEquals(expected, found, "seed " + seed);
    }

    /** Hours never touch each other, so quarters that are all in hours make a span in hours. */
    private static boolean bookable(List<Timetable> tables, int from, int to) {
        for (var table : tables) {
            for (int i = from; i < to; i++) if (!open(table, span(i, i + 1))) return false;
            if (unitsFreeFor(table, span(from, to)) == 0) return false;
        }
        return true;
    }

    private static boolean open(Timetable table, Span quarter) {
        return table.open().stream()
                .anyMatch(hours ->
                        !quarter.from().isBefore(hours.from()) && !quarter.to().isAfter(hours.to()));
    }

    private static int unitsFree(Timetable table, Span quarter) {
        return open(table, quarter) ? unitsFreeFor(table, quarter) : 0;
    }

    private static int unitsFreeFor(Timetable table, Span span) {
        int free = 0;
        var begin = span.from().minus(table.before());
        var end = span.to().plus(table.after());
        for (int unit = 1; unit <= table.units(); unit++) {
            boolean taken = false;
            for (var busy : table.busy().getOrDefault(unit, List.of()))
                if (begin.isBefore(busy.to()) && busy.from().isBefore(end)) taken = true;
            if (!taken) free++;
        }
        return free;
    }

    private static Timetable table(Random random) {
        var open = new ArrayList<Span>();
        for (int at = random.nextInt(20); at < GRAINS - 2; ) {
            int to = Math.min(GRAINS, at + 2 + random.nextInt(40));
            open.add(span(at, to));
            at = to + 1 + random.nextInt(12);
        }
        int units = 1 + random.nextInt(3);
        Map<Integer, List<Span>> busy = new HashMap<>();
        for (int unit = 1; unit <= units; unit++) {
            var spans = new ArrayList<Span>();
            for (int at = random.nextInt(30); at < GRAINS - 2; ) {
                int to = Math.min(GRAINS, at + 1 + random.nextInt(10));
                spans.add(span(at, to));
                at = to + random.nextInt(30);
            }
            busy.put(unit, spans);
        }
        return new Timetable(
                new UUID(0, 1),
                "测试",
                null,
                units,
                false,
                GRAIN.multipliedBy(random.nextInt(3)),
                GRAIN.multipliedBy(random.nextInt(3)),
                open,
                busy);
    }

    private static Span span(int from, int to) {
        return new Span(DAY.plus(GRAIN.multipliedBy(from)), DAY.plus(GRAIN.multipliedBy(to)));
    }

    private static int index(Instant at) {
        return (int) Duration.between(DAY, at).dividedBy(GRAIN);
    }

    private static List<Integer> toList(int[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }
}
