package cn.yufu.listing;

import cn.yufu.db.Sql;
import cn.yufu.http.Failure;
import cn.yufu.http.Page;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.Future;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The public search. By relevance it goes through three tiers: listings with all words in the title, then in title,
 * summary, provider or category, then anywhere; within a tier by rating. Other orders have one tier. Words that stand
 * nowhere find what is {@link ListingSimilar similar}, by relevance what has most of them first.
 *
 * <p>One statement fetches a page of a tier in one of three ways, so that neither a rare nor a very frequent word costs
 * more than a few milliseconds among 100,000 listings: it looks at the {@value #NEAR} rows that come next in the order; if
 * they don't fill the page, it takes all matches from the text index, as long as these are at most {@value #FEW}, and
 * sorts them; if there are more, they are so frequent that walking on along the order fills the page soon. The planner
 * could not choose among these itself: it knows neither what reading a long text vector costs nor how often a pair of
 * signs occurs.
 */
final class ListingSearch {
    private static final int NEAR = 600;
    private static final int FEW = 2000;

    /** 1–7 the filter, 8 tier, 9 and 10 the row before the page, 11 rows; {plan} says what is looked for. */
    private static final String PAGE = """
        WITH ask AS MATERIALIZED (
          SELECT inside, outside, candidates FROM {plan}
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

    private static final String EXACT = PAGE.replace("{plan}", "listing_search_plan($1, $8, {marks})");
    /** 12 the known words; the words themselves are named only to give their parameter a type. */
    private static final String SIMILAR =
            PAGE.replace("{plan}", "listing_search_similar($12, $8, {exactly}, {marks}) WHERE $1::text IS NOT NULL");

    /** The statement of a page, by the order of its results. */
    static final Map<ListingSort, String> EXACTLY = statements(EXACT);

    private static final Map<ListingSort, String> SOME = statements(SIMILAR.replace("{exactly}", "true"));
    private static final Map<ListingSort, String> AT_LEAST = statements(SIMILAR.replace("{exactly}", "false"));

    private static final String MARK = "~";

    private final Sql sql;
    private final ListingFilter filter;
    private final ListingSort sort;
    private final boolean ranked;
    private final ListingSimilar similar;

    /** @param ranked by relevance, that is in tiers */
    private ListingSearch(Sql sql, ListingFilter filter, ListingSort sort, boolean ranked, ListingSimilar similar) {
        this.sql = sql;
        this.filter = filter;
        this.sort = sort;
        this.ranked = ranked;
        this.similar = similar;
    }

    private static Map<ListingSort, String> statements(String page) {
        var all = new EnumMap<ListingSort, String>(ListingSort.class);
        for (var sort : ListingSort.values())
            all.put(
                    sort,
                    sort.in(page.replace("{match}", MATCH)
                            .replace("{marks}", ListingFilter.ALL_MARKS.replace("{support}", ListingFilter.SUPPORT))
                            .replace("{near}", Integer.toString(NEAR))
                            .replace("{few}", Integer.toString(FEW))));
        return all;
    }

    /** A page of the search. {@code similar} is there, and true, when the words stand nowhere as they were typed. */
    record Found(
            List<Listing> items,
            @Nullable String next,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean similar) {}

    /** A row's place in the results; in a cursor, a tier of similar ones is told from the others by its mark. */
    private record Place(int tier, Object key, UUID id) {
        private List<String> texts(boolean similar) {
            return List.of((similar ? MARK : "") + tier, key.toString(), id.toString());
        }
    }

    /** @param order relevance, rating, price or newest */
    static Future<Found> page(Sql sql, ListingFilter filter, @Nullable String order, Page.Ask ask) {
        var sort = ListingSort.of(order);
        boolean ranked = ListingSort.relevance(order) && filter.words() != null;
        var exact = new ListingSearch(sql, filter, sort, ranked, ListingSimilar.NOTHING);
        var from = ask.key(0);
        if (from == null)
            return exact.from(exact.beginning(), ask)
                    .compose(found -> found.items().isEmpty() ? exact.instead(ask) : Future.succeededFuture(found));
        return from.startsWith(MARK) ? exact.instead(ask) : exact.from(exact.place(ask, from), ask);
    }

    /** Whether a search has any result. */
    static Future<Boolean> anything(Sql sql, ListingFilter filter) {
        var search = new ListingSearch(sql, filter, ListingSort.RATING, false, ListingSimilar.NOTHING);
        return search.fill(search.beginning(), 1, new ArrayList<>()).map(found -> !found.isEmpty());
    }

    private Future<Found> instead(Page.Ask ask) {
        return ListingSimilar.to(sql, filter).compose(likeness -> {
            if (likeness.none()) return Future.succeededFuture(new Found(List.of(), null, false));
            var search = new ListingSearch(sql, filter, sort, ranked, likeness);
            var from = ask.key(0);
            return search.from(
                    from == null ? search.beginning() : search.place(ask, from.substring(MARK.length())), ask);
        });
    }

    private Future<Found> from(Place start, Page.Ask ask) {
        boolean other = !similar.none();
        return fill(start, ask.rows(), new ArrayList<>()).compose(places -> {
            var page = Page.of(places, ask, place -> place.texts(other));
            var ids = page.items().stream().map(Place::id).toList();
            return ListingReads.published(sql, ids)
                    .map(items -> new Found(items, page.next(), other && !items.isEmpty()));
        });
    }

    /** Goes on with the next tier while the page has room. */
    private Future<List<Place>> fill(Place from, int rows, List<Place> found) {
        var values = filter.values()
                .addInteger(from.tier())
                .addValue(from.key())
                .addUUID(from.id())
                .addInteger(rows - found.size());
        if (!similar.none()) values.addArrayOfString(similar.operands());
        return sql.list(statement(), values, row -> new Place(from.tier(), sort.read(row), row.getUUID("listing_id")))
                .compose(more -> {
                    found.addAll(more);
                    return from.tier() == last() || found.size() >= rows
                            ? Future.succeededFuture(found)
                            : fill(start(from.tier() + (similar.none() ? 1 : -1)), rows, found);
                });
    }

    private String statement() {
        var statements = similar.none() ? EXACTLY : ranked ? SOME : AT_LEAST;
        return Objects.requireNonNull(statements.get(sort));
    }

    /** Tiers of words as typed go up, from the title to anywhere; those of similar ones down, from most words to least. */
    private int first() {
        if (!similar.none()) return ranked ? similar.most() : similar.least();
        return ranked ? 1 : 0;
    }

    private int last() {
        if (!similar.none()) return similar.least();
        return ranked ? 3 : 0;
    }

    private Place beginning() {
        return start(first());
    }

    private Place start(int tier) {
        return new Place(tier, sort.start(), sort.startId());
    }

    private Place place(Page.Ask ask, String tier) {
        try {
            var id = Page.id(ask.key(2));
            var key = ask.key(1);
            if (key != null && id != null && tier.matches("[0-9]")) {
                int n = Integer.parseInt(tier);
                if (Math.min(first(), last()) <= n && n <= Math.max(first(), last()))
                    return new Place(n, sort.key(key), id);
            }
        } catch (NumberFormatException | DateTimeParseException e) {
            // the cursor of another order, or none of ours: reported below
        }
        throw Failure.invalid("?after", "cursor");
    }
}
