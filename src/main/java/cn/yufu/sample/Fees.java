package cn.yufu.sample;

import cn.yufu.sample.Material.Fund;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who pays for visits in the sample city: a budget of the city's and one of a district's, and finance now and then. */
final class Fees {
    private static final Fund FUND = new Fund(
            "专家上门问诊专项", "市级中小企业发展专项资金", List.of("professional-consulting"), List.of(), 10_000, 2_000_000, 40_000_000);

    /** Finance pays about every other week; the last time so many working days ago. */
    private static final int EVERY = 10;

    private static final int LAST = 8;
    private static final int BATCHES = 17;

    /** Whoever was visited since so many working days ago has confirmed the report too late for the last batch. */
    static final int UNPAID = LAST + 3;

    private final City city;
    private final Dice dice;

    Fees(City city, Dice dice) {
        this.city = city;
        this.dice = dice;
    }

    /** The budget that is there for visits alone. */
    Purse fund() {
        var like = city.purses().getLast();
        var created = like.created.plusSeconds(61);
        var purse = new Purse(
                dice.id(created),
                "YS-%04d".formatted(city.purses().size() + 1),
                FUND,
                created,
                like.validFrom,
                like.validTo);
        city.purses().add(purse);
        var subject = new Chronicle.Subject("budget", purse.id, purse.number, Detail.budget(FUND), null, null, null);
        city.chronicle().tell(created, city.staff().city, subject, "creation", null, "open", null);
        return purse;
    }

    /** Beibei's package for its enterprises, which pays orders too. */
    Purse ofBeibei() {
        return city.purses().stream()
                .filter(purse -> purse.fund.divisions().equals(List.of("500109")))
                .findFirst()
                .orElseThrow();
    }

    /** Freezes for every visit, gives back where it ended, and pays what was completed some days before a batch. */
    List<Batch> settle(List<Call> calls) {
        var made = new ArrayList<Batch>();
        for (int i = BATCHES - 1; i >= 0; i--) pay(calls, city.hours().ago(LAST + i * EVERY), made);
        for (var call : calls) {
            var purse = call.scheme.purse();
            purse.freeze(call.enterprise().id(), call.scheme.feeFen());
            if (!call.takesTime()) purse.release(call.enterprise().id(), call.scheme.feeFen());
            if (call.paid != null) purse.spend(call.scheme.feeFen());
        }
        return made;
    }

    private void pay(List<Call> calls, Instant at, List<Batch> made) {
        var due = calls.stream()
                .filter(call ->
                        call.paid == null && completedBefore(call, city.hours().before(at, 2)))
                .toList();
        if (due.isEmpty()) return;
        var batch = new Batch(dice.id(at), at, "专家劳务集中支付");
        made.add(batch);
        for (var call : due) {
            call.paid = batch;
            call.due = null;
            call.move(at, city.staff().finance, "payment", "completed", batch.reference());
        }
    }

    private static boolean completedBefore(Call call, Instant at) {
        return call.completed != null && call.completed.isBefore(at);
    }
}
