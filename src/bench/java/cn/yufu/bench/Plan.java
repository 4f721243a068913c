package cn.yufu.bench;

import java.util.Arrays;
import java.util.List;

/**
 * How long everything takes. Quick: about ten minutes; {@code -Dbench.full=true} takes an hour. {@code -Dbench.only=text}
 * measures the operations whose name contains it, {@code -Dbench.clients=8,32} at these numbers of clients, and
 * {@code -Dbench.reuse=true} goes on with the database of the run before, when it is the machinery that is worked on.
 *
 * @param rounds runs of pgbench and of the server in turn, of which the medians are taken
 */
record Plan(
        List<Integer> clients,
        int rounds,
        double seconds,
        double openSeconds,
        double warmUp,
        int warmRequests,
        int starts,
        String only,
        boolean reuse) {

    static Plan fromProperties() {
        var clients = Arrays.stream(
                        System.getProperty("bench.clients", "1,8,32,64").split(",", -1))
                .map(Integer::valueOf)
                .toList();
        var only = System.getProperty("bench.only", "");
        boolean reuse = Boolean.getBoolean("bench.reuse");
        return Boolean.getBoolean("bench.full")
                ? new Plan(clients, 5, 10, 20, 10, 50_000, 5, only, reuse)
                : new Plan(clients, 3, 1, 1.5, 3, 20_000, 3, only, reuse);
    }
}
