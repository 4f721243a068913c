package cn.yufu.organisation;

import static cn.yufu.http.Role.CITY_ADMIN;
import static cn.yufu.http.Role.DISTRICT_ADMIN;
import static cn.yufu.http.Role.by;

import cn.yufu.http.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Every legal move of a registered organisation. Read top to bottom: this is its life. */
enum OrganisationStep {
    /** Whoever registered opens the mailed link; the district then has three working days to decide. */
    CONFIRM("confirmation", by(), from("unconfirmed"), "pending"),
    APPROVE("approval", by(DISTRICT_ADMIN, CITY_ADMIN), from("pending"), "active"),
    /** The end of this registration; the organisation may register again. */
    REJECT("rejection", by(DISTRICT_ADMIN, CITY_ADMIN), from("pending"), "rejected"),
    /** Its people may no longer act, from the next request on. */
    SUSPEND("suspension", by(DISTRICT_ADMIN, CITY_ADMIN), from("active"), "suspended"),
    REINSTATE("reinstatement", by(DISTRICT_ADMIN, CITY_ADMIN), from("suspended"), "active");

    /** The noun under the organisation in the URL, in {@code steps} and in the history. */
    final String noun;

    final Set<Role> who;
    final List<String> from;
    final String to;

    OrganisationStep(String noun, Set<Role> who, List<String> from, String to) {
        this.noun = noun;
        this.who = who;
        this.from = from;
        this.to = to;
    }

    private static List<String> from(String... states) {
        return List.of(states);
    }

    /** The nouns of the moves that this role may make from this state. */
    static List<String> open(Role role, String state) {
        return Arrays.stream(values())
                .filter(step -> step.who.contains(role) && step.from.contains(state))
                .map(step -> step.noun)
                .toList();
    }
}
