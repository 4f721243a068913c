package cn.yufu.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codes and the ways in which people write them in a cell: the code itself, its name, its label in a template. */
final class Dictionary {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> byText = new HashMap<>();
    private final Map<String, Entry> byCode = new HashMap<>();

    /**
     * @param label what a template offers; names its entry even where another one has the same name
     * @param current whether it may still be chosen
     * @param successors names of what took its place
     */
    record Entry(
            String code,
            String name,
            String nameEn,
            String label,
            String labelEn,
            boolean current,
            @Nullable String successors) {
        String label(String language) {
            return language.equals("en") ? labelEn : label;
        }

        String name(String language) {
            return language.equals("en") ? nameEn : name;
        }
    }

    /** @param all of two with the same name, the first is meant */
    Dictionary(List<Entry> all) {
        for (boolean current : new boolean[] {true, false})
            for (var entry : all) if (entry.current() == current) add(entry);
    }

    private void add(Entry entry) {
        entries.add(entry);
        byCode.put(entry.code(), entry);
        for (var text : List.of(entry.code(), entry.label(), entry.labelEn(), entry.name(), entry.nameEn()))
            byText.putIfAbsent(key(text), entry);
    }

    private static String key(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    List<Entry> current() {
        return entries.stream().filter(Entry::current).toList();
    }

    Optional<Entry> ofCode(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The code that a cell means; refused when there is none, or none any more. */
    String code(String text) {
        var entry = byText.get(key(text));
        if (entry == null) throw new Refusal("no-such-name", Map.of("value", shortened(text)));
        if (entry.current()) return entry.code();
        var successors = entry.successors();
        throw successors == null
                ? new Refusal("ended", Map.of("value", entry.name()))
                : new Refusal("succeeded", Map.of("value", entry.name(), "successors", successors));
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
