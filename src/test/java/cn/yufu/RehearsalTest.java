package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rehearsal by which an image learns to start quickly: whatever it asks is answered, and nothing of it stays. */
class RehearsalTest {
    @Test
    void it_is_answered_and_leaves_nothing() throws IOException {
        var before = left();
        Rehearsal.run(TestServer.otherNode());
        assertEquals(before, left());
    }

    private static Set<Path> left() throws IOException {
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("yufu-rehearsal"))
                    .collect(Collectors.toSet());
        }
    }
}
