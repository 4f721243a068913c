package cn.yufu;

import static cn.yufu.Stories.BEIBEI;
import static cn.yufu.Stories.YUZHONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.exchange.Exchange;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.dhatim.fastexcel.reader.CellType;
import org.junit.jupiter.api.Test;

/** A list as a workbook: the same rows that the page shows to the same person, in cells that Excel understands. */
class ExportTest {
    private static Client.Reply export(Client client, Map<String, ?> asked) {
        var id = client.post("/api/exports", asked).expect(202).id();
        return Workbooks.settled(client, "/api/exports/" + id);
    }

    private static byte[] file(Client client, UUID id) {
        return client.get("/api/exports/" + id + "/file").expect(200).response().body();
    }

    static byte[] exported(Client client, Map<String, ?> asked) {
        var done = export(client, asked);
        assertEquals("done", done.text("state"), () -> done.body().toString());
        return file(client, done.id());
    }

    /** A field of every item of a list, page by page to its end. */
    private static List<String> listed(Client client, String path, String field) {
        var all = new ArrayList<String>();
        var after = "";
        do {
            JsonNode page = client.get(path + "limit=7" + after).expect(200).body();
            page.path("items").forEach(item -> all.add(item.path(field).asText()));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asText();
        } while (!after.isEmpty());
        return all;
    }

    private static UUID order(Stories.Member buyer, UUID listing, UUID budget) {
        return buyer.client()
                .post("/api/orders", Map.of("listingId", listing, "budgetId", budget, "quantity", 1))
                .expect(201)
                .id();
    }

    @Test
    void holds_the_rows_that_the_page_shows_to_each_reader() {
        var seller = Stories.provider(BEIBEI);
        var buyer = Stories.enterprise(BEIBEI);
        var listing = Stories.listing(seller, 100_000);
        var budget = Stories.budget(10_000_000, 5_000, null);
        for (int i = 0; i < 9; i++) {
            var id = order(buyer, listing, budget);
            if (i % 2 == 0)
                buyer.client().post("/api/orders/" + id + "/submission").expect(200);
        }
        order(Stories.enterprise(YUZHONG), listing, budget);
        var readers = Map.of(
                "the buyer", buyer.client(),
                "the seller", seller.client(),
                "the district", Stories.districtAdmin(BEIBEI),
                "the city", Stories.cityAdmin());
        readers.forEach((who, reader) -> {
            assertEquals(
                    listed(reader, "/api/orders?", "number"),
                    Workbooks.column(exported(reader, Map.of("list", "orders")), 0),
                    who);
            assertEquals(
                    listed(reader, "/api/orders?state=submitted&sort=due&", "number"),
                    Workbooks.column(
                            exported(
                                    reader,
                                    Map.of(
                                            "list",
                                            "orders",
                                            "filters",
                                            Map.of("state", "submitted", "sort", "due"),
                                            "columns",
                                            List.of("number", "totalFen"))),
                            0),
                    who);
        });
        assertEquals(9, listed(buyer.client(), "/api/orders?", "number").size());
        assertEquals(5, listed(seller.client(), "/api/orders?", "number").size());
    }

    @Test
    void says_what_happened_in_the_words_of_the_page() throws InterruptedException {
        var buyer = Stories.enterprise(BEIBEI);
        var listing = Stories.listing(Stories.provider(BEIBEI), 100_000);
        var id = order(buyer, listing, Stories.budget(10_000_000, 5_000, null));
        buyer.client().post("/api/orders/" + id + "/submission").expect(200);
        var number = Sql.<String>value("SELECT number FROM purchase_order WHERE id = ?", id);
        var asked = Map.of(
                "list",
                "events",
                "filters",
                Map.of("subjectKind", "order", "number", number),
                "columns",
                List.of("subjectKind", "action", "from", "to"));
        var auditor = Stories.auditor();
        // the history shows what has been sealed
        var seen = "/api/events?number=" + number + "&";
        Await.until(() -> listed(auditor, seen, "action").size() == 2);
        var sheet = exported(auditor, asked);
        assertEquals(List.of("订单", "订单"), Workbooks.column(sheet, 0));
        assertEquals(List.of("提交审批", "建立订单"), Workbooks.column(sheet, 1));
        assertEquals("草稿", Workbooks.column(sheet, 2).getFirst());
        assertEquals(List.of("待审批", "草稿"), Workbooks.column(sheet, 3));
    }

    /** The exported rows of a list, and those that its own address shows for the same question. */
    private static void same(
            Client reader, String list, String path, Map<String, ?> filters, String field, int column) {
        var query = new StringBuilder(path).append('?');
        filters.forEach(
                (name, value) -> query.append(name).append('=').append(value).append('&'));
        assertEquals(
                listed(reader, query.toString(), field),
                Workbooks.column(exported(reader, Map.of("list", list, "filters", filters)), column),
                () -> list + " " + filters);
    }

    @Test
    void holds_the_services_that_the_list_shows_to_each_reader() {
        var seller = Stories.provider("500231");
        for (int i = 0; i < 9; i++) Stories.listing(seller, 100_000 + i);
        var draft = Fixtures.listing(seller.organisationId(), "500231", "draft");
        var waiting = Fixtures.listing(seller.organisationId(), "500231", "submitted");
        var path = "/api/listings";
        same(seller.client(), "listings", path, Map.of("mine", true, "sort", "newest"), "number", 0);
        same(seller.client(), "listings", path, Map.of("mine", true, "state", "draft"), "number", 0);
        var district = Stories.districtAdmin("500231");
        same(district, "listings", path, Map.of("waiting", true), "number", 0);
        same(district, "listings", path, Map.of("state", "published,submitted,withdrawn"), "number", 0);
        // what everybody finds, in the same order
        var all = Map.of("provider", seller.organisationId().toString(), "sort", "price");
        same(Stories.enterprise(BEIBEI).client(), "listings", path, all, "number", 0);
        var words = Map.of("provider", seller.organisationId().toString(), "q", "合同");
        same(Stories.finance(), "listings", path, words, "number", 0);
        for (var sort : List.of("relevance", "price")) {
            var similar = Map.of("provider", seller.organisationId().toString(), "q", "合同拖欠", "sort", sort);
            same(Stories.finance(), "listings", path, similar, "number", 0);
        }
        var own = exported(seller.client(), Map.of("list", "listings", "filters", Map.of("mine", true)));
        var numbers = Workbooks.column(own, 0);
        assertEquals(11, numbers.size());
        for (var id : List.of(draft, waiting))
            assertTrue(numbers.contains(Sql.<String>value("SELECT number FROM listing WHERE id = ?", id)));
        Stories.enterprise(BEIBEI)
                .client()
                .post("/api/exports", Map.of("list", "listings", "filters", Map.of("state", "draft")))
                .expect(403, "forbidden");
    }

    @Test
    void holds_people_payments_and_sign_ins_as_their_lists_do() {
        var firm = Stories.enterprise("500231");
        Stories.account("enterprise", firm.organisationId(), null);
        same(firm.client(), "accounts", "/api/accounts", Map.of(), "username", 0);
        same(Stories.districtAdmin("500231"), "accounts", "/api/accounts", Map.of("disabled", false), "username", 0);
        var organisation = Map.of("organisation", firm.organisationId().toString());
        same(Stories.auditor(), "accounts", "/api/accounts", organisation, "username", 0);
        var people = Workbooks.rows(exported(Stories.auditor(), Map.of("list", "accounts", "filters", organisation)));
        assertFalse(people.get(1).getCellText(2).matches("[a-z-]*"), "the role in words");
        assertFalse(people.get(1).getCellText(4).matches("\\d*"), "the district by its name");
        var name = "exported." + firm.organisationId();
        Sql.run("INSERT INTO sign_in (username, outcome, address, user_agent) VALUES (?, 'wrong', '', '')", name);
        var city = Stories.cityAdmin();
        same(city, "sign-ins", "/api/sign-ins", Map.of("account", name), "username", 1);
        same(city, "payments", "/api/payments", Map.of(), "number", 0);
        firm.client().post("/api/exports", Map.of("list", "sign-ins")).expect(403, "forbidden");
        firm.client().post("/api/exports", Map.of("list", "payments")).expect(403, "forbidden");
    }

    @Test
    void holds_what_is_wrong_with_an_uploaded_sheet() {
        var seller = Stories.provider(BEIBEI).client();
        var sheet = Workbooks.of(List.of(List.of("服务名称", "服务分类"), List.of("合同审查", "没有的分类")));
        var id = Workbooks.upload(seller, "listings", sheet).expect(202).id();
        var found = Workbooks.settled(seller, "/api/imports/" + id).body().at("/problems/0");
        var asked = Map.of("list", "import-problems", "filters", Map.of("import", id.toString()));
        var row = Workbooks.rows(exported(seller, asked)).get(1);
        assertEquals(
                0,
                new BigDecimal(found.path("row").asInt())
                        .compareTo(row.getCell(0).asNumber()));
        assertEquals(found.path("column").asText(), row.getCellText(1));
        assertEquals("没有的分类", found.path("value").asText());
        assertEquals("没有的分类", row.getCellText(2));
        assertEquals(found.path("detail").asText(), row.getCellText(3));
        assertEquals(
                1,
                Workbooks.rows(exported(Stories.provider(BEIBEI).client(), asked))
                        .size(),
                "not theirs");
        seller.post("/api/exports", Map.of("list", "import-problems")).expect(422, "invalid");
    }

    @Test
    void writes_money_dates_shares_and_codes_as_excel_knows_them() {
        var seller = Stories.provider(YUZHONG);
        var buyer = Stories.enterprise(YUZHONG);
        var id = order(buyer, Stories.listing(seller, 123_456), Stories.budget(10_000_000, 5_000, null));
        buyer.client().post("/api/orders/" + id + "/submission").expect(200);
        var rows = Workbooks.rows(exported(
                buyer.client(),
                Map.of(
                        "list",
                        "orders",
                        "columns",
                        List.of("state", "totalFen", "submittedAt", "listing.category", "overdue"))));
        assertEquals("总价（元）", rows.getFirst().getCellText(1));
        var row = rows.get(1);
        assertEquals("待审批", row.getCellText(0));
        assertEquals(0, new BigDecimal("1234.56").compareTo(row.getCell(1).asNumber()));
        assertEquals(
                LocalDate.now(cn.yufu.http.Json.ZONE), row.getCell(2).asDate().toLocalDate());
        assertFalse(row.getCellText(3).matches("[a-z-]+"), () -> row.getCellText(3));
        assertEquals("否", row.getCellText(4));
    }

    @Test
    void a_text_that_begins_like_a_formula_stays_a_text() {
        var budget = Stories.budget(1_000, 5_000, null);
        var name = "=HYPERLINK(\"http://evil.example\",\"" + budget + "\")";
        Sql.run("UPDATE budget SET name = ?, funding_source = ? WHERE id = ?", name, "@SUM(A1)", budget);
        var city = Stories.cityAdmin();
        var rows = Workbooks.rows(
                exported(city, Map.of("list", "budgets", "columns", List.of("name", "fundingSource", "shareBps"))));
        var row = rows.stream()
                .filter(r -> r.getCellText(0).contains(budget.toString()))
                .findFirst()
                .orElseThrow();
        assertEquals(CellType.STRING, row.getCell(0).getType());
        assertEquals("'" + name, row.getCellText(0));
        assertEquals("'@SUM(A1)", row.getCellText(1));
        assertEquals(0, new BigDecimal("0.5").compareTo(row.getCell(2).asNumber()));
    }

    @Test
    void speaks_the_language_of_whoever_asked() {
        var city = Stories.cityAdmin();
        Stories.budget(1_000, 5_000, null);
        var id = city.send("POST", "/api/exports", Map.of("list", "budgets"), Map.of("Accept-Language", "en"))
                .expect(202)
                .id();
        var done = Workbooks.settled(city, "/api/exports/" + id);
        assertTrue(done.text("file").startsWith("Budgets-"), () -> done.body().toString());
        assertEquals("Funding source", Workbooks.rows(file(city, id)).getFirst().getCellText(3));
    }

    @Test
    void a_wrong_wish_is_told_at_once() {
        var city = Stories.cityAdmin();
        assertEquals(
                "/filters/state",
                city.post("/api/exports", Map.of("list", "budgets", "filters", Map.of("state", "ajar")))
                        .expect(422, "invalid")
                        .body()
                        .at("/errors/0/pointer")
                        .asText());
        city.post("/api/exports", Map.of("list", "budgets", "filters", Map.of("colour", "red")))
                .expect(422, "invalid");
        city.post("/api/exports", Map.of("list", "budgets", "columns", List.of("secret")))
                .expect(422, "invalid");
        city.post("/api/exports", Map.of("list", "secrets")).expect(422, "invalid");
        Stories.provider(BEIBEI)
                .client()
                .post("/api/exports", Map.of("list", "budgets"))
                .expect(403, "forbidden");
        Client.visitor().post("/api/exports", Map.of("list", "budgets")).expect(401);
    }

    @Test
    void belongs_to_whoever_asked_as_who_they_were() {
        var account = Stories.account("city-admin", null, null);
        var city = Client.as(account);
        var done = export(city, Map.of("list", "budgets"));
        assertEquals("done", done.text("state"));
        var other = Stories.cityAdmin();
        other.get("/api/exports/" + done.id()).expect(404);
        other.get("/api/exports/" + done.id() + "/file").expect(404);
        assertEquals(
                0, other.get("/api/exports").expect(200).body().path("items").size());
        assertEquals(
                1, city.get("/api/exports").expect(200).body().path("items").size());
        Sql.run("UPDATE account SET role = 'district-admin', division_code = ? WHERE id = ?", BEIBEI, account);
        var moved = Client.as(account);
        moved.get("/api/exports/" + done.id() + "/file").expect(404);
    }

    @Test
    void rings_the_bell_and_stands_in_the_history() {
        var city = Stories.cityAdmin();
        var done = export(city, Map.of("list", "budgets"));
        var notice = city.get("/api/notifications").expect(200).body().at("/items/0");
        assertEquals("job.done", notice.path("kind").asText());
        assertEquals("/desk/exchange", notice.path("link").asText());
        assertTrue(notice.path("title").asText().contains(done.text("file")), notice::toString);
        assertEquals(
                List.of("export"),
                Sql.column("SELECT action FROM event WHERE subject_kind = 'job' AND subject_id = ?", done.id()));
    }

    @Test
    void a_failed_one_says_why_and_has_no_file() {
        var city = Stories.cityAdmin();
        UUID stuck = Sql.value("""
            INSERT INTO job (kind, subject, name, account_id, role, language, state, attempts)
            VALUES ('export', 'budgets', 'x.xlsx', ?, 'city-admin', 'zh-CN', 'running', 3) RETURNING id\
            """, city.accountId);
        var failed = Workbooks.settled(city, "/api/exports/" + stuck);
        assertEquals("failed", failed.text("state"));
        assertEquals("interrupted", failed.body().at("/failure/code").asText());
        city.get("/api/exports/" + stuck + "/file").expect(409, "state-conflict");
    }

    @Test
    void is_thrown_away_after_seven_days() {
        var city = Stories.cityAdmin();
        var kept = export(city, Map.of("list", "budgets")).id();
        var old = export(city, Map.of("list", "budgets")).id();
        Sql.run("UPDATE job SET finished_at = now() - interval '8 days' WHERE id = ?", old);
        new Exchange(TestServer.app().db, List.of(), Map.of()).exports.purge();
        city.get("/api/exports/" + old).expect(404);
        city.get("/api/exports/" + kept).expect(200);
        assertEquals(List.of(), Sql.column("SELECT part FROM job_part WHERE job_id = ?", old));
    }

    @Test
    void no_more_than_three_at_a_time() {
        var city = Stories.cityAdmin();
        for (int i = 0; i < 3; i++) Sql.run("""
            INSERT INTO job (kind, subject, name, account_id, role, language, state, lease_until)
            VALUES ('export', 'budgets', 'x.xlsx', ?, 'city-admin', 'zh-CN', 'running', now() + interval '1 hour')\
            """, city.accountId);
        city.post("/api/exports", Map.of("list", "budgets")).expect(429, "too-many-requests");
    }

    /** The words in a sheet are those of the pages. */
    @Test
    void names_states_and_roles_as_the_pages_do() throws Exception {
        for (var language : List.of("zh-CN", "en")) {
            var here = Client.JSON.readTree(
                    Files.readString(Path.of("src/main/resources/messages/" + language + ".json")));
            var pages = Client.JSON.readTree(Files.readString(Path.of("webroot/i18n/" + language + ".json")));
            var wrong = new TreeMap<String, String>();
            pages.properties().stream()
                    .filter(word -> word.getKey().matches("(state\\.(order|listing|organisation|budget)|role)\\..*"))
                    .filter(word -> !here.path(word.getKey()).equals(word.getValue()))
                    .forEach(word ->
                            wrong.put(word.getKey(), here.path(word.getKey()).asText()));
            assertEquals(Map.of(), wrong);
        }
    }
}
