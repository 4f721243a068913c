package cn.yufu.diagnosis;

import cn.yufu.booking.Span;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A visit that is about to get another time or other experts, as it stands under its lock.
 *
 * @param shortNotice whether the enterprise would be too late to move it
 * @param me the caller, as an expert
 */
record Taken(
        UUID id,
        String state,
        UUID booking,
        Span span,
        UUID account,
        UUID enterprise,
        UUID programme,
        String type,
        String division,
        List<String> areas,
        UUID lead,
        List<UUID> assistants,
        boolean shortNotice,
        @Nullable UUID me,
        @Nullable UUID series) {
    static Taken from(Row row) {
        return new Taken(
                row.getUUID("id"),
                row.getString("state"),
                row.getUUID("booking_id"),
                new Span(
                        row.getOffsetDateTime("from_at").toInstant(),
                        row.getOffsetDateTime("to_at").toInstant()),
                row.getUUID("account_id"),
                row.getUUID("enterprise_id"),
                row.getUUID("programme_id"),
                row.getString("type_code"),
                row.getString("division_code"),
                List.of(row.getArrayOfStrings("areas")),
                row.getUUID("expert_id"),
                List.of(row.getArrayOfUUIDs("assistants")),
                row.getBoolean("short_notice"),
                row.getUUID("me"),
                row.getUUID("series_id"));
    }

    List<UUID> team() {
        return Stream.concat(Stream.of(lead), assistants.stream()).toList();
    }
}
