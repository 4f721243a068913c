package cn.yufu.reference;

import cn.yufu.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Reads the dictionaries that migrations fill; today is the date in Shanghai, the time zone of every connection. */
final class ReferenceStore {
    private static final String DIVISIONS = """
        SELECT code, name, name_en, kind, valid_from, valid_to, grid_column, grid_row,
          ARRAY(SELECT predecessor FROM division_successor s WHERE s.successor = d.code ORDER BY 1) AS predecessors,
          ARRAY(SELECT effective FROM division_successor s WHERE s.successor = d.code ORDER BY predecessor) AS effective,
          ARRAY(SELECT note FROM division_successor s WHERE s.successor = d.code ORDER BY predecessor) AS notes
        FROM division d
        WHERE $1 OR daterange(valid_from, valid_to) @> CURRENT_DATE
        ORDER BY kind = 'zone', code\
        """;
    private static final String INDUSTRIES = """
        SELECT code, name, name_en, parent
        FROM industry
        WHERE daterange(valid_from, valid_to) @> CURRENT_DATE
        ORDER BY COALESCE(parent, code), level DESC, code\
        """;
    private static final String POLICY_ITEMS = """
        SELECT i.number, i.section, i.summary, i.summary_en, i.source,
          array_agg(d.code ORDER BY r.position) AS codes,
          array_agg(d.name ORDER BY r.position) AS names,
          array_agg(d.name_en ORDER BY r.position) AS names_en
        FROM policy_item i
        JOIN policy_item_department r ON r.item = i.number
        JOIN department d ON d.code = r.department
        GROUP BY i.number
        ORDER BY i.number\
        """;

    private final Db db;

    ReferenceStore(Db db) {
        this.db = db;
    }

    /** @param former those that no longer exist, or not yet, too */
    Future<List<Division>> divisions(boolean former) {
        return db.read().list(DIVISIONS, Tuple.of(former), Division::from);
    }

    Future<List<Industry>> industries() {
        return db.read().list(INDUSTRIES, Tuple.tuple(), Industry::from);
    }

    Future<List<PolicyItem>> policyItems() {
        return db.read().list(POLICY_ITEMS, Tuple.tuple(), PolicyItem::from);
    }
}
