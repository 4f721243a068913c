package cn.yufu.http;

import cn.yufu.http.Failure.Violation;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON body into a record and collects everything that is wrong with it; {@link #done} then answers with all
 * violations at once. A value that was wrong comes back as a harmless stand-in, which nobody sees because done() throws.
 *
 * <p>Over 300 lines in one class, because each of the many small readers needs the same node, pointer and violations.
 */
public final class Input {
    /** The stand-in for an id that could not be read. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final JsonNode body;
    private final String at;
    private final List<Violation> violations;
    private final Set<String> known = new HashSet<>();

    Input(JsonNode body) {
        this(body, "", new ArrayList<>());
    }

    private Input(JsonNode body, String at, List<Violation> violations) {
        this.body = body;
        this.at = at;
        this.violations = violations;
        if (!body.isObject()) wrong("", "object");
    }

    /** For input that is not JSON, such as a spreadsheet row: the same checks over the same names. */
    public static Input of(Map<String, ?> values) {
        return new Input(Json.MAPPER.valueToTree(values));
    }

    public void wrong(String name, String code) {
        wrong(name, code, Map.of());
    }

    public void wrong(String name, String code, Map<String, Object> values) {
        violations.add(new Violation(name.isEmpty() ? at : at + "/" + name, code, values));
    }

    /** Throws with every violation so far, properties that nobody asked for included. */
    public void done() {
        collect();
        if (!violations.isEmpty()) throw Failure.invalid(List.copyOf(violations));
    }

    /** The violations so far, for a caller that reports many rows before it gives up. */
    public List<Violation> violations() {
        collect();
        return List.copyOf(violations);
    }

    private void collect() {
        body.fieldNames().forEachRemaining(name -> {
            if (known.add(name)) wrong(name, "unknown");
        });
    }

    public boolean has(String name) {
        var node = body.get(name);
        return node != null && !node.isNull();
    }

    /** Whether the property is there at all, null included: in a PATCH, null clears and absence keeps. */
    public boolean given(String name) {
        known.add(name);
        return body.has(name);
    }

    @Nullable
    JsonNode get(String name, boolean required) {
        known.add(name);
        var node = body.get(name);
        if (node != null && !node.isNull()) return node;
        if (required) wrong(name, "required");
        return null;
    }

    /** Text of {@code min} to {@code max} characters after trimming, without control characters. */
    public String text(String name, int min, int max) {
        var value = text(name, min, max, true);
        return value == null ? "" : value;
    }

    /** A password: kept exactly as typed, blanks included. */
    public String secret(String name, int min, int max) {
        var node = get(name, true);
        if (node == null) return "";
        var value = node.isTextual() ? node.textValue() : "";
        int length = value.codePointCount(0, value.length());
        if (!node.isTextual()) wrong(name, "text");
        else if (length < min) wrong(name, "too-short", Map.of("min", min));
        else if (length > max) wrong(name, "too-long", Map.of("max", max));
        return value;
    }

    public @Nullable String optionalText(String name, int max) {
        return text(name, 0, max, false);
    }

    private @Nullable String text(String name, int min, int max, boolean required) {
        var node = get(name, required);
        if (node == null) return null;
        if (!node.isTextual()) {
            wrong(name, "text");
            return null;
        }
        var value = node.textValue().strip();
        int length = value.codePointCount(0, value.length());
        if (length == 0 && required && min > 0) wrong(name, "required");
        else if (length < min) wrong(name, "too-short", Map.of("min", min));
        else if (length > max) wrong(name, "too-long", Map.of("max", max));
        else if (!storable(value)) wrong(name, "characters");
        return value;
    }

    /** PostgreSQL stores neither NUL nor half a surrogate pair; other control characters only confuse people. */
    static boolean storable(String value) {
        return value.codePoints()
                .noneMatch(c -> (c < 0x20 && c != '\n' && c != '\t' && c != '\r')
                        || c == 0x7f
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        || c == 0xFFFE
                        || c == 0xFFFF);
    }

    public String matching(String name, Pattern pattern, String code) {
        var value = text(name, 1, 400);
        if (!value.isEmpty() && !pattern.matcher(value).matches()) wrong(name, code);
        return value;
    }

    /** A whole number in JSON, {@code 1e2} and {@code 1.5} refused. */
    public long whole(String name, long min, long max) {
        var value = whole(name, min, max, true);
        return value == null ? min : value;
    }

    public @Nullable Long optionalWhole(String name, long min, long max) {
        return whole(name, min, max, false);
    }

    private @Nullable Long whole(String name, long min, long max, boolean required) {
        var node = get(name, required);
        if (node == null) return null;
        if (!node.isIntegralNumber()) {
            wrong(name, "whole-number");
            return null;
        }
        if (!node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            wrong(name, "out-of-range", Map.of("min", min, "max", max));
            return null;
        }
        return node.longValue();
    }

    public int integer(String name, int min, int max) {
        return (int) whole(name, min, max);
    }

    public @Nullable Integer optionalInteger(String name, int min, int max) {
        var value = optionalWhole(name, min, max);
        return value == null ? null : value.intValue();
    }

    /** Any number, for example degrees. */
    public @Nullable Double optionalNumber(String name, int min, int max) {
        var node = get(name, false);
        if (node == null) return null;
        if (!node.isNumber()) wrong(name, "number");
        else if (!(node.doubleValue() >= min && node.doubleValue() <= max))
            wrong(name, "out-of-range", Map.of("min", min, "max", max));
        else return node.doubleValue();
        return null;
    }

    public boolean flag(String name, boolean otherwise) {
        var node = get(name, false);
        if (node == null) return otherwise;
        if (!node.isBoolean()) wrong(name, "true-or-false");
        return node.asBoolean();
    }

    public UUID id(String name) {
        var value = id(name, true);
        return value == null ? NOBODY : value;
    }

    public @Nullable UUID optionalId(String name) {
        return id(name, false);
    }

    private @Nullable UUID id(String name, boolean required) {
        var value = text(name, 1, 60, required);
        if (value == null || value.isEmpty()) return null;
        var id = Request.uuid(value);
        if (id == null) wrong(name, "id");
        return id;
    }

    public LocalDate date(String name) {
        var value = optionalDate(name);
        if (value == null && !has(name)) wrong(name, "required");
        return value == null ? LocalDate.EPOCH : value;
    }

    public @Nullable LocalDate optionalDate(String name) {
        var value = optionalText(name, 40);
        if (value == null) return null;
        try {
            var date = LocalDate.parse(value);
            if (date.getYear() >= 1900 && date.getYear() <= 2200) return date;
        } catch (DateTimeParseException e) {
            // reported below, like a year that no budget or visit can have
        }
        wrong(name, "date");
        return null;
    }

    public OffsetDateTime instant(String name) {
        var value = text(name, 1, 40);
        try {
            var at = OffsetDateTime.parse(value);
            if (at.getYear() >= 1900 && at.getYear() <= 2200) return at;
            wrong(name, "instant");
        } catch (DateTimeParseException e) {
            if (!value.isEmpty()) wrong(name, "instant");
        }
        return OffsetDateTime.MIN;
    }

    /** One of the codes; the stand-in for a wrong one is the first. */
    public String choice(String name, List<String> codes) {
        var value = optionalChoice(name, codes);
        if (value == null && !has(name)) wrong(name, "required");
        return value == null ? codes.getFirst() : value;
    }

    public @Nullable String optionalChoice(String name, List<String> codes) {
        var value = optionalText(name, 100);
        if (value == null || codes.contains(value)) return value;
        wrong(name, "choice", Map.of("choices", String.join(", ", codes)));
        return null;
    }

    /** A list of distinct texts such as codes; absent means empty. */
    public List<String> texts(String name, int most, int max) {
        var items = new ArrayList<String>();
        for (var node : items(name, most)) {
            var text = node.isTextual() ? node.textValue().strip() : "";
            if (text.isEmpty() || text.length() > max || !storable(text)) wrong(name, "text");
            else if (!items.contains(text)) items.add(text);
        }
        return items;
    }

    /** A list of distinct days; absent means empty. */
    public List<LocalDate> dates(String name, int most) {
        var items = new ArrayList<LocalDate>();
        for (var text : texts(name, most, 40)) {
            try {
                items.add(LocalDate.parse(text));
            } catch (DateTimeParseException e) {
                wrong(name, "date");
            }
        }
        return items;
    }

    /** A list of distinct whole numbers within bounds; absent means empty. */
    public List<Integer> integers(String name, int most, int min, int max) {
        var items = new ArrayList<Integer>();
        for (var node : items(name, most)) {
            if (!node.isInt() || node.intValue() < min || node.intValue() > max)
                wrong(name, "out-of-range", Map.of("min", min, "max", max));
            else if (!items.contains(node.intValue())) items.add(node.intValue());
        }
        return items;
    }

    public List<UUID> ids(String name, int most) {
        var items = new ArrayList<UUID>();
        for (var text : texts(name, most, 60)) {
            var id = Request.uuid(text);
            if (id == null) wrong(name, "id");
            else items.add(id);
        }
        return items;
    }

    /** A list of objects, each read by {@code reader} with its own pointer. */
    public <T> List<T> list(String name, int most, Function<Input, T> reader) {
        var items = new ArrayList<T>();
        int index = 0;
        for (var node : items(name, most)) {
            items.add(nested(name + "/" + index++, node, reader));
        }
        return items;
    }

    public <T> @Nullable T object(String name, boolean required, Function<Input, T> reader) {
        var node = get(name, required);
        return node == null ? null : nested(name, node, reader);
    }

    private <T> T nested(String name, JsonNode node, Function<Input, T> reader) {
        var input = new Input(node, at + "/" + name, violations);
        var value = reader.apply(input);
        input.collect();
        return value;
    }

    private List<JsonNode> items(String name, int most) {
        var node = get(name, false);
        if (node == null) return List.of();
        if (!node.isArray()) wrong(name, "list");
        else if (node.size() > most) wrong(name, "too-many", Map.of("max", most));
        else return Arrays.asList(Json.MAPPER.convertValue(node, JsonNode[].class));
        return List.of();
    }
}
