package cn.yufu.organisation;

import cn.yufu.LifeDiagram;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The picture of an organisation's life in ARCHITECTURE.md is the one that its moves draw. */
final class OrganisationStepTest {
    @Test
    void the_book_draws_this_life() throws IOException {
        var life = new LifeDiagram("an organisation").begins("unconfirmed", "");
        for (var step : OrganisationStep.values()) life.move(step.noun, step.who, step.from, step.to, 0, "");
        life.holdsTheBook();
    }
}
