package cn.yufu.sample;

import cn.yufu.calendar.WorkCalendar;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of organisations, of their people, and of the budgets. */
final class FirmRows {
    private FirmRows() {}

    static void write(Connection connection, City city, String passwordHash) throws SQLException {
        organisations(city).into(connection);
        accounts(city.staff(), passwordHash).into(connection);
        budgets(city).into(connection);
        uses(city).into(connection);
    }

    private static Rows organisations(City city) {
        var rows = new Rows("""
            organisation (id, number, kind, name, credit_code, division_code, industry_code, tier, address, profile,
              staff_count, revenue_fen, contact_name, contact_email, contact_phone, qualifications, state, created_at,
              submitted_at, due_at, decided_at)\
            """);
        for (var firm : city.firms()) {
            boolean confirmed = !firm.state().equals("unconfirmed");
            boolean decided = confirmed && !firm.state().equals("pending");
            rows.row(
                    firm.id(),
                    firm.number(),
                    firm.kind(),
                    firm.name(),
                    firm.creditCode(),
                    firm.division(),
                    firm.industry(),
                    firm.tier(),
                    firm.address(),
                    firm.profile(),
                    firm.staff(),
                    firm.revenueFen(),
                    firm.contact(),
                    firm.email(),
                    firm.phone(),
                    new Rows.Json(qualifications(firm)),
                    firm.state(),
                    firm.registered(),
                    confirmed ? firm.confirmed() : null,
                    confirmed && !decided ? city.hours().deadline(firm.confirmed(), Registry.DECISION_DAYS) : null,
                    decided ? city.hours().after(firm.confirmed(), 1) : null);
        }
        return rows;
    }

    /** Valid for some years yet, by length of the name: the certificates of one provider need not end together. */
    private static String qualifications(Firm firm) {
        if (firm.agency() == null) return "[]";
        var today = LocalDate.ofInstant(firm.registered(), WorkCalendar.ZONE);
        return firm.agency().qualifications().stream()
                .map(name -> "{\"name\":" + Detail.quoted(name) + ",\"validTo\":\""
                        + today.plusYears(4).plusDays(name.length() * 17L) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Rows accounts(Staff staff, String passwordHash) {
        var rows = new Rows("""
            account (id, username, password_hash, name, email, email_confirmed_at, phone, role, organisation_id,
              division_code, created_at)\
            """);
        for (var member : staff.everybody()) {
            var firm = member.firm();
            boolean confirmed = firm == null || !firm.state().equals("unconfirmed");
            rows.row(
                    member.id(),
                    member.username(),
                    passwordHash,
                    member.name(),
                    member.email(),
                    confirmed ? member.since() : null,
                    member.phone(),
                    member.role(),
                    firm == null ? null : firm.id(),
                    member.division(),
                    member.since());
        }
        return rows;
    }

    private static Rows budgets(City city) {
        var rows = new Rows("""
            budget (id, number, year, name, funding_source, share_bps, categories, divisions, cap_fen, valid_from,
              valid_to, total_fen, frozen_fen, spent_fen, created_by, created_at)\
            """);
        for (var purse : city.purses()) {
            var fund = purse.fund;
            rows.row(
                    purse.id,
                    purse.number,
                    purse.validFrom.plusMonths(11).getYear(),
                    fund.name(),
                    fund.source(),
                    fund.shareBps(),
                    fund.categories(),
                    fund.divisions(),
                    fund.capFen(),
                    purse.validFrom,
                    purse.validTo,
                    fund.totalFen(),
                    purse.frozen,
                    purse.spent,
                    city.staff().city.id(),
                    purse.created);
        }
        return rows;
    }

    private static Rows uses(City city) {
        var rows = new Rows("budget_use (budget_id, enterprise_id, used_fen, cap_fen)");
        for (var purse : city.purses())
            purse.used.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(use -> rows.row(purse.id, use.getKey(), use.getValue(), purse.fund.capFen()));
        return rows;
    }
}
