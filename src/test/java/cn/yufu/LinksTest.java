package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A feature's SQL names its own tables, and of other features' only the views that stand for the link between the two. */
class LinksTest {
    private static final Pattern NAMED = Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE)\\s+([a-z_]+)");

    @Test
    void listings_read_others_through_views() throws IOException {
        assertEquals(Set.of(), strange("listing", Set.of("listing", "listing_version", "listing_search")));
    }

    @Test
    void the_overview_has_nothing_but_views() throws IOException {
        assertEquals(Set.of(), strange("overview", Set.of()));
    }

    private static Set<String> strange(String feature, Set<String> own) throws IOException {
        var tables = Set.copyOf(
                Sql.column("SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND"
                        + " table_type = 'BASE TABLE'"));
        var views = Set.copyOf(Sql.column("SELECT table_name::text FROM information_schema.views"));
        var strange = new TreeSet<String>();
        boolean linked = false;
        try (var files = Files.walk(Path.of("src/main/java/cn/yufu/" + feature))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                for (var match : NAMED.matcher(Files.readString(file)).results().toList()) {
                    var name = match.group(1);
                    linked |= views.contains(name) && name.startsWith(feature + "_");
                    if (tables.contains(name) && !own.contains(name)) strange.add(name + " in " + file.getFileName());
                }
            }
        }
        assertTrue(linked, "no link was found at all: is the test looking at the right text?");
        return strange;
    }
}
