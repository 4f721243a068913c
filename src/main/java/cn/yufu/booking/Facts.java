package cn.yufu.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was true when the resources were locked: nothing of it can change before the booking stands.
 *
 * @param now the database's clock, the only one that counts
 * @param tables one per resource of the wish, in its order
 * @param own what the organisation (or, without one, the account) has already under the same quota, in the year of the
 *     wish and a month around it
 * @param strikes when it failed to appear or cancelled late, unexcused, in the last year
 */
public record Facts(Instant now, List<Timetable> tables, List<Own> own, List<Instant> strikes) {

    /** The same with another window. */
    Facts with(List<Timetable> others) {
        return new Facts(now, others, own, strikes);
    }

    /** The same with some of the resources, in the order given. */
    public Facts of(List<UUID> resources) {
        var some = resources.stream()
                .flatMap(id -> tables.stream().filter(table -> table.resource().equals(id)))
                .toList();
        return with(some);
    }

    /**
     * A booking that counts: one that holds, or ended with nobody there.
     *
     * @param open whether it may still take place
     */
    public record Own(UUID id, Span span, UUID account, boolean open) {}
}
