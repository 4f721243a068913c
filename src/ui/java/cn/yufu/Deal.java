package cn.yufu;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A service and a budget of which qiye1 can still draw, both sides paying something: what a story of the browser tests
 * buys. Each call gives another service.
 *
 * @param provider user name of somebody who sells it
 */
record Deal(
        String provider,
        String listing,
        String title,
        String budget,
        String budgetName,
        long governmentFen,
        long enterpriseFen) {
    private static final Deque<JsonNode> OFFERED = offered();

    /** The cheapest first, so that the enterprise's yearly allowances last for all stories. */
    private static Deque<JsonNode> offered() {
        return SampleProduct.as("qiye1")
                .get("/api/listings?limit=100&priceModel=fixed&support=part&sort=price")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    static synchronized Deal any() {
        while (!OFFERED.isEmpty()) {
            var deal = of(OFFERED.remove());
            if (deal.isPresent()) return deal.get();
        }
        throw new AssertionError("nothing is left that qiye1 can buy");
    }

    /** Empty where nothing is left of what government pays: other stories have used the allowance meanwhile. */
    private static Optional<Deal> of(JsonNode listing) {
        var id = listing.path("id").asText();
        return SampleProduct.as("qiye1")
                .get("/api/listings/" + id + "/quotes?quantity=1")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(Deal::sharedBy)
                .findFirst()
                .map(quote -> new Deal(
                        SampleProduct.member(listing.at("/provider/id").asText()),
                        id,
                        listing.path("title").asText(),
                        quote.at("/budget/id").asText(),
                        quote.at("/budget/name").asText(),
                        quote.path("governmentFen").asLong(),
                        quote.path("enterpriseFen").asLong()));
    }

    private static boolean sharedBy(JsonNode quote) {
        return quote.path("usable").asBoolean()
                && quote.path("governmentFen").asLong() > 0
                && quote.path("enterpriseFen").asLong() > 0;
    }
}
