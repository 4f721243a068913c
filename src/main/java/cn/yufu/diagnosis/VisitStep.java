package cn.yufu.diagnosis;

import static cn.yufu.http.Role.CITY_ADMIN;
import static cn.yufu.http.Role.DISTRICT_ADMIN;
import static cn.yufu.http.Role.ENTERPRISE;
import static cn.yufu.http.Role.EXPERT;
import static cn.yufu.http.Role.FINANCE;
import static cn.yufu.http.Role.by;

import cn.yufu.budget.Effect;
import cn.yufu.http.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every legal move of a visit. Read top to bottom: this is the life of a visit. */
enum VisitStep {
    /**
     * The time is held until an expert confirms; two working days, and never past the start. From here the fee stays frozen,
     * whoever comes and whenever, until the visit ends or is paid.
     */
    REQUEST("request", by(ENTERPRISE), from(), "requested", Effect.FREEZES),
    CONFIRM("confirmation", by(EXPERT, DISTRICT_ADMIN, CITY_ADMIN), from("requested"), "confirmed"),
    /** An administrator decides that somebody else comes. */
    REASSIGN("reassignment", by(DISTRICT_ADMIN, CITY_ADMIN), from("requested", "confirmed"), "confirmed"),
    /** To a colleague, who confirms in turn. */
    HAND_OVER("reassignment", by(EXPERT), from("requested", "confirmed"), "requested"),
    /** To another time, which waits for confirmation again. */
    RESCHEDULE("reschedule", by(ENTERPRISE), from("requested", "confirmed"), "requested"),
    /** By the side that confirms; the enterprise may then move or cancel it at any notice. */
    MOVE("reschedule", by(EXPERT, DISTRICT_ADMIN, CITY_ADMIN), from("requested", "confirmed"), "confirmed"),
    CANCEL(
            "cancellation",
            by(ENTERPRISE, EXPERT, DISTRICT_ADMIN, CITY_ADMIN),
            from("requested", "confirmed"),
            "cancelled",
            Effect.RELEASES),
    /** Nobody confirmed in time. */
    EXPIRE("expiry", by(), from("requested"), "expired", Effect.RELEASES, 2),
    CHECK_IN("check-in", by(EXPERT), from("confirmed"), "in-progress"),
    /** The expert came and nobody was there; counts against the enterprise. */
    MISS("absence", by(EXPERT), from("confirmed"), "missed", Effect.RELEASES),
    /** The enterprise waited and nobody came. */
    EXPERT_MISS("absence", by(ENTERPRISE), from("confirmed"), "expert-missed", Effect.RELEASES),
    FINISH("finish", by(EXPERT), from("in-progress"), "reporting"),
    /** Saves a draft. */
    SAVE("report", by(EXPERT), from("in-progress", "reporting"), null),
    SUBMIT("report-submission", by(EXPERT), from("reporting"), "reported"),
    RETURN("report-return", by(ENTERPRISE), from("reported"), "reporting"),
    /** Opens the actions; without an answer it counts as given. */
    ACCEPT("report-confirmation", by(ENTERPRISE), from("reported"), "completed"),
    LAPSE("automatic-confirmation", by(), from("reported"), "completed", Effect.NONE, 10),
    /** Once, where a budget pays; the visit stays completed. */
    PAY("payment", by(FINANCE), from("completed"), "completed", Effect.SPENDS),
    /** An administrator forgives a late change or an absence. */
    EXCUSE("excuse", by(DISTRICT_ADMIN, CITY_ADMIN), from("requested", "confirmed", "cancelled", "missed"), null);

    /** The noun under the visit in the URL, in {@code steps} and in the history. */
    final String noun;

    final Set<Role> who;
    final List<String> from;
    /** Null where the state stays as it is. */
    final @Nullable String to;

    final Effect effect;
    /** Working days after which time makes the move; 0 where it never does. */
    final int days;

    VisitStep(String noun, Set<Role> who, List<String> from, @Nullable String to) {
        this(noun, who, from, to, Effect.NONE);
    }

    VisitStep(String noun, Set<Role> who, List<String> from, @Nullable String to, Effect effect) {
        this(noun, who, from, to, effect, 0);
    }

    VisitStep(String noun, Set<Role> who, List<String> from, @Nullable String to, Effect effect, int days) {
        this.noun = noun;
        this.who = who;
        this.from = from;
        this.to = to;
        this.effect = effect;
        this.days = days;
    }

    private static List<String> from(String... states) {
        return List.of(states);
    }

    /** The nouns of the moves that this role may make from this state; single visits are narrowed further. */
    static List<String> open(Role role, String state) {
        return Arrays.stream(values())
                .filter(step -> step.who.contains(role) && step.from.contains(state))
                .map(step -> step.noun)
                .distinct()
                .toList();
    }
}
