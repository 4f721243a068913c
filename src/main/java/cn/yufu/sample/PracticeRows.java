package cn.yufu.sample;

import cn.yufu.http.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of visits with their bookings and their money, of reports and actions, and of who looks after enterprises. */
final class PracticeRows {
    private final Rows bookings = new Rows("""
        booking (id, state, during, account_id, organisation_id, quota_id, expires_at, bypassed, late, ended_at, created_at,
          version)\
        """);
    private final Rows claims = new Rows("booking_claim (booking_id, resource_id, unit, protected, holds)");
    private final Rows visits = new Rows("""
        visit (id, number, booking_id, moved, moved_by_host, programme_id, type_code, enterprise_id, division_code, address,
          contact_name, contact_phone, need, areas, intake, files, expert_id, assistants, assignment, state, due_at, reminded,
          follows, created_by, created_at, confirmed_at, arrived_at, check_in, left_at, reported_at, completed_at, closed_at,
          budget_id, fee_fen, paid_at, paid_by, payment_id, version)\
        """);
    private final Rows payments = new Rows(OrderRows.PAYMENT);
    private final Rows ledger = new Rows(OrderRows.LEDGER);
    private final Rows reports = new Rows("""
        visit_report (visit_id, questionnaire_id, answers, scores, summary, photos, saved_by, saved_at, version)\
        """);
    private final Rows actions = new Rows("""
        action_item (id, visit_id, enterprise_id, area_code, finding, severity, action, owner, due_on, state, recommended,
          order_id, done_at, note, position, version)\
        """);
    private final Rows specialists =
            new Rows("specialist_assignment (enterprise_id, specialist_id, substitute_id, since, reason, version)");
    private final Rows contacts = new Rows("contact_log (id, enterprise_id, account_id, at, kind, note, created_at)");

    private final City city;
    private final Practice practice;
    private final Diagnostics known;
    private final Dice dice;

    private PracticeRows(City city, Practice practice, Diagnostics known) {
        this.city = city;
        this.practice = practice;
        this.known = known;
        this.dice = city.archive().dice();
    }

    static void write(Connection connection, City city, Practice practice, Diagnostics known) throws SQLException {
        var rows = new PracticeRows(city, practice, known);
        ConsultantRows.write(connection, city, practice);
        practice.batches.forEach(rows::payment);
        practice.calls.forEach(rows::visit);
        rows.care();
        for (var table : List.of(
                rows.bookings,
                rows.claims,
                rows.payments,
                rows.visits,
                rows.ledger,
                rows.reports,
                rows.actions,
                rows.specialists,
                rows.contacts)) table.into(connection);
    }

    private void visit(Call call) {
        var booked = switch (call.state) {
            case "requested" -> "held";
            case "confirmed", "in-progress" -> "confirmed";
            case "cancelled", "expert-missed" -> "cancelled";
            case "expired", "missed" -> call.state;
            default -> "done";
        };
        boolean open = booked.equals("held") || booked.equals("confirmed");
        bookings.row(
                call.booking,
                booked,
                span(call.from, call.to),
                call.customer.id(),
                call.enterprise().id(),
                call.scheme.id(),
                booked.equals("held") ? call.due : null,
                List.of(),
                call.late,
                open ? null : call.left == null ? call.closed : call.left,
                call.created,
                1);
        for (var one : call.team)
            claims.row(call.booking, one.resource(), 1, span(call.from, call.to), call.takesTime());
        visits.row(
                call.id,
                call.number,
                call.booking,
                0,
                false,
                call.scheme.id(),
                call.kind.code(),
                call.enterprise().id(),
                call.enterprise().division(),
                call.enterprise().address(),
                call.enterprise().contact(),
                call.enterprise().phone(),
                call.need,
                call.kind.areas(),
                new Rows.Json("{}"),
                List.of(),
                call.team.getFirst().id(),
                call.team.stream().skip(1).map(Consultant::id).toList(),
                new Rows.Json(call.assignment),
                call.state,
                call.due,
                new Rows.Json(reminded(call)),
                call.follows,
                call.customer.id(),
                call.created,
                call.confirmed,
                call.arrived,
                call.arrived == null ? null : new Rows.Json(checkIn(call, call.arrived)),
                call.left,
                call.reported,
                call.completed,
                call.closed,
                call.scheme.purse().id,
                call.scheme.feeFen(),
                call.paid == null ? null : call.paid.at,
                call.paid == null ? null : city.staff().finance.id(),
                call.paid == null ? null : call.paid.id,
                1 + call.moves.size());
        money(call);
        findings(call);
    }

    private void money(Call call) {
        move(call, "freeze", call.created, call.customer);
        if (call.paid != null) move(call, "spend", call.paid.at, city.staff().finance);
        if (call.closed != null && !call.takesTime())
            move(call, "release", call.closed, call.moves.getLast().actor());
    }

    private void move(Call call, String kind, Instant at, @Nullable Member actor) {
        ledger.row(
                dice.id(at),
                at,
                call.scheme.purse().id,
                call.enterprise().id(),
                "visit",
                call.id,
                kind,
                call.scheme.feeFen(),
                actor == null ? null : actor.id());
    }

    private void payment(Batch batch) {
        var paid =
                practice.calls.stream().filter(call -> batch.equals(call.paid)).toList();
        payments.row(
                batch.id,
                batch.number,
                "visit",
                batch.reference(),
                paid.stream().mapToLong(call -> call.scheme.feeFen()).sum(),
                paid.size(),
                city.staff().finance.id(),
                batch.at);
    }

    /** What happened before the city was founded needs no reminder. */
    private static String reminded(Call call) {
        return call.completed == null ? "{}" : "{\"followUp\":\"" + call.completed + "\"}";
    }

    private String checkIn(Call call, Instant at) {
        var seat = known.seats().get(call.enterprise().division());
        var said = new LinkedHashMap<String, Object>();
        var time = at.atZone(Json.ZONE).toOffsetDateTime();
        said.put("at", time);
        said.put("latitude", seat == null ? null : seat[0] + dice.between(-40, 40) / 1000.0);
        said.put("longitude", seat == null ? null : seat[1] + dice.between(-40, 40) / 1000.0);
        said.put("accuracy", seat == null ? null : dice.between(8, 60));
        said.put("receivedAt", time.plusSeconds(2));
        return Json.text(said);
    }

    private void findings(Call call) {
        if (call.reported == null) return;
        reports.row(
                call.id,
                call.kind.questionnaire(),
                new Rows.Json(Json.text(call.answers)),
                new Rows.Json(Json.text(call.scores)),
                call.summary,
                List.of(),
                call.lead().id(),
                call.reported,
                1);
        for (int i = 0; i < call.findings.size(); i++) {
            var f = call.findings.get(i);
            actions.row(
                    f.id(),
                    call.id,
                    call.enterprise().id(),
                    f.area(),
                    f.text(),
                    f.severity(),
                    f.action(),
                    call.enterprise().contact(),
                    f.due(),
                    call.completed == null ? "draft" : f.done() == null ? "open" : "done",
                    new Rows.Json(f.recommended()),
                    f.order(),
                    f.done(),
                    "",
                    i,
                    1);
        }
    }

    /** Whoever was visited is looked after by the district, and a contact now and then is noted down. */
    private void care() {
        Set<UUID> seen = new HashSet<>();
        for (var call : practice.calls) {
            var firm = call.enterprise();
            if (!seen.add(firm.id()) || seen.size() % 5 == 4) continue;
            var specialist = city.staff().districtAdmin(firm.division());
            var since = city.hours().after(call.created, 0);
            specialists.row(
                    firm.id(),
                    specialist.id(),
                    dice.chance(50) ? city.staff().secondCity.id() : null,
                    call.created,
                    "按“一企一策一人”配备",
                    1);
            for (int i = dice.between(1, 3); i > 0; i--) {
                var said = dice.pick(known.texts().contacts());
                var at = city.hours().after(since, i * dice.between(1, 9));
                contacts.row(dice.id(at), firm.id(), specialist.id(), at, said.getFirst(), said.getLast(), at);
            }
        }
    }

    static String span(Instant from, Instant to) {
        return "[" + from + "," + to + ")";
    }
}
