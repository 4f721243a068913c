package cn.yufu.diagnosis;

import cn.yufu.booking.Span;
import cn.yufu.booking.Timetable;
import cn.yufu.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All candidates for a visit to one place, with what is known of their time and ways in a window of whole days. */
record Field(
        List<Candidate> candidates,
        Map<UUID, Timetable> tables,
        Map<UUID, List<Journey.Stop>> stops,
        Map<UUID, Load> loads,
        Travel travel,
        String site,
        LocalDate today) {

    /**
     * What an expert has had to do.
     *
     * @param visits of the last 90 days and still to come
     * @param last when the expert was last given one of them
     */
    record Load(int visits, @Nullable Instant last) {
        static final Load NONE = new Load(0, null);
    }

    Load load(Candidate candidate) {
        return loads.getOrDefault(candidate.resource(), Load.NONE);
    }

    Journey journey(Candidate candidate) {
        var table = tables.get(candidate.resource());
        return new Journey(
                candidate.start(),
                candidate.end(),
                table == null || table.closed() ? List.of() : table.open(),
                stops.getOrDefault(candidate.resource(), List.of()));
    }

    Fit fit(Candidate candidate, Span visit) {
        if (candidate.areas(today, visit.firstDay()).isEmpty()) return Fit.CLOSED;
        return journey(candidate).fit(visit, site, travel);
    }

    /**
     * The spans of one length at which at least {@code needed} experts can come, with how many can; they begin every
     * {@code step} after the hours of one of them.
     */
    Map<Span, Integer> starts(Span window, Duration length, Duration step, int needed) {
        var counts = new TreeMap<Instant, Integer>();
        for (var candidate : candidates) {
            var journey = journey(candidate);
            for (var hours : journey.open())
                for (var from = hours.from(); !from.plus(length).isAfter(hours.to()); from = from.plus(step)) {
                    var span = new Span(from, from.plus(length));
                    boolean sent = !candidate.areas(today, span.firstDay()).isEmpty();
                    if (sent && window.contains(span) && journey.fit(span, site, travel) == Fit.FITS)
                        counts.merge(from, 1, Integer::sum);
                }
        }
        var found = new TreeMap<Span, Integer>(java.util.Comparator.comparing(Span::from));
        counts.forEach((from, count) -> {
            if (count >= needed) found.put(new Span(from, from.plus(length)), count);
        });
        return found;
    }

    List<UUID> resources() {
        return candidates.stream().map(Candidate::resource).toList();
    }

    /** Only those whose resources these are: whoever was not locked may not be chosen. */
    Field within(Collection<UUID> resources) {
        return new Field(
                candidates.stream()
                        .filter(candidate -> resources.contains(candidate.resource()))
                        .toList(),
                tables,
                stops,
                loads,
                travel,
                site,
                today);
    }

    Candidate of(UUID resource) {
        return candidates.stream()
                .filter(candidate -> candidate.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    static LocalDate today(Instant now) {
        return Objects.requireNonNull(now).atZone(Json.ZONE).toLocalDate();
    }
}
