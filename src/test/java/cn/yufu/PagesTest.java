package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages take from the contract: paths that exist, and a name for each of its codes, in both languages. */
final class PagesTest {
    private static final Path WEBROOT = Path.of("webroot");
    private static final Path MESSAGES = Path.of("src", "main", "resources", "messages");
    private static final Pattern API_PATH = Pattern.compile("['\"`](/api/[^'\"`?\\s]*)");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}]*}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    @Test
    void everyApiPathInThePagesIsInTheContract() {
        var known = Contract.published().operations();
        var wrong = new TreeSet<String>();
        for (var file : files(WEBROOT, ".js")) {
            matches(API_PATH, read(file)).forEach(match -> {
                var form = anything(match.group(1), "[^/]+");
                // {id} in the contract stands for any segment, and so does ${id} in the page
                if (known.stream()
                        .noneMatch(o -> form.matcher(o.path()).matches()
                                || o.form()
                                        .matcher(match.group(1).replaceAll("\\$\\{[^}]*}", "x"))
                                        .matches())) {
                    wrong.add(file + ": " + match.group(1));
                }
            });
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void theServerSpeaksBothLanguages() {
        var chinese = files(MESSAGES, "zh-CN.json");
        assertFalse(chinese.isEmpty());
        for (var file : chinese) {
            var english = file.resolveSibling(file.getFileName().toString().replace("zh-CN", "en"));
            assertEquals(shape(file), shape(english), () -> file + " and " + english + " differ");
        }
    }

    @Test
    void everyCodeOfTheContractHasItsName() {
        var texts = texts(WEBROOT.resolve("i18n")).keySet();
        var contract = Contract.published();
        var wanted = new TreeSet<String>();
        Map.of(
                        "order", "OrderState",
                        "listing", "ListingState",
                        "organisation", "OrganisationState",
                        "visit", "VisitState")
                .forEach((subject, schema) -> contract.document()
                        .at("/components/schemas/" + schema + "/enum")
                        .forEach(state -> wanted.add("state." + subject + "." + state.asText())));
        contract.document().at("/components/schemas/Role/enum").forEach(role -> wanted.add("role." + role.asText()));
        Map.of("order", "orders", "listing", "listings", "organisation", "organisations", "visit", "visits")
                .forEach((subject, path) -> contract.operations().stream()
                        .map(Contract.Operation::toString)
                        .filter(o -> o.matches("POST /api/" + path + "/\\{id}/[a-z-]+"))
                        // what is made for it, and no move of its own
                        .filter(o -> !o.endsWith("/invitations"))
                        .forEach(o -> wanted.add("action." + subject + "." + o.replaceFirst(".*/", ""))));
        wanted.removeAll(texts);
        assertEquals(Set.of(), wanted);
    }

    /** Keys with the placeholders of their texts, so that a translation loses neither; an empty text counts as missing. */
    private static Map<String, Set<String>> shape(Path file) {
        return texts(file).entrySet().stream()
                .filter(text -> !text.getValue().isBlank())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        text -> matches(PLACEHOLDER, text.getValue())
                                .map(MatchResult::group)
                                .collect(Collectors.toSet())));
    }

    private static Map<String, String> texts(Path fileOrFolder) {
        var texts = new HashMap<String, String>();
        for (var file : Files.isDirectory(fileOrFolder) ? files(fileOrFolder, "zh-CN.json") : List.of(fileOrFolder)) {
            try {
                Client.JSON
                        .readTree(read(file))
                        .properties()
                        .forEach(
                                text -> texts.put(text.getKey(), text.getValue().asText()));
            } catch (IOException e) {
                throw new UncheckedIOException(file.toString(), e);
            }
        }
        return texts;
    }

    /** The literal parts of a template, with {@code anything} for its expressions. */
    private static Pattern anything(String template, String anything) {
        return Pattern.compile(
                Stream.of(EXPRESSION.split(template, -1)).map(Pattern::quote).collect(Collectors.joining(anything)));
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static Collection<Path> files(Path folder, String ending) {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
