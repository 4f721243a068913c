package cn.yufu.http;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server's own texts (problems, notices, mails) in both languages, with {@code {name}} placeholders. */
public final class Messages {
    private static final Map<String, String> CHINESE = load("zh-CN");
    private static final Map<String, String> ENGLISH = load("en");

    private Messages() {}

    private static Map<String, String> load(String language) {
        try (var in = Messages.class.getResourceAsStream("/messages/" + language + ".json")) {
            return Json.MAPPER.readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The better of the two languages for an Accept-Language header; Chinese unless English is asked for first. */
    public static String language(@Nullable String acceptLanguage) {
        return acceptLanguage != null
                        && acceptLanguage.strip().toLowerCase(Locale.ROOT).startsWith("en")
                ? "en"
                : "zh-CN";
    }

    /** The text of a key; a key without text is a defect that the tests find, so it shows itself. */
    public static String text(String language, String key, Map<String, ?> values) {
        var texts = language.equals("en") ? ENGLISH : CHINESE;
        var template = texts.getOrDefault(key, key);
        return filled(template, values);
    }

    /** By hand: a page of notices fills forty texts, and a pattern would take most of its time. */
    private static String filled(String template, Map<String, ?> values) {
        int open = template.indexOf('{');
        if (open < 0) return template;
        var text = new StringBuilder(template.length() + 64);
        int from = 0;
        for (; open >= 0; open = template.indexOf('{', open + 1)) {
            int close = nameEnd(template, open + 1);
            if (close < 0) continue;
            Object value = values.get(template.substring(open + 1, close));
            text.append(template, from, open).append(value == null ? "" : value);
            from = close + 1;
        }
        return text.append(template, from, template.length()).toString();
    }

    /** Where the brace closes that encloses nothing but a name; -1 when it is no placeholder. */
    private static int nameEnd(String template, int from) {
        int end = from;
        while (end < template.length() && named(template.charAt(end))) end++;
        return end > from && end < template.length() && template.charAt(end) == '}' ? end : -1;
    }

    private static boolean named(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    public static boolean has(String key) {
        return CHINESE.containsKey(key);
    }
}
