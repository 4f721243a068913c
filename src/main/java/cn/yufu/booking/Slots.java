package cn.yufu.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Free spans, computed from timetables: for showing and for offering; what counts is decided again at the write. */
public final class Slots {
    private Slots() {}

    /** A stretch in which the same number of units is free, at least one. */
    public record Free(Span span, int units) {}

    /** When at least one unit is free, and how many are; buffers are taken off, so a booking that fills one is possible. */
    public static List<Free> free(Timetable table, Span window) {
        List<Free> found = new ArrayList<>();
        if (table.closed()) return found;
        for (var hours : table.open()) {
            var busy = table.busy().entrySet().stream()
                    .filter(unit -> unit.getKey() <= table.units())
                    .map(unit -> kept(table, unit.getValue(), hours))
                    .toList();
            var cuts = new TreeSet<>(List.of(hours.from(), hours.to(), window.from(), window.to()));
            for (var taken : busy)
                for (var span : taken) {
                    cuts.add(span.from());
                    cuts.add(span.to());
                }
            Instant from = null;
            for (var to : cuts) {
                if (from != null) append(found, table.units(), busy, hours, window, new Span(from, to));
                from = to;
            }
        }
        return found;
    }

    /**
     * What is kept from others of some hours: a booking must end its buffer before the next protected span begins, and begin
     * its own after the last one ends.
     */
    private static List<Span> kept(Timetable table, List<Span> taken, Span hours) {
        return taken.stream()
                .map(span -> span.widened(/* before= */ table.after(), /* after= */ table.before()))
                .filter(span -> span.overlaps(hours))
                .toList();
    }

    private static void append(List<Free> found, int all, List<List<Span>> busy, Span hours, Span window, Span piece) {
        if (!hours.contains(piece) || !window.contains(piece)) return;
        int units = all
                - (int) busy.stream()
                        .filter(taken -> taken.stream().anyMatch(span -> span.overlaps(piece)))
                        .count();
        if (units <= 0) return;
        var last = found.isEmpty() ? null : found.getLast();
        if (last != null
                && last.units() == units
                && last.span().to().equals(piece.from())
                && hours.contains(last.span()))
            found.set(found.size() - 1, new Free(new Span(last.span().from(), piece.to()), units));
        else found.add(new Free(piece, units));
    }

    /**
     * The spans of one length, beginning every {@code step} after an opening begins, that all of the resources are open
     * and free for and nothing speaks against.
     */
    public static List<Span> starts(
            List<Timetable> tables, Span window, Duration length, Duration step, Predicate<Span> fits) {
        List<Span> found = new ArrayList<>();
        if (tables.isEmpty() || tables.stream().anyMatch(Timetable::closed)) return found;
        for (var hours : tables.getFirst().open()) {
            for (var from = hours.from(); !from.plus(length).isAfter(hours.to()); from = from.plus(step)) {
                var span = new Span(from, from.plus(length));
                if (window.contains(span) && allFree(tables, span) && fits.test(span)) found.add(span);
            }
        }
        return found;
    }

    private static boolean allFree(List<Timetable> tables, Span span) {
        return tables.stream()
                .allMatch(table -> table.opens(span) && table.freeUnit(span).isPresent());
    }

    /**
     * The spans of the same length nearest to the one that was wanted, later before earlier where both are as near, in
     * order of time; looked for step by step, so that the first finds end the search.
     */
    public static List<Span> nearest(
            List<Timetable> tables, Span window, Span wanted, Duration step, int count, Predicate<Span> fits) {
        List<Span> found = new ArrayList<>();
        for (int i = 1; found.size() < count; i++) {
            var off = step.multipliedBy(i);
            var later = new Span(wanted.from().plus(off), wanted.to().plus(off));
            var earlier = new Span(wanted.from().minus(off), wanted.to().minus(off));
            if (!window.contains(later) && !window.contains(earlier)) break;
            for (var span : List.of(later, earlier))
                if (found.size() < count && window.contains(span) && allFree(tables, span) && fits.test(span))
                    found.add(span);
        }
        found.sort(Comparator.comparing(Span::from));
        return found;
    }
}
