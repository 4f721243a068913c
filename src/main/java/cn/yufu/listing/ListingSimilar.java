package cn.yufu.listing;

import cn.yufu.db.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * What a search falls back on when its words stand nowhere as they were typed: listings that have most of them in common.
 * Words that occur in no listing don't count; of the others a third must be there. Whether the words stand anywhere is
 * asked without the facets' own filters, so that the list and the counts beside it speak of the same listings.
 *
 * @param known operands of a query, rarest first; none: nothing is similar, or there was no need to look
 */
record ListingSimilar(List<String> known) {
    static final ListingSimilar NOTHING = new ListingSimilar(List.of());

    private static final String KNOWN = "SELECT listing_search_known($1) AS known";

    /** For a search that found nothing. */
    static Future<ListingSimilar> to(Sql sql, ListingFilter filter) {
        var words = filter.words();
        if (words == null) return Future.succeededFuture(NOTHING);
        return ListingSearch.anything(sql, filter.withoutFacets())
                .compose(found -> found
                        ? Future.succeededFuture(NOTHING)
                        : sql.one(
                                KNOWN,
                                Tuple.of(words),
                                row -> new ListingSimilar(List.of(row.getArrayOfStrings("known")))));
    }

    boolean none() {
        return known.isEmpty();
    }

    /** How many of the words the most similar listings have. */
    int most() {
        return known.size();
    }

    /** How many of the words a listing must have. */
    int least() {
        return (known.size() + 2) / 3;
    }

    String[] operands() {
        return known.toArray(String[]::new);
    }
}
