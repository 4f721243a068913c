package cn.yufu.diagnosis;

import cn.yufu.LifeDiagram;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The picture of a visit's life in ARCHITECTURE.md is the one that its moves draw. */
final class VisitStepTest {
    @Test
    void the_book_draws_this_life() throws IOException {
        var life = new LifeDiagram("a visit")
                .begins("requested", VisitStep.REQUEST.noun + " · " + VisitStep.REQUEST.effect.verb);
        for (var step : VisitStep.values())
            // saving a draft and forgiving a record leave everything where it is
            if (step.to != null) life.move(step.noun, step.who, step.from, step.to, step.days, step.effect.verb);
        life.holdsTheBook();
    }
}
