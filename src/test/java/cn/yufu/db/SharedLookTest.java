package cn.yufu.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SharedLookTest {
    private final List<Promise<Integer>> looks = new ArrayList<>();
    private final SharedLook<Integer> shared = new SharedLook<>();

    private Future<Integer> ask() {
        return shared.get(() -> {
            Promise<Integer> look = Promise.promise();
            looks.add(look);
            return look.future();
        });
    }

    @Test
    void who_asks_during_a_look_shares_the_next_one() {
        var first = ask();
        var crowd = IntStream.range(0, 10).mapToObj(i -> ask()).toList();
        assertEquals(1, looks.size());

        looks.get(0).complete(1);
        assertEquals(1, first.result());
        assertEquals(2, looks.size());
        assertTrue(crowd.stream().noneMatch(Future::isComplete));
        var late = ask();

        looks.get(1).complete(2);
        assertTrue(crowd.stream().allMatch(asked -> asked.result() == 2));
        looks.get(2).complete(3);
        assertEquals(3, late.result());

        ask();
        assertEquals(4, looks.size());
    }

    @Test
    void a_look_that_fails_fails_for_its_own_askers_only() {
        var first = ask();
        var second = ask();
        looks.get(0).fail("gone");
        assertTrue(first.failed());
        looks.get(1).complete(2);
        assertEquals(2, second.result());
    }

    @Test
    void a_look_that_cannot_begin_stops_nobody() {
        assertTrue(shared.get(() -> {
                    throw new IllegalStateException("no way");
                })
                .failed());
        var next = ask();
        looks.getFirst().complete(1);
        assertEquals(1, next.result());
    }
}
