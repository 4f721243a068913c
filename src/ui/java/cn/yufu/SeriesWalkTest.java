package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.yufu.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Visits that come again: all days are seen before the click, what is refused is said at its day and nothing typed is
 * lost, and one changes alone or with those after it.
 */
class SeriesWalkTest extends BrowserTest {
    private static final Pattern VISIT = Pattern.compile(".*/desk/visits/[0-9a-f-]{36}\\?requested=1$");
    private static final String ENTERPRISE = "qiye7";

    /** A time on a day that is followed by such days a week and two weeks later, and free on the last of them, too. */
    private static String start() {
        var all = SampleProduct.as(ENTERPRISE)
                .get("/api/visits/slots?type=comprehensive&to="
                        + LocalDate.now(Json.ZONE).plusDays(50) + "T00:00:00%2B08:00")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .map(slot -> slot.path("from").asText())
                .toList();
        Set<OffsetDateTime> free = all.stream().map(OffsetDateTime::parse).collect(Collectors.toSet());
        var open = free.stream().map(OffsetDateTime::toLocalDate).collect(Collectors.toSet());
        return all.stream()
                .filter(at ->
                        open.contains(OffsetDateTime.parse(at).plusWeeks(1).toLocalDate()))
                .filter(at -> free.contains(OffsetDateTime.parse(at).plusWeeks(2)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> series(String id, String field) {
        return SampleProduct.as("shiji1")
                .get("/api/visits/" + id)
                .expect(200)
                .body()
                .at("/details/series")
                .valueStream()
                .map((JsonNode one) -> one.path(field).asText())
                .toList();
    }

    private static Locator days(Window w) {
        return w.page.locator(".yq-occurrences li");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void visits_come_again_and_change_together(int width) {
        var first = start();
        var w = as(ENTERPRISE, Look.wide(width)).announce("422 POST /api/visit-series");
        w.open("/desk/diagnosis");
        w.page.getByLabel("想解决的问题").fill("每月看一次产线改造");
        var time = w.page.locator(".yq-time input[value='" + first + "']");
        while (time.count() == 0) w.page.locator(".yq-cal [aria-pressed=true]").press("ArrowRight");
        time.check();
        w.page.getByLabel("定期回访").check();
        assertThat(days(w)).hasCount(2);
        w.page.getByLabel("间隔单位").selectOption("week");
        w.page.getByLabel("次数").selectOption("3");
        assertThat(days(w)).hasCount(3);

        // too close to the first: said at its day, and all that was typed stays
        w.button("提交预约").click();
        assertThat(w.page.locator(".yq-summary")).isFocused();
        assertThat(days(w).nth(1).locator(".yq-error")).hasText(Pattern.compile("^与已有预约相隔不足 7 天$"));
        assertThat(days(w).first().locator(".yq-error")).hasCount(0);
        assertThat(w.page.getByLabel("想解决的问题")).hasValue("每月看一次产线改造");
        w.button("去掉不可行的 1 次").click();
        assertThat(days(w).nth(1)).containsText("这次不约");
        assertThat(w.page.locator(".yq-error")).hasCount(0);
        w.button("提交预约").click();
        w.page.waitForURL(VISIT);
        w.settle();
        var id = w.path().replaceFirst(".*/visits/([^?]*).*", "$1");
        w.sees("定期回访的申请已提交，共 2 次");
        w.sees("第 1 次，共 2 次");
        assertThat(w.page.locator(".yq-series a")).hasCount(1);

        w.button("改期").click();
        w.dialog().getByLabel("这一次及以后 1 次").check();
        w.dialog().locator(".yq-time input:not(:checked)").last().check();
        assertThat(w.dialog().locator(".yq-occurrences li")).hasCount(2);
        w.dialog().getByLabel("原因").fill("当天有重要客户验厂");
        w.dialog().locator(".yq-btn-primary").click();
        w.sees("以后 1 次同样顺延");
        var times = series(id, "from").stream().map(OffsetDateTime::parse).toList();
        assertEquals(times.getFirst().plusWeeks(2), times.getLast());

        // the other one is a click away, and nothing follows it
        w.page.locator(".yq-series a").click();
        w.sees("第 2 次，共 2 次");
        w.settle();
        w.button("取消问诊").click();
        w.dialog().waitFor();
        assertThat(w.dialog().locator(".yq-reach")).hasCount(0);
        w.inDialog("保持不变").click();
        w.page.goBack();
        w.settle();
        w.button("取消问诊").click();
        w.dialog().getByLabel("这一次及以后 1 次").check();
        w.inDialog("问题已经解决。").click();
        w.inDialog("取消问诊").click();
        w.sees("及以后 1 次已取消");
        assertEquals(List.of("cancelled", "cancelled"), series(id, "state"));
    }
}
