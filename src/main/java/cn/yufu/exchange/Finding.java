package cn.yufu.exchange;

import cn.yufu.http.Messages;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a file, kept without words until somebody reads it in their language.
 *
 * @param row as the spreadsheet counts, from 1
 * @param column the heading as it stands in the file; null when it concerns the row or the file
 * @param value what stands in the cell, shortened; null when it is empty
 */
record Finding(int row, @Nullable String column, @Nullable String value, String code, Map<String, Object> values) {

    /** As the API shows it. */
    record Shown(int row, @Nullable String column, @Nullable String value, String code, String detail) {}

    static Shown shown(JsonNode kept, String language) {
        var values = new HashMap<String, Object>();
        kept.path("values")
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
        var code = kept.path("code").asText();
        return new Shown(
                kept.path("row").asInt(),
                text(kept, "column"),
                text(kept, "value"),
                code,
                Messages.text(language, "violation." + code, values));
    }

    /** Null, too, where a finding was kept by a release that did not know the field. */
    static @Nullable String text(JsonNode kept, String field) {
        return kept.hasNonNull(field) ? kept.path(field).asText() : null;
    }
}
