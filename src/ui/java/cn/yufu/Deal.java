package cn.yufu;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/**
 * A service of jigou1 and a budget of which qiye1 can still draw, both sides paying something: what a story of the
 * browser tests buys. Each call gives another service.
 */
record Deal(String listing, String title, String budget, String budgetName, long governmentFen, long enterpriseFen) {
    private static final Deque<Deal> OFFERED = offered();

    /** The cheapest first, so that the enterprise's yearly allowance lasts for all stories. */
    private static Deque<Deal> offered() {
        var enterprise = SampleProduct.as("qiye1");
        var provider = SampleProduct.as("jigou1").get("/api/me").body().at("/organisation/id");
        var deals = new ArrayList<Deal>();
        for (var listing : enterprise
                .get("/api/listings?limit=100&priceModel=fixed&provider=" + provider.asText())
                .expect(200)
                .body()
                .path("items"))
            of(enterprise, listing.path("id").asText(), listing.path("title").asText())
                    .ifPresent(deals::add);
        deals.sort(Comparator.comparingLong(Deal::governmentFen));
        return new ArrayDeque<>(deals);
    }

    static synchronized Deal any() {
        var enterprise = SampleProduct.as("qiye1");
        while (!OFFERED.isEmpty()) {
            var offered = OFFERED.remove();
            // what government pays of it now: other stories have used the allowance meanwhile
            var deal = of(enterprise, offered.listing(), offered.title());
            if (deal.isPresent()) return deal.get();
        }
        throw new AssertionError("jigou1 has nothing left that qiye1 can buy");
    }

    private static Optional<Deal> of(Client enterprise, String listing, String title) {
        return enterprise
                .get("/api/listings/" + listing + "/quotes?quantity=1")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(Deal::sharedBy)
                .findFirst()
                .map(quote -> new Deal(
                        listing,
                        title,
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
