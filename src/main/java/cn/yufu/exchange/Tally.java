package cn.yufu.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a pass over a sheet is, and what it has found wrong: the first findings with their words, all counted. */
final class Tally {
    private static final int KEPT = 200;

    private final List<Finding> kept = new ArrayList<>();
    private final List<Finding> fresh = new ArrayList<>();
    private int done;
    private int valid;
    private int problems;

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

    void wrong(int row, @Nullable String column, Refusal refusal) {
        fresh.add(new Finding(row, column, refusal.code(), refusal.values()));
    }

    /** The findings since the last call, in the order of the rows. */
    void settle() {
        fresh.sort(Comparator.comparingInt(Finding::row));
        problems += fresh.size();
        kept.addAll(fresh.subList(0, Math.min(fresh.size(), KEPT - kept.size())));
        fresh.clear();
    }
}
