package cn.yufu.listing;

import cn.yufu.http.Query;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the public search was asked for; null where it was not.
 *
 * @param support full, part or none: how much of the price an open budget pays
 */
record ListingFilter(
        @Nullable String words,
        @Nullable List<String> categories,
        @Nullable List<String> divisions,
        @Nullable UUID provider,
        @Nullable String priceModel,
        @Nullable String industry,
        @Nullable String support) {

    static final List<String> SUPPORTS = List.of("full", "part", "none");

    /** Words, then everything but the facets' own filters: parameters 1 to 3 of every search statement. */
    private static final String MARKS = "listing_filter({categories}, {own}, {divisions}, $2::text, {model}, $3::text)";

    /** As a query of marks; parameters 1 to 7. */
    static final String ALL_MARKS = MARKS.replace("{categories}", "$4::text[]")
            .replace("{divisions}", "$5::text[]")
            .replace("{model}", "$6::text")
            .replace("{own}", """
                CASE WHEN $7::text IS NOT NULL THEN ARRAY(
                  SELECT s.code FROM ({support}) AS s WHERE s.support = $7) END\
                """);

    /** Without what the facets count themselves: category, division, price model, support. */
    static final String COMMON_MARKS = MARKS.replace("{categories}", "NULL")
            .replace("{divisions}", "NULL")
            .replace("{model}", "NULL")
            .replace("{own}", "NULL");

    /** Every category with how much of the price the best open budget pays today. */
    static final String SUPPORT = """
        SELECT c.code, c.parent, CASE COALESCE(max(b.share_bps), 0) WHEN 0 THEN 'none' WHEN 10000 THEN 'full'
          ELSE 'part' END AS support
        FROM listing_category c
        LEFT JOIN listing_budget b ON b.categories && ARRAY[c.code, c.parent]
        GROUP BY c.code, c.parent\
        """;

    static ListingFilter from(Query query) {
        return new ListingFilter(
                query.text("q"),
                sorted(query.codes("category")),
                sorted(query.codes("division")),
                query.id("provider"),
                query.choice("priceModel", ListingDraft.PRICE_MODELS),
                query.text("industry"),
                query.choice("support", SUPPORTS));
    }

    /** What remains when every facet is undone. */
    ListingFilter withoutFacets() {
        return new ListingFilter(words, null, null, provider, null, industry, null);
    }

    private static @Nullable List<String> sorted(String @Nullable [] codes) {
        return codes == null
                ? null
                : Arrays.stream(codes)
                        .filter(code -> !code.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static String @Nullable [] array(@Nullable List<String> codes) {
        return codes == null ? null : codes.toArray(String[]::new);
    }

    /** The same for every way of asking the same. */
    String key() {
        return Stream.of(
                        words == null ? null : words.toLowerCase(Locale.ROOT),
                        categories == null ? null : String.join(",", categories),
                        divisions == null ? null : String.join(",", divisions),
                        provider,
                        priceModel,
                        industry,
                        support)
                .map(part -> part == null ? "" : part.toString())
                .reduce("", (a, b) -> a + "\n" + b);
    }

    /** Parameters 1 to 7. */
    Tuple values() {
        return Tuple.tuple()
                .addString(words)
                .addString(provider == null ? null : provider.toString())
                .addString(industry)
                .addArrayOfString(array(categories))
                .addArrayOfString(array(divisions))
                .addString(priceModel)
                .addString(support);
    }
}
