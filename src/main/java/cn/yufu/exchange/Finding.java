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
 */
record Finding(int row, @Nullable String column, String code, Map<String, Object> values) {

    /** As the API shows it. */
    record Shown(int row, @Nullable String column, String code, String detail) {}

    static Shown shown(JsonNode kept, String language) {
        var values = new HashMap<String, Object>();
        kept.path("values")
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
        var code = kept.path("code").asText();
        return new Shown(
                kept.path("row").asInt(),
                kept.hasNonNull("column") ? kept.path("column").asText() : null,
                code,
                Messages.text(language, "violation." + code, values));
    }
}
