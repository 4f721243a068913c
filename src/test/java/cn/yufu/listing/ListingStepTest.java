package cn.yufu.listing;

import cn.yufu.LifeDiagram;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The picture of a listing's life in ARCHITECTURE.md is the one that its moves draw. */
final class ListingStepTest {
    @Test
    void the_book_draws_this_life() throws IOException {
        var life = new LifeDiagram("a listing").begins("draft", "");
        for (var step : ListingStep.values()) life.move(step.noun, step.who, step.from, step.to, 0, "");
        life.holdsTheBook();
    }
}
