package cn.yufu;

import static cn.yufu.Stories.BEIBEI;
import static cn.yufu.Stories.YUZHONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.organisation.CreditCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rosters and service lists as spreadsheets: a dry run that names every problem, then all or nothing. */
class ImportTest {
    static final List<String> ROSTER =
            List.of("企业名称*", "统一社会信用代码*", "所属区县*", "所属行业", "培育梯度", "联系人*", "联系邮箱*", "联系电话*", "网址", "代码校验不符的说明", "是否邀请");
    private static final List<String> SERVICES =
            List.of("服务名称", "服务分类", "服务简介", "详细说明", "计价方式", "价格（元）", "交付周期（天）", "每月可接单数", "服务区县", "适用行业");
    private static final AtomicInteger NUMBER = new AtomicInteger(200_000);

    private final Client city = Stories.cityAdmin();

    static String creditCode() {
        var body = "91500109MA%07d".formatted(NUMBER.incrementAndGet());
        return body + CreditCode.checkDigit(body + "0");
    }

    static List<@Nullable Object> enterprise(String name, @Nullable Object creditCode) {
        return new ArrayList<>(Arrays.asList(
                name,
                creditCode,
                "北碚区",
                "35 专用设备制造业",
                "专精特新中小企业",
                "李明",
                "liming@example.cn",
                "023-68250000",
                "https://www.example.cn",
                null,
                "否"));
    }

    private static List<@Nullable Object> service(String title) {
        return new ArrayList<>(Arrays.asList(
                title,
                "法律援助 / 合同审查与起草",
                "逐条审查买卖合同，标注风险并给出修改意见",
                "由执业律师审查合同文本，三个工作日内交付审查意见书，并可电话答疑一次。",
                "一口价",
                "2,800.50",
                7,
                20,
                "北碚区、渝中区",
                "35 专用设备制造业"));
    }

    @SafeVarargs
    private static byte[] sheet(List<?> headings, List<@Nullable Object>... rows) {
        var all = new ArrayList<List<?>>();
        all.add(headings);
        for (var row : rows) all.add(row);
        return Workbooks.of(all);
    }

    private static List<@Nullable Object> with(List<@Nullable Object> row, int place, @Nullable Object value) {
        row.set(place, value);
        return row;
    }

    static Client.Reply checked(Client client, String kind, byte[] file) {
        var id = Workbooks.upload(client, kind, file).expect(202).id();
        return Workbooks.settled(client, "/api/imports/" + id);
    }

    static Client.Reply applied(Client client, UUID id) {
        assertEquals(
                "applying",
                client.post("/api/imports/" + id + "/application").expect(202).text("state"));
        return Workbooks.settled(client, "/api/imports/" + id);
    }

    private static List<String> problems(Client.Reply job) {
        return StreamSupport.stream(job.body().path("problems").spliterator(), false)
                .map(p -> p.path("row").asInt() + " " + p.path("column").asText() + " "
                        + p.path("code").asText())
                .toList();
    }

    private static JsonNode problem(Client.Reply job, int index) {
        return job.body().path("problems").path(index);
    }

    private static long enterprises(String... names) {
        return Sql.value(
                "SELECT count(*) FROM organisation WHERE name = ANY (string_to_array(?, '|'))",
                String.join("|", names));
    }

    @Test
    void a_roster_becomes_active_enterprises_that_say_where_they_come_from() {
        var code = creditCode();
        var checked = checked(
                city,
                "enterprises",
                sheet(ROSTER, enterprise("重庆导入精密机械有限公司", code), enterprise("重庆导入仪表有限公司", creditCode())));
        assertEquals("checked", checked.text("state"), () -> checked.body().toString());
        assertEquals(List.of(), problems(checked));
        assertEquals("application", checked.body().at("/steps/0").asText());
        assertEquals(2, checked.body().path("valid").asInt());
        assertEquals(0, enterprises("重庆导入精密机械有限公司"));

        var done = applied(city, checked.id());
        assertEquals("applied", done.text("state"), () -> done.body().toString());
        UUID id = Sql.value("SELECT id FROM organisation WHERE credit_code = ?", code);
        var seen = Stories.districtAdmin(BEIBEI)
                .get("/api/organisations/" + id)
                .expect(200)
                .body();
        assertEquals("active", seen.path("state").asText());
        assertEquals("specialised", seen.path("tier").asText());
        assertEquals("35", seen.path("industryCode").asText());
        assertEquals("https://www.example.cn", seen.path("website").asText());
        assertEquals("liming@example.cn", seen.at("/contact/email").asText());
        assertEquals("import", seen.at("/history/0/action").asText());
        assertEquals(
                List.of("check", "application"),
                Sql.column("SELECT action FROM event WHERE subject_id = ? ORDER BY id", checked.id()));
        assertEquals(
                List.of("job.checked", "job.applied"),
                Sql.column("SELECT kind FROM notification WHERE subject_id = ? ORDER BY id", checked.id()));
        assertEquals(0L, (long) Sql.<Long>value("SELECT count(*) FROM job_part WHERE job_id = ?", checked.id()));
        city.post("/api/imports/" + checked.id() + "/application").expect(409, "state-conflict");
    }

    @Test
    void travel_times_replace_what_was_there() {
        var sheet = Workbooks.of(List.of(
                List.of("出发地*", "到达*", "车程（分钟）*", "说明"),
                List.of("城口县", "巫溪县", 95, "新隧道已通车"),
                List.of("巫溪县", "城口县", 100)));
        var checked = checked(city, "travel-times", sheet);
        assertEquals("checked", checked.text("state"), () -> checked.body().toString());
        assertEquals("applied", applied(city, checked.id()).text("state"));
        var there = city.get("/api/travel-times?from=500229").expect(200).body().path("items");
        for (var time : there)
            if (time.path("to").asText().equals("500238")) {
                assertEquals(95, time.path("minutes").asInt());
                assertEquals("entered", time.path("source").asText());
                assertEquals("新隧道已通车", time.path("note").asText());
            }
        var twice = checked(
                city,
                "travel-times",
                Workbooks.of(List.of(
                        List.of("出发地*", "到达*", "车程（分钟）*", "说明"),
                        List.of("城口县", "巫溪县", 95),
                        List.of("城口县", "巫溪县", 90),
                        List.of("城口县", "江北区", 2000))));
        assertEquals(
                List.of("repeated-row", "succeeded", "out-of-range"),
                problems(twice).stream()
                        .map(p -> p.substring(p.lastIndexOf(' ') + 1))
                        .toList());
        Workbooks.upload(Stories.districtAdmin(BEIBEI), "travel-times", sheet).expect(403);
    }

    @Test
    void the_dry_run_names_every_kind_of_problem_and_writes_nothing() {
        var twice = creditCode();
        var known = creditCode();
        Sql.run(
                "UPDATE organisation SET credit_code = ? WHERE id = ?",
                known,
                Stories.enterprise(BEIBEI).organisationId());
        var pilot = "91500109MA0000000";
        char right = CreditCode.checkDigit(pilot + "0");
        var failing = pilot + (right == '1' ? '2' : '1');
        var checked = checked(
                city,
                "enterprises",
                sheet(
                        ROSTER,
                        enterprise("", creditCode()),
                        enterprise("重庆问题一号有限公司", "12345"),
                        enterprise("重庆问题二号有限公司", 9.15001091234568E+17),
                        enterprise("重庆问题三号有限公司", failing),
                        with(enterprise("重庆问题四号有限公司", creditCode()), 2, "火星区"),
                        with(enterprise("重庆问题五号有限公司", creditCode()), 2, "江北区"),
                        with(enterprise("重庆问题六号有限公司", creditCode()), 3, "99 造梦业"),
                        with(enterprise("重庆问题七号有限公司", creditCode()), 4, "隐形冠军"),
                        with(enterprise("重庆问题八号有限公司", creditCode()), 6, "not-an-address"),
                        with(enterprise("重庆问题九号有限公司", creditCode()), 7, null),
                        with(enterprise("重庆问题十号有限公司", creditCode()), 8, "http://insecure.example"),
                        with(enterprise("重庆问题十一号有限公司", creditCode()), 10, "也许"),
                        enterprise("重庆问题十二号有限公司", twice),
                        enterprise("重庆问题十三号有限公司", twice),
                        enterprise("重庆问题十四号有限公司", known),
                        with(with(enterprise("重庆问题十五号有限公司", creditCode()), 5, ""), 6, "x")));
        assertEquals("checked", checked.text("state"), () -> checked.body().toString());
        assertEquals(
                List.of(
                        "2 企业名称* required",
                        "3 统一社会信用代码* credit-code",
                        "4 统一社会信用代码* number-not-text",
                        "5 统一社会信用代码* credit-code-check",
                        "6 所属区县* no-such-name",
                        "7 所属区县* succeeded",
                        "8 所属行业 no-such-name",
                        "9 培育梯度 choice",
                        "10 联系邮箱* email",
                        "11 联系电话* required",
                        "12 网址 website",
                        "13 是否邀请 true-or-false",
                        "15 统一社会信用代码* repeated-row",
                        "16 统一社会信用代码* registered",
                        "17 联系人* required",
                        "17 联系邮箱* email"),
                problems(checked),
                () -> checked.body().toPrettyString());
        assertEquals(16, checked.body().path("problemCount").asInt());
        assertEquals(16, checked.body().path("rows").asInt());
        assertEquals(16, checked.body().path("done").asInt());
        assertEquals(1, checked.body().path("valid").asInt());
        assertEquals(0, checked.body().path("steps").size());
        assertTrue(problem(checked, 5).path("detail").asText().contains("两江新区"), checked.body()::toPrettyString);
        assertEquals("与第 14 行重复", problem(checked, 12).path("detail").asText());
        city.post("/api/imports/" + checked.id() + "/application").expect(409, "state-conflict");
        assertEquals(0, enterprises("重庆问题十二号有限公司"));
        var english = city.send("GET", "/api/imports/" + checked.id(), null, Map.of("Accept-Language", "en"));
        assertEquals(
                "is the same as in row 14", problem(english, 12).path("detail").asText());
    }

    @Test
    void of_many_problems_the_first_two_hundred_are_kept_and_all_are_counted() {
        var rows = new ArrayList<List<?>>();
        rows.add(ROSTER);
        for (int i = 0; i < 1_234; i++) rows.add(with(enterprise("重庆众多问题有限公司", creditCode()), 2, "火星区"));
        var checked = checked(city, "enterprises", Workbooks.of(rows));
        assertEquals(200, checked.body().path("problems").size());
        assertEquals(1_234, checked.body().path("problemCount").asInt());
        assertEquals(1_234, checked.body().path("done").asInt());
        assertEquals(0, checked.body().path("valid").asInt());
        var listed = city.get("/api/imports").expect(200).body().at("/items/0");
        assertEquals(0, listed.path("problems").size());
        assertEquals(1_234, listed.path("problemCount").asInt());
    }

    @Test
    void wrong_headings_are_told_once_and_not_for_every_row() {
        var failed = checked(
                city,
                "enterprises",
                sheet(
                        List.of("企业名称", "信用代码", "所属区县", "所属区县", "联系人", "联系邮箱", "联系电话"),
                        List.of("重庆某某有限公司", "x", "北碚区", "北碚区", "李明", "a@example.cn", "1")));
        assertEquals("failed", failed.text("state"));
        assertEquals(
                List.of("1 信用代码 unknown-column", "1 所属区县 twice-column", "1 统一社会信用代码 missing-column"), problems(failed));
        for (var empty : List.of(sheet(ROSTER), Workbooks.written(s -> {}))) {
            var nothing = checked(city, "enterprises", empty);
            assertEquals("failed", nothing.text("state"));
            assertEquals(List.of("1 null empty-sheet"), problems(nothing));
        }
    }

    @Test
    void columns_may_change_places_and_blank_rows_do_not_count() {
        var checked = checked(
                city,
                "enterprises",
                sheet(
                        List.of("联系电话", "联系人", "企业名称", "统一社会信用代码", "联系邮箱", "所属区县"),
                        Arrays.asList("", null, "  ", null, null, null),
                        List.of(
                                13983000000L,
                                "王芳",
                                "重庆换列有限公司",
                                creditCode().toLowerCase(java.util.Locale.ROOT),
                                "a@example.cn",
                                "500109"),
                        Arrays.asList((Object) null)));
        assertEquals(List.of(), problems(checked), () -> checked.body().toPrettyString());
        assertEquals(1, checked.body().path("rows").asInt());
        applied(city, checked.id());
        assertEquals(
                "13983000000", Sql.<String>value("SELECT contact_phone FROM organisation WHERE name = '重庆换列有限公司'"));
    }

    @Test
    void a_district_imports_its_own_enterprises_only() {
        var checked = checked(
                Stories.districtAdmin(YUZHONG),
                "enterprises",
                sheet(
                        ROSTER,
                        enterprise("重庆别区有限公司", creditCode()),
                        with(enterprise("重庆本区有限公司", creditCode()), 2, "渝中区")));
        assertEquals(List.of("2 所属区县* other-division"), problems(checked));
        assertEquals(1, checked.body().path("valid").asInt());
    }

    @Test
    void what_changed_between_check_and_application_makes_the_whole_fail() {
        var late = creditCode();
        var checked = checked(
                city, "enterprises", sheet(ROSTER, enterprise("重庆先行有限公司", creditCode()), enterprise("重庆后至有限公司", late)));
        var taken = Stories.enterprise(BEIBEI);
        Sql.run("UPDATE organisation SET credit_code = ? WHERE id = ?", late, taken.organisationId());
        var failed = applied(city, checked.id());
        assertEquals("failed", failed.text("state"), () -> failed.body().toString());
        assertEquals(List.of("3 统一社会信用代码* registered"), problems(failed));
        assertEquals(0, enterprises("重庆先行有限公司", "重庆后至有限公司"));
        assertEquals(
                List.of(),
                Sql.column(
                        "SELECT id FROM event WHERE action = 'import' AND detail ->> 'job' = ?",
                        checked.id().toString()));
    }

    @Test
    void two_imports_of_the_same_roster_at_once_leave_one_of_each() {
        var first = Stories.cityAdmin();
        var rows = new ArrayList<List<?>>();
        rows.add(ROSTER);
        for (int i = 0; i < 700; i++) rows.add(enterprise("重庆同时导入" + i + "号有限公司", creditCode()));
        var file = Workbooks.of(rows);
        var a = checked(first, "enterprises", file).id();
        var b = checked(city, "enterprises", file).id();
        first.post("/api/imports/" + a + "/application").expect(202);
        city.post("/api/imports/" + b + "/application").expect(202);
        var states = List.of(
                Workbooks.settled(first, "/api/imports/" + a).text("state"),
                Workbooks.settled(city, "/api/imports/" + b).text("state"));
        assertTrue(states.contains("applied") && states.contains("failed"), states::toString);
        assertEquals(700L, (long) Sql.<Long>value("SELECT count(*) FROM organisation WHERE name LIKE '重庆同时导入%'"));
    }

    @Test
    void whoever_is_to_be_invited_gets_a_letter_with_a_link() {
        var checked = checked(
                city,
                "enterprises",
                sheet(
                        ROSTER,
                        with(with(enterprise("重庆受邀有限公司", creditCode()), 10, "是"), 6, "invited@example.cn"),
                        with(enterprise("重庆未邀有限公司", creditCode()), 6, "silent@example.cn")));
        applied(city, checked.id());
        assertEquals(
                List.of("重庆受邀有限公司"),
                Sql.column("SELECT data ->> 'organisation' FROM letter WHERE recipient = 'invited@example.cn'"));
        assertEquals(List.of(), Sql.column("SELECT id FROM letter WHERE recipient = 'silent@example.cn'"));
        assertNotNull(Sql.value("""
            SELECT i.id FROM invitation i JOIN organisation o ON o.id = i.organisation_id
            JOIN mailed_link l ON l.invitation_id = i.id
            WHERE o.name = '重庆受邀有限公司' AND i.email = 'invited@example.cn'
            """));
    }

    @Test
    void a_providers_services_become_drafts() {
        var provider = Stories.provider(BEIBEI);
        var checked = checked(
                provider.client(),
                "listings",
                sheet(SERVICES, service("买卖合同审查与修改"), with(with(service("技术合同审查与修改"), 4, "按需报价"), 5, null)));
        assertEquals(List.of(), problems(checked), () -> checked.body().toPrettyString());
        applied(provider.client(), checked.id());
        var mine = provider.client().get("/api/listings?mine=true").expect(200).body();
        assertEquals(2, mine.path("items").size());
        var titles = new LinkedHashMap<String, JsonNode>();
        mine.path("items").forEach(item -> titles.put(item.path("title").asText(), item));
        var one = titles.get("买卖合同审查与修改");
        assertNotNull(one);
        assertEquals("draft", one.path("state").asText());
        assertEquals(280_050, one.path("priceFen").asLong());
        assertEquals("legal-contract", one.at("/category/code").asText());
        assertEquals(2, one.path("divisions").size());
        assertEquals(7, one.path("deliveryDays").asInt());
        var path = "/api/listings/" + one.path("id").asText();
        assertEquals(
                "import",
                provider.client()
                        .get(path)
                        .expect(200)
                        .body()
                        .at("/history/0/action")
                        .asText());
        provider.client().post(path + "/submission").expect(200);
        Stories.provider(BEIBEI).client().get(path).expect(404);

        var again = checked(provider.client(), "listings", sheet(SERVICES, service("买卖合同审查与修改"), service("劳动合同审查")));
        assertEquals(List.of("2 服务名称 same-title"), problems(again));
    }

    @Test
    void services_are_checked_as_the_form_checks_them() {
        var provider = Stories.provider(BEIBEI);
        var checked = checked(
                provider.client(),
                "listings",
                sheet(
                        SERVICES,
                        with(service("短"), 1, "算命"),
                        with(service("价格有三位小数的服务"), 5, "1.234"),
                        with(service("价格是文字的服务"), 5, "面议"),
                        with(service("没有价格的服务"), 5, null),
                        with(service("交付太久的服务"), 6, 1000),
                        with(service("半天交付的服务"), 6, 0.5),
                        with(service("去了别处的服务"), 8, "北碚区、成都市"),
                        service("重名的服务"),
                        service("重名的服务")));
        assertEquals(
                List.of(
                        "2 服务名称 too-short",
                        "2 服务分类 no-such-name",
                        "3 价格（元） cell-money",
                        "4 价格（元） cell-number",
                        "5 价格（元） required",
                        "6 交付周期（天） out-of-range",
                        "7 交付周期（天） whole-number",
                        "8 服务区县 no-such-name",
                        "10 服务名称 repeated-row"),
                problems(checked),
                () -> checked.body().toPrettyString());
    }

    @Test
    void an_import_belongs_to_whoever_uploaded_it() {
        var checked = checked(city, "enterprises", sheet(ROSTER, enterprise("重庆他人有限公司", creditCode())));
        var other = Stories.cityAdmin();
        other.get("/api/imports/" + checked.id()).expect(404);
        other.post("/api/imports/" + checked.id() + "/application").expect(404);
        assertEquals(
                0, other.get("/api/imports").expect(200).body().path("items").size());
        Stories.finance().get("/api/imports").expect(403);
        Workbooks.upload(Stories.provider(BEIBEI).client(), "enterprises", sheet(ROSTER))
                .expect(403, "forbidden");
        Workbooks.upload(city, "listings", sheet(SERVICES)).expect(403, "forbidden");
        Workbooks.upload(city, "horoscopes", sheet(SERVICES)).expect(422, "invalid");
    }

    @Test
    void who_lost_the_right_meanwhile_imports_nothing() {
        var account = Stories.account("city-admin", null, null);
        var client = Client.as(account);
        var checked = checked(client, "enterprises", sheet(ROSTER, enterprise("重庆失权有限公司", creditCode())));
        Sql.run("UPDATE job SET state = 'applying' WHERE id = ?", checked.id());
        Sql.run("UPDATE account SET role = 'auditor' WHERE id = ?", account);
        long until = System.currentTimeMillis() + 20_000;
        while (!Sql.value("SELECT state FROM job WHERE id = ?", checked.id()).equals("failed")
                && System.currentTimeMillis() < until) Thread.onSpinWait();
        assertEquals(
                "rights-changed",
                Sql.<String>value("SELECT problems -> 0 ->> 'code' FROM job WHERE id = ?", checked.id()));
        assertEquals(0, enterprises("重庆失权有限公司"));
    }
}
