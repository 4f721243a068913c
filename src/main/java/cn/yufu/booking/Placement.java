package cn.yufu.booking;

import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A wish that nothing speaks against any more, with the units that were free; it stands once a statement that begins
 * with {@link Bookings#BOOK} has run in the same transaction.
 *
 * @param setAside the objections that a member of staff overruled
 */
public record Placement(Wish wish, Facts facts, List<Integer> units, List<Objection> setAside) {
    /** The first fifteen values of that statement. */
    public Tuple values() {
        return Tuple.tuple()
                .addString(wish.holdUntil() == null ? BookingState.CONFIRMED.code : BookingState.HELD.code)
                .addOffsetDateTime(BookingStore.at(wish.span().from()))
                .addOffsetDateTime(BookingStore.at(wish.span().to()))
                .addUUID(wish.account())
                .addUUID(wish.organisation())
                .addUUID(wish.quota())
                .addUUID(wish.series())
                .addUUID(wish.predecessor())
                .addOffsetDateTime(wish.holdUntil() == null ? null : BookingStore.at(wish.holdUntil()))
                .addArrayOfString(setAside.stream().map(Objection::code).toArray(String[]::new))
                .addString(setAside.isEmpty() ? null : wish.bypassReason())
                .addArrayOfUUID(wish.resources().toArray(UUID[]::new))
                .addArrayOfInteger(units.toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(ends(Span::from))
                .addArrayOfOffsetDateTime(ends(Span::to));
    }

    private OffsetDateTime[] ends(Function<Span, java.time.Instant> end) {
        return facts.tables().stream()
                .map(table -> BookingStore.at(end.apply(table.protect(wish.span()))))
                .toArray(OffsetDateTime[]::new);
    }
}
