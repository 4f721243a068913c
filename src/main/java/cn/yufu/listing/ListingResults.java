package cn.yufu.listing;

import cn.yufu.db.Rows;
import cn.yufu.http.Page;
import org.jspecify.annotations.Nullable;

/** Everything that a public search finds, in the search's order, by one statement: an export reads it through a cursor. */
final class ListingResults {
    /** 1–7 the filter, 8 the tiers, 9 rows; what {@link ListingSimilar} looks up first is looked up here in one go. */
    private static final String ALL = """
            WITH known AS MATERIALIZED (
              SELECT CASE WHEN EXISTS (
                  SELECT FROM listing_search_plan($1, 0, {common}) AS ask
                  JOIN listing_search s ON s.search @@ ask.candidates AND (ask.outside IS NULL OR s.search @@ ask.outside))
                THEN '{}' ELSE listing_search_known($1) END AS words
              WHERE $1::text IS NOT NULL
            )
            """ + ListingReads.COLUMNS + """
            FROM (
              SELECT s.listing_id AS id, tier.n AS tier, s.{key} AS key
              FROM unnest($8::int[]) AS tier (n)
              CROSS JOIN LATERAL listing_search_plan($1, tier.n, {marks}) AS ask
              JOIN listing_search s ON s.title @@ ask.inside AND (ask.outside IS NULL OR s.search @@ ask.outside)
              UNION ALL
              SELECT s.listing_id, -likeness.n, s.{key}
              FROM (SELECT words, (cardinality(words) + 2) / 3 AS fewest FROM known WHERE words <> '{}') AS known
              CROSS JOIN LATERAL generate_series(fewest,
                CASE WHEN cardinality($8::int[]) = 1 THEN fewest ELSE cardinality(words) END) AS likeness (n)
              CROSS JOIN LATERAL listing_search_similar(words, likeness.n, cardinality($8::int[]) > 1, {marks}) AS ask
              JOIN listing_search s ON s.search @@ ask.candidates
            ) AS found
            JOIN listing l ON l.id = found.id AND l.state = 'published'
            JOIN listing_version v ON v.listing_id = l.id AND v.version = l.live_version
            JOIN listing_provider p ON p.id = l.provider_id
            JOIN listing_category c ON c.code = v.category_code
            """ + ListingReads.ASIDE
            + "ORDER BY found.tier, found.key {down}, found.id {down} LIMIT $9";

    private ListingResults() {}

    /** @param order relevance, rating, price or newest */
    static Rows<Listing> rows(ListingFilter filter, @Nullable String order, Page.Ask ask) {
        var sql = ListingSort.of(order)
                .in(ALL.replace("{common}", ListingFilter.COMMON_MARKS)
                        .replace("{marks}", ListingFilter.ALL_MARKS.replace("{support}", ListingFilter.SUPPORT)));
        boolean ranked = ListingSort.relevance(order) && filter.words() != null;
        var values = filter.values()
                .addArrayOfInteger(ranked ? new Integer[] {1, 2, 3} : new Integer[] {0})
                .addInteger(ask.rows());
        return new Rows<>(sql, values, row -> Listing.from(row, null));
    }
}
