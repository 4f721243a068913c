package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the search on the home page to the payment and the history, through the pages alone, as its people do it. */
class PurchaseWalkTest extends BrowserTest {
    private static final String NEED = "希望解决两份供货合同中的质量责任条款。";

    private final Client api = SampleProduct.as("shiji1");
    private final Deal deal = Deal.any();
    private String id = "";
    private String number = "";

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void a_service_is_found_ordered_approved_delivered_accepted_and_paid(int width) {
        var look = Look.wide(width);
        var before = budget();
        var enterprise = as("qiye1", look);
        order(enterprise);
        becomes("submitted");
        assertEquals(before, budget(), "nothing is reserved before the approval");

        var district = as("quxian1", look);
        told(district, "订单 " + number + " 待审批");
        if (look.phone()) approveByTouch(district);
        else approveByKeyboard(district);
        becomes("approved");
        assertEquals(before.frozen() + deal.governmentFen(), budget().frozen());
        assertEquals(before.available() - deal.governmentFen(), budget().available());
        // the page of the enterprise was open all the time
        assertThat(enterprise.page.locator("yq-order .yq-page-head")).containsText("已批准");

        var provider = as(deal.provider(), look);
        told(provider, "新订单 " + number + " 等待承接");
        takeOn(provider);
        becomes("in-progress");
        deliver(provider, "已完成两份合同的条款审查，修改建议见正文。");
        becomes("delivered");

        told(enterprise, "订单 " + number + " 已交付，请验收");
        confirm(enterprise, "退回整改", "结论缺少依据，请补充数据或材料。");
        becomes("in-progress");
        told(provider, "订单 " + number + " 需要整改");
        assertThat(provider.page.locator("yq-timeline")).containsText("结论缺少依据，请补充数据或材料。");
        assertThat(provider.page.getByLabel("成果说明")).hasValue("");
        provider.page.reload();
        provider.settle();
        assertThat(provider.page.getByLabel("成果说明")).hasValue(""); // the draft went with what it had become
        deliver(provider, "已补充判例依据与修改后的条款全文。");
        told(enterprise, "订单 " + number + " 已交付，请验收");
        enterprise.sees("已补充判例依据与修改后的条款全文。");
        confirm(enterprise, "验收通过", null);
        becomes("completed");
        rate(enterprise);

        var finance = as("caiwu1", look);
        told(finance, "订单 " + number + " 待付款");
        pay(finance);
        becomes("paid");
        assertEquals(before.frozen(), budget().frozen());
        assertEquals(before.spent() + deal.governmentFen(), budget().spent());
        told(provider, "订单 " + number + " 已付款");
        told(enterprise, "订单 " + number + " 已完成付款");

        audit(as("shenji1", look));
    }

    /** Search, service, budget with both shares, order form with both shares, submission. */
    private void order(Window w) {
        w.open("/");
        w.page.getByRole(AriaRole.SEARCHBOX)
                .fill(deal.title().substring(0, Math.min(12, deal.title().length())));
        w.button("搜索").click();
        w.page.locator(".yq-listing h3 a[href$='" + deal.listing() + "']").click();
        var shares = "政府付 %s，企业付 %s".formatted(Yuan.of(deal.governmentFen()), Yuan.of(deal.enterpriseFen()));
        var quote = w.page.locator(".yq-quote", new LocatorOptions().setHasText(deal.budgetName()));
        assertThat(quote).containsText(shares);
        quote.locator("input").check();
        w.link("填写订单").click();
        assertThat(quote.locator("input")).isChecked();
        var figures = w.page.locator(".yq-figures");
        assertThat(figures).containsText(Yuan.of(deal.governmentFen() + deal.enterpriseFen()));
        assertThat(figures).containsText(Yuan.of(deal.governmentFen()));
        assertThat(figures).containsText(Yuan.of(deal.enterpriseFen()));
        w.page.getByLabel("需求说明").fill(NEED);
        w.button("提交申请").click();
        w.page.waitForURL(Pattern.compile(".*/desk/orders/[0-9a-f-]{36}$"));
        id = w.path().replaceFirst(".*/", "");
        number = read().path("number").asText();
        assertThat(w.page.locator("yq-order .yq-page-head")).containsText("待审批");
        assertThat(w.page.locator("yq-order .yq-page-head")).containsText(number);
        w.sees(number + " 已提交，区县将在 3 个工作日内审批");
        assertEquals(deal.governmentFen(), read().path("governmentFen").asLong());
        assertEquals(deal.enterpriseFen(), read().path("enterpriseFen").asLong());
        assertEquals(NEED, read().path("need").asText());
    }

    /** On the notebook: reads the effect, A, takes it back, A again and moves on, which sends it. */
    private void approveByKeyboard(Window w) {
        inQueue(w).focus();
        w.page.keyboard().press("Enter");
        seesEffect(w);
        w.page.keyboard().press("a");
        w.sees(number + " 已批准");
        assertThat(inQueue(w)).hasCount(0);
        w.page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("撤销")).click();
        assertThat(inQueue(w)).hasCount(1);
        still("submitted");
        inQueue(w).focus();
        w.page.keyboard().press("Enter");
        seesEffect(w);
        w.page.keyboard().press("a");
        assertThat(inQueue(w)).hasCount(0);
        // leaving sends what could still be taken back
        w.open("/desk");
        becomes("approved");
    }

    /** On the phone: opens it, reads the effect, 批准, and lets the ten seconds pass. */
    private void approveByTouch(Window w) {
        inQueue(w).locator("td").last().click();
        seesEffect(w);
        w.button("批准").click();
        w.sees(number + " 已批准");
        still("submitted");
        assertThat(w.page.locator(".yq-toast", new LocatorOptions().setHasText(number)))
                .hasCount(0);
        becomes("approved");
    }

    private Locator inQueue(Window w) {
        if (!w.path().equals("/desk/approvals")) w.open("/desk/approvals");
        return w.page.locator("yq-table tbody tr", new LocatorOptions().setHasText(number));
    }

    private void seesEffect(Window w) {
        var drawer = w.page.locator(".yq-drawer");
        assertThat(drawer).containsText(number);
        var effect = SampleProduct.as("quxian1").get("/api/orders/" + id).body().path("effect");
        assertThat(drawer).containsText("可用 " + Yuan.of(effect.path("availableFen")));
        assertThat(drawer).containsText(Yuan.of(effect.path("afterFen")));
        assertThat(drawer).containsText(NEED);
        assertThat(drawer).containsText("预算余额充足");
        assertEquals(
                effect.path("availableFen").asLong() - deal.governmentFen(),
                effect.path("afterFen").asLong());
    }

    private void takeOn(Window w) {
        confirm(w, "接单", null);
        w.sees("您已接单 " + number);
    }

    private void deliver(Window w, String note) {
        w.page.getByLabel("成果说明").fill(note);
        w.button("提交成果").click();
        w.sees(number + " 的成果已提交，等待企业验收");
        becomes("delivered");
    }

    /** Presses a button of the order and the same in the dialog it opens, with a reason from the templates if any. */
    private void confirm(Window w, String move, @org.jspecify.annotations.Nullable String reason) {
        w.button(move).click();
        if (reason != null) {
            w.inDialog(reason).click();
            assertThat(w.dialog().locator("textarea")).hasValue(reason);
        }
        w.inDialog(move).click();
        assertThat(w.page.locator("dialog[open]")).hasCount(0);
    }

    private void rate(Window w) {
        w.page.getByLabel("5 分 非常满意").check();
        w.page.getByLabel("评价内容").fill("交付及时，结论有依据。");
        w.button("评价服务").click();
        w.sees("感谢您的评价");
        w.sees("5 分（满分 5 分）");
        assertEquals(5, read().at("/rating/score").asInt());
    }

    /** Two orders in one batch: ours and any other that waits. */
    private void pay(Window w) {
        w.open("/desk/payments");
        var other = SampleProduct.as("caiwu1")
                .get("/api/orders?state=completed&sort=due&limit=100")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                // so that what happens to our budget is our order's alone
                .filter(order -> !order.at("/budget/id").asText().equals(deal.budget()))
                .findFirst()
                .orElseThrow();
        for (var one : List.of(number, other.path("number").asText()))
            w.page.getByLabel("选择 " + one).check();
        var sum = deal.governmentFen() + other.path("governmentFen").asLong();
        w.sees("已选 2 单，共 " + Yuan.of(sum));
        w.page.getByLabel("支付凭证号").fill("GK-" + number);
        w.button("批量拨付").click();
        w.sees("已拨付 2 单，共 " + Yuan.of(sum));
        w.sees("GK-" + number);
        assertEquals(
                "paid",
                api.get("/api/orders/" + other.path("id").asText()).expect(200).text("state"));
    }

    /** The auditor reads the order's life, then the record of it, and lets the whole chain be verified. */
    private void audit(Window w) {
        w.open("/desk/orders?q=" + number);
        w.page.locator("yq-table tbody a", new LocatorOptions().setHasText(deal.title()))
                .click();
        var steps = w.page.locator("yq-timeline li");
        for (var step : List.of("提交审批", "批准并锁定资金", "机构接单", "退回整改", "验收通过", "财政拨付", "企业评价"))
            assertThat(steps.filter(new FilterOptions().setHasText(step))).hasCount(1);
        assertThat(steps.filter(new FilterOptions().setHasText("交付成果"))).hasCount(2);
        assertThat(w.page.locator("yq-order .yq-sticky-foot button")).hasCount(0);

        w.open("/desk/history?number=" + number);
        var record = w.page.locator(".yq-log > li");
        assertThat(record.first()).containsText("财政拨付");
        assertThat(record.first()).containsText("GK-" + number);
        assertThat(record.filter(new FilterOptions().setHasText("批准并锁定资金"))).containsText("待审批");
        assertThat(record.last()).containsText("建立订单");
        w.open("/desk/history/verification");
        w.button("开始核验").click();
        assertThat(w.page.locator(".yq-note-done")).containsText("条记录核验无误");
    }

    /** The notice is in the person's messages; following it opens the order. */
    private void told(Window w, String title) {
        w.open("/desk/messages");
        w.link(title).first().click();
        assertThat(w.page.locator("yq-order .yq-page-head")).containsText(number);
        w.settle();
    }

    private JsonNode read() {
        return api.get("/api/orders/" + UUID.fromString(id)).expect(200).body();
    }

    private void still(String expected) {
        assertEquals(expected, read().path("state").asText());
    }

    /** What the page sends may be under way. */
    private void becomes(String expected) {
        for (int i = 0; i < 100 && !read().path("state").asText().equals(expected); i++)
            LockSupport.parkNanos(100_000_000L);
        still(expected);
    }

    private record Balance(long frozen, long spent, long available) {}

    private Balance budget() {
        var b = api.get("/api/budgets/" + deal.budget()).expect(200).body();
        return new Balance(
                b.path("frozenFen").asLong(),
                b.path("spentFen").asLong(),
                b.path("availableFen").asLong());
    }
}
