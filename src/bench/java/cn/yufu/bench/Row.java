package cn.yufu.bench;

import org.jspecify.annotations.Nullable;

/**
 * What was measured of one operation at one number of clients.
 *
 * @param rate requests a second in a closed loop
 * @param p50 milliseconds from when a request was due to its answer, in an open loop at half that rate
 * @param serverMicros processor time per request
 * @param pgbench the same statements through pgbench; null: without it
 */
record Row(
        int clients,
        Range rate,
        double p50,
        double p99,
        double serverMicros,
        double postgresMicros,
        @Nullable Range pgbench) {

    double ratio() {
        return pgbench == null ? Double.NaN : rate.median() / pgbench.median();
    }
}
