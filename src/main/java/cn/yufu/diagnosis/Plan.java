package cn.yufu.diagnosis;

import cn.yufu.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One enterprise's plan (一企一策, policy item 22): who looks after it, what was found, what is done about it, what it has brought. */
record Plan(
        Enterprise enterprise,
        @Nullable Person specialist,
        @Nullable Person substitute,
        List<Visited> visits,
        List<Progress> scores,
        List<Action> actions,
        List<Contact> contacts,
        long version) {

    record Enterprise(
            UUID id,
            String name,
            String divisionCode,
            String divisionName,
            @Nullable String tier) {}

    record Person(UUID id, String name, @Nullable String phone, String email) {}

    /** @param scores by area; empty before the report */
    record Visited(
            UUID id,
            String number,
            String state,
            String type,
            String typeName,
            String typeNameEn,
            OffsetDateTime from,
            String expert,
            @Nullable UUID follows,
            JsonNode scores) {
        static Visited from(Row row) {
            return new Visited(
                    row.getUUID("id"),
                    row.getString("number"),
                    row.getString("state"),
                    row.getString("type_code"),
                    row.getString("type_name"),
                    row.getString("type_name_en"),
                    row.getOffsetDateTime("from_at"),
                    row.getString("expert"),
                    row.getUUID("follows"),
                    Json.read(row.getString("scores")));
        }
    }

    /** @param after of the latest later visit; null when there was none */
    record Progress(
            String area,
            int before,
            OffsetDateTime beforeAt,
            @Nullable Integer after,
            @Nullable OffsetDateTime afterAt) {}

    record Contact(UUID id, OffsetDateTime at, String kind, String note, String by) {
        static Contact from(Row row) {
            return new Contact(
                    row.getUUID("id"),
                    row.getOffsetDateTime("at"),
                    row.getString("kind"),
                    row.getString("note"),
                    row.getString("name"));
        }
    }

    /** The first and the latest score of each area. */
    static List<Progress> progress(List<Visited> visits) {
        var oldest = new ArrayList<>(visits);
        oldest.sort(java.util.Comparator.comparing(Visited::from));
        var progress = new LinkedHashMap<String, Progress>();
        for (var visit : oldest)
            visit.scores().properties().forEach(score -> {
                int points = score.getValue().asInt();
                var first = progress.get(score.getKey());
                progress.put(
                        score.getKey(),
                        first == null
                                ? new Progress(score.getKey(), points, visit.from(), null, null)
                                : new Progress(score.getKey(), first.before(), first.beforeAt(), points, visit.from()));
            });
        return List.copyOf(progress.values());
    }
}
