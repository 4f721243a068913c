package cn.yufu.procurement;

import cn.yufu.http.Caller;
import java.util.List;
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
