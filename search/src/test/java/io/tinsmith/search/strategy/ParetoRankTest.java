package io.tinsmith.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.search.Strategy.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParetoRankTest {
    // In the plane: a to d are a front, e lies behind c, f behind e; g and h do not fit.
    private static final List<Trial<String>> TRIALS = List.of(
            fits("a", 0, 10),
            fits("b", 2, 8),
            fits("c", 6, 6),
            fits("d", 10, 0),
            fits("e", 5, 5),
            fits("f", 1, 1),
            new Trial<>("g", false, -0.1, List.of(99.0, 99.0)),
            new Trial<>("h", false, -0.2, List.of(99.0, 99.0)));

    @Test
    void frontsAndLimits() {
        List<ParetoRank> ranks = ParetoRank.of(TRIALS);
        assertThat(ranks.stream().map(ParetoRank::front)).containsExactly(0, 0, 0, 0, 1, 2, 3, 4);
        assertThat(ParetoRank.nonDominated(TRIALS).stream().map(Trial::genes)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void crowding() {
        List<ParetoRank> ranks = ParetoRank.of(TRIALS);
        assertThat(ranks.get(0).crowding()).isInfinite();
        assertThat(ranks.get(3).crowding()).isInfinite();
        // Neighbours of b: a and c, 6 of 10 and 4 of 10; of c: b and d, 8 of 10 and 8 of 10.
        assertThat(ranks.get(1).crowding()).isEqualTo(1.0);
        assertThat(ranks.get(2).crowding()).isEqualTo(1.6);
        assertThat(ParetoRank.order(ranks)).containsExactly(0, 3, 2, 1, 4, 5, 6, 7);
    }

    private static Trial<String> fits(String name, double x, double y) {
        return new Trial<>(name, true, 0, List.of(x, y));
    }
}
