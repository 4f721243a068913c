package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** The main tasks by keyboard alone: Tab reaches everything that is needed, and one sees where one is. */
class KeyboardTest extends BrowserTest {
    private static final int FAR = 120;

    @Test
    void a_service_is_searched_and_ordered() {
        var deal = Deal.any();
        var w = as("qiye1", Look.DESKTOP);
        w.open("/");
        tabTo(w, w.page.getByRole(com.microsoft.playwright.options.AriaRole.SEARCHBOX));
        w.page.keyboard().type(deal.title());
        w.page.keyboard().press("Enter");
        w.page.waitForURL("**/services?**");
        w.settle();
        press(w, w.page.locator(".yq-listing h3 a[href$='" + deal.listing() + "']"), "Enter");
        w.settle();
        press(w, w.link("填写订单"), "Enter");
        w.settle();
        tabTo(w, w.page.getByLabel("需求说明"));
        w.page.keyboard().type("请梳理合同。");
        press(w, w.button("提交申请"), "Enter");
        w.page.waitForURL("**/desk/orders/*-*");
        w.sees("待审批");
    }

    @Test
    void an_order_is_approved() {
        var purchase = Purchase.submitted();
        var w = as("quxian1", Look.DESKTOP);
        w.open("/desk/approvals");
        var first = w.page.locator("yq-table tbody tr").first();
        tabTo(w, first);
        var row = w.page.locator(
                "yq-table tbody tr", new com.microsoft.playwright.Page.LocatorOptions().setHasText(purchase.number));
        for (int i = 0; i < FAR && !focused(row); i++) w.page.keyboard().press("j");
        w.page.keyboard().press("Enter");
        assertThat(w.page.locator(".yq-drawer")).containsText(purchase.number);
        w.page.keyboard().press("a");
        w.sees(purchase.number + " 已批准");
        w.open("/desk");
        assertEquals("approved", purchase.state("approved"));
    }

    @Test
    void a_result_is_delivered_and_accepted() {
        var purchase = Purchase.inProgress();
        var provider = as(purchase.deal.provider(), Look.DESKTOP);
        provider.open("/desk/orders/" + purchase.id);
        tabTo(provider, provider.page.getByLabel("成果说明"));
        provider.page.keyboard().type("合同已逐条审查。");
        press(provider, provider.button("提交成果"), "Enter");
        assertEquals("delivered", purchase.state("delivered"));

        var enterprise = as("qiye1", Look.DESKTOP);
        enterprise.open("/desk/orders/" + purchase.id);
        press(enterprise, enterprise.button("验收通过"), "Enter");
        // the dialog holds the focus until it is answered
        for (int i = 0; i < 12; i++) {
            enterprise.page.keyboard().press("Tab");
            assertEquals(
                    true,
                    enterprise.page.evaluate(
                            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"));
        }
        press(enterprise, enterprise.inDialog("验收通过"), "Enter");
        assertEquals("completed", purchase.state("completed"));
    }

    @Test
    void an_accepted_order_is_paid() {
        var purchase = Purchase.completed();
        var w = as("caiwu1", Look.DESKTOP);
        w.open("/desk/payments");
        press(w, w.page.getByLabel("选择 " + purchase.number), "Space");
        w.sees("已选 1 单");
        var reference = w.page.getByLabel("支付凭证号");
        for (int i = 0; i < FAR && !focused(reference); i++) w.page.keyboard().press("Shift+Tab");
        assertThat(reference).isFocused();
        w.page.keyboard().type("GK-2026-0042");
        w.page.keyboard().press("Enter");
        assertEquals("paid", purchase.state("paid"));
    }

    private static void press(Window w, Locator target, String key) {
        tabTo(w, target);
        w.page.keyboard().press(key);
    }

    /** Only Tab; whatever is reached must show that it is. */
    private static void tabTo(Window w, Locator target) {
        assertThat(target).isVisible();
        for (int i = 0; i < FAR && !focused(target); i++) w.page.keyboard().press("Tab");
        assertThat(target).isFocused();
        assertEquals(
                true,
                target.evaluate("(e) => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' &&"
                        + " parseFloat(s.outlineWidth) >= 2; }"),
                () -> target + " does not show the focus");
    }

    private static boolean focused(Locator target) {
        return Boolean.TRUE.equals(target.evaluate("(e) => e === document.activeElement"));
    }
}
