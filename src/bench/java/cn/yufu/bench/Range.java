package cn.yufu.bench;

import java.util.List;

/** The median of some runs, and how far they went apart. */
record Range(double median, double least, double most) {
    static Range of(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int n = sorted.size();
        double median = n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
        return new Range(median, sorted.getFirst(), sorted.getLast());
    }

    @Override
    public String toString() {
        return "%,.0f (%,.0f–%,.0f)".formatted(median, least, most);
    }
}
