package cn.yufu;

import cn.yufu.http.Json;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Experts, a programme and an enterprise that nobody else's stories touch: the area of its experts is its own, so that only
 * they can be sent.
 */
final class Clinic {
    /** 永川区: far enough from the others to tell, near enough for a day's visits. */
    static final String YONGCHUAN = "500118";

    private static int number;

    final String area;
    final String type;
    final UUID programme;

    record Doctor(UUID id, UUID account, UUID resource, Client client) {}

    final List<Doctor> doctors = new ArrayList<>();

    Clinic(int experts) {
        this(experts, 1, 50, 0);
    }

    /** @param perYear visits for each enterprise, {@code gap} days between two */
    Clinic(int experts, int team, int perYear, int gap) {
        synchronized (Clinic.class) {
            number++;
        }
        var code = "story" + number + "x" + UUID.randomUUID().toString().substring(0, 4);
        area = code;
        type = code;
        Sql.run("""
            INSERT INTO problem_area (code, name, name_en, hint, hint_en, categories, position)
            VALUES (?, ?, ?, '', '', '{legal-contract}', 1000)\
            """, code, "领域" + code, code);
        Sql.run("""
            INSERT INTO diagnosis_type (code, name, name_en, summary, summary_en, minutes, experts, areas, position)
            VALUES (?, ?, ?, '', '', 90, ?, ARRAY[?], 1000)\
            """, code, "问诊" + code, code, team, code);
        Sql.run("""
            INSERT INTO questionnaire (purpose, type_code, version, valid_from, questions)
            SELECT 'findings', ?, 1, '2026-01-01', jsonb_agg(jsonb_build_object('key', 'q-' || i, 'area', ?::text,
              'kind', 'scale', 'text', '问', 'textEn', 'Q', 'options', jsonb_build_array(
                jsonb_build_object('value', '0', 'text', '无', 'textEn', 'No', 'points', 0),
                jsonb_build_object('value', '4', 'text', '有', 'textEn', 'Yes', 'points', 100))))
            FROM generate_series(1, 4) AS i\
            """, code, code);
        programme = Sql.value("""
            INSERT INTO programme (name, valid_from, valid_to, types, visits_per_year, gap_days, horizon_days)
            VALUES (?, current_date - 30, current_date + 300, ARRAY[?], ?, ?, 200) RETURNING id\
            """, "计划" + code, code, perYear, gap);
        TestServer.app().diagnosis.forgetCatalogue();
        for (int i = 0; i < experts; i++) hire(YONGCHUAN, 5);
    }

    /** A whole report with one action, all questions but the first answered the same way. */
    Map<String, Object> report(String answer) {
        var answers = new HashMap<String, String>();
        for (int i = 1; i <= 4; i++) answers.put("q-" + i, i == 1 ? "4" : answer);
        return new HashMap<>(Map.of(
                "answers",
                answers,
                "summary",
                "合同管理较为薄弱，建议尽快建立审查制度。",
                "actions",
                List.of(Map.of(
                        "area",
                        area,
                        "finding",
                        "采购合同没有审查流程",
                        "severity",
                        "high",
                        "action",
                        "建立合同审查制度",
                        "owner",
                        "李明",
                        "dueOn",
                        LocalDate.now(Json.ZONE).plusDays(60).toString()))));
    }

    Doctor hire(String base, int weight) {
        var account = Stories.account("expert", null, null);
        var id = Fixtures.expert(account, base);
        Sql.run("UPDATE expert SET weight = ? WHERE id = ?", weight, id);
        Sql.run("""
            INSERT INTO accreditation (expert_id, area_code, valid_from, valid_to, document)
            VALUES (?, ?, current_date - 30, current_date + 300, '渝经信专家〔2026〕1号')\
            """, id, area);
        var doctor = new Doctor(
                id, account, Sql.value("SELECT resource_id FROM expert WHERE id = ?", id), Client.as(account));
        doctors.add(doctor);
        return doctor;
    }

    /** From now on a budget pays so much for each visit. */
    Clinic paidBy(UUID budget, long feeFen) {
        Sql.run("UPDATE programme SET budget_id = ?, fee_fen = ? WHERE id = ?", budget, feeFen, programme);
        return this;
    }

    Doctor doctor(String id) {
        return doctors.stream()
                .filter(d -> d.id().toString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The plain working day of this number, counted from {@link #start}: another number is another day. */
    static LocalDate day(int number) {
        var day = start();
        for (int left = number; left > 0 || !plain(day); day = day.plusDays(1)) if (plain(day)) left--;
        return day;
    }

    /** A plain working day ten days ahead or a little later, in whatever year. */
    static LocalDate soon() {
        var day = LocalDate.now(Json.ZONE).plusDays(10);
        while (!plain(day)) day = day.plusDays(1);
        return day;
    }

    /** What an enterprise may use is counted by years, so that the next months must lie in one: today, or New Year. */
    private static LocalDate start() {
        var today = LocalDate.now(Json.ZONE);
        var later = today.plusDays(75);
        return later.getYear() == today.getYear() ? today : later.withDayOfYear(1);
    }

    /** Monday to Friday, and no holiday that is known. */
    private static boolean plain(LocalDate day) {
        return day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()
                && Sql.column("SELECT 1 FROM calendar_day WHERE day = ?::date AND kind = 'holiday'", day.toString())
                        .isEmpty();
    }

    /** A plain working day with such days so many weeks in a row. */
    static LocalDate weekly(int count) {
        var day = day(10);
        while (!weekly(day, count)) day = day.plusDays(1);
        return day;
    }

    private static boolean weekly(LocalDate first, int count) {
        return IntStream.range(0, count).allMatch(week -> plain(first.plusWeeks(week)));
    }

    static OffsetDateTime at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).atZone(Json.ZONE).toOffsetDateTime();
    }

    Map<String, Object> request(OffsetDateTime from) {
        var body = new HashMap<String, Object>();
        body.put("type", type);
        body.put("programmeId", programme);
        body.put("from", from.toString());
        body.put("address", "凤凰湖工业园区 8 号");
        body.put("contactName", "李明");
        body.put("contactPhone", "023-49000000");
        body.put("need", "订单集中，想看看怎么办");
        return body;
    }

    /** As if it had been booked for a time that is over: what a story waits for has passed. */
    static void backdate(String visit, int hours) {
        Sql.run("""
            WITH moved AS (
              UPDATE booking b SET during = tstzrange(now() - ? * interval '1 hour',
                now() - ? * interval '1 hour' + (upper(b.during) - lower(b.during)))
              FROM visit v WHERE v.id = ?::uuid AND b.id = v.booking_id RETURNING b.id, b.during)
            UPDATE booking_claim c SET protected = m.during FROM moved m WHERE c.booking_id = m.id\
            """, hours, hours, visit);
    }
}
