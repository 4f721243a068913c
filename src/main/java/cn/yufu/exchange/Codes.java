package cn.yufu.exchange;

import cn.yufu.db.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The dictionaries that sheets refer to, as they are now. */
record Codes(Dictionary divisions, Dictionary industries, Dictionary categories) {
    private static final String DIVISIONS = """
        SELECT d.code, d.name, d.name_en, d.name AS label, d.name_en AS label_en,
          EXISTS (SELECT FROM division_current c WHERE c.code = d.code) AS current,
          (SELECT string_agg(s.name, '、' ORDER BY s.code)
           FROM division_successor t JOIN division s ON s.code = t.successor WHERE t.predecessor = d.code) AS successors
        FROM division d ORDER BY d.code\
        """;
    // a section and its only division may share a name; the finer one comes first and is meant
    private static final String INDUSTRIES = """
        SELECT code, name, name_en, code || ' ' || name AS label, code || ' ' || name_en AS label_en,
          valid_to IS NULL OR valid_to > (now() AT TIME ZONE 'Asia/Shanghai')::date AS current,
          NULL::text AS successors
        FROM industry ORDER BY level, code\
        """;
    private static final String CATEGORIES = """
        SELECT c.code, c.name, c.name_en, COALESCE(p.name || ' / ', '') || c.name AS label,
          COALESCE(p.name_en || ' / ', '') || c.name_en AS label_en,
          c.valid_to IS NULL OR c.valid_to > (now() AT TIME ZONE 'Asia/Shanghai')::date AS current,
          NULL::text AS successors
        FROM service_category c LEFT JOIN service_category p ON p.code = c.parent
        ORDER BY COALESCE(p.position, c.position), COALESCE(p.code, c.code), c.parent IS NOT NULL, c.position\
        """;

    static Future<Codes> load(Sql sql) {
        var divisions = dictionary(sql, DIVISIONS);
        var industries = dictionary(sql, INDUSTRIES);
        var categories = dictionary(sql, CATEGORIES);
        return Future.all(divisions, industries, categories)
                .map(all -> new Codes(divisions.result(), industries.result(), categories.result()));
    }

    private static Future<Dictionary> dictionary(Sql sql, String query) {
        return sql.list(query, Tuple.tuple(), Codes::entry).map((List<Dictionary.Entry> all) -> new Dictionary(all));
    }

    private static Dictionary.Entry entry(Row row) {
        return new Dictionary.Entry(
                row.getString("code"),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("label"),
                row.getString("label_en"),
                row.getBoolean("current"),
                row.getString("successors"));
    }

    /** The dictionary of a column that is filled from one; null for other columns. */
    @org.jspecify.annotations.Nullable
    Dictionary of(Column.Kind kind) {
        return switch (kind) {
            case DIVISION, DIVISIONS -> divisions;
            case INDUSTRY, INDUSTRIES -> industries;
            case CATEGORY -> categories;
            default -> null;
        };
    }
}
