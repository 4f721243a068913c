package cn.yufu.sample;

import cn.yufu.http.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Rows of experts with their calendars and accreditation, and of the programmes. */
final class ConsultantRows {
    private final Rows resources = new Rows(
            "resource (id, name, units, calendar, before_minutes, after_minutes, account_id, division_code, version)");
    private final Rows openings = new Rows("opening (id, resource_id, weekday, opens, closes, valid_from)");
    private final Rows absences = new Rows("blackout (id, resource_id, during, reason, created_at)");
    private final Rows experts = new Rows("""
        expert (id, account_id, resource_id, title, bio, employer, employer_id, base_code, start_code, end_code, weight,
          version)\
        """);
    private final Rows accreditations = new Rows(
            "accreditation (id, expert_id, area_code, valid_from, valid_to, document, granted_by, granted_at)");
    private final Rows programmes = new Rows("""
        programme (id, name, valid_from, valid_to, divisions, tiers, types, visits_per_year, budget_id, fee_fen, notice_hours,
          horizon_days, cancel_hours, reschedule_hours, gap_days, version)\
        """);
    private final City city;
    private final Practice practice;
    private final Dice dice;

    private ConsultantRows(City city, Practice practice) {
        this.city = city;
        this.practice = practice;
        this.dice = city.archive().dice();
    }

    static void write(Connection connection, City city, Practice practice) throws SQLException {
        var rows = new ConsultantRows(city, practice);
        practice.consultants.forEach(rows::expert);
        practice.schemes.forEach(rows::programme);
        for (var table : List.of(
                rows.resources, rows.openings, rows.absences, rows.experts, rows.accreditations, rows.programmes))
            table.into(connection);
    }

    private void expert(Consultant one) {
        var person = one.person();
        var since = city.hours().daysAgo(380);
        resources.row(
                one.resource(),
                one.member().name(),
                1,
                "working-days",
                0,
                0,
                one.member().id(),
                person.division(),
                1);
        for (int day = 1; day <= 5; day++)
            openings.row(dice.id(since), one.resource(), day, "08:30", "18:00", "2000-01-01");
        var provider = city.firms().stream()
                .filter(firm -> firm.slug().equals(person.provider()))
                .map(Firm::id)
                .findFirst();
        experts.row(
                one.id(),
                one.member().id(),
                one.resource(),
                person.title(),
                person.bio(),
                one.employer(),
                provider.orElse(null),
                person.division(),
                person.division(),
                person.division(),
                person.weight(),
                1);
        var from = WorkHours.day(since);
        for (int i = 0; i < person.areas().size(); i++) {
            // a few are due for renewal soon
            var to = i == person.areas().size() - 1 && person.weight() == 4
                    ? WorkHours.day(city.hours().now()).plusDays(55)
                    : from.plusYears(3);
            accreditations.row(
                    dice.id(since),
                    one.id(),
                    person.areas().get(i),
                    from,
                    to,
                    "渝经信专家〔%d〕%d号".formatted(from.getYear(), 100 + practice.consultants.indexOf(one)),
                    city.staff().city.id(),
                    since);
        }
        if (person.username().equals("zhuanjia7")) {
            var day = city.hours().day(26);
            absences.row(
                    dice.id(city.hours().now()),
                    one.resource(),
                    PracticeRows.span(at(day, 0), at(day.plusDays(2), 0)),
                    "参加境外经贸活动",
                    city.hours().ago(1));
        }
    }

    private void programme(Call.Scheme scheme) {
        var today = WorkHours.day(city.hours().now());
        var from = today.withDayOfMonth(1).minusMonths(12);
        programmes.row(
                scheme.id(),
                scheme.name(),
                from,
                from.plusMonths(27).minusDays(1),
                scheme.divisions(),
                scheme.tiers(),
                scheme.types(),
                scheme.perYear(),
                scheme.purse().id,
                scheme.feeFen(),
                24,
                60,
                24,
                48,
                7,
                1);
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(Json.ZONE).toInstant();
    }
}
