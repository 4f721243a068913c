package cn.yufu.booking;

import cn.yufu.http.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Every legal move of somebody who waits. Read top to bottom: this is the life of a place in the queue. It ends once: who
 * took an offer and cancels later is not put back, and may join again at the end.
 */
enum WaitingStep {
    JOIN("joining", true, List.of(), "waiting"),
    /** A time is held for the oldest whose wish it fits, until the end of the next working day, and never past its start. */
    OFFER("offer", false, List.of("waiting"), "offered"),
    ACCEPT("acceptance", true, List.of("offered"), "taken"),
    DECLINE("decline", true, List.of("offered"), "declined"),
    /** Another time is waited for, at the old place; the declined one is not offered again. */
    WAIT_ON("waiting-on", true, List.of("offered"), "waiting"),
    /** Nobody answered. */
    LAPSE("lapse", false, List.of("offered"), "lapsed"),
    LEAVE("leaving", true, List.of("waiting"), "left"),
    /** The last day that would have suited is over. */
    END("ending", false, List.of("waiting"), "over");

    /** The noun under the place in the URL, in {@code steps} and in the history. */
    final String noun;

    final Set<Role> who;
    final List<String> from;
    final String to;

    /** @param own whether whoever waits makes it; time does otherwise */
    WaitingStep(String noun, boolean own, List<String> from, String to) {
        this.noun = noun;
        this.who = own ? Set.of(Role.ENTERPRISE) : Set.of();
        this.from = from;
        this.to = to;
    }

    static List<String> open(Role role, String state) {
        return Arrays.stream(values())
                .filter(step -> step.who.contains(role) && step.from.contains(state))
                .map(step -> step.noun)
                .toList();
    }
}
