package cn.yufu.booking;

import cn.yufu.http.Json;
import cn.yufu.http.Role;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in the queue.
 *
 * @param subject what is waited for, in the feature's own terms
 * @param position 1 for who is next, over everything that is waited for; null when nothing is waited for any more
 * @param units how many are needed at once
 * @param wish what the feature must know to book it
 * @param answerBy when an offer made now would have to be answered
 * @param refused beginnings of times that are not offered again
 */
public record Waiting(
        UUID id,
        String kind,
        String subject,
        String title,
        String state,
        List<String> steps,
        @Nullable Integer position,
        @JsonIgnore UUID account,
        Holder organisation,
        String divisionCode,
        LocalDate firstDay,
        LocalDate lastDay,
        List<Integer> weekdays,
        String part,
        int units,
        JsonNode wish,
        @Nullable Offer offer,
        @Nullable UUID resultId,
        @JsonIgnore Instant answerBy,
        @JsonIgnore List<Instant> refused,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime endedAt,
        @JsonIgnore long version) {

    /** Who waits. */
    public record Holder(UUID id, String name) {}

    /**
     * What is held.
     *
     * @param until when it goes to the next
     * @param detail what the feature has to say about it
     */
    public record Offer(
            @JsonIgnore UUID booking, @JsonUnwrapped Span span, OffsetDateTime until, JsonNode detail) {}

    public Days days() {
        return new Days(firstDay, lastDay, weekdays, part);
    }

    static Waiting from(Row row, Role role) {
        var state = row.getString("state");
        return new Waiting(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("title"),
                state,
                WaitingStep.open(role, state),
                row.getInteger("position"),
                row.getUUID("account_id"),
                new Holder(row.getUUID("organisation_id"), row.getString("organisation")),
                row.getString("division_code"),
                row.getLocalDate("first_day"),
                row.getLocalDate("last_day"),
                List.of(row.getArrayOfIntegers("weekdays")),
                row.getString("part"),
                row.getInteger("units"),
                Json.read(row.getString("wish")),
                state.equals("offered") ? offer(row) : null,
                row.getUUID("result_id"),
                row.getOffsetDateTime("answer_by").toInstant(),
                Arrays.stream(row.getArrayOfOffsetDateTimes("refused"))
                        .map(OffsetDateTime::toInstant)
                        .toList(),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("ended_at"),
                row.getLong("version"));
    }

    private static Offer offer(Row row) {
        var span = new Span(
                row.getOffsetDateTime("from_at").toInstant(),
                row.getOffsetDateTime("to_at").toInstant());
        return new Offer(
                row.getUUID("booking_id"),
                span,
                row.getOffsetDateTime("offer_until"),
                Json.read(row.getString("offer")));
    }
}
