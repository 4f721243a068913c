package cn.yufu.diagnosis;

import cn.yufu.http.Json;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who visits enterprises.
 *
 * @param employerId a provider that would profit from what the expert recommends
 * @param start where the day begins, {@code end} where it ends
 * @param accreditations with their last days; expired ones too
 * @param load visits of the last 90 days and to come
 */
record Expert(
        UUID id,
        UUID accountId,
        UUID resourceId,
        String name,
        String title,
        String employer,
        @Nullable UUID employerId,
        Place base,
        Place start,
        Place end,
        int weight,
        boolean suspended,
        JsonNode accreditations,
        int load,
        @Nullable OffsetDateTime nextAt,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Details details) {

    record Place(
            String code,
            String name,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    record Details(String bio, String email, @Nullable String phone) {}

    static Expert from(Row row) {
        return new Expert(
                row.getUUID("id"),
                row.getUUID("account_id"),
                row.getUUID("resource_id"),
                row.getString("name"),
                row.getString("title"),
                row.getString("employer"),
                row.getUUID("employer_id"),
                place(row, "base"),
                place(row, "start"),
                place(row, "end"),
                row.getInteger("weight"),
                row.getBoolean("suspended"),
                Json.read(row.getString("accreditations")),
                row.getInteger("load"),
                row.getOffsetDateTime("next_at"),
                row.getLong("version"),
                null);
    }

    private static Place place(Row row, String which) {
        return new Place(
                row.getString(which + "_code"),
                row.getString(which + "_name"),
                row.getDouble(which + "_latitude"),
                row.getDouble(which + "_longitude"));
    }

    Expert with(Row row) {
        return new Expert(
                id,
                accountId,
                resourceId,
                name,
                title,
                employer,
                employerId,
                base,
                start,
                end,
                weight,
                suspended,
                accreditations,
                load,
                nextAt,
                version,
                new Details(row.getString("bio"), row.getString("email"), row.getString("phone")));
    }
}
