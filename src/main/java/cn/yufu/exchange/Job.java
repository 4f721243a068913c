package cn.yufu.exchange;

import cn.yufu.http.Caller;
import cn.yufu.http.Json;
import cn.yufu.http.Role;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import or an export under way or done.
 *
 * @param subject enterprises or listings for an import; the name of the list for an export
 * @param role with organisationId and divisionCode: as whom its owner asked
 * @param request filters and columns of an export
 * @param problems the first findings, without words
 */
record Job(
        UUID id,
        String kind,
        String subject,
        String name,
        UUID accountId,
        Role role,
        @Nullable UUID organisationId,
        @Nullable String divisionCode,
        String language,
        String state,
        JsonNode request,
        @Nullable Integer rows,
        int done,
        int valid,
        int problemCount,
        JsonNode problems,
        long size,
        int attempts,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime finishedAt) {

    /** Whether its owner is still who they were when they asked for it: the same role, organisation and district. */
    boolean belongsTo(Caller caller) {
        return accountId.equals(caller.accountId())
                && role == caller.role()
                && Objects.equals(organisationId, caller.organisationId())
                && Objects.equals(divisionCode, caller.divisionCode());
    }

    /** The columns that {@link #from} reads; a list leaves the problems out. */
    static final String COLUMNS = """
        j.id, j.kind, j.subject, j.name, j.account_id, j.role, j.organisation_id, j.division_code, j.language, j.state,
        j.request::text AS request, j.rows, j.done, j.valid, j.problem_count, j.problems::text AS problems, j.size,
        j.attempts, j.created_at, j.finished_at
        """;

    static Job from(Row row) {
        return new Job(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("name"),
                row.getUUID("account_id"),
                Role.of(row.getString("role")),
                row.getUUID("organisation_id"),
                row.getString("division_code"),
                row.getString("language"),
                row.getString("state"),
                Json.read(row.getString("request")),
                row.getInteger("rows"),
                row.getInteger("done"),
                row.getInteger("valid"),
                row.getInteger("problem_count"),
                Json.read(row.getString("problems")),
                row.getLong("size"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("finished_at"));
    }
}
