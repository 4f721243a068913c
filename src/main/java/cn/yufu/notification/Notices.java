package cn.yufu.notification;

import cn.yufu.http.Json;
import cn.yufu.http.Messages;
import com.fasterxml.jackson.databind.JsonNode;
import java.text.NumberFormat;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The words of a notice in its reader's language: kind and data become a title, a text and the page it leads to.
 *
 * <p>The templates are {@code notice.<subject>.<action>.<audience>.title} and {@code .text}, or {@code .any.} where every
 * audience reads the same. Besides {@code number} and {@code reason} they use what the event's detail holds, above all
 * {@code title, enterprise, provider, governmentFen, totalFen, dueAt, outcome, score, need, payment}; what is
 * missing takes its part of the sentence with it ({@link Template}). A list in the detail becomes a line for each of its
 * items, in the words of {@code <template>.<name of the list>}; {@code link} leads to another page than the subject's.
 */
public final class Notices {
    private static final Pattern SENTENCE_END = Pattern.compile("[\\s。．.！!；;，,]+$");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT);
    private static final DateTimeFormatter DAY_EN = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final Set<String> EXPORTED = Set.of("job.done", "job.failed-export");

    private Notices() {}

    /** @param link path of the page; null when there is none to open */
    public record Words(String title, String text, @Nullable String link) {}

    /** @param kind subject and action, for example {@code order.approval} */
    public static Words of(String language, String kind, UUID subjectId, JsonNode data) {
        var key = key(kind, data.path("audience").asText("any"));
        var values = new Values(language, key, data);
        var link = data.path("link").asText("");
        return new Words(
                fill(language, key + ".title", values),
                fill(language, key + ".text", values),
                link.startsWith("/desk") ? link : link(kind, subjectId));
    }

    /** The longest name that has a text. */
    static String key(String kind, String audience) {
        var own = "notice." + kind + "." + audience;
        return Messages.has(own + ".title") ? own : "notice." + kind + ".any";
    }

    static @Nullable String link(String kind, UUID subjectId) {
        var subject = kind.substring(0, kind.indexOf('.'));
        return switch (subject) {
            case "order", "listing", "organisation", "budget" -> "/desk/" + subject + "s/" + subjectId;
            case "visit", "expert", "plan" -> "/desk/" + subject + "s/" + subjectId;
            case "waiting" -> "/desk/visits";
            case "calendar" -> "/desk/calendar";
            case "audit" -> "/desk/history/verification";
            case "job" -> EXPORTED.contains(kind) ? "/desk/exchange" : "/desk/imports/" + subjectId;
            default -> null;
        };
    }

    private static String fill(String language, String key, Map<String, String> values) {
        return Template.settle(Messages.text(language, key, values));
    }

    /** The event's detail as words: amounts in yuan, times to the minute, a deadline as its day; what is absent is marked as missing. */
    private static final class Values extends HashMap<String, String> {
        private static final long serialVersionUID = 1L;
        private final String language;
        private final String key;

        Values(String language, String key, JsonNode data) {
            this.language = language;
            this.key = key;
            data.properties().forEach(field -> put(field.getKey(), words(field.getKey(), field.getValue())));
            if (!containsKey("title") && containsKey("name")) put("title", getOrDefault("name", Template.MISSING));
        }

        @Override
        public String get(Object key) {
            return getOrDefault(key, Template.MISSING);
        }

        private String words(String name, JsonNode value) {
            if (value.isArray() && Messages.has(key + "." + name)) return lines(key + "." + name, value);
            if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) return Template.MISSING;
            var text = Template.bare(value.asText().strip());
            if (name.endsWith("Fen") && value.isIntegralNumber()) return money(value.longValue());
            if (name.equals("dueAt")) return written(text, language.equals("en") ? DAY_EN : DAY);
            if (name.endsWith("At")) return written(text, MINUTE);
            if (name.equals("outcome")) return Messages.text(language, "notice.outcome." + text, Map.of());
            // the template ends the sentence
            return name.equals("reason") ? SENTENCE_END.matcher(text).replaceAll("") : text;
        }

        /** Several things told together, one to a line, each in the words of {@code <key>.<name>}. */
        private String lines(String template, JsonNode items) {
            return StreamSupport.stream(items.spliterator(), false)
                    .map(item -> fill(language, template, new Values(language, template, item)))
                    .collect(Collectors.joining("\n"));
        }

        private String money(long fen) {
            var yuan = NumberFormat.getInstance(Locale.ROOT);
            yuan.setMinimumFractionDigits(2);
            var figure = yuan.format(java.math.BigDecimal.valueOf(fen, 2));
            return language.equals("en") ? "CNY " + figure : figure + " 元";
        }

        private static String written(String text, DateTimeFormatter as) {
            try {
                return OffsetDateTime.parse(text).atZoneSameInstant(Json.ZONE).format(as);
            } catch (java.time.DateTimeException e) {
                return text;
            }
        }
    }
}
