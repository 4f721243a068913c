package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** An expert on the road: a visit is accepted, reached without network, written down and reported; and two devices at once. */
class FieldWalkTest extends BrowserTest {
    private static final String OFFLINE = "ERR_INTERNET_DISCONNECTED";

    private static JsonNode visit(String id) {
        return SampleProduct.as("zhuanjia1")
                .get("/api/visits/" + id)
                .expect(200)
                .body();
    }

    private static JsonNode report(String id) {
        return SampleProduct.as("zhuanjia1")
                .get("/api/visits/" + id + "/report")
                .expect(200)
                .body();
    }

    private static JsonNode some(String state) {
        return some(state, 0);
    }

    private static JsonNode some(String state, int n) {
        return SampleProduct.as("zhuanjia1")
                .get("/api/visits?sort=start&state=" + state)
                .expect(200)
                .body()
                .at("/items/" + n);
    }

    private static void accessible(Window window) {
        var broken = new AxeBuilder(window.page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
        assertEquals(List.of(), broken);
    }

    @Test
    void a_visit_is_reached_without_network_and_its_report_sent() {
        var asked = some("requested");
        var id = asked.path("id").asText();
        var enterprise = asked.at("/enterprise/name").asText();
        var phone = as("zhuanjia1", Look.PHONE).announce(OFFLINE);
        phone.open("/desk");
        assertEquals("/desk/today", phone.path());
        phone.link(enterprise).click();
        phone.button("确认前往").click();
        phone.sees("已确认，" + enterprise);
        assertEquals("confirmed", visit(id).path("state").asText());
        var day = OnSite.bringForward(id);

        phone.open("/desk/today?day=" + day);
        // what the day needs is fetched ahead, when all is shown
        phone.page.waitForFunction(
                "(id) => customElements.get('yq-field') && Object.keys(localStorage).some((key) =>"
                        + " key.startsWith('yq-kept:') && key.endsWith(`/visits/${id}/report`))",
                id);
        shellIsKept(phone);
        phone.page.context().setOffline(true);
        phone.page.reload();
        phone.sees("网络没有连上，显示的是");
        phone.link(enterprise).click();
        var pressed = OffsetDateTime.now(ZoneOffset.ofHours(8));
        phone.button("签到：我已到达").click();
        phone.sees("1 项等待发送");
        phone.sees("正在现场");
        assertEquals("confirmed", visit(id).path("state").asText());
        // the phone was put away meanwhile, and the browser with it
        phone.page.reload();
        phone.sees("1 项等待发送");
        phone.sees("正在现场");
        OnSite.answer(phone, 1);
        phone.sees("已保存在本机");
        accessible(phone);

        phone.page.context().setOffline(false);
        assertThat(phone.page.locator(".yq-save-line")).containsText("已保存（");
        var arrived = visit(id);
        assertEquals("in-progress", arrived.path("state").asText());
        var said = OffsetDateTime.parse(arrived.at("/details/checkIn/at").asText());
        assertTrue(said.isBefore(pressed.plusMinutes(1)) && said.isAfter(pressed.minusMinutes(1)), said::toString);
        assertEquals(
                1,
                StreamSupport.stream(arrived.at("/details/history").spliterator(), false)
                        .filter(e -> e.path("action").asText().equals("check-in"))
                        .count());
        assertEquals(
                report(id).at("/questionnaire/questions").size(),
                report(id).path("answers").size());
        finish(phone, id);
    }

    private static void becomes(Window window, String promise) {
        window.page.waitForCondition(() -> (boolean) window.page.evaluate("async () => !!(" + promise + ")"));
    }

    private static void shellIsKept(Window phone) {
        becomes(
                phone,
                "(await navigator.serviceWorker.getRegistration('/desk'))?.active && navigator.serviceWorker.controller"
                        + " && await caches.match('/desk')");
    }

    @Test
    void a_new_version_is_taken_at_once_and_signing_out_leaves_nothing() {
        var phone = as("zhuanjia2", Look.PHONE).announce(OFFLINE).announce("401 ");
        phone.open("/desk");
        shellIsKept(phone);
        phone.page.evaluate("async () => (await caches.open('yq-day')).put('/desk', new Response('an older build'))");
        phone.page.reload();
        assertThat(phone.heading("今日行程")).isVisible();
        becomes(phone, "!(await (await caches.match('/desk')).text()).includes('an older build')");

        // an image that the page draws when the session has just ended
        phone.page.evaluate("() => addEventListener('yq-session', () => fetch(document.querySelector('yq-account"
                + " use').href.baseVal.split('#')[0]))");
        phone.page.locator("yq-account .yq-who-button").click();
        phone.button("退出登录").click();
        phone.page.waitForURL(Pattern.compile("(?!.*/desk).*"));
        phone.settle();
        phone.open("/login?next=/desk/today");
        becomes(
                phone,
                "!(await caches.keys()).length"
                        + " && !Object.keys(localStorage).some((key) => key.startsWith('yq-kept:'))");

        phone.page.getByLabel("用户名").fill("zhuanjia3");
        phone.page.locator("#sign-in-password").fill(SampleProduct.PASSWORD);
        phone.page.locator("yq-sign-in button.yq-btn-primary").click();
        phone.page.waitForURL(SampleProduct.url() + "/desk/**");
        phone.settle();
        shellIsKept(phone);
        phone.page.context().setOffline(true);
        phone.page.reload();
        phone.sees("网络没有连上，显示的是");
        assertThat(phone.page.locator("yq-account .yq-avatar")).hasText("吴");
    }

    private static void find(Window phone) {
        OnSite.part(phone, 2).click();
        phone.button("添加一项发现").click();
        phone.page.getByLabel("发现的问题").fill("关键设备没有联网，停机原因说不清");
    }

    /** Findings, leaving, the summary; what is missing is named at its field. */
    private static void finish(Window phone, String id) {
        find(phone);
        accessible(phone);
        OnSite.leave(phone);
        OnSite.part(phone, 4).click();
        phone.button("提交报告").click();
        assertThat(phone.page.locator(".yq-summary")).containsText("还缺 2 处");
        phone.link("发现 1：请写明建议行动").click();
        phone.page.getByLabel("建议行动").fill("先接入三台瓶颈设备，记录停机原因");
        accessible(phone);
        OnSite.submit(phone, "现场管理有基础，设备数据是短板，建议从瓶颈设备开始。");
        var sent = report(id);
        assertEquals("reported", sent.path("state").asText());
        assertEquals("先接入三台瓶颈设备，记录停机原因", sent.at("/actions/0/action").asText());
    }

    /** What others do to the visit meanwhile lets the page read it anew, and save what is written, but not over the report. */
    @Test
    void nothing_is_saved_while_the_report_is_on_its_way() {
        var id = some("reporting", 1).path("id").asText();
        var phone = as("zhuanjia1", Look.PHONE);
        phone.open("/desk/field/" + id);
        OnSite.answer(phone, 1);
        find(phone);
        phone.page.getByLabel("建议行动").fill("先接入三台瓶颈设备，记录停机原因");
        assertThat(phone.page.locator(".yq-save-line")).containsText("已保存（");

        var underWay = new ArrayList<Route>();
        phone.page.route("**/report-submission", underWay::add);
        OnSite.part(phone, 4).click();
        phone.page.getByLabel("总结").fill("现场管理有基础，设备数据是短板，建议从瓶颈设备开始。");
        phone.button("提交报告").click();
        phone.page.waitForCondition(() -> !underWay.isEmpty());
        phone.page.waitForResponse(
                "**/api/visits/" + id,
                () -> phone.page.evaluate(
                        "(id) => new BroadcastChannel('yq-live').postMessage({topic: 'visit', id})", id));
        underWay.getFirst().resume();
        phone.sees("报告已提交，等待企业确认。");
        assertEquals("reported", report(id).path("state").asText());
    }

    @Test
    void what_two_devices_write_is_brought_together() {
        var id = some("reporting").path("id").asText();
        var questions = report(id).at("/questionnaire/questions");
        var keys = IntStream.range(0, 3)
                .mapToObj(i -> questions.path(i).path("key").asText())
                .toList();
        var address = "/desk/field/" + id + "?part=questions";
        var tablet = as("zhuanjia1", Look.DESKTOP).announce("412 POST /api/visits/" + id + "/report");
        var phone = as("zhuanjia1", Look.PHONE).announce("412 POST /api/visits/" + id + "/report");
        tablet.open(address);
        phone.open(address);

        choose(tablet, 0, 1);
        assertThat(tablet.page.locator(".yq-save-line")).containsText("已保存（");
        choose(phone, 1, 2);
        phone.sees("双方的内容已合并");
        assertThat(phone.page.locator(".yq-save-line")).containsText("已保存（");
        var both = report(id).path("answers");
        assertEquals(value(questions, 0, 1), both.path(keys.get(0)).asText());
        assertEquals(value(questions, 1, 2), both.path(keys.get(1)).asText());

        choose(phone, 2, 1);
        assertThat(phone.page.locator(".yq-save-line")).containsText("已保存（");
        choose(tablet, 2, 3);
        tablet.sees("请选择不一致处以谁为准");
        accessible(tablet);
        tablet.button("以本机为准").click();
        assertThat(tablet.page.locator(".yq-note-bad")).hasCount(0);
        assertThat(tablet.page.locator(".yq-save-line")).containsText("已保存（");
        var settled = report(id).path("answers");
        assertEquals(value(questions, 2, 3), settled.path(keys.get(2)).asText());
        assertEquals(value(questions, 1, 2), settled.path(keys.get(1)).asText());
    }

    private static void choose(Window window, int question, int option) {
        window.page
                .locator(".yq-question")
                .nth(question)
                .locator("input")
                .nth(option)
                .check();
    }

    private static String value(JsonNode questions, int question, int option) {
        return questions
                .path(question)
                .path("options")
                .path(option)
                .path("value")
                .asText();
    }

    @Test
    void the_city_sets_up_a_programme_and_sees_whom_visits_reach() {
        var city = as("shiji1", Look.DESKTOP);
        city.open("/desk/programmes");
        city.link("新建问诊计划").click();
        city.page.getByLabel("名称").fill("绿色化问诊专项计划");
        city.page
                .getByLabel("绿色化问诊", new Page.GetByLabelOptions().setExact(true))
                .check();
        city.page.getByLabel("每家每年次数").fill("0");
        city.button("保存计划").click();
        city.sees("每家每年次数不能小于 1");
        city.page.getByLabel("每家每年次数").fill("3");
        city.button("保存计划").click();
        assertThat(city.heading("绿色化问诊专项计划")).isVisible();
        city.sees("每年 3 次");
        city.button("关闭计划").click();
        city.inDialog("关闭计划").click();
        assertThat(city.page.locator("yq-programme .yq-page-head")).containsText("已关闭");

        city.open("/desk/coverage");
        var coverage = SampleProduct.as("shiji1")
                .get("/api/diagnosis/coverage")
                .expect(200)
                .body();
        int done = 0;
        for (var division : coverage.path("divisions"))
            done += division.path("done").asInt();
        assertThat(city.page.locator(".yq-kpi").nth(1)).containsText(Integer.toString(done));
        city.page.locator(".yq-data summary").nth(1).click();
        assertThat(city.page.locator(".yq-data[open] tbody tr"))
                .hasCount(coverage.path("divisions").size());
        accessible(city);
    }
}
