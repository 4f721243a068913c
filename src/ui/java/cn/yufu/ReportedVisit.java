package cn.yufu;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A visit of the sample city whose report waits for its enterprise, and one of its actions that a service helps with for
 * which the enterprise can still draw on a budget. Each call gives another visit.
 */
record ReportedVisit(String id, String number, String username, String action, String listing) {
    private static final Deque<ReportedVisit> WAITING = waiting();

    private static Deque<ReportedVisit> waiting() {
        var city = SampleProduct.as("shiji1");
        var found = new ArrayDeque<ReportedVisit>();
        for (var visit : city.get("/api/visits?state=reported&limit=20")
                .expect(200)
                .body()
                .path("items")) of(city, visit).ifPresent(found::add);
        return found;
    }

    private static Optional<ReportedVisit> of(Client city, JsonNode visit) {
        var username = city.get("/api/accounts?organisation="
                        + visit.at("/enterprise/id").asText())
                .expect(200)
                .body()
                .at("/items/0/username")
                .asText();
        var enterprise = SampleProduct.as(username);
        var id = visit.path("id").asText();
        var report = enterprise.get("/api/visits/" + id + "/report").expect(200).body();
        for (var action : report.path("actions"))
            for (var service : action.path("recommended")) {
                var listing = service.path("listingId").asText();
                var quotes = enterprise.get("/api/listings/" + listing + "/quotes?quantity=1");
                if (quotes.expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .anyMatch(q -> q.path("usable").asBoolean()))
                    return Optional.of(new ReportedVisit(
                            id,
                            visit.path("number").asText(),
                            username,
                            action.path("action").asText(),
                            listing));
            }
        return Optional.empty();
    }

    static synchronized ReportedVisit next() {
        return WAITING.removeFirst();
    }
}
