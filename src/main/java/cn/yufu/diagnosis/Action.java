package cn.yufu.diagnosis;

import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import cn.yufu.http.Role;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finding and what is done about it.
 *
 * @param recommended services that are on sale now, with the reasons for them
 * @param order that was started for it
 */
record Action(
        UUID id,
        UUID visitId,
        String visitNumber,
        String area,
        String finding,
        String severity,
        String action,
        String owner,
        @Nullable LocalDate dueOn,
        boolean overdue,
        String state,
        String note,
        @Nullable OffsetDateTime doneAt,
        JsonNode recommended,
        @Nullable Ordered order,
        List<String> steps,
        long version) {

    record Ordered(UUID id, String number, String state) {}

    static Action from(Row row, Caller caller) {
        var state = row.getString("state");
        var due = row.getLocalDate("due_on");
        var order = row.getUUID("order_id");
        return new Action(
                row.getUUID("id"),
                row.getUUID("visit_id"),
                row.getString("visit_number"),
                row.getString("area_code"),
                row.getString("finding"),
                row.getString("severity"),
                row.getString("action"),
                row.getString("owner"),
                due,
                state.equals("open") && due != null && due.isBefore(LocalDate.now(Json.ZONE)),
                state,
                row.getString("note"),
                row.getOffsetDateTime("done_at"),
                Json.read(row.getString("recommended")),
                order == null ? null : new Ordered(order, row.getString("order_number"), row.getString("order_state")),
                steps(caller.role(), state),
                row.getLong("version"));
    }

    private static List<String> steps(Role role, String state) {
        if (role != Role.ENTERPRISE && role != Role.DISTRICT_ADMIN && role != Role.CITY_ADMIN) return List.of();
        return switch (state) {
            case "open" -> List.of("completion", "dropping", "order");
            case "done", "dropped" -> List.of("reopening");
            default -> List.of();
        };
    }
}
