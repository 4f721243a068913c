package cn.yufu.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a keyset-paged list. {@code next} goes into {@code ?after=} of the next request; null on the last page.
 * {@code total} is left out where counting would cost more than the page.
 */
public record Page<T>(
        List<T> items,
        @Nullable String next,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {

    /** What was asked for: the keys of the last row seen, as text, in the order of the sort. */
    public record Ask(int limit, List<String> after) {
        static Ask of(int limit, @Nullable String cursor) {
            if (cursor == null) return new Ask(limit, List.of());
            try {
                var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                var keys = List.of(text.split("\n", -1));
                if (keys.size() <= 4 && keys.stream().allMatch(Input::storable)) return new Ask(limit, keys);
            } catch (IllegalArgumentException e) {
                // not a cursor of ours: reported below
            }
            throw Failure.invalid("?after", "cursor");
        }

        /** The whole list at once, for a cursor. */
        public static Ask everything() {
            return new Ask(Integer.MAX_VALUE - 1, List.of());
        }

        /** The n-th key of the cursor, or null on the first page. */
        public @Nullable String key(int n) {
            return n < after.size() ? after.get(n) : null;
        }

        /** One row more than asked, to know whether there is a next page. */
        public int rows() {
            return limit + 1;
        }
    }

    /** A cursor's key as an id: null on the first page, and for a key that somebody made up. */
    public static java.util.@Nullable UUID id(@Nullable String key) {
        return key == null ? null : Request.uuid(key);
    }

    /** A cursor's key as an instant, likewise. */
    public static java.time.@Nullable OffsetDateTime instant(@Nullable String key) {
        if (key == null) return null;
        try {
            return java.time.OffsetDateTime.parse(key);
        } catch (java.time.format.DateTimeParseException e) {
            return null;
        }
    }

    /** Cuts the extra row off; {@code keys} gives a row's sort keys. */
    public static <T> Page<T> of(List<T> rows, Ask ask, Function<T, List<String>> keys) {
        return of(rows, ask, keys, null);
    }

    public static <T> Page<T> of(List<T> rows, Ask ask, Function<T, List<String>> keys, @Nullable Long total) {
        if (rows.size() <= ask.limit()) return new Page<>(rows, null, total);
        var items = rows.subList(0, ask.limit());
        var cursor = String.join("\n", keys.apply(items.getLast()));
        return new Page<>(
                items,
                Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8)),
                total);
    }
}
