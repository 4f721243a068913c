package cn.yufu.listing;

import static cn.yufu.http.Role.CITY_ADMIN;
import static cn.yufu.http.Role.DISTRICT_ADMIN;
import static cn.yufu.http.Role.PROVIDER;

import cn.yufu.http.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every legal move of a listing. A listing that was never published is in the state of its only version; a published one
 * stays published while a change of it goes through the same moves, in the state of that change.
 */
enum ListingStep {
    SUBMIT("submission", Set.of(PROVIDER), List.of("draft", "returned"), "submitted"),
    /** The submitted version becomes the live one; orders made before keep the version they bought. */
    APPROVE("approval", Set.of(DISTRICT_ADMIN, CITY_ADMIN), List.of("submitted"), "published"),
    /** Back to the provider with a reason. */
    REJECT("rejection", Set.of(DISTRICT_ADMIN, CITY_ADMIN), List.of("submitted"), "returned"),
    /**
     * Drops the change under way and leaves the rest as it is; without one, takes the listing off the market. That needs a
     * move of its own, so that nobody who only takes back a change loses what is on sale.
     */
    WITHDRAW("withdrawal", Set.of(PROVIDER), List.of("draft", "submitted", "returned", "published"), "withdrawn");

    final String noun;
    final Set<Role> who;
    final List<String> from;
    final String to;

    ListingStep(String noun, Set<Role> who, List<String> from, String to) {
        this.noun = noun;
        this.who = who;
        this.from = from;
        this.to = to;
    }

    /** The moves open to a role, given the listing's state and that of the version under way. */
    static List<String> open(Role role, String state, @Nullable String workState) {
        return Arrays.stream(values())
                .filter(step -> step.who.contains(role))
                .filter(step ->
                        step.from.contains(step == WITHDRAW && workState == null ? state : String.valueOf(workState)))
                .map(step -> step.noun)
                .toList();
    }
}
