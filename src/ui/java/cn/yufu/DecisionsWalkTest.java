package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page.LocatorOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Decisions that are no approvals, and what an exhausted budget leaves to do. */
class DecisionsWalkTest extends BrowserTest {
    @Test
    void what_is_returned_with_a_reason_is_mended_and_sent_again() {
        var purchase = Purchase.submitted();
        var district = as("quxian1", Look.DESKTOP);
        open(district, purchase);
        district.page.keyboard().press("r");
        // without a reason nothing is sent
        district.inDialog("退回修改").click();
        assertThat(district.dialog()).containsText("请填写理由");
        district.dialog().locator("textarea").fill("请写明希望解决的具体问题。");
        district.inDialog("退回修改").click();
        assertEquals("returned", purchase.state("returned"));

        var enterprise = as("qiye1", Look.PHONE);
        enterprise.open("/desk/messages");
        enterprise.link("订单 " + purchase.number + " 被退回补充").click();
        assertThat(enterprise.page.locator("yq-timeline")).containsText("请写明希望解决的具体问题。");
        enterprise.link("修改").click();
        enterprise.sees("审批退回：请写明希望解决的具体问题。");
        enterprise.page.getByLabel("需求说明").fill("供货合同的质量责任条款需要修改。");
        enterprise.button("提交申请").click();
        assertEquals("submitted", purchase.state("submitted"));
        assertEquals("供货合同的质量责任条款需要修改。", purchase.read().path("need").asText());
    }

    @Test
    void a_rejection_gives_its_reason_and_ends_the_order() {
        var purchase = Purchase.submitted();
        var district = as("quxian1", Look.PHONE);
        district.open("/desk/orders/" + purchase.id);
        district.button("不予批准").click();
        district.inDialog("近期已购买同类服务，不再重复支持。").click();
        district.inDialog("不予批准").click();
        district.sees(purchase.number + " 未予批准，已告知企业");
        assertEquals("rejected", purchase.state("rejected"));

        var enterprise = as("qiye1", Look.DESKTOP);
        enterprise.open("/desk/messages");
        enterprise.link("订单 " + purchase.number + " 未获批准").click();
        assertThat(enterprise.page.locator("yq-order .yq-page-head")).containsText("未通过");
        assertThat(enterprise.page.locator("yq-timeline")).containsText("近期已购买同类服务，不再重复支持。");
        assertThat(enterprise.page.locator(".yq-sticky-foot button")).hasCount(0);
    }

    /** The money went to others between the application and the decision. */
    @Test
    void an_exhausted_budget_refuses_the_approval_and_shows_the_ways_out() {
        var city = SampleProduct.as("shiji1");
        var purchase = Purchase.submitted();
        var budget = city.get("/api/budgets/" + purchase.deal.budget());
        var b = budget.body();
        long committed = b.path("frozenFen").asLong() + b.path("spentFen").asLong();
        city.patch(
                        "/api/budgets/" + purchase.deal.budget(),
                        Map.of("totalFen", committed + 100),
                        "\"v" + b.path("version").asLong() + '"')
                .expect(200);
        try {
            var district = as("quxian1", Look.DESKTOP).announce("409 POST /api/orders/" + purchase.id + "/approval");
            district.open("/desk/orders/" + purchase.id);
            district.sees("预算余额不足");
            district.sees("还差 " + Yuan.of(purchase.deal.governmentFen() - 100));
            district.button("批准").click();
            district.inDialog("批准").click();
            assertThat(district.page.locator(".yq-note-bad")).isVisible();
            assertEquals("submitted", purchase.state());
            for (var way : List.of("退回修改", "转市级办理"))
                assertThat(district.button(way)).isEnabled();
            district.button("转市级办理").click();
            district.inDialog("金额较大，请市级审定。").click();
            district.inDialog("转市级办理").click();
            district.sees(purchase.number + " 已转市级办理");

            var enterprise = as("qiye1", Look.PHONE);
            enterprise.open("/services/" + purchase.deal.listing());
            var quote =
                    enterprise.page.locator(".yq-quote", new LocatorOptions().setHasText(purchase.deal.budgetName()));
            assertThat(quote).containsText("这项资金的余额不足");
            assertThat(quote.locator("input")).isDisabled();
        } finally {
            city.patch(
                            "/api/budgets/" + purchase.deal.budget(),
                            Map.of("totalFen", b.path("totalFen").asLong()),
                            city.get("/api/budgets/" + purchase.deal.budget()).header("ETag"))
                    .expect(200);
        }
    }

    private static void open(Window w, Purchase purchase) {
        w.open("/desk/approvals");
        var row = w.page.locator("yq-table tbody tr", new LocatorOptions().setHasText(purchase.number));
        row.focus();
        w.page.keyboard().press("Enter");
        assertThat(w.page.locator(".yq-drawer")).containsText(purchase.number);
    }
}
