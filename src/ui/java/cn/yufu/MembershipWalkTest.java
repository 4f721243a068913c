package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.LocatorOptions;
import org.junit.jupiter.api.Test;

/** How one becomes a member and comes back in: by registration, mailed links and the district's decision. */
class MembershipWalkTest extends BrowserTest {
    private static final String FIRM = "重庆江岸仪器制造有限公司";
    private static final String PASSWORD = "Liangjiang-2026!";

    @Test
    void an_enterprise_registers_confirms_its_address_is_approved_and_signs_in() {
        var firm = visitor(Look.PHONE);
        firm.open("/register");
        firm.page.getByLabel("企业（购买服务）").check();
        field(firm, "name").fill(FIRM);
        field(firm, "creditCode").fill(Fixtures.creditCode(771));
        field(firm, "divisionCode").selectOption("500109");
        field(firm, "contact.name").fill("周静");
        field(firm, "contact.phone").fill("023-63890000");
        field(firm, "contact.email").fill("zhou@jiangan.example");
        field(firm, "username").fill("jiangan");
        field(firm, "password").fill(PASSWORD);
        // what is missing is said at once and costs nothing that was typed
        firm.button("提交登记").click();
        assertThat(firm.page.locator(".yq-summary")).containsText("请勾选");
        assertThat(firm.page.locator(".yq-summary")).isFocused();
        assertThat(field(firm, "username")).hasValue("jiangan");
        field(firm, "agreed").check();
        firm.button("提交登记").click();
        assertThat(firm.heading("登记资料已提交")).isVisible();
        firm.sees("确认邮件已发送到 zhou@jiangan.example");

        follow(firm, "zhou@jiangan.example", "confirm");
        assertThat(firm.heading("邮箱已确认")).isVisible();

        var district = as("quxian1", Look.DESKTOP);
        district.open("/desk/messages");
        district.link("新机构注册待审核").first().click();
        assertThat(district.heading(FIRM)).isVisible();
        district.button("审核通过").click();
        district.inDialog("审核通过").click();
        district.sees(FIRM + " 已通过审核");
        assertThat(district.page.locator(".yq-page-head")).containsText("正常");

        signIn(firm, "jiangan", PASSWORD);
        assertThat(firm.heading("您好，周静")).isVisible();
        firm.open("/desk/messages");
        firm.sees("贵单位的注册已通过审核");
    }

    @Test
    void a_forgotten_password_is_set_anew_by_mail_and_the_link_works_once() {
        var person = visitor(Look.DESKTOP);
        person.open("/login");
        person.link("忘记密码").click();
        person.page.getByLabel("用户名或邮箱").fill("qiye8");
        person.button("发送邮件").click();
        assertThat(person.heading("邮件已发送")).isVisible();

        var link = follow(person, "qiye8@yufu.example", "reset");
        person.page.getByLabel("新密码").fill(PASSWORD);
        person.page.getByLabel("再输入一次").fill(PASSWORD + "?");
        person.button("保存新密码").click();
        assertThat(person.page.locator(".yq-summary")).containsText("两次输入的密码不一致");
        person.page.getByLabel("再输入一次").fill(PASSWORD);
        person.button("保存新密码").click();
        assertThat(person.heading("密码已更新")).isVisible();

        person.announce("401 POST /api/sessions$");
        person.open("/login");
        enter(person, "qiye8", SampleProduct.PASSWORD);
        person.sees("用户名或密码不正确");
        signIn(person, "qiye8", PASSWORD);
        assertThat(person.page.locator("yq-desk-home h1")).isVisible();

        var late = visitor(Look.DESKTOP).announce("404 POST /api/password-resets/");
        late.open(link);
        late.page.getByLabel("新密码").fill(PASSWORD);
        late.page.getByLabel("再输入一次").fill(PASSWORD);
        late.button("保存新密码").click();
        assertThat(late.heading("链接已失效")).isVisible();
    }

    private static Locator field(Window w, String name) {
        return w.page.locator(
                name.equals("divisionCode") ? "[data-field=divisionCode] select" : "[name='" + name + "']");
    }

    /** Reads the newest mail to the address and clicks its link; gives where it led. */
    private static String follow(Window w, String address, String purpose) {
        var row = w.page.locator("tr", new LocatorOptions().setHasText(address)).first();
        for (int i = 0; i < 100; i++) {
            w.open("/dev/mailbox");
            if (row.count() > 0) break;
            w.page.waitForTimeout(200);
        }
        row.locator("a").click();
        var link = w.page.locator("pre a[href*='/login#" + purpose + "=']");
        var target = link.getAttribute("href");
        link.click();
        w.settle();
        assertEquals("/login", w.path(), "the token does not stay in the address");
        return target;
    }

    private static void enter(Window w, String username, String password) {
        w.page.locator("#sign-in-name").fill(username);
        w.page.locator("#sign-in-password").fill(password);
        w.button("登录").click();
    }

    private static void signIn(Window w, String username, String password) {
        if (!w.path().equals("/login")) w.open("/login");
        if (w.page.locator("#sign-in-name").count() == 0) w.open("/login");
        enter(w, username, password);
        w.page.waitForURL("**/desk");
        w.settle();
    }
}
