package cn.yufu.procurement;

import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import cn.yufu.http.Role;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A purchase order as its parties and officials see it. Amounts in fen; {@code totalFen = governmentFen + enterpriseFen};
 * null amounts: a quotation is awaited. {@code history}, {@code effect} and {@code checks} come with a single order only.
 */
record Order(
        UUID id,
        String number,
        String state,
        Bought listing,
        Named provider,
        Buyer enterprise,
        Named budget,
        int quantity,
        @Nullable Long unitPriceFen,
        @Nullable Long totalFen,
        @Nullable Long governmentFen,
        @Nullable Long enterpriseFen,
        String need,
        @Nullable LocalDate wantedBy,
        List<String> steps,
        @Nullable Next next,
        @Nullable OffsetDateTime dueAt,
        boolean overdue,
        boolean escalated,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime submittedAt,
        @Nullable OffsetDateTime approvedAt,
        @Nullable OffsetDateTime deliveredAt,
        @Nullable OffsetDateTime completedAt,
        @Nullable OffsetDateTime paidAt,
        @Nullable Delivery delivery,
        @Nullable Rated rating,
        long version,
        @JsonIgnore Deciders deciders,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Effect effect,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Check> checks,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Events.Entry> history) {

    /** The version of the listing that was bought; it is kept, whatever the listing becomes. */
    record Bought(UUID id, int version, String title, String category) {}

    record Named(UUID id, String name) {}

    record Buyer(UUID id, String name, String divisionCode, String divisionName) {}

    /** What comes next, by whom and by when; {@code then} names what happens if it does not. */
    record Next(
            String who,
            @Nullable OffsetDateTime by,
            @Nullable String then) {}

    record Delivery(String note, JsonNode attachments) {}

    record Rated(int score, String comment, OffsetDateTime at) {}

    /** What an approval would do to the budget and to the enterprise's cap, before it is given. */
    record Effect(
            long availableFen,
            long afterFen,
            long totalFen,
            long frozenFen,
            long spentFen,
            @Nullable Long capFen,
            long usedFen,
            long afterUsedFen) {}

    /** One of the checks that are made for the official; {@code ok} false asks for a look, it forbids nothing. */
    record Check(String code, boolean ok) {}

    /** Who has had a hand in it, for the four-eyes rule. */
    record Deciders(
            @Nullable UUID created,
            @Nullable UUID submitted,
            @Nullable UUID decided) {}

    static Order from(Row row, Caller caller) {
        var state = row.getString("state");
        var total = row.getLong("total_fen");
        var government = row.getLong("government_fen");
        var due = row.getOffsetDateTime("due_at");
        boolean escalated = row.getOffsetDateTime("escalated_at") != null;
        var deciders = new Deciders(row.getUUID("created_by"), row.getUUID("submitted_by"), row.getUUID("decided_by"));
        var rating = row.getInteger("score") == null
                ? null
                : new Rated(row.getInteger("score"), row.getString("comment"), row.getOffsetDateTime("rated_at"));
        return new Order(
                row.getUUID("id"),
                row.getString("number"),
                state,
                new Bought(
                        row.getUUID("listing_id"),
                        row.getInteger("listing_version"),
                        row.getString("title"),
                        row.getString("category_code")),
                new Named(row.getUUID("provider_id"), row.getString("provider")),
                new Buyer(
                        row.getUUID("enterprise_id"),
                        row.getString("enterprise"),
                        row.getString("division_code"),
                        row.getString("division")),
                new Named(row.getUUID("budget_id"), row.getString("budget")),
                row.getInteger("quantity"),
                row.getLong("unit_price_fen"),
                total,
                government,
                total == null || government == null ? null : total - government,
                row.getString("need"),
                row.getLocalDate("wanted_by"),
                steps(caller, state, escalated, rating != null, deciders),
                next(state, escalated, due),
                due,
                due != null && due.isBefore(OffsetDateTime.now(Json.ZONE)),
                escalated,
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("submitted_at"),
                row.getOffsetDateTime("approved_at"),
                row.getOffsetDateTime("delivered_at"),
                row.getOffsetDateTime("completed_at"),
                row.getOffsetDateTime("paid_at"),
                row.getString("delivery_note") == null
                        ? null
                        : new Delivery(row.getString("delivery_note"), Json.read(row.getString("files"))),
                rating,
                row.getLong("version"),
                deciders,
                null,
                null,
                null);
    }

    /** The moves open to this caller now: by role and state, less what four eyes and a single rating rule out. */
    private static List<String> steps(
            Caller caller, String state, boolean escalated, boolean rated, Deciders deciders) {
        var me = caller.accountId();
        return OrderStep.open(caller.role(), state).stream()
                .filter(noun -> switch (noun) {
                    case "approval", "return", "rejection" ->
                        !me.equals(deciders.created()) && !me.equals(deciders.submitted());
                    case "escalation" -> !escalated;
                    case "payment" -> !me.equals(deciders.decided());
                    case "rating" -> !rated;
                    default -> true;
                })
                .toList();
    }

    private static @Nullable Next next(String state, boolean escalated, @Nullable OffsetDateTime due) {
        var who = switch (state) {
            case "quoting", "approved", "in-progress" -> Role.PROVIDER;
            case "draft", "returned", "delivered" -> Role.ENTERPRISE;
            case "submitted", "disputed" -> escalated ? Role.CITY_ADMIN : Role.DISTRICT_ADMIN;
            case "completed" -> Role.FINANCE;
            default -> null;
        };
        if (who == null) return null;
        var then = switch (state) {
            case "submitted" -> escalated ? null : "escalation";
            case "approved" -> "lapse";
            default -> null;
        };
        return new Next(who.code(), due, then);
    }

    /** The same order with what only a single order carries. */
    Order with(@Nullable Effect effect, @Nullable List<Check> checks, List<Events.Entry> history) {
        return new Order(
                id,
                number,
                state,
                listing,
                provider,
                enterprise,
                budget,
                quantity,
                unitPriceFen,
                totalFen,
                governmentFen,
                enterpriseFen,
                need,
                wantedBy,
                steps,
                next,
                dueAt,
                overdue,
                escalated,
                createdAt,
                submittedAt,
                approvedAt,
                deliveredAt,
                completedAt,
                paidAt,
                delivery,
                rating,
                version,
                deciders,
                effect,
                checks,
                history);
    }
}
