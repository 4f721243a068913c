package cn.yufu.diagnosis;

import cn.yufu.db.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** The SQL of experts. */
final class ExpertStore {
    private static final String RESOURCES = """
        SELECT e.resource_id FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, n) JOIN expert e ON e.id = t.id ORDER BY t.n\
        """;

    private ExpertStore() {}

    /** Their resources in the same order; fewer when somebody is no expert. */
    static Future<List<UUID>> resources(Sql sql, List<UUID> experts) {
        return sql.list(RESOURCES, Tuple.of((Object) experts.toArray(UUID[]::new)), row -> row.getUUID("resource_id"));
    }
}
