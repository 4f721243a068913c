package cn.yufu;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the program writes into the history, the pages have words for it in both languages. */
class ActionWordsTest {
    private static final Path CODE = Path.of("src/main/java/cn/yufu");
    private static final Pattern SUBJECT = Pattern.compile("'([a-z]+)' AS subject_kind");
    private static final Pattern ACTION =
            Pattern.compile("(CASE(?:(?!CASE)[\\s\\S])*?END|'[a-z-]+'|\\$\\d+(?:::text)?|\\{action}|%s) AS action\\b");
    private static final Pattern LITERAL = Pattern.compile("(?:^|THEN |ELSE )'([a-z-]+)'");
    /** Where a statement leaves its action open, and the same file fills it in. */
    private static final Pattern FILLED = Pattern.compile("(?:\\{action}\", |EVENT\\.formatted\\()\"([^\"]*'[^\"]*)\"");

    /** A statement about subjects of several kinds, which it reads: the action stands a few words later. */
    private static final Pattern SEVERAL = Pattern.compile("actor_id, subject_kind,[^']*'([a-z-]+)' AS action\\b");

    /** Which kinds those are. */
    private static final Map<String, Set<String>> KINDS =
            Map.of("deadline", Set.of("order", "listing", "organisation"));

    private record Source(String file, String pattern) {}

    private static final String NOUNS = "^ {4}[A-Z_]+\\(\"([a-z-]+)\"";

    /** Where a statement takes its action from elsewhere: from where. */
    private static final Map<String, List<Source>> ELSEWHERE = Map.ofEntries(
            entry("OrderMoves.java", List.of(new Source("procurement/OrderStep.java", NOUNS))),
            entry("OrganisationStore.java", List.of(new Source("organisation/OrganisationStep.java", NOUNS))),
            entry(
                    "ListingStore.java",
                    List.of(
                            new Source("listing/ListingStep.java", NOUNS),
                            new Source("listing/ListingStore.java", "(?:THEN|ELSE) '([a-z]+-?withdrawal)'"))),
            entry(
                    "Deadlines.java",
                    List.of(new Source("procurement/Deadlines.java", "Tuple\\.of\\(BATCH, \"([a-z-]+)\""))),
            entry(
                    "BudgetStore.java",
                    List.of(new Source("budget/BudgetRoutes.java", "move\\(r, sql, \"\\w+\", \"([a-z-]+)\"\\)"))),
            entry(
                    "VisitMoves.java",
                    List.of(
                            new Source("diagnosis/VisitStep.java", "\"([a-z-]+)\",\\s*by\\("),
                            new Source("diagnosis/VisitDeadlines.java", "(?:round|once)\\(\\s*\"([a-z-]+)\""))),
            entry(
                    "ExpertStore.java",
                    List.of(
                            new Source("diagnosis/ExpertStore.java", "change\\(\\s*\"\\$\\d+\",\\s*\"'([a-z-]+)'\""),
                            new Source("diagnosis/ExpertStore.java", "(?:THEN|ELSE) '([a-z]+)' ?(?:ELSE|END)"))),
            entry("WaitingStore.java", List.of(new Source("booking/WaitingStep.java", NOUNS))),
            entry(
                    "ActionStore.java",
                    List.of(new Source("diagnosis/ActionRoutes.java", "(?:OPEN|ENDED), \"([a-z-]+)\""))),
            entry(
                    "ProgrammeStore.java",
                    List.of(new Source("diagnosis/ProgrammeStore.java", "values\\(draft, caller, \"([a-z]+)\""))),
            entry("JobStore.java", List.of(new Source("exchange/Lease.java", "-> \"([a-z-]+)\";"))));

    private static Set<String> found(String pattern, String text) {
        var all = new TreeSet<String>();
        Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().forEach(match -> all.add(match.group(1)));
        assertFalse(all.isEmpty(), () -> "nothing matches " + pattern);
        return all;
    }

    /** Subject and action of every event that the code can write, as the keys of their words. */
    private static Set<String> written() throws IOException {
        var keys = new TreeSet<String>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(CODE)) {
            files = walk.filter(path -> path.toString().endsWith(".java")).toList();
        }
        for (var file : files) {
            var text = Files.readString(file);
            if (!ACTION.matcher(text).find()) continue;
            var actions = actions(file, text);
            for (var match : SEVERAL.matcher(text).results().toList()) {
                var kinds = KINDS.get(match.group(1));
                assertNotNull(kinds, () -> match.group(1) + " happens to several kinds: say here to which");
                for (var kind : kinds) keys.add("action." + kind + "." + match.group(1));
                actions.remove(match.group(1));
            }
            if (actions.isEmpty()) continue;
            var subjects = new TreeSet<String>();
            SUBJECT.matcher(text).results().forEach(match -> subjects.add(match.group(1)));
            assertFalse(subjects.isEmpty(), file + " writes events about nothing that this test knows");
            // a file with two subjects would claim the actions of the one for the other
            if (subjects.size() == 1) for (var action : actions) keys.add("action." + subjects.first() + "." + action);
            else pairs(text).forEach((action, subject) -> keys.add("action." + subject + "." + action));
        }
        return keys;
    }

    private static Set<String> actions(Path file, String text) throws IOException {
        var actions = new TreeSet<String>();
        boolean open = false;
        for (var match : ACTION.matcher(text).results().toList()) {
            LITERAL.matcher(match.group(1)).results().forEach(literal -> actions.add(literal.group(1)));
            open |= match.group(1).startsWith("$");
        }
        for (var match : FILLED.matcher(text).results().toList())
            Pattern.compile("'([a-z-]+)'")
                    .matcher(match.group(1))
                    .results()
                    .forEach(literal -> actions.add(literal.group(1)));
        var name = String.valueOf(file.getFileName());
        // {action} filled in by a call, not by a text
        if (open || Pattern.compile("\\{action}\", [a-z]").matcher(text).find()) {
            var sources = ELSEWHERE.get(name);
            assertNotNull(sources, name + " takes an action from elsewhere: say here from where");
            for (var source : sources)
                actions.addAll(found(source.pattern(), Files.readString(CODE.resolve(source.file()))));
        }
        assertFalse(actions.isEmpty(), () -> name + ": no action found");
        return actions;
    }

    /** Action to subject where each stands in the same few lines. */
    private static Map<String, String> pairs(String text) {
        var pairs = new TreeMap<String, String>();
        Pattern.compile("'([a-z]+)' AS subject_kind(?:(?!AS subject_kind)[\\s\\S])*?'([a-z-]+)' AS action\\b")
                .matcher(text)
                .results()
                .forEach(match -> pairs.put(match.group(2), match.group(1)));
        return pairs;
    }

    private static Map<String, String> words(String language) throws IOException {
        var words = new TreeMap<String, String>();
        try (Stream<Path> walk = Files.walk(Path.of("webroot/i18n"))) {
            for (var file : walk.filter(path -> path.toString().endsWith(language + ".json"))
                    .toList())
                Client.JSON
                        .readTree(file.toFile())
                        .properties()
                        .forEach(
                                word -> words.put(word.getKey(), word.getValue().asText()));
        }
        return words;
    }

    @Test
    void every_action_that_the_code_writes_has_words() throws IOException {
        var written = written();
        for (var known : List.of(
                "action.order.lapse",
                "action.order.deadline",
                "action.organisation.import",
                "action.listing.approval",
                "action.listing.change-withdrawal",
                "action.account.unlocking",
                "action.job.export",
                "action.budget.reopening",
                "action.category.ending"))
            assertEquals(true, written.contains(known), () -> known + " is not among " + written);
        for (var language : List.of("zh-CN", "en")) {
            var missing = new TreeSet<>(written);
            missing.removeAll(words(language).keySet());
            assertEquals(Set.of(), missing, language);
        }
    }
}
