package cn.yufu.listing;

import cn.yufu.db.Sql;
import cn.yufu.http.Failure;
import cn.yufu.http.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The public search. By relevance it goes through three tiers: listings with all words in the title, then in title,
 * summary, provider or category, then anywhere; within a tier by rating. Other orders have one tier.
 *
 * <p>One statement fetches a page of a tier in one of three ways, so that neither a rare nor a very frequent word costs
 * more than a few milliseconds among 100,000 listings: it looks at the {@value #NEAR} rows that come next in the order; if
 * they don't fill the page, it takes all matches from the text index, as long as these are at most {@value #FEW}, and
 * sorts them; if there are more, they are so frequent that walking on along the order fills the page soon. The planner
 * could not choose among these itself: it knows neither what reading a long text vector costs nor how often a pair of
 * signs occurs.
 */
final class ListingSearch {
    private static final int NEAR = 120;
    private static final int FEW = 4000;
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final UUID FIRST = new UUID(0, 0);

    /** 1–7 the filter, 8 tier, 9 and 10 the row before the page, 11 rows. */
    private static final String PAGE = """
        WITH ask AS MATERIALIZED (
          SELECT inside, outside, candidates FROM listing_search_plan($1, $8, {marks})
        ), near AS MATERIALIZED (
          SELECT s.listing_id, s.key
          FROM (SELECT listing_id, {key} AS key, title, search FROM listing_search
                WHERE ({key}, listing_id) {past} ($9, $10) ORDER BY {key} {down}, listing_id {down} LIMIT {near}) AS s
          WHERE {match} LIMIT $11
        ), few AS MATERIALIZED (
          SELECT s.listing_id, s.{key} AS key FROM listing_search s
          WHERE (SELECT count(*) FROM near) < $11 AND s.search @@ (SELECT candidates FROM ask) LIMIT {few} + 1
        )
        SELECT listing_id, key FROM near WHERE (SELECT count(*) FROM near) >= $11
        UNION ALL
        -- sorted first, then looked at one by one until the page is full: only then is the long vector read
        (SELECT f.listing_id, f.key
         FROM (SELECT listing_id, key FROM few
               WHERE (SELECT count(*) FROM few) <= {few} AND (key, listing_id) {past} ($9, $10)
               ORDER BY key {down}, listing_id {down}) AS f
         CROSS JOIN LATERAL (SELECT FROM listing_search s WHERE s.listing_id = f.listing_id AND {match} LIMIT 1) AS sure
         LIMIT $11)
        UNION ALL
        -- COALESCE hides the condition from the planner, which would think it rare and sort all rows
        (SELECT s.listing_id, s.{key} FROM listing_search s
         WHERE (SELECT count(*) FROM few) > {few} AND (s.{key}, s.listing_id) {past} ($9, $10) AND COALESCE({match}, false)
         ORDER BY s.{key} {down}, s.listing_id {down} LIMIT $11)\
        """;

    private static final String MATCH = """
        s.title @@ (SELECT inside FROM ask)
          AND ((SELECT outside FROM ask) IS NULL OR s.search @@ (SELECT outside FROM ask))\
        """;

    /** What the results are ordered by, and how a cursor holds a row's place in it. */
    enum Sort {
        RATING("rating", false),
        NEWEST("published_at", false),
        PRICE("price_order", true);

        final String column;
        final boolean upwards;
        private final String statement;

        Sort(String column, boolean upwards) {
            this.column = column;
            this.upwards = upwards;
            this.statement = statement();
        }

        private String statement() {
            return PAGE.replace("{match}", MATCH)
                    .replace("{marks}", ListingFilter.ALL_MARKS.replace("{support}", ListingFilter.SUPPORT))
                    .replace("{key}", column)
                    .replace("{past}", upwards ? ">" : "<")
                    .replace("{down}", upwards ? "ASC" : "DESC")
                    .replace("{near}", Integer.toString(NEAR))
                    .replace("{few}", Integer.toString(FEW));
        }

        private Object key(String text) {
            return switch (this) {
                case RATING -> Double.parseDouble(text);
                case NEWEST -> OffsetDateTime.parse(text);
                case PRICE -> Long.parseLong(text);
            };
        }

        private Object start() {
            return switch (this) {
                case RATING -> Double.POSITIVE_INFINITY;
                // the driver writes this value as PostgreSQL's infinity
                case NEWEST -> OffsetDateTime.MAX;
                case PRICE -> -1L;
            };
        }

        private Object read(Row row) {
            return switch (this) {
                case RATING -> row.getDouble("key");
                case NEWEST -> row.getOffsetDateTime("key");
                case PRICE -> row.getLong("key");
            };
        }
    }

    private ListingSearch() {}

    /** By relevance, words that stand in the title come before those in the lead and elsewhere. */
    static boolean tiers(ListingFilter filter, @Nullable String order) {
        return filter.words() != null && (order == null || order.equals("relevance"));
    }

    static Sort sort(@Nullable String order) {
        return order == null || order.equals("relevance")
                ? Sort.RATING
                : Sort.valueOf(order.toUpperCase(java.util.Locale.ROOT));
    }

    /** A row's place in the results. */
    private record Place(int tier, Object key, UUID id) {
        private List<String> texts() {
            return List.of(Integer.toString(tier), key.toString(), id.toString());
        }
    }

    /** @param order relevance, rating, price or newest */
    static Future<Page<Listing>> page(Sql sql, ListingFilter filter, @Nullable String order, Page.Ask ask) {
        boolean tiers = tiers(filter, order);
        var sort = sort(order);
        var start = start(sort, tiers, ask);
        return fill(sql, filter, sort, tiers, start, ask.rows(), new ArrayList<>())
                .compose(places -> {
                    var page = Page.of(places, ask, Place::texts);
                    var ids = page.items().stream().map(Place::id).toList();
                    return ListingReads.published(sql, ids).map(items -> new Page<>(items, page.next(), null));
                });
    }

    /** Goes on with the next tier while the page has room. */
    private static Future<List<Place>> fill(
            Sql sql, ListingFilter filter, Sort sort, boolean tiers, Place from, int rows, List<Place> found) {
        var values = filter.values()
                .addInteger(from.tier())
                .addValue(from.key())
                .addUUID(from.id())
                .addInteger(rows - found.size());
        return sql.list(
                        sort.statement,
                        values,
                        row -> new Place(from.tier(), sort.read(row), row.getUUID("listing_id")))
                .compose(more -> {
                    found.addAll(more);
                    return !tiers || from.tier() == 3 || found.size() >= rows
                            ? Future.succeededFuture(found)
                            : fill(sql, filter, sort, true, beginning(sort, from.tier() + 1), rows, found);
                });
    }

    private static Place beginning(Sort sort, int tier) {
        return new Place(tier, sort.start(), sort.upwards ? FIRST : LAST);
    }

    private static Place start(Sort sort, boolean tiers, Page.Ask ask) {
        var tier = ask.key(0);
        if (tier == null) return beginning(sort, tiers ? 1 : 0);
        try {
            var id = Page.id(ask.key(2));
            var key = ask.key(1);
            if (key != null && id != null && tier.matches(tiers ? "[123]" : "0"))
                return new Place(Integer.parseInt(tier), sort.key(key), id);
        } catch (NumberFormatException | DateTimeParseException e) {
            // the cursor of another order, or none of ours: reported below
        }
        throw Failure.invalid("?after", "cursor");
    }
}
