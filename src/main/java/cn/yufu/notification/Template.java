package cn.yufu.notification;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with {@code {name}} placeholders, in which a part between ⟦ and ⟧ falls away when one of its values is missing. */
final class Template {
    /** Stands for a missing value until its part is dropped; PostgreSQL stores no text that holds it. */
    static final String MISSING = "\0";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern DROPPED = Pattern.compile("⟦[^⟦⟧]*\0[^⟦⟧]*⟧");

    private Template() {}

    static String fill(String template, Map<String, String> values) {
        return settle(PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), MISSING))));
    }

    /** Drops the parts that miss a value and unwraps the others. */
    static String settle(String filled) {
        return bare(filled.contains(MISSING) ? DROPPED.matcher(filled).replaceAll("") : filled);
    }

    /** A value that cannot pass for a mark of ours. */
    static String bare(String value) {
        var kept = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '⟦' && c != '⟧' && c != '\0') kept.append(c);
        }
        return kept.length() == value.length() ? value : kept.toString();
    }
}
