package cn.yufu.diagnosis;

import cn.yufu.booking.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How an expert gets about: every stretch of opening hours begins at one place and ends at another, with the visits of
 * the day in between. A visit is possible when it can be reached from what comes before and leaves time for what follows.
 *
 * @param start division where a stretch begins, {@code end} where it ends
 * @param open stretches of hours, apart and in order
 * @param stops what is booked already
 */
record Journey(String start, String end, List<Span> open, List<Stop> stops) {

    /** @param division where it is; null for a booking that is no visit, which is taken to be at the start */
    record Stop(Span span, @Nullable String division) {}

    Fit fit(Span visit, String site, Travel travel) {
        var stretch = open.stream().filter(hours -> hours.contains(visit)).findFirst();
        if (stretch.isEmpty()) return Fit.CLOSED;
        if (stops.stream().anyMatch(stop -> stop.span().overlaps(visit))) return Fit.BUSY;
        var before = before(visit);
        var after = after(visit);
        boolean arrives =
                before.isEmpty() || travel.allows(before.get().span().to(), at(before.get()), site, visit.from());
        boolean goesOn = after.isEmpty()
                || travel.allows(
                        visit.to(), site, at(after.get()), after.get().span().from());
        boolean first = before.isEmpty()
                || before.get().span().from().isBefore(stretch.get().from());
        boolean last =
                after.isEmpty() || after.get().span().to().isAfter(stretch.get().to());
        boolean begins = !first || travel.allows(stretch.get().from(), start, site, visit.from());
        boolean returns =
                !last || travel.allows(visit.to(), site, end, stretch.get().to());
        return arrives && goesOn && begins && returns ? Fit.FITS : Fit.UNREACHABLE;
    }

    /** The way to a visit: from the one before on that day, or from where the day begins. */
    OptionalInt approach(Span visit, String site, Travel travel) {
        return travel.minutes(before(visit).map(this::at).orElse(start), site);
    }

    /** The last stop that ends before the visit begins, on its day. */
    private Optional<Stop> before(Span visit) {
        return stops.stream()
                .filter(stop -> !stop.span().to().isAfter(visit.from())
                        && stop.span().firstDay().equals(visit.firstDay()))
                .max(Comparator.comparing(stop -> stop.span().to()));
    }

    private Optional<Stop> after(Span visit) {
        return stops.stream()
                .filter(stop -> !stop.span().from().isBefore(visit.to())
                        && stop.span().firstDay().equals(visit.firstDay()))
                .min(Comparator.comparing(stop -> stop.span().from()));
    }

    private String at(Stop stop) {
        return stop.division() == null ? start : stop.division();
    }
}
