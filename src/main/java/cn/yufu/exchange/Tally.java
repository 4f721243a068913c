package cn.yufu.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a pass over a sheet is, and what it has found wrong: the first findings with their words, all counted. */
final class Tally {
    private static final int KEPT = 200;

    private final List<Finding> kept = new ArrayList<>();
    private final List<Placed> fresh = new ArrayList<>();
    private int done;
    private int valid;
    private int problems;

    /** @param place of the column in the file, so that a row's findings come from left to right */
    private record Placed(int place, Finding finding) {
        int row() {
            return finding.row();
        }
    }

    int done() {
        return done;
    }

    int valid() {
        return valid;
    }

    int problems() {
        return problems + fresh.size();
    }

    List<Finding> findings() {
        return kept;
    }

    void row() {
        done++;
    }

    void correct() {
        valid++;
    }

    void wrong(int row, int place, @Nullable String column, @Nullable String value, Refusal refusal) {
        fresh.add(new Placed(place, new Finding(row, column, value, refusal.code(), refusal.values())));
    }

    /** A finding about a row as a whole. */
    void wrong(int row, Refusal refusal) {
        wrong(row, -1, null, null, refusal);
    }

    /** Why the file as a whole cannot be taken: before everything else, so that it is read first. */
    void refused(Refusal refusal) {
        settle();
        problems++;
        kept.addFirst(new Finding(1, null, null, refusal.code(), refusal.values()));
        if (kept.size() > KEPT) kept.removeLast();
    }

    /** The findings since the last call, in the order of the rows. */
    void settle() {
        fresh.sort(Comparator.comparingInt(Placed::row).thenComparingInt(Placed::place));
        problems += fresh.size();
        fresh.stream().limit(KEPT - kept.size()).map(Placed::finding).forEach(kept::add);
        fresh.clear();
    }
}
