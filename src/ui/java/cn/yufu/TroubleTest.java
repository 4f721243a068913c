package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the server refuses, breaks or is out of reach: the page says so, and nothing that was typed is lost. */
class TroubleTest extends BrowserTest {
    private static final String NEED = "合同里的质量责任需要梳理，并给出修改意见。";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        409 | budget-exhausted | 预算的可用资金不足
        422 | invalid          | 需求说明过长
        500 | internal         | 服务暂时出了问题
        503 | unavailable      | 服务正忙
        """)
    void an_order_that_is_refused_keeps_what_was_typed_and_goes_through_afterwards(
            int status, String code, String says) {
        var deal = Deal.any();
        var window = as("qiye1", Look.PHONE).announce(status + " POST /api/orders$");
        window.open("/desk/orders/new?listing=" + deal.listing() + "&budget=" + deal.budget());
        window.page.getByLabel("需求说明").fill(NEED);
        once(
                window,
                "**/api/orders",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(status)
                        .setContentType("application/problem+json")
                        .setBody("""
                            {"type": "/problems/%s", "title": "%s", "status": %d, "requestId": "r-4711"}\
                            """.formatted(code, says, status))));
        window.button("提交申请").click();
        assertThat(window.page.locator(".yq-note-bad")).containsText(says);
        assertThat(window.page.getByLabel("需求说明")).hasValue(NEED);
        if (status == 500) window.sees("r-4711");
        window.button("提交申请").click();
        window.page.waitForURL("**/desk/orders/*");
        window.settle();
        window.sees(NEED);
    }

    @Test
    void without_a_network_the_form_waits_and_the_second_try_makes_one_order() {
        var deal = Deal.any();
        long before = ordersOf(deal);
        var window = as("qiye1", Look.DESKTOP).announce("failed POST /api/orders net::ERR_CONNECTION_RESET");
        window.open("/desk/orders/new?listing=" + deal.listing() + "&budget=" + deal.budget());
        window.page.getByLabel("需求说明").fill(NEED);
        var keys = new ArrayList<String>();
        window.page.onRequest(request -> {
            if (request.method().equals("POST") && request.url().endsWith("/api/orders"))
                keys.add(String.valueOf(request.headerValue("idempotency-key")));
        });
        // the request arrives, the answer does not
        once(window, "**/api/orders", route -> {
            route.fetch();
            route.abort("connectionreset");
        });
        window.button("提交申请").click();
        assertThat(window.page.locator(".yq-note-bad")).containsText("网络没有连上");
        assertThat(window.page.getByLabel("需求说明")).hasValue(NEED);
        window.button("提交申请").click();
        window.page.waitForURL("**/desk/orders/*");
        assertEquals(2, keys.size());
        assertEquals(1, Set.copyOf(keys).size(), "a second try is the same request");
        assertEquals(before + 1, ordersOf(deal));
    }

    @Test
    void a_list_that_cannot_be_read_offers_to_try_again() {
        var window = as("caiwu1", Look.DESKTOP).announce("503 GET /api/orders");
        once(
                window,
                "**/api/orders?*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setContentType("application/problem+json")
                        .setBody("{\"type\": \"/problems/unavailable\", \"title\": \"\", \"status\": 503}")));
        window.open("/desk/payments");
        window.sees("服务正忙");
        window.button("重新加载").click();
        assertThat(window.page.locator("yq-table tbody tr").first()).isVisible();
    }

    /** Registration is the longest form of all; the server finds what the browser cannot know. */
    @Test
    void a_refused_registration_points_at_the_field_and_keeps_the_rest() {
        var window = visitor(Look.DESKTOP).announce("409 POST /api/organisations|422 POST /api/organisations");
        window.open("/register");
        window.page.getByLabel("服务机构（提供服务）").check();
        window.page.locator("[name=name]").fill("重庆嘉岸知识产权服务有限公司");
        var taken = SampleProduct.as("shiji1")
                .get("/api/organisations?state=active&limit=1")
                .expect(200)
                .body()
                .at("/items/0/creditCode")
                .asText();
        window.page.locator("[name=creditCode]").fill(taken);
        window.page.locator("[data-field=divisionCode] select").selectOption("500109");
        window.page.locator("[name='contact.name']").fill("吴涛");
        window.page.locator("[name='contact.phone']").fill("023-63890000");
        window.page.locator("[name='contact.email']").fill("wu@jiaan.example");
        window.page.locator("[name=username]").fill("jiaan");
        window.page.locator("[name=password]").fill("Liangjiang-2026!");
        window.page.locator("[name=agreed]").check();
        window.button("提交登记").click();
        assertThat(window.page.locator(".yq-summary")).isFocused();
        // the server's words do not say which field
        assertThat(window.page.locator(".yq-summary a")).hasText("统一社会信用代码：已被使用");
        assertThat(window.page.locator("[name='contact.name']")).hasValue("吴涛");
        assertThat(window.page.locator("[name=password]")).hasValue("Liangjiang-2026!");
        // a reload keeps everything but the password
        window.page.reload();
        window.settle();
        assertThat(window.page.locator("[name='contact.name']")).hasValue("吴涛");
        assertThat(window.page.locator("[name=password]")).hasValue("");
    }

    private static long ordersOf(Deal deal) {
        return SampleProduct.as("qiye1")
                .get("/api/orders?limit=100")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(order -> order.at("/listing/id").asText().equals(deal.listing()))
                .count();
    }

    /** The first request is answered so, those after it by the server. */
    private static void once(Window window, String pattern, java.util.function.Consumer<Route> answer) {
        var count = new AtomicInteger();
        window.page.route(pattern, route -> {
            boolean reads = route.request().method().equals("GET") != pattern.contains("?");
            if (reads || count.getAndIncrement() > 0) route.resume();
            else answer.accept(route);
        });
    }

    @Test
    void the_way_back_from_an_opened_row_leads_to_the_list() {
        var window = as("caiwu1", Look.DESKTOP);
        window.open("/desk/payments");
        window.page.locator("yq-table tbody tr td").nth(1).click();
        window.page.waitForURL("**/desk/orders/*");
        assertThat(window.page.locator("yq-order h1")).isVisible();
        window.page.goBack();
        assertThat(window.page.locator("yq-payments h1")).isVisible();
        assertThat(window.page.locator("yq-order")).hasCount(0);
    }

    @Test
    void a_page_that_comes_late_does_not_replace_the_one_that_was_chosen_since() {
        var window = as("caiwu1", Look.DESKTOP);
        window.open("/desk/payments");
        var late = new ArrayList<Route>();
        window.page.route("**/pages/budgets.js", late::add);
        var menu = window.page.locator("yq-side");
        menu.getByText("预算").click();
        window.page.waitForCondition(() -> !late.isEmpty());
        menu.getByText("订单").click();
        assertThat(window.page.locator("yq-orders h1")).isVisible();
        window.page.waitForResponse("**/pages/budgets.js", () -> late.getFirst().resume());
        window.settle();
        assertThat(window.page.locator("yq-orders h1")).isVisible();
    }

    @Test
    void an_answer_that_a_newer_one_has_overtaken_is_not_shown() {
        var order = SampleProduct.as("caiwu1")
                .get("/api/orders?limit=1")
                .expect(200)
                .body()
                .at("/items/0");
        var id = order.path("id").asText();
        var number = order.path("number").asText();
        var window = as("caiwu1", Look.DESKTOP);
        window.open("/desk/orders/" + id);
        var asked = new ArrayList<Route>();
        window.page.route("**/api/orders/" + id, asked::add);
        for (int changes : new int[] {1, 2}) {
            window.page.evaluate("new BroadcastChannel('yq-live').postMessage({topic: 'order'})");
            window.page.waitForCondition(() -> asked.size() == changes);
        }
        window.page.waitForResponse("**/api/orders/" + id, () -> asked.getLast().resume());
        var first = asked.getFirst().fetch();
        asked.getFirst()
                .fulfill(new Route.FulfillOptions()
                        .setResponse(first)
                        .setBody(first.text().replace(number, "overtaken")));
        window.settle();
        assertThat(window.page.locator("yq-order .yq-page-head")).containsText(number);
    }

    @Test
    void a_page_asks_again_when_its_live_updates_begin_late() {
        var window = as("caiwu1", Look.DESKTOP);
        var stream = new ArrayList<Route>();
        window.page.route("**/api/events/stream", stream::add);
        window.open("/desk/orders");
        window.page.waitForCondition(() -> !stream.isEmpty());
        window.page.evaluate("() => { const now = Date.now; Date.now = () => now() + 10_000; }");
        window.page.waitForRequest("**/api/orders?**", () -> stream.getFirst().resume());
        window.settle();
    }

    /** A complaint that goes moves the form up; the click that leaves the mended field must not miss for it. */
    @Test
    void the_click_after_a_mended_field_counts() {
        var window = as("shiji1", Look.DESKTOP);
        window.open("/desk/budgets/new");
        window.button("保存预算").click();
        assertThat(window.page.locator(".yq-summary")).isFocused();
        window.page.locator("[name=totalFen]").fill("10000");
        var choice = window.page.locator("label:has(input[value=legal-aid])");
        choice.click();
        assertThat(choice.locator("input")).isChecked();
    }
}
