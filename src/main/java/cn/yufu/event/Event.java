package cn.yufu.event;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as it is sealed in the history.
 *
 * @param position its place in the hash chain; grows by one with each event
 * @param enterpriseId with providerId and divisionCode: whom it concerns
 * @param involved accounts that it concerns themselves, whatever their organisation
 * @param calendars resources whose free times it may have changed
 */
public record Event(
        long position,
        UUID id,
        OffsetDateTime at,
        @Nullable UUID actorId,
        String subjectKind,
        UUID subjectId,
        String action,
        @Nullable UUID enterpriseId,
        @Nullable UUID providerId,
        @Nullable String divisionCode,
        List<UUID> involved,
        List<UUID> calendars) {

    static Event from(Row row) {
        return new Event(
                row.getLong("position"),
                row.getUUID("id"),
                row.getOffsetDateTime("at"),
                row.getUUID("actor_id"),
                row.getString("subject_kind"),
                row.getUUID("subject_id"),
                row.getString("action"),
                row.getUUID("enterprise_id"),
                row.getUUID("provider_id"),
                row.getString("division_code"),
                List.of(row.getArrayOfUUIDs("involved")),
                List.of(row.getArrayOfUUIDs("calendars")));
    }
}
