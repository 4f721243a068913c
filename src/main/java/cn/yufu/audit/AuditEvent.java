package cn.yufu.audit;

import cn.yufu.event.Events;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One sealed event, whole, as auditors read it.
 *
 * @param position its place in the hash chain
 * @param hash of the chain up to and with it, lower-case hexadecimal
 * @param detail JSON as it was recorded
 */
record AuditEvent(
        long position,
        String hash,
        OffsetDateTime at,
        @Nullable UUID actorId,
        Events.@Nullable Actor actor,
        String subjectKind,
        UUID subjectId,
        @Nullable String subjectNumber,
        String action,
        @JsonProperty("from") @Nullable String fromState,
        @JsonProperty("to") @Nullable String toState,
        @Nullable String reason,
        @JsonRawValue String detail) {

    static AuditEvent from(Row row) {
        var name = row.getString("actor_name");
        return new AuditEvent(
                row.getLong("position"),
                row.getString("hash"),
                row.getOffsetDateTime("at"),
                row.getUUID("actor_id"),
                name == null
                        ? null
                        : new Events.Actor(name, row.getString("actor_role"), row.getString("actor_organisation")),
                row.getString("subject_kind"),
                row.getUUID("subject_id"),
                row.getString("subject_number"),
                row.getString("action"),
                row.getString("from_state"),
                row.getString("to_state"),
                row.getString("reason"),
                row.getString("detail"));
    }
}
