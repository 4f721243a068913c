package cn.yufu.http;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who may call an operation, by role; which rows they then see is decided in SQL.
 *
 * @param inactiveToo whether people of an organisation that is not (or no longer) admitted may call it: what concerns
 *     themselves or is public, yes; what their role lets them do, no
 */
public record Who(boolean visitors, Set<Role> roles, boolean inactiveToo) {
    public static Who anyone() {
        return new Who(true, EnumSet.allOf(Role.class), true);
    }

    public static Who signedIn() {
        return new Who(false, EnumSet.allOf(Role.class), true);
    }

    public static Who only(Role first, Role... others) {
        return new Who(false, EnumSet.of(first, others), false);
    }

    /** The same roles, also while their organisation waits for approval, was refused or is suspended. */
    public Who evenInactive() {
        return new Who(visitors, roles, true);
    }
}
