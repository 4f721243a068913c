package cn.yufu;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** An order of qiye1 that the API brought to where a story of the browser tests begins. */
final class Purchase {
    final Deal deal = Deal.any();
    final String id;
    final String number;

    private Purchase() {
        var made = SampleProduct.as("qiye1")
                .post("/api/orders", Map.of("listingId", deal.listing(), "budgetId", deal.budget(), "quantity", 1))
                .expect(201);
        id = made.text("id");
        number = made.text("number");
        move("qiye1", "submission", Map.of());
    }

    static Purchase submitted() {
        return new Purchase();
    }

    static Purchase inProgress() {
        var purchase = new Purchase();
        purchase.move("quxian1", "approval", Map.of());
        purchase.move(purchase.deal.provider(), "acceptance-of-work", Map.of());
        return purchase;
    }

    static Purchase delivered() {
        var purchase = inProgress();
        purchase.move(purchase.deal.provider(), "delivery", Map.of("note", "成果已完成，报告与清单见附件。"));
        return purchase;
    }

    static Purchase completed() {
        var purchase = delivered();
        purchase.move("qiye1", "completion", Map.of());
        return purchase;
    }

    void move(String username, String noun, Map<String, Object> body) {
        SampleProduct.as(username).post("/api/orders/" + id + "/" + noun, body).expect(200);
    }

    JsonNode read() {
        return SampleProduct.as("shiji1").get("/api/orders/" + id).expect(200).body();
    }

    String state() {
        return read().path("state").asText();
    }

    /** Waits for what a page has sent. */
    String state(String expected) {
        for (int i = 0; i < 100 && !state().equals(expected); i++)
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
        return state();
    }
}
