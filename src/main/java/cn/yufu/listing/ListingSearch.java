package cn.yufu.listing;

import cn.yufu.db.Sql;
import cn.yufu.http.Json;
import cn.yufu.http.Page;
import cn.yufu.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public's search over published listings: Chinese text, category, district, price model, support, and their counts. */
final class ListingSearch {
    private static final List<String> SORTS = List.of("relevance", "rating", "price", "newest");
    private static final List<String> SUPPORTS = List.of("full", "part", "none");

    // 1 text, 2 categories, 3 divisions, 4 provider, 5 price models, 6 industries
    private static final String MATCH = """
        FROM listing_search s
        WHERE ($1::text IS NULL OR s.search @@ search_query($1))
          AND ($2::text[] IS NULL OR s.category_code = ANY ($2) OR s.parent_category = ANY ($2))
          AND ($3::text[] IS NULL OR s.divisions = '{}' OR s.divisions && $3)
          AND ($4::uuid IS NULL OR s.provider_id = $4)
          AND ($5::text[] IS NULL OR s.price_model = ANY ($5))
          AND ($6::text[] IS NULL OR s.industries = '{}' OR s.industries && $6)
          AND EXISTS (SELECT FROM organisation p WHERE p.id = s.provider_id AND p.state = 'active')
        """;

    // the best share by category, worked out once for all rows
    private static final String SUPPORT = """
        support AS MATERIALIZED (
          SELECT c.code, COALESCE(max(b.share_bps), 0) AS bps
          FROM service_category c
          LEFT JOIN budget b ON b.state = 'open' AND current_date BETWEEN b.valid_from AND b.valid_to
            AND (c.code = ANY (b.categories) OR c.parent = ANY (b.categories))
          GROUP BY c.code
        )
        """;
    private static final String WITH_SUPPORT = """
        AND ($7::text IS NULL OR (SELECT CASE WHEN u.bps = 10000 THEN 'full' WHEN u.bps > 0 THEN 'part' ELSE 'none' END
          FROM support u WHERE u.code = s.category_code) = $7)
        """;

    /** The keys a sort goes by: the column, whether larger ones come first, and how a cursor's text reads. */
    private enum Order {
        RATING("s.rating", true, "float8"),
        NEWEST("s.published_at", true, "timestamptz"),
        PRICE("COALESCE(s.price_fen, 1000000000000)", false, "bigint"),
        /** The best place a word was found in counts most, then the rating. */
        RELEVANCE("(ts_rank('{0.05,0.1,0.3,1.0}', s.search, search_query($1)) + s.rating / 100)", true, "float8");

        private final String sql;

        Order(String key, boolean down, String type) {
            this.sql = "WITH " + SUPPORT + ", hit AS (SELECT s.listing_id, " + key + " AS key " + MATCH + WITH_SUPPORT
                    + " AND ($8::" + type + " IS NULL OR (" + key + ", s.listing_id) " + (down ? "<" : ">")
                    + " ($8, $9::uuid)) ORDER BY " + key + (down ? " DESC" : "") + ", s.listing_id"
                    + (down ? " DESC" : "") + " LIMIT $10) "
                    + ListingReads.COLUMNS + ", hit.key::text AS key"
                    + """
                     FROM hit
                    JOIN listing l ON l.id = hit.listing_id
                    JOIN listing_version v ON v.listing_id = l.id AND v.version = l.live_version
                    JOIN organisation p ON p.id = l.provider_id
                    JOIN service_category c ON c.code = v.category_code
                    """
                    + ListingReads.ASIDE
                    + " ORDER BY hit.key" + (down ? " DESC" : "") + ", hit.listing_id" + (down ? " DESC" : "");
        }
    }

    // each group is counted under the other groups' filters, so that a second choice can be seen before it is made
    private static final String FACETS = "WITH " + SUPPORT + """
        , hit AS MATERIALIZED (
          SELECT s.category_code, s.parent_category, s.divisions, s.price_model,
            CASE WHEN u.bps = 10000 THEN 'full' WHEN u.bps > 0 THEN 'part' ELSE 'none' END AS support,
            ($2::text[] IS NULL OR s.category_code = ANY ($2) OR s.parent_category = ANY ($2)) AS in_category,
            ($3::text[] IS NULL OR s.divisions = '{}' OR s.divisions && $3) AS in_division,
            ($5::text[] IS NULL OR s.price_model = ANY ($5)) AS in_model,
            ($7::text IS NULL OR CASE WHEN u.bps = 10000 THEN 'full' WHEN u.bps > 0 THEN 'part' ELSE 'none' END = $7)
              AS in_support
          FROM listing_search s JOIN support u ON u.code = s.category_code
          WHERE ($1::text IS NULL OR s.search @@ search_query($1))
            AND ($4::uuid IS NULL OR s.provider_id = $4)
            AND ($6::text[] IS NULL OR s.industries = '{}' OR s.industries && $6)
            AND EXISTS (SELECT FROM organisation p WHERE p.id = s.provider_id AND p.state = 'active')
        )
        SELECT jsonb_build_object(
          'total', (SELECT count(*) FROM hit WHERE in_category AND in_division AND in_model AND in_support),
          'categories', (SELECT COALESCE(jsonb_agg(jsonb_build_object('code', code, 'count', n) ORDER BY code), '[]') FROM (
            SELECT code, count(*) AS n FROM hit CROSS JOIN LATERAL (
              SELECT category_code AS code UNION SELECT parent_category) x
            WHERE in_division AND in_model AND in_support GROUP BY code) t),
          'divisions', (SELECT COALESCE(jsonb_agg(jsonb_build_object('code', code, 'count', n) ORDER BY code), '[]') FROM (
            SELECT d.code, count(h.*) AS n FROM division d JOIN hit h ON h.divisions = '{}' OR d.code = ANY (h.divisions)
            WHERE d.valid_to IS NULL AND h.in_category AND h.in_model AND h.in_support GROUP BY d.code) t),
          'priceModels', (SELECT COALESCE(jsonb_agg(jsonb_build_object('code', price_model, 'count', n)), '[]') FROM (
            SELECT price_model, count(*) AS n FROM hit WHERE in_category AND in_division AND in_support GROUP BY 1) t),
          'supports', (SELECT COALESCE(jsonb_agg(jsonb_build_object('code', support, 'count', n)), '[]') FROM (
            SELECT support, count(*) AS n FROM hit WHERE in_category AND in_division AND in_model GROUP BY 1) t)
        )::text AS facets\
        """;

    private ListingSearch() {}

    private record Found(Listing listing, String key) {}

    static Future<Page<Listing>> page(Sql sql, Request r) {
        var ask = r.page();
        var asked = r.queryChoice("sort", SORTS);
        boolean text = r.query("q") != null;
        // without words nothing is more relevant than anything else: the best rated come first
        var order = asked == null || asked.equals("relevance")
                ? text ? Order.RELEVANCE : Order.RATING
                : Order.valueOf(asked.toUpperCase(java.util.Locale.ROOT));
        var values = filters(r)
                .addValue(key(order, ask.key(0)))
                .addUUID(Page.id(ask.key(1)))
                .addInteger(ask.rows());
        return sql.list(order.sql, values, row -> new Found(Listing.from(row, null), row.getString("key")))
                .map(rows -> Page.of(
                        rows,
                        ask,
                        found -> List.of(found.key(), found.listing().id().toString())))
                .map(page ->
                        new Page<>(page.items().stream().map(Found::listing).toList(), page.next(), null));
    }

    private static @Nullable Object key(Order order, @Nullable String text) {
        if (text == null) return null;
        try {
            return switch (order) {
                case RATING, RELEVANCE -> (Object) Double.valueOf(text);
                case PRICE -> (Object) Long.valueOf(text);
                case NEWEST -> Page.instant(text.replace(' ', 'T'));
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static Future<JsonNode> facets(Sql sql, Request r) {
        return sql.one(FACETS, filters(r), row -> Json.read(row.getString("facets")));
    }

    private static Tuple filters(Request r) {
        return Tuple.tuple()
                .addString(r.query("q"))
                .addArrayOfString(r.queryCodes("category"))
                .addArrayOfString(r.queryCodes("division"))
                .addUUID(r.queryId("provider"))
                .addArrayOfString(r.queryCodes("priceModel"))
                .addArrayOfString(r.queryCodes("industry"))
                .addString(r.queryChoice("support", SUPPORTS));
    }

    /** Everything that a public answer depends on, in one order, as the key it is cached under. */
    static String canonical(Request r) {
        var key = new StringBuilder();
        for (var name : List.of(
                "q", "category", "division", "provider", "priceModel", "industry", "support", "sort", "limit", "after"))
            key.append(name).append('=').append(r.query(name)).append('&');
        return key.toString();
    }
}
