package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.LocatorOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On-site diagnosis as an enterprise meets it: from the home page to a visit, with all that a change of it means. */
class DiagnosisWalkTest extends BrowserTest {
    private static final Pattern VISIT = Pattern.compile(".*/desk/visits/[0-9a-f-]{36}\\?requested=1$");

    private final Client city = SampleProduct.as("shiji1");
    private String id = "";

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void a_visit_takes_three_clicks_explains_itself_and_says_what_a_change_means(int width) {
        var w = as("qiye1", Look.wide(width));
        w.open("/");
        w.link("预约上门问诊").click();
        var time = w.page.locator(".yq-time input").first();
        time.check();
        w.button("提交预约").click();
        w.page.waitForURL(VISIT);
        w.settle();
        id = w.path().replaceFirst(".*/visits/([^?]*).*", "$1");
        var visit = read();
        assertEquals("requested", visit.path("state").asText());
        assertThat(head(w)).containsText("待确认");
        w.sees("申请已提交，编号 " + visit.path("number").asText());
        explained(w, visit);

        w.button("改期").click();
        assertThat(w.dialog()).containsText("上门开始前可以随时改期或取消");
        w.dialog().locator(".yq-time input").last().check();
        w.dialog().getByLabel("原因").fill("当天有重要客户验厂");
        w.dialog().locator(".yq-btn-primary").click();
        w.sees(visit.path("number").asText() + " 已改到");
        assertEquals(1, read().path("moved").asInt());

        // whoever confirms is another page's; the enterprise's own page follows by itself
        city.post("/api/visits/" + id + "/confirmation").expect(200);
        assertThat(head(w)).containsText("已确认");
        var before = read();
        w.button("取消问诊").click();
        w.dialog().waitFor();
        assertThat(w.dialog()).containsText("免责取消");
        w.inDialog("问题已经解决。").click();
        w.inDialog("取消问诊").click();
        assertThat(head(w)).containsText("已取消");
        // what the dialog said is what happened
        var after = read();
        assertEquals("cancelled", after.path("state").asText());
        assertEquals("confirmed", before.path("state").asText());
        assertFalse(after.path("late").asBoolean(), after::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void a_visitor_is_led_through_the_sign_in_and_a_draft_outlives_a_reload(int width) {
        var w = visitor(Look.wide(width)).announce("401 ");
        w.open("/");
        w.link("预约上门问诊").click();
        w.page.waitForURL(Pattern.compile(".*/login\\?next=.*"));
        w.page.getByLabel("用户名").fill("qiye1");
        w.page.locator("#sign-in-password").fill(SampleProduct.PASSWORD);
        w.page.locator("yq-sign-in button.yq-btn-primary").click();
        w.page.waitForURL(Pattern.compile(".*/desk/diagnosis$"));
        w.settle();
        // what hurts decides what is proposed, and why
        area(w).check();
        assertThat(w.page.locator(".yq-proposed")).containsText("知识产权问诊");
        assertThat(w.page.locator(".yq-proposed")).containsText("按您选择的领域推荐。");
        w.page.getByLabel("想解决的问题").fill("准备出口欧洲，想排查侵权风险。");
        w.settle();
        w.page.locator(".yq-time input").last().check();
        var chosen = w.page.locator(".yq-time input:checked").getAttribute("value");
        w.page.reload();
        w.settle();
        assertThat(w.page.getByLabel("想解决的问题")).hasValue("准备出口欧洲，想排查侵权风险。");
        assertThat(area(w)).isChecked();
        assertEquals(chosen, w.page.locator(".yq-time input:checked").getAttribute("value"));
        // what is missing is said at its field and in one place that takes the focus
        w.page.getByLabel("上门地址").fill("");
        w.button("提交预约").click();
        assertThat(w.page.locator(".yq-summary")).isFocused();
        assertThat(w.page.locator("#address-error")).containsText("请填写上门地址");
    }

    /** Everybody who comes is named with the reason, and the page says how many were compared. */
    private static void explained(Window w, JsonNode visit) {
        var why = visit.at("/details/assignment");
        w.sees("系统在 " + why.path("considered").asText() + " 位具备资质的专家中比较");
        for (var one : visit.path("team"))
            assertThat(w.page.locator("yq-visit .yq-checks"))
                    .containsText(one.path("name").asText());
        assertTrue(why.path("candidates").size() >= visit.path("team").size());
        w.page.locator("yq-visit summary", new LocatorOptions().setHasText("查看全部比较"))
                .click();
        assertThat(w.page.locator(".yq-candidates tbody tr"))
                .hasCount(why.path("candidates").size());
    }

    private static Locator area(Window w) {
        return w.page.locator("#what input[value=ip][type=checkbox]");
    }

    private static Locator head(Window w) {
        return w.page.locator("yq-visit .yq-page-head");
    }

    private JsonNode read() {
        return city.get("/api/visits/" + id).expect(200).body();
    }
}
