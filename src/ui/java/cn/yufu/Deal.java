package cn.yufu;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * A service of jigou1 and a budget of which qiye1 can still draw, both sides paying something: what a story of the
 * browser tests buys. Each call gives another service.
 */
record Deal(String listing, String title, String budget, String budgetName, long governmentFen, long enterpriseFen) {
    private static final Set<String> TAKEN = new HashSet<>();

    static synchronized Deal any() {
        var enterprise = SampleProduct.as("qiye1");
        var provider = SampleProduct.as("jigou1").get("/api/me").body().at("/organisation/id");
        var listings = enterprise.get("/api/listings?limit=100&provider=" + provider.asText());
        for (var listing : listings.expect(200).body().path("items")) {
            var id = listing.path("id").asText();
            if (!listing.path("priceModel").asText().equals("fixed") || TAKEN.contains(id)) continue;
            for (var quote : enterprise
                    .get("/api/listings/" + id + "/quotes?quantity=1")
                    .body()
                    .path("items"))
                if (sharedBy(quote)) {
                    TAKEN.add(id);
                    return new Deal(
                            id,
                            listing.path("title").asText(),
                            quote.at("/budget/id").asText(),
                            quote.at("/budget/name").asText(),
                            quote.path("governmentFen").asLong(),
                            quote.path("enterpriseFen").asLong());
                }
        }
        throw new AssertionError("jigou1 has nothing left that qiye1 can buy");
    }

    private static boolean sharedBy(JsonNode quote) {
        return quote.path("usable").asBoolean()
                && quote.path("governmentFen").asLong() > 0
                && quote.path("enterpriseFen").asLong() > 0;
    }
}
