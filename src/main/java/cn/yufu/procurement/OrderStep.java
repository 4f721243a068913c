package cn.yufu.procurement;

import static cn.yufu.http.Role.CITY_ADMIN;
import static cn.yufu.http.Role.DISTRICT_ADMIN;
import static cn.yufu.http.Role.ENTERPRISE;
import static cn.yufu.http.Role.FINANCE;
import static cn.yufu.http.Role.PROVIDER;
import static cn.yufu.http.Role.by;

import cn.yufu.budget.Effect;
import cn.yufu.http.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every legal move of a purchase order. Read top to bottom: this is the life of an order. */
enum OrderStep {
    /** The provider names a price for a listing that has none. */
    QUOTE("quotation", by(PROVIDER), from("quoting"), "draft"),
    SUBMIT("submission", by(ENTERPRISE), from("draft", "returned"), "submitted"),
    /** Freezes the government's share; from here the provider has five working days to take the work on. */
    APPROVE("approval", by(DISTRICT_ADMIN, CITY_ADMIN), from("submitted"), "approved", Effect.FREEZES),
    RETURN("return", by(DISTRICT_ADMIN, CITY_ADMIN), from("submitted"), "returned"),
    REJECT("rejection", by(DISTRICT_ADMIN, CITY_ADMIN), from("submitted"), "rejected"),
    /** The district hands the decision to the city, or has let it lie; the state stays. */
    ESCALATE("escalation", by(DISTRICT_ADMIN), from("submitted"), "submitted", Effect.NONE, 5),
    ACCEPT("acceptance-of-work", by(PROVIDER), from("approved"), "in-progress"),
    /** Nobody took it on in time: the money is released. */
    LAPSE("lapse", by(), from("approved"), "lapsed", Effect.RELEASES, 5),
    DELIVER("delivery", by(PROVIDER), from("in-progress"), "delivered"),
    REWORK("rework", by(ENTERPRISE), from("delivered"), "in-progress"),
    COMPLETE("completion", by(ENTERPRISE), from("delivered"), "completed"),
    /** Turns frozen money into spent money; whoever approved may not pay. */
    PAY("payment", by(FINANCE), from("completed"), "paid", Effect.SPENDS),
    RATE("rating", by(ENTERPRISE), from("completed", "paid"), null),
    DISPUTE("dispute", by(ENTERPRISE, PROVIDER), from("in-progress", "delivered", "completed"), "disputed"),
    /** The administrator sends a dispute back to work, accepts the result, or cancels. */
    RULE_CONTINUE("ruling", by(DISTRICT_ADMIN, CITY_ADMIN), from("disputed"), "in-progress"),
    RULE_COMPLETE("ruling", by(DISTRICT_ADMIN, CITY_ADMIN), from("disputed"), "completed"),
    RULE_CANCEL("ruling", by(DISTRICT_ADMIN, CITY_ADMIN), from("disputed"), "cancelled", Effect.RELEASES),
    CANCEL(
            "cancellation",
            by(ENTERPRISE),
            from("quoting", "draft", "submitted", "returned", "approved"),
            "cancelled",
            Effect.RELEASES),
    DECLINE("cancellation", by(PROVIDER), from("quoting", "approved"), "cancelled", Effect.RELEASES);

    /** The noun under the order in the URL, in {@code steps} and in the history. */
    final String noun;

    final Set<Role> who;
    final List<String> from;
    /** Null where the state stays as it is. */
    final @Nullable String to;

    final Effect effect;
    /** Working days after which time makes the move by itself; 0: it never does. */
    final int days;

    OrderStep(String noun, Set<Role> who, List<String> from, @Nullable String to) {
        this(noun, who, from, to, Effect.NONE);
    }

    OrderStep(String noun, Set<Role> who, List<String> from, @Nullable String to, Effect effect) {
        this(noun, who, from, to, effect, 0);
    }

    OrderStep(String noun, Set<Role> who, List<String> from, @Nullable String to, Effect effect, int days) {
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

    /** The nouns of the moves that this role may make from this state; single orders are narrowed further. */
    static List<String> open(Role role, String state) {
        return Arrays.stream(values())
                .filter(step -> step.who.contains(role) && step.from.contains(state))
                .map(step -> step.noun)
                .distinct()
                .toList();
    }
}
