package cn.yufu.listing;

import cn.yufu.db.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The counts beside the search: each facet without its own filter, from one pass over what the words match. */
record ListingFacets(
        long total, List<Count> categories, List<Count> divisions, List<Count> priceModels, List<Count> supports) {

    /** Up to so many matches are looked at for the exact order of their signs; more are counted by the index alone. */
    private static final int EXACT = 5000;

    record Count(String code, long count) {}

    private static final String COUNT = """
        WITH ask AS MATERIALIZED (
          SELECT q.candidates, {outside} AS outside FROM {plan} AS q
        ), supported AS MATERIALIZED (
          {support}
        ), found AS MATERIALIZED (
          SELECT s.category_code, s.price_model, s.divisions,
            $5::text[] IS NULL OR s.divisions = '{}' OR s.divisions && $5 AS in_division,
            $4::text[] IS NULL OR s.category_code = ANY ($4) OR s.parent_category = ANY ($4) AS in_category,
            $6::text IS NULL OR s.price_model = $6 AS in_model
          FROM listing_search s
          WHERE {found}
        ), tally AS MATERIALIZED (
          SELECT f.category_code, c.parent, c.support, f.price_model, f.in_division, f.in_category, f.in_model,
            $7::text IS NULL OR c.support = $7 AS in_support, count(*) AS n,
            count(*) FILTER (WHERE f.divisions = '{}') AS everywhere
          FROM found f JOIN supported c ON c.code = f.category_code
          GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
        )
        SELECT 'total' AS facet, NULL AS code, sum(n)::bigint AS n FROM tally
        WHERE in_division AND in_category AND in_model AND in_support
        UNION ALL
        SELECT 'category', code, sum(n)::bigint
        FROM tally CROSS JOIN LATERAL (VALUES (category_code), (parent)) AS named(code)
        WHERE in_division AND in_model AND in_support AND code IS NOT NULL GROUP BY code
        UNION ALL
        SELECT 'model', price_model, sum(n)::bigint
        FROM tally WHERE in_division AND in_category AND in_support GROUP BY price_model
        UNION ALL
        SELECT 'support', support, sum(n)::bigint
        FROM tally WHERE in_division AND in_category AND in_model GROUP BY support
        UNION ALL
        SELECT 'everywhere', NULL, sum(everywhere)::bigint FROM tally WHERE in_category AND in_model AND in_support
        UNION ALL
        SELECT 'division', d.code, count(f.code)
        FROM division_current d LEFT JOIN (
          SELECT unnest(found.divisions) AS code
          FROM found JOIN supported c ON c.code = found.category_code
          WHERE in_category AND in_model AND ($7::text IS NULL OR c.support = $7)
        ) AS f ON f.code = d.code
        GROUP BY d.code
        ORDER BY 1, 2\
        """;

    private static final String MATCHING = """
        s.search @@ (SELECT candidates FROM ask)
            AND ((SELECT outside FROM ask) IS NULL OR (SELECT count(*) FROM (
                   SELECT FROM listing_search x WHERE x.search @@ (SELECT candidates FROM ask) LIMIT {exact} + 1) AS many)
                   > {exact} OR s.search @@ (SELECT outside FROM ask))\
        """.replace("{exact}", Integer.toString(EXACT));

    private static final String PLAN = "listing_search_plan($1, 0, {marks})";
    private static final String WITH_WORDS = statement(PLAN, "q.outside", MATCHING);
    private static final String WITHOUT = statement(PLAN, "q.outside", "true");
    // likeness knows no order of signs: the index alone tells it
    private static final String SIMILAR = statement(
            "listing_search_similar(CASE WHEN $1::text IS NOT NULL THEN $8::text[] END, $9, false, {marks})",
            "NULL::tsquery",
            "s.search @@ (SELECT candidates FROM ask)");

    private static String statement(String plan, String outside, String found) {
        return COUNT.replace("{plan}", plan)
                .replace("{outside}", outside)
                .replace("{marks}", ListingFilter.COMMON_MARKS)
                .replace("{support}", ListingFilter.SUPPORT)
                .replace("{found}", found);
    }

    static Future<ListingFacets> of(Sql sql, ListingFilter filter) {
        boolean narrowed = filter.words() != null || filter.provider() != null || filter.industry() != null;
        return sql.list(narrowed ? WITH_WORDS : WITHOUT, filter.values(), Line::from)
                .map(ListingFacets::from)
                .compose(facets -> facets.total() > 0 || filter.words() == null
                        ? Future.succeededFuture(facets)
                        : ListingSimilar.to(sql, filter)
                                .compose(similar -> similar.none()
                                        ? Future.succeededFuture(facets)
                                        : similar(sql, filter, similar)));
    }

    private static Future<ListingFacets> similar(Sql sql, ListingFilter filter, ListingSimilar similar) {
        var values = filter.values().addArrayOfString(similar.operands()).addInteger(similar.least());
        return sql.list(SIMILAR, values, Line::from).map(ListingFacets::from);
    }

    private record Line(String facet, Count count) {
        static Line from(Row row) {
            var code = row.getString("code");
            var n = row.getLong("n");
            return new Line(row.getString("facet"), new Count(code == null ? "" : code, n == null ? 0 : n));
        }
    }

    private static ListingFacets from(List<Line> lines) {
        Map<String, List<Count>> by = new HashMap<>();
        for (var line : lines)
            by.computeIfAbsent(line.facet(), facet -> new ArrayList<>()).add(line.count());
        // a listing for the whole city counts in every division
        long everywhere = by.getOrDefault("everywhere", List.of()).getFirst().count();
        return new ListingFacets(
                by.getOrDefault("total", List.of()).getFirst().count(),
                by.getOrDefault("category", List.of()),
                by.getOrDefault("division", List.of()).stream()
                        .map(d -> new Count(d.code(), d.count() + everywhere))
                        .filter(d -> d.count() > 0)
                        .toList(),
                by.getOrDefault("model", List.of()),
                by.getOrDefault("support", List.of()));
    }
}
