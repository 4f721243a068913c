package cn.yufu.http;

import java.util.EnumSet;
import java.util.Set;

/** Who may call an operation, by role; which rows they then see is decided in SQL. */
public record Who(boolean visitors, Set<Role> roles) {
    public static Who anyone() {
        return new Who(true, EnumSet.allOf(Role.class));
    }

    public static Who signedIn() {
        return new Who(false, EnumSet.allOf(Role.class));
    }

    public static Who only(Role first, Role... others) {
        return new Who(false, EnumSet.of(first, others));
    }
}
