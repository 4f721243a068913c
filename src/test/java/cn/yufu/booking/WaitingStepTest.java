package cn.yufu.booking;

import cn.yufu.LifeDiagram;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The picture of a place in the queue in ARCHITECTURE.md is the one that its moves draw. */
final class WaitingStepTest {
    @Test
    void the_book_draws_this_life() throws IOException {
        var life = new LifeDiagram("a place in the queue").begins("waiting", "");
        for (var step : WaitingStep.values())
            if (!step.from.isEmpty()) life.move(step.noun, step.who, step.from, step.to, 0, "");
        life.holdsTheBook();
    }
}
