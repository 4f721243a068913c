package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.http.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws the life of a thing from its enum of moves, and holds the picture in ARCHITECTURE.md to it. */
public final class LifeDiagram {
    private static final Path BOOK = Path.of("ARCHITECTURE.md");

    private final String subject;
    private final Map<String, String> begins = new LinkedHashMap<>();
    private final List<Move> moves = new ArrayList<>();

    /**
     * @param to null: the state stays
     * @param days working days after which time makes the move; 0: never
     * @param effect on the money, as a verb; empty: none
     */
    private record Move(
            String noun,
            Collection<Role> who,
            List<String> from,
            @Nullable String to,
            int days,
            String effect) {
        String to(String state) {
            return to == null ? state : to;
        }
    }

    public LifeDiagram(String subject) {
        this.subject = subject;
    }

    /** @param how empty when there is nothing to say */
    public LifeDiagram begins(String state, String how) {
        begins.put(state, how);
        return this;
    }

    public LifeDiagram move(
            String noun, Collection<Role> who, List<String> from, @Nullable String to, int days, String effect) {
        moves.add(new Move(noun, who, from, to, days, effect));
        return this;
    }

    /** Fails with the right picture when the one between the markers is another. */
    public void holdsTheBook() throws IOException {
        var begin = "<!-- life of " + subject + " -->\n";
        var end = "<!-- end -->";
        var book = Files.readString(BOOK);
        int at = book.indexOf(begin);
        var drawn =
                at < 0 ? "" : book.substring(at + begin.length(), Math.max(at + begin.length(), book.indexOf(end, at)));
        var right = draw();
        assertTrue(
                right.equals(drawn),
                () -> "ARCHITECTURE.md draws another life of " + subject + " than its enum; the right block is\n\n"
                        + begin + right + end + "\n");
    }

    private String draw() {
        var frozen = frozen();
        var lines = new LinkedHashMap<String, Set<String>>();
        begins.forEach((state, how) ->
                lines.put("[*] --> " + id(state) + (how.isEmpty() ? "" : " : " + how), new LinkedHashSet<>()));
        for (var move : moves)
            for (var state : move.from()) {
                boolean moved =
                        !move.effect().isEmpty() && (!move.effect().equals("releases") || frozen.contains(state));
                var arrow = id(state) + " --> " + id(move.to(state)) + " : " + move.noun() + "{who}"
                        + (moved ? " · " + move.effect() : "");
                lines.computeIfAbsent(arrow, first -> new LinkedHashSet<>()).addAll(who(move));
            }
        ends().forEach(state -> lines.put(id(state) + " --> [*]", new LinkedHashSet<>()));
        return lines.entrySet().stream()
                .map(line -> "  " + line.getKey().replace("{who}", in(line.getValue())) + "\n")
                .collect(Collectors.joining("", "```mermaid\nstateDiagram-v2\n", "```\n"));
    }

    private static List<String> who(Move move) {
        var roles = move.who().stream().sorted().map(role -> role.code().replace("-admin", ""));
        var time = Stream.of("after " + move.days() + " working days").filter(after -> move.days() > 0);
        return Stream.concat(roles, time).toList();
    }

    private static String in(Set<String> who) {
        return who.isEmpty() ? "" : " (" + String.join(", ", who) + ")";
    }

    /** The states in which money lies frozen: behind a move that freezes, before one that does anything else with it. */
    private Set<String> frozen() {
        var found = new LinkedHashSet<String>();
        var next = new ArrayDeque<String>();
        moves.stream().filter(move -> move.effect().equals("freezes")).forEach(move -> next.add(move.to("")));
        while (!next.isEmpty()) {
            var state = next.remove();
            if (!found.add(state)) continue;
            moves.stream()
                    .filter(move -> move.from().contains(state) && move.effect().isEmpty())
                    .forEach(move -> next.add(move.to(state)));
        }
        return found;
    }

    private Set<String> ends() {
        var ends = new LinkedHashSet<String>();
        for (var move : moves)
            for (var state : move.from())
                if (moves.stream()
                        .noneMatch(other -> other.from().contains(move.to(state))
                                && other.to() != null
                                && !other.to().equals(move.to(state)))) ends.add(move.to(state));
        return ends;
    }

    /** Mermaid takes a hyphen for an arrow. */
    private static String id(String state) {
        return state.replace('-', '_');
    }
}
