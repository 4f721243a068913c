package cn.yufu.diagnosis;

import cn.yufu.http.Caller;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which visits a caller may see, as values that the SQL of every read and every move compares with the row: the own
 * enterprise's, those that an expert leads or assists, those that take place in the own district, or the whole city's;
 * finance sees those that a budget pays.
 */
record VisitScope(
        @Nullable UUID enterprise,
        @Nullable UUID expert,
        @Nullable String division) {

    /** In the place of a district: wherever a budget pays. */
    private static final String PAID = "paid";

    /** To be joined with AND; needs the row's alias {@code v} and three parameters from {@code first} on. */
    static String sql(int first) {
        return """
            ($%1$d::uuid IS NULL OR v.enterprise_id = $%1$d)
            AND ($%2$d::uuid IS NULL OR v.expert_id = (SELECT me.id FROM expert me WHERE me.account_id = $%2$d)
              OR v.assistants @> ARRAY[(SELECT me.id FROM expert me WHERE me.account_id = $%2$d)])
            AND ($%3$d::text IS NULL OR v.division_code = $%3$d OR $%3$d = '%4$s' AND v.fee_fen IS NOT NULL)
            """.formatted(first, first + 1, first + 2, PAID);
    }

    static VisitScope of(Caller caller) {
        return switch (caller.role()) {
            case ENTERPRISE -> new VisitScope(caller.organisation(), null, null);
            case EXPERT -> new VisitScope(null, caller.accountId(), null);
            case DISTRICT_ADMIN -> new VisitScope(null, null, caller.divisionCode());
            case CITY_ADMIN, AUDITOR -> new VisitScope(null, null, null);
            case FINANCE -> new VisitScope(null, null, PAID);
            // it has no visits: no row has this district
            case PROVIDER -> new VisitScope(null, null, "-");
        };
    }

    Tuple into(Tuple values) {
        return values.addUUID(enterprise).addUUID(expert).addString(division);
    }
}
