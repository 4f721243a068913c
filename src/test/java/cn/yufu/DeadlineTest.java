package cn.yufu;

import static cn.yufu.Stories.BEIBEI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.http.Json;
import cn.yufu.procurement.Deadlines;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A deadline is a day: it bears that day's date everywhere and has passed only when the day has. */
class DeadlineTest {
    private final Stories.Member buyer = Stories.enterprise(BEIBEI);
    private final Stories.Member seller = Stories.provider(BEIBEI);
    private final Client district = Stories.districtAdmin(BEIBEI);

    private UUID submitted() {
        var listing = Stories.listing(seller, 50_000);
        var draft = Map.of("listingId", listing, "budgetId", Stories.budget(1_000_000, 10_000, null), "quantity", 1);
        var id = buyer.client().post("/api/orders", draft).expect(201).id();
        buyer.client().post("/api/orders/" + id + "/submission").expect(200);
        return id;
    }

    private static LocalDate workingDay(int n, LocalDate after) {
        return LocalDate.parse(Sql.<String>value("""
            SELECT to_char(day, 'YYYY-MM-DD') FROM generate_series(?::timestamp + interval '1 day', ?::timestamp
              + interval '60 days', '1 day') AS day
            WHERE is_working_day(day::date) ORDER BY day LIMIT 1 OFFSET ?\
            """, after.toString(), after.toString(), n - 1));
    }

    private static LocalDate day(JsonNode instant) {
        return OffsetDateTime.parse(instant.asText())
                .atZoneSameInstant(Json.ZONE)
                .toLocalDate();
    }

    @Test
    void a_deadline_bears_the_date_of_the_working_day_by_whose_end_it_falls() {
        var order = submitted();
        var shown = district.get("/api/orders/" + order).expect(200).body();
        var third = workingDay(3, day(shown.path("submittedAt")));
        assertEquals(third, day(shown.path("dueAt")));
        var notice = district.get("/api/notifications").body().path("items").path(0);
        var chinese = third.format(DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT));
        assertTrue(notice.path("text").asText().contains("截止 " + chinese + "。"), notice::toString);
        var english = district.send("GET", "/api/notifications", null, Map.of("Accept-Language", "en"))
                .body()
                .path("items")
                .path(0);
        var day = third.format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH));
        assertTrue(english.path("text").asText().contains("by " + day + "."), english::toString);
        var rows = Workbooks.rows(
                ExportTest.exported(district, Map.of("list", "orders", "columns", List.of("number", "dueAt"))));
        var number = shown.path("number").asText();
        var row = rows.stream()
                .filter(r -> r.getCellText(0).equals(number))
                .findFirst()
                .orElseThrow();
        assertEquals(third.atStartOfDay(), row.getCell(1).asDate());
    }

    @Test
    void delivery_is_promised_in_calendar_days() {
        var order = submitted();
        district.post("/api/orders/" + order + "/approval").expect(200);
        var taken = seller.client()
                .post("/api/orders/" + order + "/acceptance-of-work")
                .expect(200);
        var history = taken.body().path("history");
        var day = day(history.get(history.size() - 1).path("at"));
        assertEquals(day.plusDays(10), day(taken.body().path("dueAt")));
    }

    @Test
    void what_is_due_today_is_not_overdue_until_the_day_has_ended() {
        var order = submitted();
        var today = LocalDate.now(Json.ZONE);
        var deadlines = new Deadlines(TestServer.app().db);
        Sql.run("UPDATE purchase_order SET due_at = end_of_day(?::date) WHERE id = ?", today.toString(), order);
        deadlines.round().await();
        var path = "/api/orders/" + order;
        var dueToday = district.get(path).body();
        assertEquals(false, dueToday.path("overdue").asBoolean());
        assertEquals(0, reminders(order));
        Sql.run("UPDATE purchase_order SET due_at = end_of_day(?::date - 1) WHERE id = ?", today.toString(), order);
        deadlines.round().await();
        assertEquals(true, district.get(path).body().path("overdue").asBoolean());
        assertEquals(1, reminders(order));
        assertEquals(today.minusDays(1), day(district.get(path).body().path("dueAt")));
    }

    /** Years nobody else counts in; the order was submitted in one whose schedule came late. */
    @Test
    void a_schedule_that_comes_late_moves_the_deadlines_that_run() {
        var order = Fixtures.order(buyer.organisationId(), seller.organisationId(), BEIBEI, "submitted");
        var listing = Fixtures.listing(seller.organisationId(), BEIBEI, "submitted");
        var firm = Fixtures.pendingOrganisation("enterprise", BEIBEI);
        Sql.run(
                "UPDATE purchase_order SET submitted_at = '2016-12-29 10:00+08',"
                        + " due_at = working_days_after('2016-12-29 10:00+08', 3) WHERE id = ?",
                order);
        Sql.run("""
            INSERT INTO event (at, subject_kind, subject_id, action, from_state, to_state)
            VALUES ('2016-12-29 10:00+08', 'order', ?, 'submission', 'draft', 'submitted')\
            """, order);
        for (var at : Map.of("listing", listing, "organisation", firm).entrySet())
            Sql.run(
                    "UPDATE " + at.getKey() + " SET submitted_at = '2016-12-29 10:00+08',"
                            + " due_at = working_days_after('2016-12-29 10:00+08', 3) WHERE id = ?",
                    at.getValue());
        var city = Stories.cityAdmin();
        assertEquals(
                LocalDate.of(2017, 1, 3),
                day(city.get("/api/orders/" + order).body().path("dueAt")));
        var body = Map.of(
                "year",
                2017,
                "source",
                "国办发明电〔2016〕17号",
                "publishedOn",
                "2016-12-01",
                "days",
                List.of(
                        Map.of("day", "2017-01-02", "kind", "holiday", "name", "元旦"),
                        Map.of("day", "2017-01-03", "kind", "holiday", "name", "元旦")));
        city.post("/api/calendar/years", body).expect(201);
        for (var path : List.of("/api/orders/" + order, "/api/listings/" + listing, "/api/organisations/" + firm))
            assertEquals(
                    LocalDate.of(2017, 1, 5),
                    day(city.get(path).expect(200).body().path("dueAt")),
                    path);
        var history = city.get("/api/orders/" + order).body().path("history");
        assertEquals("deadline", history.get(history.size() - 1).path("action").asText());
        long told = Sql.<Long>value("SELECT count(*) FROM event WHERE action = 'deadline' AND subject_id = ?", order);
        city.post("/api/calendar/years", body).expect(201);
        assertEquals(
                told,
                Sql.<Long>value("SELECT count(*) FROM event WHERE action = 'deadline' AND subject_id = ?", order),
                "what has not moved is not told again");
        // what is overdue for years is reminded of and escalated now, and not while the next class counts its notices
        new Deadlines(TestServer.app().db).round().await();
        // the sealer never looks that far back, and an event that stays unsealed would spoil the history for all
        Sql.run("SET session_replication_role = replica; DELETE FROM event WHERE at < '2017-01-01' AND subject_id = '"
                + order + "'; RESET session_replication_role");
    }

    private static int reminders(UUID order) {
        return Math.toIntExact(
                Sql.<Long>value("SELECT count(*) FROM event WHERE subject_id = ? AND action = 'reminder'", order));
    }
}
