package cn.yufu.procurement;

import cn.yufu.http.Caller;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a caller may see, as values that the SQL of every read and every move compares with the row: of the own
 * enterprise, of the own provider (from its submission on), of the own district, or the whole city. Drafts are the
 * enterprise's alone, and finance sees an order once money is frozen for it.
 */
record OrderScope(
        @Nullable UUID enterprise,
        @Nullable UUID provider,
        @Nullable String division,
        List<String> hidden) {
    private static final List<String> NOTHING = List.of();
    private static final List<String> DRAFTS = List.of("draft");
    private static final List<String> NOT_SUBMITTED = List.of("quoting", "draft");
    private static final List<String> NOT_APPROVED = List.of("quoting", "draft", "submitted", "returned", "rejected");

    /** To be joined with AND; needs the row's alias {@code o} and four parameters from {@code %1$d} on. */
    static String sql(int first) {
        return """
            ($%1$d::uuid IS NULL OR o.enterprise_id = $%1$d) AND ($%2$d::uuid IS NULL OR o.provider_id = $%2$d)
            AND ($%3$d::text IS NULL OR o.division_code = $%3$d) AND o.state <> ALL ($%4$d::text[])
            """.formatted(first, first + 1, first + 2, first + 3);
    }

    /** How far a scope reaches: the column that it compares, if any. */
    enum Reach {
        ENTERPRISE("o.enterprise_id = $1::uuid AND $2::uuid IS NULL AND $3::text IS NULL"),
        PROVIDER("o.provider_id = $2::uuid AND $1::uuid IS NULL AND $3::text IS NULL"),
        DIVISION("o.division_code = $3::text AND $1::uuid IS NULL AND $2::uuid IS NULL"),
        CITY("$1::uuid IS NULL AND $2::uuid IS NULL AND $3::text IS NULL");

        private final String sql;

        Reach(String sql) {
            this.sql = sql + " AND o.state <> ALL ($4::text[])";
        }
    }

    /**
     * One statement per reach, for what reads many orders, with the scope as its parameters 1 to 4 where {@code {scope}}
     * stands: a statement for all reaches has one plan for all, which reads every order of the city for any caller.
     */
    static Map<Reach, String> statements(String sql) {
        var all = new EnumMap<Reach, String>(Reach.class);
        for (var reach : Reach.values()) all.put(reach, sql.replace("{scope}", reach.sql));
        return all;
    }

    String in(Map<Reach, String> statements) {
        var reach = enterprise != null
                ? Reach.ENTERPRISE
                : provider != null ? Reach.PROVIDER : division != null ? Reach.DIVISION : Reach.CITY;
        return Objects.requireNonNull(statements.get(reach));
    }

    static OrderScope of(Caller caller) {
        return switch (caller.role()) {
            case ENTERPRISE -> new OrderScope(caller.organisation(), null, null, NOTHING);
            case PROVIDER -> new OrderScope(null, caller.organisation(), null, DRAFTS);
            case DISTRICT_ADMIN -> new OrderScope(null, null, caller.divisionCode(), NOT_SUBMITTED);
            case FINANCE -> new OrderScope(null, null, null, NOT_APPROVED);
            case CITY_ADMIN, AUDITOR -> new OrderScope(null, null, null, NOT_SUBMITTED);
            // an expert has no orders: no row has this district
            case EXPERT -> new OrderScope(null, null, "-", NOTHING);
        };
    }
}
