package cn.yufu.listing;

import cn.yufu.event.Events;
import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A listing as lists show it, and (below) as its own page does. Prices in fen. */
record Listing(
        UUID id,
        String number,
        String title,
        String summary,
        String state,
        String priceModel,
        @Nullable Long priceFen,
        int deliveryDays,
        Category category,
        Provider provider,
        List<String> divisions,
        List<String> industries,
        int supportBps,
        Rating rating,
        int orderCount,
        int capacityPerMonth,
        int capacityLeft,
        @Nullable OffsetDateTime publishedAt,
        @JsonUnwrapped @Nullable Work work) {

    record Category(String code, String name, @Nullable String parent) {}

    record Provider(UUID id, String name) {}

    /** Null average: nobody has rated it yet. */
    record Rating(@Nullable Double average, int count) {}

    /** For its provider and the administrators: how far the version under way is, and the moves open to them. */
    record Work(
            @Nullable String changeState,
            @Nullable OffsetDateTime submittedAt,
            @Nullable OffsetDateTime dueAt,
            boolean overdue,
            List<String> steps) {}

    /** The version under way, with every field that can be edited. */
    record Change(
            int version,
            String state,
            @Nullable String reason,
            @JsonUnwrapped Content content) {}

    /** What a version says; {@code evidence} are {@code {id, name, size, type}}. */
    record Content(
            String title,
            String summary,
            String description,
            Category category,
            String priceModel,
            @Nullable Long priceFen,
            int deliveryDays,
            List<String> divisions,
            List<String> industries,
            int capacityPerMonth,
            JsonNode evidence) {
        static Content from(Row row) {
            return new Content(
                    row.getString("title"),
                    row.getString("summary"),
                    row.getString("description"),
                    new Category(row.getString("category_code"), row.getString("category"), row.getString("parent")),
                    row.getString("price_model"),
                    row.getLong("price_fen"),
                    row.getInteger("delivery_days"),
                    List.of(row.getArrayOfStrings("divisions")),
                    List.of(row.getArrayOfStrings("industries")),
                    row.getInteger("capacity_per_month"),
                    Json.read(row.getString("evidence_files")));
        }
    }

    /** One version in the list of versions; approvedBy is the administrator's name. */
    record Version(
            int version,
            String state,
            String title,
            @Nullable Long priceFen,
            OffsetDateTime at,
            @Nullable String approvedBy) {
        static Version from(Row row) {
            return new Version(
                    row.getInteger("version"),
                    row.getString("version_state"),
                    row.getString("title"),
                    row.getLong("price_fen"),
                    row.getOffsetDateTime("at"),
                    row.getString("approved_by"));
        }
    }

    /** One version with everything it says. */
    record FullVersion(
            int version,
            String state,
            OffsetDateTime at,
            @Nullable String approvedBy,
            @JsonUnwrapped Content content) {
        static FullVersion from(Row row) {
            return new FullVersion(
                    row.getInteger("version"),
                    row.getString("version_state"),
                    row.getOffsetDateTime("at"),
                    row.getString("approved_by"),
                    Content.from(row));
        }
    }

    /** One listing with what only its own page shows; the parts for insiders are absent for the public. */
    record Detail(
            @JsonUnwrapped Listing item,
            String description,
            JsonNode evidence,
            @Nullable Integer liveVersion,
            long version,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> steps,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Events.Entry> history,

            @Nullable Change change) {}

    static Listing from(Row row, @Nullable Caller insider) {
        int count = row.getInteger("rating_count");
        int capacity = row.getInteger("capacity_per_month");
        return new Listing(
                row.getUUID("id"),
                row.getString("number"),
                row.getString("title"),
                row.getString("summary"),
                row.getString("state"),
                row.getString("price_model"),
                row.getLong("price_fen"),
                row.getInteger("delivery_days"),
                new Category(row.getString("category_code"), row.getString("category"), row.getString("parent")),
                new Provider(row.getUUID("provider_id"), row.getString("provider")),
                List.of(row.getArrayOfStrings("divisions")),
                List.of(row.getArrayOfStrings("industries")),
                row.getInteger("support_bps"),
                new Rating(count == 0 ? null : Math.round(row.getInteger("rating_sum") * 10.0 / count) / 10.0, count),
                row.getInteger("order_count"),
                capacity,
                (int) Math.max(0, capacity - row.getLong("orders_this_month")),
                row.getOffsetDateTime("published_at"),
                insider == null ? null : work(row, insider));
    }

    private static Work work(Row row, Caller insider) {
        var due = row.getOffsetDateTime("due_at");
        var change = row.getString("work_state");
        return new Work(
                // a draft is its provider's affair until it is submitted
                "draft".equals(change) && !ListingReads.Inside.of(insider).drafts() ? null : change,
                row.getOffsetDateTime("submitted_at"),
                due,
                due != null && due.isBefore(OffsetDateTime.now(Json.ZONE)),
                ListingStep.open(insider.role(), row.getString("state"), change));
    }

    /** @param insider who may see how far the version under way is; null for the public */
    static Detail detail(
            Row row, @Nullable Caller insider, @Nullable List<Events.Entry> history, @Nullable Change change) {
        return new Detail(
                from(row, insider),
                row.getString("description"),
                Json.read(row.getString("evidence_files")),
                row.getInteger("live_version"),
                row.getLong("version"),
                insider == null ? List.of() : null,
                history,
                change);
    }
}
