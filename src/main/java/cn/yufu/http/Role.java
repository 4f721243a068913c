package cn.yufu.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What an account may be; one role per account, so that powers stay separate. */
public enum Role {
    ENTERPRISE,
    PROVIDER,
    EXPERT,
    DISTRICT_ADMIN,
    CITY_ADMIN,
    FINANCE,
    AUDITOR;

    private final String code = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');

    /** The name used in tokens, JSON and the database, for example {@code district-admin}. */
    public String code() {
        return code;
    }

    public static Role of(String code) {
        return Arrays.stream(values())
                .filter(role -> role.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such role: " + code));
    }

    /** Those who may make a move, in the enums of moves; none for what time or a mailed link does. */
    public static Set<Role> by(Role... roles) {
        var set = EnumSet.noneOf(Role.class);
        set.addAll(Arrays.asList(roles));
        return set;
    }
}
