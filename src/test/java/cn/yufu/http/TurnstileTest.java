package cn.yufu.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private final Turnstile turnstile = new Turnstile(2);
    private final List<Integer> entered = new ArrayList<>();
    private final List<Promise<String>> inside = new ArrayList<>();

    @Test
    void letsTwoThroughAtOnceAndTheOthersInOrder() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var loop = vertx.getOrCreateContext();
            var passed = new ArrayList<Future<String>>();
            var begun = Promise.<Void>promise();
            loop.runOnContext(now -> {
                for (int i = 0; i < 5; i++) passed.add(pass(loop, i));
                assertEquals(List.of(0, 1), entered);
                // a failure makes room like a success
                inside.get(1).fail("no");
                inside.get(0).complete("yes");
                loop.runOnContext(later -> begun.complete());
            });
            begun.future().await(5, TimeUnit.SECONDS);
            assertEquals(List.of(0, 1, 2, 3), entered);
            loop.runOnContext(now -> inside.subList(2, 4).forEach(one -> one.complete("yes")));
            passed.get(3).await(5, TimeUnit.SECONDS);
            assertTrue(passed.get(1).failed());
            loop.runOnContext(now -> inside.get(4).complete("last"));
            assertEquals("last", passed.get(4).await(5, TimeUnit.SECONDS));
        } finally {
            vertx.close().await();
        }
    }

    private Future<String> pass(io.vertx.core.Context loop, int number) {
        return turnstile.pass(loop, () -> {
            entered.add(number);
            inside.add(Promise.promise());
            return inside.get(number).future();
        });
    }
}
