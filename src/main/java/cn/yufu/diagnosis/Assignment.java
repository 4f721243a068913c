package cn.yufu.diagnosis;

import cn.yufu.booking.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who comes, and why: kept with the visit, and shown to the enterprise and to inspectors. Whoever has no conflict of
 * interest comes first, then who knows most of what was asked, then who has had less than their share (visits after this
 * one ÷ weight), then who has waited longest, then who is nearest.
 *
 * @param mode automatic, kept (the same people at another time), administrator, or hand-over
 * @param considered how many were accredited; of them so many were open, free, and could arrive
 * @param candidates whoever comes and the first of the others, five at most, in order; no visit takes more experts
 */
record Assignment(
        String mode,
        @Nullable String reason,
        int considered,
        int open,
        int free,
        int reachable,
        List<Entry> candidates) {
    private static final int SHOWN = 5;

    /**
     * One candidate with the figures of the comparison.
     *
     * @param idleDays since the last visit was given to them; null when none ever was
     * @param minutes to the enterprise from the visit before or from where the day begins
     * @param reasons in which respects nobody was better
     */
    record Entry(
            UUID expertId,
            String name,
            boolean chosen,
            String fit,
            List<String> areas,
            int load,
            int weight,
            @Nullable Integer idleDays,
            @Nullable Integer minutes,
            boolean conflict,
            List<String> reasons) {}

    record Ranked(Candidate candidate, Fit fit, List<String> areas, int load, long idle, int minutes) {
        /** The share that the expert would have after this visit. */
        double share() {
            return (load + 1) / (double) candidate.weight();
        }
    }

    private static final Comparator<Ranked> FAIR = Comparator.comparing(
                    (Ranked r) -> r.candidate().conflict())
            .thenComparingInt(r -> -r.areas().size())
            .thenComparingDouble(Ranked::share)
            .thenComparingLong(r -> -r.idle())
            .thenComparingInt(Ranked::minutes)
            // so that the order never depends on how the rows came
            .thenComparing(r -> r.candidate().id());

    static List<Ranked> rank(Field field, Span visit, Instant now) {
        return field.candidates().stream()
                .map(candidate -> ranked(field, candidate, visit, now))
                .sorted(FAIR)
                .toList();
    }

    private static Ranked ranked(Field field, Candidate candidate, Span visit, Instant now) {
        var load = field.load(candidate);
        long idle = load.last() == null
                ? Long.MAX_VALUE
                : Math.max(0, Duration.between(load.last(), now).toDays());
        int minutes = field.journey(candidate)
                .approach(visit, field.site(), field.travel())
                .orElse(Integer.MAX_VALUE);
        return new Ranked(
                candidate,
                field.fit(candidate, visit),
                candidate.areas(field.today(), visit.firstDay()),
                load.visits(),
                idle,
                minutes);
    }

    /** The first who can come, then whoever adds most to what the team knows; fewer than needed when there are not enough. */
    static List<Ranked> team(List<Ranked> ranking, int needed) {
        var able = new ArrayList<>(
                ranking.stream().filter(r -> r.fit() == Fit.FITS).toList());
        var team = new ArrayList<Ranked>();
        Set<String> known = new HashSet<>();
        while (team.size() < needed && !able.isEmpty()) {
            var next = able.stream()
                    .min(Comparator.comparing((Ranked r) -> r.candidate().conflict())
                            .thenComparingLong(r -> -r.areas().stream()
                                    .filter(area -> !known.contains(area))
                                    .count())
                            .thenComparing(FAIR))
                    .orElseThrow();
            team.add(next);
            able.remove(next);
            known.addAll(next.areas());
        }
        return team;
    }

    static Assignment of(String mode, @Nullable String reason, List<Ranked> ranking, List<UUID> chosen) {
        var able = ranking.stream().filter(r -> r.fit() == Fit.FITS).toList();
        var shown = new ArrayList<>(ranking.stream()
                .filter(r -> chosen.contains(r.candidate().id()))
                .toList());
        // who adds most to what the team knows may rank behind the first five, and is explained nevertheless
        able.stream()
                .filter(r -> !chosen.contains(r.candidate().id()))
                .limit(Math.max(0, SHOWN - shown.size()))
                .forEach(shown::add);
        return new Assignment(
                mode,
                reason,
                ranking.size(),
                count(ranking, Fit.FITS, Fit.BUSY, Fit.UNREACHABLE),
                count(ranking, Fit.FITS, Fit.UNREACHABLE),
                able.size(),
                entries(shown.stream().sorted(FAIR).toList(), able, chosen));
    }

    /** Everybody, for whoever may choose somebody else. */
    static List<Entry> entries(List<Ranked> shown, List<Ranked> able, List<UUID> chosen) {
        return shown.stream()
                .map(r -> new Entry(
                        r.candidate().id(),
                        r.candidate().name(),
                        chosen.contains(r.candidate().id()),
                        r.fit().code(),
                        r.areas(),
                        r.load(),
                        r.candidate().weight(),
                        r.idle() == Long.MAX_VALUE ? null : (Integer) (int) r.idle(),
                        r.minutes() == Integer.MAX_VALUE ? null : (Integer) r.minutes(),
                        r.candidate().conflict(),
                        reasons(r, able)))
                .toList();
    }

    private static int count(List<Ranked> ranking, Fit... fits) {
        return (int)
                ranking.stream().filter(r -> List.of(fits).contains(r.fit())).count();
    }

    private static List<String> reasons(Ranked one, List<Ranked> all) {
        var reasons = new ArrayList<String>();
        if (all.stream().noneMatch(r -> r.areas().size() > one.areas().size())) reasons.add("best-match");
        if (all.stream().noneMatch(r -> r.share() < one.share())) reasons.add("least-load");
        if (all.stream().noneMatch(r -> r.idle() > one.idle())) reasons.add("longest-wait");
        if (all.stream().noneMatch(r -> r.minutes() < one.minutes())) reasons.add("nearest");
        if (one.candidate().conflict()) reasons.add("conflict");
        return reasons;
    }
}
