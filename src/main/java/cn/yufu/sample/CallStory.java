package cn.yufu.sample;

import cn.yufu.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The course of one visit: who moved it when, what was found, and what has become of it. */
final class CallStory {
    private static final List<String> SEVERITIES = List.of("high", "medium", "medium", "low");

    private final Call call;
    private final City city;
    private final Diagnostics known;
    private final Dice dice;
    private final WorkHours hours;

    CallStory(Call call, City city, Diagnostics known, Dice dice) {
        this.call = call;
        this.city = city;
        this.known = known;
        this.dice = dice;
        this.hours = city.hours();
    }

    /** False when its time leaves no room for what would have to have happened. */
    boolean unfold() {
        call.move(call.created, call.customer, "request", "requested", null);
        var held = hours.deadline(call.created, 2);
        var until = held.isBefore(call.from) ? held : call.from;
        return switch (call.state) {
            case "requested" -> {
                call.due = until;
                yield until.isAfter(hours.now());
            }
            case "expired" -> end(until.plusSeconds(dice.between(3, 28)), null, "expiry", null);
            default -> confirm(until) && after();
        };
    }

    private boolean confirm(Instant until) {
        var at = hours.after(call.created, 1);
        if (!at.isAfter(call.created) || !at.isBefore(until) || at.isAfter(hours.now())) return false;
        call.confirmed = at;
        call.move(at, call.lead(), "confirmation", "confirmed", null);
        return true;
    }

    private boolean after() {
        var texts = known.texts();
        return switch (call.state) {
            case "confirmed" -> true;
            case "cancelled" -> cancel();
            case "missed" ->
                end(call.from.plus(Duration.ofMinutes(35)), call.lead(), "absence", dice.pick(texts.absences()));
            case "expert-missed" ->
                end(
                        call.from.plus(Duration.ofMinutes(70)),
                        call.customer,
                        "absence",
                        dice.pick(texts.expertAbsences()));
            default -> visit();
        };
    }

    private boolean cancel() {
        var at = dice.chance(25) ? call.from.minus(Duration.ofHours(5)) : hours.after(call.created, 3);
        if (call.confirmed == null || !at.isAfter(call.confirmed) || !at.isBefore(call.from)) return false;
        var time = at.atZone(Json.ZONE).toLocalTime();
        if (time.getHour() < 8) return false;
        call.late = at.isAfter(call.from.minus(Duration.ofHours(24)));
        return end(at, call.customer, "cancellation", dice.pick(known.texts().cancellations()));
    }

    private boolean end(Instant at, @Nullable Member actor, String action, @Nullable String reason) {
        if (at.isAfter(hours.now())) return false;
        call.closed = at;
        call.move(at, actor, action, call.state, reason);
        return true;
    }

    private boolean visit() {
        var arrived = call.from.minusSeconds(dice.between(20, 400));
        call.arrived = arrived;
        call.move(arrived, call.lead(), "check-in", "in-progress", null);
        if (call.state.equals("in-progress")) return true;
        var left = call.to.plusSeconds(dice.between(60, 900));
        if (left.isAfter(hours.now())) return false;
        call.left = left;
        call.due = hours.deadline(left, 5);
        call.move(left, call.lead(), "finish", "reporting", null);
        return call.state.equals("reporting") || report(left);
    }

    private boolean report(Instant left) {
        var at = hours.after(left, dice.between(1, 3));
        if (!at.isAfter(left)) return false;
        write(at);
        call.move(at, call.lead(), "report-submission", "reported", null);
        if (dice.chance(10)) {
            var back = hours.after(at, 1);
            var again = hours.after(back, 1);
            if (!back.isAfter(at) || !again.isAfter(back)) return false;
            call.move(
                    back,
                    call.customer,
                    "report-return",
                    "reporting",
                    dice.pick(known.texts().returns()));
            call.move(again, call.lead(), "report-submission", "reported", null);
            at = again;
        }
        call.reported = at;
        call.due = hours.deadline(at, 10);
        if (call.state.equals("reported")) return call.due.isAfter(hours.now());
        var answered = hours.after(at, dice.between(1, 5));
        if (!answered.isAfter(at)) return false;
        call.completed = answered;
        call.closed = answered;
        call.due = hours.deadline(answered, 10);
        call.move(answered, call.customer, "report-confirmation", "completed", null);
        carryOut(answered);
        return true;
    }

    private void write(Instant at) {
        var answers = new LinkedHashMap<String, String>();
        for (var question : call.kind.questions()) answers.put(question.getKey(), Integer.toString(dice.between(0, 3)));
        call.answers = answers;
        call.scores = scores(call);
        call.summary = dice.pick(known.texts().summaries());
        var areas = call.scores.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        int count = dice.between(2, 4);
        for (int i = 0; i < count; i++) {
            var area = areas.get(i % areas.size());
            var told = known.texts().findings().getOrDefault(area, List.of());
            var pair = told.get((i / areas.size() + call.kind.code().length()) % told.size());
            call.findings.add(new Call.Finding(
                    dice.id(at),
                    area,
                    pair.getFirst(),
                    pair.getLast(),
                    dice.pick(SEVERITIES),
                    WorkHours.day(at).plusDays(dice.between(3, 9) * 10L),
                    null,
                    recommended(area),
                    null));
        }
    }

    private static Map<String, Integer> scores(Call call) {
        var sums = new LinkedHashMap<String, int[]>();
        for (var question : call.kind.questions()) {
            var sum = sums.computeIfAbsent(question.getValue(), area -> new int[2]);
            sum[0] += 25 * Integer.parseInt(call.answers.getOrDefault(question.getKey(), "0"));
            sum[1]++;
        }
        var scores = new LinkedHashMap<String, Integer>();
        sums.forEach((area, sum) -> scores.put(area, Math.round((float) sum[0] / sum[1])));
        return scores;
    }

    /** Published services for the area that serve the district. */
    private String recommended(String area) {
        var categories = known.categories(area);
        var offered = city.listings().stream()
                .filter(Shelved::onSale)
                .filter(s -> categories.contains(s.offer.theme()) || categories.contains(s.offer.category()))
                .filter(s -> s.offer.serves(call.enterprise().division()))
                .toList();
        var fitting = dice.shuffled(offered).stream().limit(3).toList();
        return Json.text(fitting.stream()
                .map(s -> Map.of(
                        "listingId",
                        s.id,
                        "reasons",
                        s.offer.divisions().isEmpty() ? List.of("category") : List.of("category", "serves-district"),
                        "conflict",
                        false))
                .toList());
    }

    /** The older a plan, the more of it is done; some of it by an order. */
    private void carryOut(Instant since) {
        int age = hours.workingDaysSince(since);
        var carried = new ArrayList<Call.Finding>();
        for (var f : call.findings) {
            var done = age > 15 && dice.chance(Math.min(85, age))
                    ? hours.after(since, dice.between(8, Math.max(9, age - 2)))
                    : null;
            carried.add(new Call.Finding(
                    f.id(),
                    f.area(),
                    f.text(),
                    f.action(),
                    f.severity(),
                    f.due(),
                    done,
                    f.recommended(),
                    order(f, since)));
        }
        call.findings.clear();
        call.findings.addAll(carried);
    }

    private @Nullable UUID order(Call.Finding finding, Instant since) {
        var categories = known.categories(finding.area());
        return city.deals().stream()
                .filter(d -> d.enterprise().equals(call.enterprise()) && d.created.isAfter(since))
                .filter(d -> categories.contains(d.offer.theme()) || categories.contains(d.offer.category()))
                .map(d -> d.id)
                .findFirst()
                .orElse(null);
    }

    /** A visit that looks at what has changed since another found these scores. */
    static void improve(Call again, Map<String, Integer> before) {
        var answers = new LinkedHashMap<String, String>();
        for (var question : again.kind.questions()) {
            int was = before.getOrDefault(question.getValue(), 25) / 25;
            answers.put(question.getKey(), Integer.toString(Math.min(4, was + 1)));
        }
        again.answers = answers;
        again.scores = scores(again);
    }

    /** What the history says of it. */
    static void tell(Call call, Chronicle chronicle) {
        var involved = call.team.stream().map(c -> c.member().id()).toList();
        var detail = new LinkedHashMap<String, Object>();
        detail.put("title", call.kind.name());
        detail.put("enterprise", call.enterprise().name());
        detail.put("expert", call.lead().name());
        detail.put("fromAt", call.from.atZone(Json.ZONE).toOffsetDateTime());
        detail.put("governmentFen", call.scheme.feeFen());
        detail.put("involved", involved);
        for (var m : call.moves) {
            if (call.paid != null && m.action().equals("payment")) detail.put("payment", call.paid.number);
            var subject = new Chronicle.Subject(
                    "visit",
                    call.id,
                    call.number,
                    Json.text(detail),
                    call.enterprise().id(),
                    null,
                    call.enterprise().division());
            chronicle.tell(m.at(), m.actor(), subject, m.action(), m.from(), m.to(), m.reason());
        }
        for (var f : call.findings) {
            if (f.done() == null || call.completed == null) continue;
            var action = new Chronicle.Subject(
                    "action",
                    f.id(),
                    call.number,
                    Json.text(Map.of(
                            "title", f.action(), "enterprise", call.enterprise().name())),
                    call.enterprise().id(),
                    null,
                    call.enterprise().division());
            chronicle.tell(f.done(), call.customer, action, "completion", "open", "done", null);
        }
    }
}
