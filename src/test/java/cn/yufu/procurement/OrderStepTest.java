package cn.yufu.procurement;

import cn.yufu.LifeDiagram;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The picture of an order's life in ARCHITECTURE.md is the one that its moves draw. */
final class OrderStepTest {
    @Test
    void the_book_draws_this_life() throws IOException {
        var life = new LifeDiagram("an order").begins("quoting", "no price yet").begins("draft", "");
        for (var step : OrderStep.values())
            life.move(step.noun, step.who, step.from, step.to, step.days, step.effect.verb);
        life.holdsTheBook();
    }
}
