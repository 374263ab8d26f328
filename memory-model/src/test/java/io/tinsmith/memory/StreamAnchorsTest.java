package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Graph;
import org.junit.jupiter.api.Test;

/**
 * Least arenas of published networks without recomputation, in bytes, output included; see the comments for how they
 * come about. Each meets its lower bound.
 */
class StreamAnchorsTest {
    /**
     * By rows: 56*56*24 of the first cut, and before it rings of 3 rows of the image (224*3 bytes), 3 of the stem
     * (112*32), 1 (112*32) and 1 (112*16) of the first bottleneck, 3 of the next expansion (112*96) and 1 (56*96).
     */
    @Test
    void mobileNetV2() {
        Graph graph = StreamGraphs.mobileNetV2(1, 224, 1000);
        long rings = 3 * 672 + 3 * 3584 + 3584 + 1792 + 3 * 10752 + 5376;
        assertThat(arena(graph, PlannerOptions.thorough().withInputByRows()))
                .isEqualTo(56 * 56 * 24 + rings)
                .isEqualTo(131_040)
                .isLessThanOrEqualTo(128 * 1024);
        assertThat(arena(graph, PlannerOptions.quick().withInputByRows())).isEqualTo(131_040);
        assertThat(arena(graph, PlannerOptions.thorough().with(Fusion.FUSED))).isEqualTo(204_288);
    }

    @Test
    void mobileNetV2Narrow() {
        Graph graph = StreamGraphs.mobileNetV2(0.35, 144, 1000);
        assertThat(arena(graph, PlannerOptions.thorough().withInputByRows()))
                .isEqualTo(28_944)
                .isLessThanOrEqualTo(30 * 1024);
        assertThat(arena(graph, PlannerOptions.thorough().with(Fusion.FUSED))).isEqualTo(66_816);
    }

    @Test
    void mcuNetVww1() {
        Graph graph = StreamGraphs.mcuNetVww1();
        assertThat(arena(graph, PlannerOptions.thorough().withInputByRows()))
                .isEqualTo(16_720)
                .isLessThanOrEqualTo(22 * 1024);
        assertThat(arena(graph, PlannerOptions.thorough().with(Fusion.FUSED)))
                .isEqualTo(21_760)
                .isLessThanOrEqualTo(22 * 1024);
    }

    private static long arena(Graph graph, PlannerOptions options) {
        Schedule schedule = MemoryPlannerTest.plan(graph, options);
        assertThat(schedule.arenaBytes()).isEqualTo(schedule.lowerBoundBytes());
        return schedule.arenaBytes();
    }
}
