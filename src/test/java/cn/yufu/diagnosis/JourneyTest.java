package cn.yufu.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.booking.Span;
import cn.yufu.booking.Timetable;
import cn.yufu.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which times are offered, against an oracle that asks every commitment of the day about every time. */
class JourneyTest {
    private static final long SEED = Long.getLong("yufu.seed", 20_261_124L);
    private static final int ROUNDS = Integer.getInteger("yufu.journeys", 400);
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final List<String> PLACES = List.of("A", "B", "C", "D", "E");

    /** Places on a plane: who goes there by way of somewhere else is never faster. */
    private static Travel travel(Random random) {
        var at = new ArrayList<int[]>();
        for (int i = 0; i < PLACES.size(); i++) at.add(new int[] {random.nextInt(90), random.nextInt(90)});
        var times = new HashMap<Travel.Leg, Integer>();
        for (int i = 0; i < PLACES.size(); i++)
            for (int j = 0; j < PLACES.size(); j++) {
                double away = Math.hypot(at.get(i)[0] - at.get(j)[0], at.get(i)[1] - at.get(j)[1]);
                times.put(new Travel.Leg(PLACES.get(i), PLACES.get(j)), (int) Math.ceil(10 + away));
            }
        return new Travel(times);
    }

    private static Instant minute(int minutes) {
        return DAY.atStartOfDay(Json.ZONE).toInstant().plus(Duration.ofMinutes(minutes));
    }

    private static Span span(int from, int to) {
        return new Span(minute(from), minute(to));
    }

    /** An expert with one or two stretches a day for two days, and visits that the oracle agreed to. */
    private static Journey journey(Random random, Travel travel) {
        var open = new ArrayList<Span>();
        for (int day = 0; day < 2; day++) {
            int from = day * 1440 + 480 + 15 * random.nextInt(5);
            int to = day * 1440 + 1080 - 15 * random.nextInt(5);
            if (random.nextBoolean()) {
                int noon = day * 1440 + 690 + 15 * random.nextInt(4);
                open.add(span(from, noon));
                open.add(span(noon + 30 + 15 * random.nextInt(4), to));
            } else open.add(span(from, to));
        }
        var journey = new Journey(place(random), place(random), open, new ArrayList<>());
        for (int i = 0; i < 8; i++) {
            int from = 15 * random.nextInt(192);
            var visit = span(from, from + 30 + 15 * random.nextInt(6));
            var there = place(random);
            if (possible(journey, visit, there, travel)) journey.stops().add(new Journey.Stop(visit, there));
        }
        return journey;
    }

    private static String place(Random random) {
        return PLACES.get(random.nextInt(PLACES.size()));
    }

    /** Slow and obvious: inside one stretch, away from everything else, and every commitment of the day leaves time. */
    private static boolean possible(Journey journey, Span visit, String site, Travel travel) {
        boolean inside = false;
        for (var hours : journey.open()) {
            if (!hours.contains(visit)) continue;
            inside = reaches(hours.from(), journey.start(), site, visit.from(), travel)
                    && reaches(visit.to(), site, journey.end(), hours.to(), travel);
        }
        if (!inside) return false;
        for (var stop : journey.stops()) {
            if (stop.span().overlaps(visit)) return false;
            if (!stop.span().firstDay().equals(visit.firstDay())) continue;
            var there = Objects.requireNonNull(stop.division());
            boolean before = !stop.span().to().isAfter(visit.from());
            boolean apart = before
                    ? reaches(stop.span().to(), there, site, visit.from(), travel)
                    : reaches(visit.to(), site, there, stop.span().from(), travel);
            if (!apart) return false;
        }
        return true;
    }

    private static boolean reaches(Instant leaving, String from, String to, Instant arriving, Travel travel) {
        int way = travel.minutes(from, to).orElseThrow();
        return !leaving.plus(Duration.ofMinutes(way)).isAfter(arriving);
    }

    @Test
    void a_visit_fits_exactly_when_every_commitment_of_the_day_leaves_time_for_it() {
        var random = new Random(SEED);
        int fitting = 0;
        int unreachable = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var travel = travel(random);
            var journey = journey(random, travel);
            for (int i = 0; i < 40; i++) {
                int from = 5 * random.nextInt(570);
                var visit = span(from, from + 30 + 15 * random.nextInt(8));
                var site = place(random);
                var fit = journey.fit(visit, site, travel);
                assertEquals(
                        possible(journey, visit, site, travel),
                        fit == Fit.FITS,
                        () -> "seed " + SEED + " " + journey + " " + visit + " at " + site);
                if (fit == Fit.FITS) fitting++;
                if (fit == Fit.UNREACHABLE) unreachable++;
            }
        }
        assertTrue(fitting > ROUNDS && unreachable > ROUNDS, fitting + " fit, " + unreachable + " do not");
    }

    @Test
    void the_times_offered_are_those_that_enough_experts_can_keep() {
        var random = new Random(SEED + 1);
        int offered = 0;
        for (int round = 0; round < ROUNDS / 4; round++) {
            var travel = travel(random);
            List<Candidate> candidates = new ArrayList<>();
            List<Journey> journeys = new ArrayList<>();
            Map<UUID, Timetable> tables = new HashMap<>();
            Map<UUID, List<Journey.Stop>> stops = new HashMap<>();
            for (int i = 0; i < 4; i++) {
                var journey = journey(random, travel);
                var resource = new UUID(round, i);
                var until = random.nextInt(4) == 0 ? DAY : DAY.plusYears(1);
                candidates.add(new Candidate(
                        resource,
                        resource,
                        resource,
                        "专家",
                        "",
                        journey.start(),
                        journey.end(),
                        5,
                        false,
                        List.of(new Candidate.Accredited("ip", DAY.minusYears(1), until))));
                journeys.add(journey);
                tables.put(
                        resource,
                        new Timetable(
                                resource,
                                "专家",
                                null,
                                1,
                                false,
                                Duration.ZERO,
                                Duration.ZERO,
                                journey.open(),
                                Map.of()));
                stops.put(resource, journey.stops());
            }
            var site = place(random);
            int needed = 1 + random.nextInt(2);
            var length = Duration.ofMinutes(60);
            var window = span(0, 2880);
            var field = new Field(candidates, tables, stops, Map.of(), travel, site, DAY);
            var expected = new TreeMap<Instant, Integer>();
            for (int i = 0; i < candidates.size(); i++)
                for (var hours : journeys.get(i).open())
                    for (var at = hours.from(); !at.plus(length).isAfter(hours.to()); at = at.plusSeconds(1800)) {
                        var visit = new Span(at, at.plus(length));
                        boolean sent =
                                !candidates.get(i).areas(DAY, visit.firstDay()).isEmpty();
                        if (sent && possible(journeys.get(i), visit, site, travel)) expected.merge(at, 1, Integer::sum);
                    }
            expected.values().removeIf(count -> count < needed);
            var found = new TreeMap<Instant, Integer>();
            field.starts(window, length, Duration.ofMinutes(30), needed)
                    .forEach((visit, count) -> found.put(visit.from(), count));
            assertEquals(expected, found, "seed " + SEED + " round " + round);
            offered += found.size();
        }
        assertTrue(offered > ROUNDS, offered + " times were offered");
    }

    @Test
    void nobody_promises_to_arrive_where_no_time_is_known() {
        var journey = new Journey("A", "A", List.of(span(480, 1080)), List.of());
        assertEquals(Fit.UNREACHABLE, journey.fit(span(700, 760), "Z", new Travel(Map.of())));
    }
}
