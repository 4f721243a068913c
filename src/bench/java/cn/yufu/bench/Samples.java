package cn.yufu.bench;

import java.util.Arrays;

/** Every latency of a run, kept whole: sorting a few hundred thousand numbers needs no approximation. */
final class Samples {
    private long[] nanos = new long[4096];
    private int count;
    private boolean sorted;

    void add(long value) {
        if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
        nanos[count++] = value;
        sorted = false;
    }

    int count() {
        return count;
    }

    /** In milliseconds; 0 when there is no sample. */
    double quantile(double share) {
        if (count == 0) return 0;
        if (!sorted) Arrays.sort(nanos, 0, count);
        sorted = true;
        return nanos[Math.min(count - 1, (int) (share * count))] / 1e6;
    }
}
