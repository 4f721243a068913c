package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.http.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that the server can answer with is documented, with its status, and has words in both languages. */
final class ProblemCodesTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern PROBLEM =
            Pattern.compile("(?:Failure\\.(?:of|tryLater|conflict)|new Failure)\\(\\s*(?:(\\d+),\\s*)?\"([a-z-]+)\"");
    private static final Pattern VIOLATION = Pattern.compile(
            "(?:wrong|invalid|invalidQuery|new Violation|matching)\\(\\s*[^,;{]+,(?:[^,;{]+,)?\\s*\"([a-z-]+)\"[,)]");

    private final com.fasterxml.jackson.databind.JsonNode documented =
            Contract.published().document().at("/components/schemas/Problem/x-problems");

    @Test
    void everyProblemInTheSourceIsDocumented() throws IOException {
        var wrong = new TreeSet<String>();
        var found = new TreeSet<String>();
        for (var source : sources()) {
            PROBLEM.matcher(source).results().forEach(match -> {
                var status = match.group(1) == null ? "409" : match.group(1);
                found.add(match.group(2));
                if (!documented.at("/" + match.group(2) + "/status").asText().equals(status)) {
                    wrong.add(match.group(2) + " with status " + status);
                }
            });
        }
        assertTrue(found.size() > 12, () -> "the pattern misses most of the source: " + found);
        assertEquals(Set.of(), wrong);
    }

    @Test
    void everyCodeHasWords() throws IOException {
        var missing = new TreeSet<String>();
        documented.fieldNames().forEachRemaining(code -> wanted("problem." + code, missing));
        for (var source : sources()) {
            VIOLATION.matcher(source).results().forEach(match -> wanted("violation." + match.group(1), missing));
        }
        assertEquals(Set.of(), missing);
    }

    private static void wanted(String key, Set<String> missing) {
        if (!Messages.has(key)) missing.add(key);
    }

    private static Iterable<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            var texts = new TreeSet<String>();
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }
}
