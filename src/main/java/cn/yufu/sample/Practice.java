package cn.yufu.sample;

import cn.yufu.http.Json;
import cn.yufu.sample.Call.Scheme;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * On-site diagnosis in the sample city: experts in many districts, three programmes, and visits in every state, each with
 * a team that knows the matter, is free on that day and can be there and back in time.
 */
final class Practice {
    private static final int SEED = 20_261_124;
    private static final int ATTEMPTS = 4_000;
    private static final LocalTime OPENS = LocalTime.of(8, 30);
    private static final LocalTime CLOSES = LocalTime.of(18, 0);
    private static final List<LocalTime> STARTS = List.of(
            LocalTime.of(9, 30), LocalTime.of(10, 0), LocalTime.of(13, 30), LocalTime.of(14, 0), LocalTime.of(14, 30));
    private static final int GAP_DAYS = 8;
    private static final int MOST_EACH = 3;

    /** How many visits end in each state. */
    private static final Map<String, Integer> ENDINGS = endings();

    private final City city;
    private final Diagnostics known;
    private final Dice dice = new Dice(SEED);
    final List<Consultant> consultants = new ArrayList<>();
    final List<Scheme> schemes = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final List<Batch> batches = new ArrayList<>();

    Practice(City city, Diagnostics known) {
        this.city = city;
        this.known = known;
    }

    private static Map<String, Integer> endings() {
        var endings = new LinkedHashMap<String, Integer>();
        endings.put("completed", 26);
        endings.put("reported", 6);
        endings.put("reporting", 5);
        endings.put("in-progress", 1);
        endings.put("confirmed", 11);
        endings.put("requested", 8);
        endings.put("cancelled", 5);
        endings.put("expired", 2);
        endings.put("missed", 2);
        endings.put("expert-missed", 1);
        return endings;
    }

    void open() {
        for (var person : known.texts().experts()) hire(person);
        var founded = city.hours().daysAgo(400);
        var fees = new Fees(city, dice);
        var funds = fees.fund();
        schemes.add(new Scheme(dice.id(founded), "市级专家上门问诊服务计划", List.of(), List.of(), List.of(), 4, funds, 120_000));
        schemes.add(new Scheme(
                dice.id(founded),
                "“小巨人”企业综合问诊专项",
                List.of(),
                List.of("little-giant"),
                List.of("comprehensive"),
                2,
                funds,
                300_000));
        schemes.add(new Scheme(
                dice.id(founded),
                "北碚区数字化绿色化问诊计划",
                List.of("500109"),
                List.of(),
                List.of("digital", "green"),
                2,
                fees.ofBeibei(),
                100_000));
        var first = city.staff().customers().getFirst();
        var house = consultants.getFirst();
        place("completed", () -> first, "digital", house, 96);
        place("confirmed", () -> first, "ip", null, null);
        for (var ending :
                List.of("requested", "requested", "confirmed", "confirmed", "reporting", "reported", "completed"))
            place(ending, this::customer, null, house, null);
        ENDINGS.forEach((ending, count) -> {
            for (int i = 0; i < count; i++) place(ending, this::customer, null, null, null);
        });
        followUps();
        // what finance has not paid yet
        for (int i = 0; i < 4; i++) place("completed", this::customer, null, null, Fees.UNPAID - i);
        batches.addAll(fees.settle(calls));
        calls.sort(Comparator.comparing((Call call) -> call.created).thenComparing(call -> call.id));
        for (int i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            call.number = "WZ-%d-%06d".formatted(WorkHours.day(call.created).getYear(), i + 1);
        }
    }

    /** Writes the history; the batches have their numbers now. */
    void tell() {
        for (var call : calls) CallStory.tell(call, city.chronicle());
    }

    private void hire(Diagnostics.Person person) {
        var since = city.hours().daysAgo(390);
        var provider = city.firms().stream()
                .filter(firm -> firm.slug().equals(person.provider()))
                .findFirst();
        var member = city.staff().expert(person.username(), person.name(), person.division());
        consultants.add(new Consultant(
                dice.id(since),
                dice.id(since),
                member,
                person,
                provider.map(Firm::name).orElse(person.employer())));
    }

    private Member customer() {
        var all = city.staff().customers();
        return dice.chance(25) ? all.get(dice.between(1, 7)) : all.get(dice.between(8, all.size() - 1));
    }

    /** Tries customers, kinds and days until a visit that is possible comes up. */
    private void place(
            String state,
            Supplier<Member> customers,
            @Nullable String type,
            @Nullable Consultant with,
            @Nullable Integer daysBack) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var customer = customers.get();
            var kind = known.kinds()
                    .get(type == null ? dice.pick(List.copyOf(known.kinds().keySet())) : type);
            var day = daysBack == null ? day(state) : city.hours().day(-daysBack);
            if (kind != null && call(state, customer, kind, day, with)) return;
        }
        throw new IllegalStateException("nobody in the sample city can have a visit that is " + state);
    }

    /** Working days from the last full one, backwards or ahead. */
    private LocalDate day(String state) {
        return city.hours()
                .day(
                        switch (state) {
                            case "completed" -> -dice.between(14, 170);
                            case "reported" -> -dice.between(4, 9);
                            case "reporting" -> -dice.between(1, 4);
                            case "in-progress" -> 0;
                            case "confirmed" -> dice.between(4, 24);
                            case "requested" -> dice.between(5, 24);
                            case "expired" -> -dice.between(3, 30);
                            default -> -dice.between(6, 70);
                        });
    }

    private boolean call(
            String state, Member customer, Diagnostics.Kind kind, LocalDate day, @Nullable Consultant with) {
        var firm = customer.firm();
        if (firm == null || !room(firm, day)) return false;
        var scheme = scheme(firm, kind, day);
        if (scheme == null) return false;
        var start = state.equals("in-progress") ? LocalTime.of(14, 30) : dice.pick(STARTS);
        var able = dice.shuffled(consultants).stream()
                .filter(c -> c.knows(kind) && able(c, firm.division(), day, start, kind.minutes()))
                .sorted(Comparator.comparing(c -> !c.equals(with)))
                .toList();
        if (able.size() < kind.experts() || (with != null && !able.getFirst().equals(with))) return false;
        var team = able.subList(0, kind.experts());
        var from = day.atTime(start).atZone(Json.ZONE).toInstant();
        var created = created(state, from);
        if (!created.isBefore(from)) return false;
        var call = new Call(
                dice.id(created), dice.id(created), customer, kind, state, List.copyOf(team), scheme, from, created);
        call.need = dice.pick(known.texts().needs().getOrDefault(kind.code(), List.of()));
        call.assignment = assignment(call, able);
        if (!new CallStory(call, city, known, dice).unfold()) return false;
        team.forEach(c -> c.busy().add(day));
        scheme.purse().promise(firm.id(), scheme.feeFen());
        calls.add(call);
        return true;
    }

    private boolean room(Firm firm, LocalDate day) {
        var others = calls.stream().filter(c -> c.enterprise().equals(firm)).toList();
        return others.size() < MOST_EACH
                && others.stream()
                        .allMatch(c -> Math.abs(WorkHours.day(c.from).toEpochDay() - day.toEpochDay()) > GAP_DAYS);
    }

    /** The most special programme that is for them, has a visit left for them in that year, and can pay it. */
    private @Nullable Scheme scheme(Firm firm, Diagnostics.Kind kind, LocalDate day) {
        return schemes.reversed().stream()
                .filter(s -> s.covers(firm, kind.code()) && s.purse().affords(firm.id(), s.feeFen()))
                .filter(s -> had(s, firm, day.getYear()) < s.perYear())
                .findFirst()
                .orElse(null);
    }

    private long had(Scheme scheme, Firm firm, int year) {
        return calls.stream()
                .filter(c -> c.scheme.equals(scheme) && c.enterprise().equals(firm))
                .filter(c -> WorkHours.day(c.from).getYear() == year)
                .count();
    }

    private boolean able(Consultant one, String site, LocalDate day, LocalTime start, int minutes) {
        int there = known.minutes(one.person().division(), site);
        int back = known.minutes(site, one.person().division());
        return !one.busy().contains(day)
                && Duration.between(OPENS, start).toMinutes() >= there
                && Duration.between(start, CLOSES).toMinutes() - minutes >= back;
    }

    private Instant created(String state, Instant from) {
        return switch (state) {
            case "requested" -> city.hours().ago(dice.between(0, 1));
            case "confirmed" -> city.hours().ago(dice.between(2, 8));
            default -> city.hours().before(from, dice.between(6, 13));
        };
    }

    /** Some completed visits are looked at again after a season; the second one scores higher. */
    private void followUps() {
        var first = calls.stream()
                .filter(c -> c.completed != null && c.from.isBefore(city.hours().daysAgo(115)))
                .limit(5)
                .toList();
        for (var call : first) {
            for (int attempt = 0; attempt < 60; attempt++) {
                int before = calls.size();
                if (!call("completed", call.customer, call.kind, day("completed"), null)) continue;
                var again = calls.get(before);
                if (!again.from.isAfter(call.from.plus(Duration.ofDays(40)))) {
                    again.team.forEach(c -> c.busy().remove(WorkHours.day(again.from)));
                    calls.remove(again);
                    continue;
                }
                again.follows = call.id;
                CallStory.improve(again, call.scores);
                break;
            }
        }
    }

    private String assignment(Call call, List<Consultant> able) {
        var entries = new ArrayList<Map<String, Object>>();
        for (var one : able.subList(0, Math.min(5, able.size()))) {
            boolean conflict =
                    one.person().provider() != null && call.kind.areas().contains("ip");
            var reasons = new ArrayList<String>();
            if (entries.isEmpty()) reasons.addAll(List.of("best-match", "least-load"));
            else if (dice.chance(30)) reasons.add("nearest");
            if (conflict) reasons.add("conflict");
            var entry = new LinkedHashMap<String, Object>();
            entry.put("expertId", one.id());
            entry.put("name", one.member().name());
            entry.put("chosen", call.team.contains(one));
            entry.put("fit", "fits");
            entry.put(
                    "areas",
                    call.kind.areas().stream()
                            .filter(one.person().areas()::contains)
                            .toList());
            entry.put("load", one.busy().size());
            entry.put("weight", one.person().weight());
            entry.put("idleDays", dice.between(2, 30));
            entry.put(
                    "minutes",
                    known.minutes(one.person().division(), call.enterprise().division()));
            entry.put("conflict", conflict);
            entry.put("reasons", reasons);
            entries.add(entry);
        }
        int knowing = (int) consultants.stream().filter(c -> c.knows(call.kind)).count();
        var why = new LinkedHashMap<String, Object>();
        why.put("mode", "automatic");
        why.put("reason", null);
        why.put("considered", knowing);
        why.put("open", knowing);
        why.put("free", Math.max(able.size(), knowing - 1));
        why.put("reachable", able.size());
        why.put("candidates", entries);
        return Json.text(why);
    }
}
