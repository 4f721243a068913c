package cn.yufu.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have, for a span.
 *
 * @param resources all of them at once; no resource twice
 * @param organisation for whom: the quota, and the record of cancelling late, are this organisation's
 * @param quota what counts together against a quota, for example a programme; null when nothing does
 * @param predecessor the booking that this one takes over from
 * @param holdUntil how long it is held without a decision; null when it counts at once
 * @param staff whether it is made by somebody who keeps the calendar: some rules are not for them
 * @param bypassReason why rules are set aside; only for staff
 */
public record Wish(
        List<UUID> resources,
        Span span,
        UUID account,
        @Nullable UUID organisation,
        @Nullable UUID quota,
        @Nullable UUID series,
        @Nullable UUID predecessor,
        @Nullable Instant holdUntil,
        boolean staff,
        @Nullable String bypassReason) {

    /** The same at another time. */
    public Wish at(Span other) {
        return new Wish(
                resources, other, account, organisation, quota, series, predecessor, holdUntil, staff, bypassReason);
    }

    /** The same for other resources. */
    public Wish of(List<UUID> others) {
        return new Wish(
                others, span, account, organisation, quota, series, predecessor, holdUntil, staff, bypassReason);
    }
}
