package cn.yufu.diagnosis;

import cn.yufu.booking.Span;
import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import cn.yufu.http.Role;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit as its parties and officials see it.
 *
 * @param moved how often it was given another time
 * @param money what government pays for it; null where no budget pays
 * @param team the experts, who leads first
 * @param details what only a single visit carries
 */
record Visit(
        UUID id,
        String number,
        String state,
        Kind type,
        OffsetDateTime from,
        OffsetDateTime to,
        int moved,
        Named programme,
        Visited enterprise,
        Site site,
        List<String> areas,
        JsonNode team,
        List<String> steps,
        @Nullable Next next,
        @Nullable OffsetDateTime dueAt,
        boolean overdue,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime confirmedAt,
        @Nullable OffsetDateTime arrivedAt,
        @Nullable OffsetDateTime leftAt,
        @Nullable OffsetDateTime reportedAt,
        @Nullable OffsetDateTime completedAt,
        @Nullable Money money,
        boolean late,
        boolean excused,
        @Nullable UUID follows,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Details details) {

    record Kind(String code, String name, String nameEn, int minutes) {}

    record Named(UUID id, String name) {}

    record Visited(UUID id, String name) {}

    /**
     * @param state frozen, released or paid
     * @param payment number of the batch that paid it
     */
    record Money(
            Named budget,
            long feeFen,
            String state,
            @Nullable OffsetDateTime paidAt,
            @Nullable String payment) {
        private static final List<String> GIVEN_BACK = List.of("cancelled", "expired", "missed", "expert-missed");

        static @Nullable Money from(Row row) {
            var budget = row.getUUID("budget_id");
            if (budget == null) return null;
            var paid = row.getOffsetDateTime("paid_at");
            return new Money(
                    new Named(budget, row.getString("budget")),
                    row.getLong("fee_fen"),
                    paid != null ? "paid" : GIVEN_BACK.contains(row.getString("state")) ? "released" : "frozen",
                    paid,
                    row.getString("payment"));
        }
    }

    record Site(
            String divisionCode,
            String divisionName,
            String address,
            String contactName,
            String contactPhone,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    /** What comes next, by whom and by when; {@code then} names what happens if it does not. */
    record Next(
            String who,
            @Nullable OffsetDateTime by,
            @Nullable String then) {}

    /**
     * @param strikes records of the last 180 days; with {@code limit} of them only one visit may be open at a time
     */
    record Consequence(Notice cancellation, Notice reschedule, int strikes, int limit) {}

    /** @param freeUntil until then it leaves no record */
    record Notice(boolean late, OffsetDateTime freeUntil) {}

    /**
     * @param questions that were answered beforehand, as they were put then
     * @param series what it was requested together with, itself included
     * @param bypassed rules that an administrator set aside for its time
     * @param consequence what giving notice now would mean; for the enterprise while it can
     */
    record Details(
            String need,
            JsonNode questions,
            JsonNode answers,
            JsonNode files,
            JsonNode assignment,
            @Nullable JsonNode checkIn,
            List<String> bypassed,
            @Nullable String bypassReason,
            @Nullable UUID seriesId,
            JsonNode series,
            @Nullable Consequence consequence,
            List<Events.Entry> history) {}

    static Visit from(Row row, Caller caller) {
        var state = row.getString("state");
        var due = row.getOffsetDateTime("due_at");
        var from = row.getOffsetDateTime("from_at");
        var money = Money.from(row);
        boolean payable = money != null && money.paidAt() == null && state.equals("completed");
        return new Visit(
                row.getUUID("id"),
                row.getString("number"),
                state,
                new Kind(
                        row.getString("type_code"),
                        row.getString("type_name"),
                        row.getString("type_name_en"),
                        row.getInteger("minutes")),
                from,
                row.getOffsetDateTime("to_at"),
                row.getInteger("moved"),
                new Named(row.getUUID("programme_id"), row.getString("programme")),
                new Visited(row.getUUID("enterprise_id"), row.getString("enterprise")),
                new Site(
                        row.getString("division_code"),
                        row.getString("division"),
                        row.getString("address"),
                        row.getString("contact_name"),
                        row.getString("contact_phone"),
                        row.getDouble("latitude"),
                        row.getDouble("longitude")),
                List.of(row.getArrayOfStrings("areas")),
                Json.read(row.getString("team")),
                steps(caller.role(), state, from, row.getBoolean("excusable"), payable),
                payable ? new Next(Role.FINANCE.code(), due, null) : next(state, from, due),
                due,
                due != null && due.isBefore(OffsetDateTime.now(Json.ZONE)),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("confirmed_at"),
                row.getOffsetDateTime("arrived_at"),
                row.getOffsetDateTime("left_at"),
                row.getOffsetDateTime("reported_at"),
                row.getOffsetDateTime("completed_at"),
                money,
                row.getBoolean("late"),
                row.getBoolean("excused"),
                row.getUUID("follows"),
                row.getLong("version"),
                null);
    }

    /** The moves open now: by role and state, less what the clock, a clean record or the money rules out. */
    private static List<String> steps(
            Role role, String state, OffsetDateTime from, boolean excusable, boolean payable) {
        boolean begun = !from.isAfter(OffsetDateTime.now(Json.ZONE));
        return VisitStep.open(role, state).stream()
                .filter(noun -> switch (noun) {
                    case "absence" -> begun;
                    case "excuse" -> excusable;
                    case "payment" -> payable;
                    default -> true;
                })
                .toList();
    }

    private static @Nullable Next next(String state, OffsetDateTime from, @Nullable OffsetDateTime due) {
        return switch (state) {
            case "requested" -> new Next(Role.EXPERT.code(), due, "expiry");
            case "confirmed" -> new Next(Role.EXPERT.code(), from, null);
            case "in-progress", "reporting" -> new Next(Role.EXPERT.code(), due, null);
            case "reported" -> new Next(Role.ENTERPRISE.code(), due, "automatic-confirmation");
            default -> null;
        };
    }

    /** The same with what only a single visit carries. */
    Visit with(Row row, List<Events.Entry> history, Caller caller) {
        // whoever pays needs to know that it took place, not what troubles the enterprise
        boolean pays = caller.role() == Role.FINANCE;
        var checkIn = pays ? null : row.getString("check_in");
        var details = new Details(
                pays ? "" : row.getString("need"),
                Json.read(pays ? "[]" : Objects.requireNonNullElse(row.getString("questions"), "[]")),
                Json.read(pays ? "{}" : row.getString("intake")),
                Json.read(pays ? "[]" : row.getString("files")),
                Json.read(row.getString("assignment")),
                checkIn == null ? null : Json.read(checkIn),
                List.of(row.getArrayOfStrings("bypassed")),
                row.getString("bypass_reason"),
                row.getUUID("series_id"),
                Json.read(row.getString("series")),
                caller.role() == Role.ENTERPRISE && steps.contains("cancellation") ? consequence(row) : null,
                history);
        return new Visit(
                id,
                number,
                state,
                type,
                from,
                to,
                moved,
                programme,
                enterprise,
                site,
                areas,
                team,
                steps,
                next,
                dueAt,
                overdue,
                createdAt,
                confirmedAt,
                arrivedAt,
                leftAt,
                reportedAt,
                completedAt,
                money,
                late,
                excused,
                follows,
                version,
                details);
    }

    private Consequence consequence(Row row) {
        boolean binding = state.equals("confirmed") && !row.getBoolean("moved_by_host");
        return new Consequence(
                notice(row.getInteger("cancel_hours"), binding),
                notice(row.getInteger("reschedule_hours"), binding),
                row.getInteger("strikes"),
                Programme.STRIKES);
    }

    private Notice notice(int hours, boolean binding) {
        var until = from.minus(Duration.ofHours(hours));
        return new Notice(binding && Instant.now().isAfter(until.toInstant()), binding ? until : from);
    }

    @JsonIgnore
    Span span() {
        return new Span(from.toInstant(), to.toInstant());
    }
}
