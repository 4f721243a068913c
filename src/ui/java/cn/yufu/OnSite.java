package cn.yufu;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/** What an expert does with a visit in hand, and what follows it, as several walks need it. */
final class OnSite {
    private OnSite() {}

    /**
     * An administrator moves the visit to where the clock is now, whatever the hours say; an expert is at one place at a
     * time.
     *
     * @return the day on which it is then, which late in the evening is the next
     */
    static LocalDate bringForward(String id) {
        var city = SampleProduct.as("shiji1");
        for (int minutes = 15; minutes < 235; minutes += 20) {
            var soon = OffsetDateTime.now(ZoneOffset.ofHours(8)).plusMinutes(minutes);
            var from = soon.withMinute(soon.getMinute() / 5 * 5).withSecond(0).withNano(0);
            var body = Map.of("from", from.toString(), "reason", "企业停产检修，提前上门", "bypass", true);
            if (city.post("/api/visits/" + id + "/reschedule", body).status() == 200) return from.toLocalDate();
        }
        throw new AssertionError("no expert of " + id + " is free now");
    }

    /** An enterprise whose visit has been reported confirms that by the API; finance finds it due. */
    static JsonNode due() {
        var reported = SampleProduct.as("shiji1")
                .get("/api/visits?state=reported")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .map(visit -> Map.entry(
                        visit.path("id").asText(),
                        SampleProduct.member(visit.at("/enterprise/id").asText())))
                // another walk changes their password
                .filter(visit -> !visit.getValue().equals("qiye8"))
                .findFirst()
                .orElseThrow();
        var path = "/api/visits/" + reported.getKey();
        SampleProduct.as(reported.getValue())
                .post(path + "/report-confirmation", Map.of())
                .expect(200);
        return SampleProduct.as("caiwu1").get(path).expect(200).body();
    }

    static Locator part(Window window, int n) {
        return window.page.locator(".yq-field-tabs a").nth(n);
    }

    /** Answers each question that is shown with the option at this place. */
    static void answer(Window window, int option) {
        part(window, 1).click();
        for (var question : window.page.locator(".yq-question").all())
            question.locator("input").nth(option).check();
    }

    static void leave(Window window) {
        part(window, 0).click();
        window.button("离开现场").click();
        window.inDialog("离开现场").click();
        window.sees("待报告");
    }

    static void submit(Window window, String summary) {
        part(window, 4).click();
        window.page.getByLabel("总结").fill(summary);
        window.button("提交报告").click();
        window.sees("报告已提交，等待企业确认。");
    }
}
