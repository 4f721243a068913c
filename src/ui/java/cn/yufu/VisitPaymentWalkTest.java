package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finance finds what visits are due beside the orders, sees whom it pays, and pays them; whoever was visited sees it. */
class VisitPaymentWalkTest extends BrowserTest {
    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void a_completed_visit_is_paid(int width) {
        var due = OnSite.due();
        var number = due.path("number").asText();
        var fee = Yuan.of(due.at("/money/feeFen").asLong());
        var w = as("caiwu1", Look.wide(width));
        w.open("/desk/payments");
        w.page.locator(".yq-tabs a").nth(1).click();
        w.page.waitForURL(Pattern.compile(".*kind=visit$"));
        w.settle();
        w.sees(due.at("/team/0/employer").asText());
        w.page.getByLabel("选择 " + number).check();
        w.sees("已选 1 次问诊，共 " + fee);
        w.page.getByLabel("支付凭证号").fill("GK-" + number);
        w.button("批量拨付").click();
        w.sees("已拨付 1 次问诊，共 " + fee);
        w.sees("GK-" + number);

        w.open("/desk/visits/" + due.path("id").asText());
        w.sees("政府支付 " + fee + "，企业自付 ¥0");
        assertThat(w.page.locator(
                        "yq-visit .yq-chip", new com.microsoft.playwright.Page.LocatorOptions().setHasText("已拨付")))
                .hasCount(1);
        assertThat(w.page.locator("yq-timeline")).containsText("财政拨付");
        assertEquals(
                "paid",
                SampleProduct.as("shiji1")
                        .get("/api/visits/" + due.path("id").asText())
                        .expect(200)
                        .body()
                        .at("/money/state")
                        .asText());
    }
}
