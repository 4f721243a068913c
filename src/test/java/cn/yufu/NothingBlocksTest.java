package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check that no event loop is blocked would see one that is. */
class NothingBlocksTest {
    @Test
    void a_blocked_event_loop_is_seen() {
        assertEquals(List.of(), NothingBlocks.taken());
        var done = Promise.<Void>promise();
        TestServer.app().vertx.runOnContext(here -> {
            long end = System.nanoTime() + 4_000_000_000L;
            while (System.nanoTime() < end) Thread.onSpinWait();
            done.complete();
        });
        done.future().await();
        var seen = NothingBlocks.taken();
        assertTrue(!seen.isEmpty() && seen.getFirst().contains("vert.x-eventloop-thread"), seen::toString);
    }
}
