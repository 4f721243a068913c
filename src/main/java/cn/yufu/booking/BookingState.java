package cn.yufu.booking;

import java.util.List;

/**
 * The life of a booking, as the engine sees it. Who may make a move, and what else changes with it, is the business of
 * the feature that the booking serves.
 */
public enum BookingState {
    /** Asked for; its time is taken until somebody decides or the hold ends. */
    HELD("held", List.of()),
    CONFIRMED("confirmed", List.of("held")),
    /** It took place. */
    DONE("done", List.of("confirmed")),
    /** A descendant took over. */
    MOVED("moved", List.of("held", "confirmed")),
    CANCELLED("cancelled", List.of("held", "confirmed")),
    /** Nobody decided in time. */
    EXPIRED("expired", List.of("held")),
    /** The time came and whoever booked was not there. */
    MISSED("missed", List.of("confirmed"));

    public final String code;
    /** The states from which it can be reached; none for where a booking begins. */
    final List<String> from;

    BookingState(String code, List<String> from) {
        this.code = code;
        this.from = from;
    }
}
