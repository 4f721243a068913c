package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole way of on-site diagnosis: an enterprise books from the home page, the expert comes and reports, what was found
 * stands in the plan, the service specialist looks after it, and an action becomes an order.
 */
class PlanWalkTest extends BrowserTest {
    private static final Pattern VISIT = Pattern.compile(".*/desk/visits/[0-9a-f-]{36}\\?requested=1$");
    private static final Pattern ORDER = Pattern.compile(".*/desk/orders/[0-9a-f-]{36}$");

    private final Client city = SampleProduct.as("shiji1");
    private String id = "";
    private String action = "";

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void a_visit_becomes_an_action_and_an_action_an_order(int width) {
        var look = Look.wide(width);
        action = "先做专利检索，再定海外布局（%d）".formatted(width);
        var enterprise = as("qiye1", look);
        request(enterprise);

        var expert = as(username("expert", "name", read().at("/team/0/name").asText()), look);
        come(expert);
        report(expert);

        // the enterprise's page was open all the time
        assertThat(head(enterprise)).containsText("报告待确认");
        enterprise.sees(action);
        enterprise.button("确认报告").click();
        enterprise.inDialog("确认报告").click();
        assertThat(head(enterprise)).containsText("已完成");
        enterprise
                .page
                .locator("yq-visit a", new LocatorOptions().setHasText("我的一企一策"))
                .click();
        assertThat(item(enterprise)).isVisible();

        var plan = "/api/enterprises/" + read().at("/enterprise/id").asText() + "/plan";
        var specialist = as(
                username(
                        "district-admin",
                        "id",
                        city.get(plan).body().at("/specialist/id").asText()),
                look);
        lookAfter(specialist, enterprise);
        var order = order(enterprise, plan);

        // both see what has become of it
        assertThat(item(specialist)).containsText(order);
        item(enterprise)
                .locator("button")
                .filter(new FilterOptions().setHasText(Pattern.compile("^完成")))
                .click();
        enterprise.dialog().locator("textarea").fill("已选定服务机构，按订单推进。");
        enterprise.inDialog("完成").click();
        becomes(plan, "done");
    }

    private void request(Window w) {
        w.open("/");
        w.link("预约上门问诊").click();
        w.page.locator(".yq-time input").first().check();
        w.button("提交预约").click();
        w.page.waitForURL(VISIT);
        w.settle();
        id = w.path().replaceFirst(".*/visits/([^?]*).*", "$1");
        assertThat(head(w)).containsText("待确认");
    }

    private void come(Window expert) {
        expert.open("/desk/visits?waiting=true");
        expert.page.locator("yq-table tbody a[href$='" + id + "']").click();
        expert.button("确认上门").click();
        expert.inDialog("确认上门").click();
        assertThat(head(expert)).containsText("已确认");
        OnSite.bringForward(id);
        expert.page.reload();
        expert.link("去签到").click();
        expert.button("签到：我已到达").click();
        expert.sees("正在现场");
    }

    private void report(Window expert) {
        OnSite.answer(expert, 2);
        OnSite.part(expert, 2).click();
        expert.button("添加一项发现").click();
        expert.page.getByLabel("方面").selectOption("ip");
        expert.page.getByLabel("发现的问题").fill("准备出口，但没有查过目标市场的专利");
        expert.page.getByLabel("建议行动").fill(action);
        OnSite.leave(expert);
        OnSite.submit(expert, "技术有优势，出口前要先排查知识产权风险。");
    }

    /** Sees the action in the plan, notes a contact, and settles who does it. */
    private void lookAfter(Window specialist, Window enterprise) {
        specialist.open("/desk/plans?q=" + read().at("/enterprise/name").asText());
        specialist
                .page
                .locator("yq-table tbody a[href*='/desk/plans/']")
                .first()
                .click();
        assertThat(item(specialist)).isVisible();
        specialist.button("登记联系").click();
        specialist.dialog().getByLabel("内容").fill("已电话说明行动安排，企业本周下单。");
        specialist.dialog().locator(".yq-actions .yq-btn-primary").click();
        specialist.sees("已电话说明行动安排");
        item(specialist)
                .locator("button")
                .filter(new FilterOptions().setHasText("修改责任人和期限"))
                .click();
        specialist.dialog().getByLabel("责任人").fill("何成刚、夏秋月");
        specialist.dialog().locator(".yq-actions .yq-btn-primary").click();
        assertThat(item(specialist)).containsText("何成刚、夏秋月 负责");
        // at once at the enterprise, too
        enterprise.sees("已电话说明行动安排");
        assertThat(item(enterprise)).containsText("何成刚、夏秋月 负责");
    }

    /** One click to the order form, which knows the need; sent, it is in the list. Gives its number. */
    private String order(Window w, String plan) {
        var listing = affordable(plan);
        item(w).locator("summary").click();
        item(w).locator("a[href*='listing=" + listing + "']").click();
        w.page.waitForURL(Pattern.compile(".*/desk/orders/new.*"));
        w.settle();
        var need = w.page.getByLabel("需求说明").inputValue();
        assertTrue(need.contains(action), need);
        w.button("提交申请").click();
        w.page.waitForURL(ORDER);
        w.settle();
        var order = city.get("/api/orders/" + w.path().replaceFirst(".*/", ""))
                .expect(200)
                .body();
        assertEquals("submitted", order.path("state").asText());
        var number = order.path("number").asText();
        w.open("/desk/orders");
        assertThat(w.page.locator("yq-table tbody")).containsText(number);
        w.open("/desk/plan");
        assertThat(item(w)).containsText(number);
        return number;
    }

    /** A service that the plan recommends, at a price that is known and that one of the enterprise's budgets still pays. */
    private String affordable(String plan) {
        var enterprise = SampleProduct.as("qiye1");
        return planned(plan)
                .path("recommended")
                .valueStream()
                .map(service -> service.path("listingId").asText())
                .filter(listing -> enterprise
                        .get("/api/listings/" + listing + "/quotes?quantity=1")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .anyMatch(quote -> quote.path("usable").asBoolean()
                                && quote.path("totalFen").isNumber()))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode planned(String plan) {
        return city.get(plan)
                .expect(200)
                .body()
                .path("actions")
                .valueStream()
                .filter(one -> one.path("action").asText().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private void becomes(String plan, String state) {
        for (int i = 0; i < 100 && !planned(plan).path("state").asText().equals(state); i++)
            LockSupport.parkNanos(100_000_000L);
        assertEquals(state, planned(plan).path("state").asText());
    }

    /** The account that a person of the sample city signs in with. */
    private String username(String role, String field, String value) {
        return city.get("/api/accounts?limit=100&role=" + role)
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(one -> one.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow()
                .path("username")
                .asText();
    }

    private Locator item(Window w) {
        return w.page.locator(".yq-action").filter(new FilterOptions().setHasText(action));
    }

    private static Locator head(Window w) {
        return w.page.locator("yq-visit .yq-page-head");
    }

    private JsonNode read() {
        return city.get("/api/visits/" + id).expect(200).body();
    }
}
