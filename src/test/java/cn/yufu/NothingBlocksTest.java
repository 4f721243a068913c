package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The check that no event loop is blocked would see one that is. */
class NothingBlocksTest {
    @Test
    void a_blocked_event_loop_is_seen() {
        assertEquals(List.of(), NothingBlocks.taken());
        var done = Promise.<Void>promise();
        var vertx = Server.vertx();
        vertx.runOnContext(here -> {
            LockSupport.parkNanos(4_000_000_000L);
            done.complete();
        });
        done.future().await();
        vertx.close().await();
        var seen = NothingBlocks.taken();
        assertTrue(!seen.isEmpty() && seen.getFirst().contains("vert.x-eventloop-thread"), seen::toString);
    }
}
