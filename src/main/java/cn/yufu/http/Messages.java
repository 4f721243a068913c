package cn.yufu.http;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server's own texts (problems, notices, mails) in both languages, with {@code {name}} placeholders. */
public final class Messages {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
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
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            Object value = values.get(match.group(1));
            return java.util.regex.Matcher.quoteReplacement(value == null ? "" : value.toString());
        });
    }

    public static boolean has(String key) {
        return CHINESE.containsKey(key);
    }
}
