package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every word a page asks for exists in both languages, and the Chinese in the HTML is the Chinese of the word list. */
class WordsTest {
    private static final Path WEBROOT = Path.of("webroot");
    /** t('key') and t(condition ? 'one' : 'other'). */
    private static final Pattern CALL = Pattern.compile("\\bt\\((?:[^()'`]*? \\? )?'([\\w.-]+)'(?: : '([\\w.-]+)')?");
    /** t(`prefix.${…}`): at least one key begins so. */
    private static final Pattern BUILT = Pattern.compile("\\bt\\(`([\\w.-]+\\.)\\$\\{");

    private static final Pattern ALONE = Pattern.compile("\\bt\\('([\\w.-]+)'\\)");
    private static final Pattern LITERAL = Pattern.compile("'([a-zA-Z]+\\.[\\w.-]+)'");
    /** await need('order.') and await Promise.all([need('a.'), need('b.')]). */
    private static final Pattern NEED = Pattern.compile("(?m)^await .*$");

    private static final Pattern QUOTED = Pattern.compile("'([a-z-]+\\.)'");
    /** What a page's own text needs, on its html element. */
    private static final Pattern WORDS = Pattern.compile("<html [^>]*data-words=\"([^\"]+)\"");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:.* from )?'(\\.[^']+)'");

    private static final Pattern ATTRIBUTE = Pattern.compile("data-t(?:-\\w+)?=\"([\\w.-]+)\"");
    private static final Pattern CONTENT = Pattern.compile("data-t=\"([\\w.-]+)\"[^>]*>([^<]*)</");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    private static Map<String, String> words(String language) throws IOException {
        var words = new TreeMap<String, String>();
        for (var file : files(language + ".json"))
            new ObjectMapper().readTree(file.toFile()).properties().forEach(word -> {
                if (words.put(word.getKey(), word.getValue().asText()) != null)
                    throw new AssertionError(word.getKey() + " is in two files, the second is " + file);
            });
        return words;
    }

    private static List<Path> files(String suffix) throws IOException {
        try (var walk = Files.walk(WEBROOT)) {
            return walk.filter(path -> path.toString().endsWith(suffix)).toList();
        }
    }

    @Test
    void both_languages_have_the_same_words_with_the_same_places() throws IOException {
        var chinese = words("zh-CN");
        var english = words("en");
        assertEquals(chinese.keySet(), english.keySet());
        var differing = new TreeSet<String>();
        chinese.forEach((key, text) -> {
            var places = PLACE.matcher(text).results().map(r -> r.group()).toList();
            // English may leave a number out of its singular: "1 rating | {n} ratings"
            if (!Set.copyOf(places)
                    .equals(Set.copyOf(PLACE.matcher(english.get(key))
                            .results()
                            .map(r -> r.group())
                            .toList()))) differing.add(key);
        });
        assertEquals(Set.of(), differing);
    }

    @Test
    void every_word_that_a_page_asks_for_exists() throws IOException {
        var words = words("zh-CN");
        var missing = new ArrayList<String>();
        for (var file : files(".js")) {
            var script = Files.readString(file);
            CALL.matcher(script).results().forEach(match -> {
                if (!words.containsKey(match.group(1))) missing.add(file + " " + match.group(1));
                if (match.group(2) != null && !words.containsKey(match.group(2)))
                    missing.add(file + " " + match.group(2));
            });
            BUILT.matcher(script).results().forEach(match -> {
                if (words.keySet().stream().noneMatch(key -> key.startsWith(match.group(1))))
                    missing.add(file + " " + match.group(1) + "…");
            });
        }
        for (var file : files(".html"))
            ATTRIBUTE.matcher(Files.readString(file)).results().forEach(match -> {
                if (!words.containsKey(match.group(1))) missing.add(file + " " + match.group(1));
            });
        assertEquals(List.of(), missing);
    }

    /** t('key') fills nothing in, so its words must not wait for a value: the reader would see {n}. */
    @Test
    void words_asked_for_without_values_have_no_places() throws IOException {
        var words = words("zh-CN");
        var open = new ArrayList<String>();
        for (var file : files(".js"))
            ALONE.matcher(Files.readString(file)).results().forEach(match -> {
                if (PLACE.matcher(words.getOrDefault(match.group(1), "")).find()) open.add(file + " " + match.group(1));
            });
        assertEquals(List.of(), open);
    }

    /** Words come in parts, so that no page loads those of all others: a module asks for the parts of its own. */
    @Test
    void every_module_loads_the_parts_of_the_words_that_it_shows() throws IOException {
        var parts = new TreeMap<String, String>();
        for (var file : files("zh-CN.json"))
            for (var word : new ObjectMapper().readTree(file.toFile()).properties())
                parts.put(word.getKey(), file.getFileName().toString().replace("zh-CN.json", ""));
        var missing = new TreeSet<String>();
        for (var file : files(".js")) {
            var loaded = new TreeSet<>(Set.of("")); // i18n.js itself
            if (file.startsWith(WEBROOT.resolve("js/desk"))) loaded.add("desk."); // desk.html
            collectParts(file, new TreeSet<>(), loaded);
            LITERAL.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .filter(key -> parts.containsKey(key) && !loaded.contains(parts.get(key)))
                    .forEach(key -> missing.add(file + " shows " + key + " without need('" + parts.get(key) + "')"));
            BUILT.matcher(Files.readString(file))
                    .results()
                    .filter(match -> parts.entrySet().stream()
                            .noneMatch(word ->
                                    word.getKey().startsWith(match.group(1)) && loaded.contains(word.getValue())))
                    .forEach(match -> missing.add(file + " shows " + match.group(1) + "… without its part"));
        }
        for (var file : files(".html")) {
            var html = Files.readString(file);
            var loaded = new TreeSet<>(Set.of(""));
            WORDS.matcher(html)
                    .results()
                    .forEach(words -> loaded.addAll(List.of(words.group(1).split(" "))));
            ATTRIBUTE
                    .matcher(html)
                    .results()
                    .map(match -> match.group(1))
                    .filter(key -> parts.containsKey(key) && !loaded.contains(parts.get(key)))
                    .forEach(key -> missing.add(file + " shows " + key + " without data-words=" + parts.get(key)));
        }
        assertEquals(Set.of(), missing);
    }

    /** The parts that are there when the module runs: it and what it imports asked for them. */
    private static void collectParts(Path module, Set<Path> seen, Set<String> parts) throws IOException {
        if (!seen.add(module)) return;
        var script = Files.readString(module);
        NEED.matcher(script)
                .results()
                .flatMap(need -> QUOTED.matcher(need.group()).results())
                .forEach(part -> parts.add(part.group(1)));
        for (var match : IMPORT.matcher(script).results().toList())
            collectParts(module.resolveSibling(match.group(1)).normalize(), seen, parts);
    }

    @Test
    void the_chinese_in_the_html_is_that_of_the_word_list() throws IOException {
        var words = words("zh-CN");
        var differing = new ArrayList<String>();
        for (var file : files(".html"))
            CONTENT.matcher(Files.readString(file)).results().forEach(match -> {
                if (!match.group(2).equals(words.get(match.group(1)))) differing.add(file + " " + match.group());
            });
        assertEquals(List.of(), differing);
    }

    /** The policy would block it, or report it; templates set properties instead. */
    @Test
    void no_template_carries_a_style_attribute() throws IOException {
        var found = new ArrayList<String>();
        for (var suffix : List.of(".js", ".html"))
            for (var file : files(suffix)) if (Files.readString(file).contains(" style=\"")) found.add(file.toString());
        assertEquals(List.of(), found);
    }

    /** Colours have one place, so that every theme has all of them. */
    @Test
    void colours_are_written_in_one_file() throws IOException {
        var colour = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\bhsla?\\(");
        var found = new ArrayList<String>();
        for (var file : files(".css"))
            if (!file.endsWith("tokens.css"))
                colour.matcher(Files.readString(file).replaceAll("url\\([^)]*\\)", ""))
                        .results()
                        .forEach(match -> found.add(file + " " + match.group()));
        assertEquals(List.of(), found);
    }

    /** Public pages load a short sprite, the workbench one with everything. */
    @Test
    void every_icon_is_in_the_sprite_of_its_pages() throws IOException {
        var missing = new ArrayList<String>();
        for (var file : files(".js")) {
            var everything = file.toString().contains("desk");
            var sprite = Files.readString(WEBROOT.resolve(everything ? "img/icons-desk.svg" : "img/icons.svg"));
            // tables, states and the like are the workbench's, though every page may load them
            var all = sprite
                    + (file.toString().contains("/ui/") ? Files.readString(WEBROOT.resolve("img/icons-desk.svg")) : "");
            Pattern.compile("icon\\('([a-z-]+)'")
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(match -> {
                        if (!all.contains("id=\"" + match.group(1) + '"')) missing.add(file + " " + match.group(1));
                    });
        }
        assertEquals(List.of(), missing);
    }
}
