package io.tinsmith.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.report.ArenaMap;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArenaChartTest {
    @Test
    void namesARingWithoutItsRowsWhereTheyDoNotFit() {
        ArenaMap.Block ring = new ArenaMap.Block("block1/expand (3 rows)", ArenaMap.Kind.RING, 0, 0, 1_000, 0, 0);
        assertThat(draw(2, ring)).contains(">block1/expand (3 rows)<");
        assertThat(draw(12, ring)).contains(">expand<").doesNotContain("expand (…");
    }

    private static String draw(int steps, ArenaMap.Block block) {
        return ArenaChart.draw(new ArenaMap(
                1_000, Collections.nCopies(steps, "step"), Collections.nCopies(steps, 1_000L), List.of(block)));
    }
}
