package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.yufu.http.Json;
import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All experts of an area are away: an enterprise waits, sees where it stands, and answers what becomes free. */
class WaitingWalkTest extends BrowserTest {
    private static final Pattern VISIT = Pattern.compile(".*/desk/visits/[0-9a-f-]{36}\\?requested=1$");

    private static final String ENTERPRISE = "qiye7";

    private final Client city = SampleProduct.as("shiji1");
    /** Addresses of the absences. */
    private final Deque<String> away = new ArrayDeque<>();

    @BeforeEach
    void everybodyLeaves() {
        var from = LocalDate.now(Json.ZONE);
        var absence =
                Map.of("from", from + "T00:00:00+08:00", "to", from.plusDays(80) + "T00:00:00+08:00", "reason", "集中培训");
        for (var expert : city.get("/api/experts?limit=100").expect(200).body().path("items")) {
            if (expert.path("accreditations").findValuesAsText("area").stream().noneMatch("ip"::equals)) continue;
            var blackouts = "/api/resources/" + expert.path("resourceId").asText() + "/blackouts";
            away.add(blackouts + "/"
                    + city.post(blackouts, absence)
                            .expect(201)
                            .body()
                            .path("id")
                            .asText());
        }
    }

    @AfterEach
    void everybodyIsBack() {
        away.forEach(absence -> city.delete(absence).expect(204));
    }

    private void oneIsBack() {
        city.delete(away.pop()).expect(204);
    }

    private static void join(Window w) {
        w.open("/desk/diagnosis");
        w.page.locator("#what input[value=ip][type=checkbox]").check();
        assertThat(w.page.locator(".yq-proposed")).containsText("知识产权问诊");
        w.settle();
        w.sees("近两个月没有空闲时段");
        w.page.getByLabel("最晚日期").fill(LocalDate.now(Json.ZONE).plusDays(40).toString());
        w.button("加入候补").click();
        w.sees("已加入“知识产权问诊”的候补");
        w.sees("排在第 1 位");
        w.link("查看候补").click();
        assertThat(place(w)).containsText("排在第 1 位");
    }

    private static Locator place(Window w) {
        return w.page.locator("yq-waiting li");
    }

    /** Of the newest place. */
    private static String state() {
        return SampleProduct.as(ENTERPRISE)
                .get("/api/waitlist?limit=1")
                .expect(200)
                .body()
                .at("/items/0/state")
                .asText();
    }

    @Test
    void what_becomes_free_is_offered_above_the_visits_and_taken() {
        var w = as(ENTERPRISE, Look.DESKTOP);
        join(w);
        oneIsBack();
        // the page was open all the time
        assertThat(place(w)).containsText("有空位了，已为您保留");
        assertThat(place(w)).containsText("前答复，逾期让给下一位");
        w.button("接受").click();
        w.page.waitForURL(VISIT);
        w.sees("申请已提交，编号");
        assertEquals("taken", state());
        var id = w.path().replaceFirst(".*/visits/([^?]*).*", "$1");
        city.post("/api/visits/" + id + "/cancellation", Map.of("reason", "企业停产检修"))
                .expect(200);
    }

    @Test
    void an_offer_is_declined_on_a_phone_once_what_that_means_is_read() {
        var w = as(ENTERPRISE, Look.PHONE);
        join(w);
        oneIsBack();
        assertThat(place(w)).containsText("有空位了，已为您保留");
        var offered = place(w).locator(".yq-offered").innerText();
        w.button("不接受，继续等待").click();
        assertThat(w.dialog()).containsText("这个时段让给下一位，不再提供给您");
        w.inDialog("不接受，继续等待").click();
        // the same place is offered another time, never this one again
        assertThat(place(w).locator(".yq-offered")).not().hasText(offered);
        w.button("不接受，退出候补").click();
        assertThat(w.dialog()).containsText("候补结束");
        w.inDialog("不接受，退出候补").click();
        assertThat(place(w)).hasCount(0);
        assertEquals("declined", state());
    }
}
