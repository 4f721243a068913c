package cn.yufu.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Two that took the same number would wait for each other without a reason, and one nobody lists might be taken again. */
class AdvisoryLockTest {
    private static final Pattern NUMBER_IN_CALL = Pattern.compile("pg_(try_)?advisory\\w*\\(\\s*\\d");

    @Test
    void each_has_a_number_of_its_own() {
        var numbers =
                Arrays.stream(AdvisoryLock.values()).map(lock -> lock.number).distinct();
        assertEquals(AdvisoryLock.values().length, numbers.count());
    }

    @Test
    void none_is_taken_past_the_list() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                if (!source.contains("advisory")) continue;
                assertEquals(true, source.contains("AdvisoryLock"), file + " takes a lock that is not listed");
                assertEquals(false, NUMBER_IN_CALL.matcher(source).find(), file + " names a lock by its number");
            }
        }
    }
}
