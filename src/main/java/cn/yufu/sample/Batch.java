package cn.yufu.sample;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** Transfers of one day, of orders or of visits; numbered once all batches are known that have something to transfer. */
final class Batch {
    final UUID id;
    final Instant at;
    String number = "";

    private final String purpose;

    Batch(UUID id, Instant at, String purpose) {
        this.id = id;
        this.at = at;
        this.purpose = purpose;
    }

    String reference() {
        var day = WorkHours.day(at);
        return "%s%d年%d月%d日批次".formatted(purpose, day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** Numbers run with the days, whatever was paid. */
    static void number(Collection<Batch> ofOrders, Collection<Batch> ofVisits) {
        var all = Stream.concat(ofOrders.stream(), ofVisits.stream())
                .sorted(Comparator.comparing((Batch batch) -> batch.at).thenComparing(batch -> batch.id))
                .toList();
        for (int i = 0; i < all.size(); i++) {
            var batch = all.get(i);
            batch.number = "ZF-%d-%06d".formatted(WorkHours.day(batch.at).getYear(), i + 1);
        }
    }
}
