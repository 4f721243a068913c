package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what comes by itself; how long it takes is no matter, that it comes is. */
final class Await {
    private Await() {}

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) LockSupport.parkNanos(20_000_000L);
        assertTrue(condition.getAsBoolean());
    }
}
