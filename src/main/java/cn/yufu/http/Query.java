package cn.yufu.http;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a list by name, from an address or from an export that asks for the same list: one reading of them,
 * so that both show the same rows.
 */
public final class Query {
    private static final int LONGEST = 500;
    private static final int MOST = 20;
    /** With its comma, and a blank that somebody may write after it. */
    private static final int ID_LENGTH = 38;

    private static final Pattern NAME = Pattern.compile("[A-Za-z]{1,30}");

    private final Function<String, List<String>> values;
    private final Set<String> asked = new HashSet<>();

    Query(Function<String, List<String>> values) {
        this.values = values;
    }

    /** An object of filters in a body: texts, whole numbers and flags by the names that the list's address has. */
    public static Map<String, String> filters(Input in, String name) {
        var node = in.get(name, false);
        var filters = new LinkedHashMap<String, String>();
        if (node == null) return filters;
        if (!node.isObject()) in.wrong(name, "object");
        else if (node.size() > MOST) in.wrong(name, "too-many", Map.of("max", MOST));
        else
            for (var filter : node.properties()) {
                var value = filter.getValue();
                boolean simple = value.isTextual() || value.isIntegralNumber() || value.isBoolean();
                if (!NAME.matcher(filter.getKey()).matches()) in.wrong(name, "unknown");
                else if (simple) filters.put(filter.getKey(), value.asText());
                else in.wrong(name + "/" + filter.getKey(), "text");
            }
        return filters;
    }

    /** Filters that did not come in an address. */
    public static Query of(Map<String, String> filters) {
        return new Query(name -> {
            var value = filters.get(name);
            return value == null ? List.of() : List.of(value);
        });
    }

    /** The names that somebody has asked for so far: a filter outside them has no effect. */
    public Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** A filter given twice is ambiguous and refused. */
    public @Nullable String text(String name) {
        return text(name, LONGEST);
    }

    private @Nullable String text(String name, int longest) {
        asked.add(name);
        var all = values.apply(name);
        if (all.isEmpty() || all.getFirst().isBlank()) return null;
        var value = all.getFirst().strip();
        if (all.size() > 1 || value.length() > longest || !Input.storable(value)) throw invalid(name, "text");
        return value;
    }

    public @Nullable UUID id(String name) {
        var value = text(name);
        if (value == null) return null;
        var id = Request.uuid(value);
        if (id == null) throw invalid(name, "id");
        return id;
    }

    /** Comma-separated ids, each once; none when absent. */
    public List<UUID> ids(String name, int most) {
        var value = text(name, most * ID_LENGTH);
        if (value == null) return List.of();
        var ids = new LinkedHashSet<UUID>();
        for (var text : value.split(",", -1)) {
            var id = Request.uuid(text.strip());
            if (id == null) throw invalid(name, "id");
            ids.add(id);
        }
        if (ids.size() > most)
            throw Failure.invalid(
                    List.of(new Failure.Violation("?" + name, "too-many", Map.<String, Object>of("max", most))));
        return List.copyOf(ids);
    }

    public boolean flag(String name) {
        var value = text(name);
        if (value == null || value.equals("false")) return false;
        if (value.equals("true")) return true;
        throw invalid(name, "true-or-false");
    }

    public int integer(String name, int otherwise, int min, int max) {
        var value = text(name);
        if (value == null) return otherwise;
        if (!value.matches("-?\\d{1,9}")) throw invalid(name, "whole-number");
        int number = Integer.parseInt(value);
        if (number < min || number > max)
            throw Failure.invalid(List.of(
                    new Failure.Violation("?" + name, "out-of-range", Map.<String, Object>of("min", min, "max", max))));
        return number;
    }

    /** Comma-separated codes; null when absent, so that SQL reads {@code $1::text[] IS NULL OR …}. */
    public String @Nullable [] codes(String name) {
        var value = text(name);
        return value == null
                ? null
                : Arrays.stream(value.split(",", 50)).map(String::strip).toArray(String[]::new);
    }

    public @Nullable String choice(String name, List<String> codes) {
        var value = text(name);
        if (value != null && !codes.contains(value))
            throw Failure.invalid(List.of(new Failure.Violation(
                    "?" + name, "choice", Map.<String, Object>of("choices", String.join(", ", codes)))));
        return value;
    }

    /** RFC 3339; a plus sign that the address turned into a blank is understood. */
    public @Nullable OffsetDateTime instant(String name) {
        var value = text(name);
        if (value == null) return null;
        try {
            return OffsetDateTime.parse(value.replace(' ', '+'));
        } catch (DateTimeParseException e) {
            throw invalid(name, "instant");
        }
    }

    public @Nullable LocalDate date(String name) {
        var value = text(name);
        if (value == null) return null;
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw invalid(name, "date");
        }
    }

    private static Failure invalid(String name, String code) {
        return Failure.invalid("?" + name, code);
    }
}
