package cn.yufu.bench;

import org.jspecify.annotations.Nullable;

/**
 * What an operation should reach, judged at {@value #CLIENTS} clients.
 *
 * @param serverMicros most processor time of the server per request; null: no goal
 * @param ratio least share of pgbench's rate; null: no goal
 */
public record Goals(
        @Nullable Integer serverMicros, @Nullable Double ratio) {
    static final int CLIENTS = 32;
    /** Every operation's p99 at half its rate, in milliseconds. */
    static final double P99 = 20;

    static final int START_MS = 4_000;
    static final int RESIDENT_MB = 350;

    public static final Goals NONE = new Goals(null, null);
}
