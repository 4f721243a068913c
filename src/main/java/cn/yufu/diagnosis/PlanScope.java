package cn.yufu.diagnosis;

import cn.yufu.http.Caller;
import cn.yufu.http.Role;
import io.vertx.sqlclient.Tuple;

/**
 * Whose plans (一企一策) a caller may see: the own enterprise's, those of the own district, the whole city's; an expert
 * those of enterprises that they visit.
 */
final class PlanScope {
    private PlanScope() {}

    /** To be joined with AND; needs the enterprise's alias {@code e} and three parameters from {@code first} on. */
    static String sql(int first) {
        return """
            e.kind = 'enterprise'
            AND ($%1$d::uuid IS NULL OR e.id = $%1$d)
            AND ($%2$d::uuid IS NULL OR EXISTS (SELECT FROM visit v JOIN expert me ON me.account_id = $%2$d
              WHERE v.enterprise_id = e.id AND (v.expert_id = me.id OR v.assistants @> ARRAY[me.id])))
            AND ($%3$d::text IS NULL OR e.division_code = $%3$d)
            """.formatted(first, first + 1, first + 2);
    }

    static Tuple into(Tuple values, Caller caller) {
        return values.addUUID(caller.role() == Role.ENTERPRISE ? caller.organisation() : null)
                .addUUID(caller.role() == Role.EXPERT ? caller.accountId() : null)
                .addString(caller.role() == Role.DISTRICT_ADMIN ? caller.divisionCode() : null);
    }
}
