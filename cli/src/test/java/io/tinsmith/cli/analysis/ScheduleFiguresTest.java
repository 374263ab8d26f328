package io.tinsmith.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.report.ArenaMap;
import io.tinsmith.cli.report.OpRow;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleFiguresTest {
    private final Schedule fused =
            MemoryPlanner.plan(bottleneck(), PlannerOptions.thorough().with(Fusion.FUSED));

    @Test
    void hasOneRowForEachOpInTheOrderInWhichTheDeviceCounts() {
        Step.Stream stream = onlyStream();
        var rows = ScheduleFigures.ops(fused, Map.of(0, 10L, 2, 30L));
        assertThat(rows).extracting(OpRow::index).containsExactly(0, 1, 2);
        assertThat(rows).extracting(OpRow::name).containsExactly("expand", "depthwise", "project");
        assertThat(rows).extracting(OpRow::instructions).containsExactly(10L, null, 30L);
        assertThat(rows.stream().filter(r -> r.kind().endsWith(", by rows")))
                .hasSize(stream.ops().size());
    }

    @Test
    void drawsRingsWhereTheyLieWhileTheStreamRuns() {
        Step.Stream stream = onlyStream();
        int step = fused.steps().indexOf(stream);
        ArenaMap map = ScheduleFigures.arena(fused);
        assertThat(map.steps()).hasSameSizeAs(fused.steps());
        // Three rows of 16 pixels of 24 channels stay for the depthwise convolution.
        ArenaMap.Block ring = map.blocks().stream()
                .filter(b -> b.name().equals("expand (3 rows)"))
                .findFirst()
                .orElseThrow();
        assertThat(ring.sizeBytes()).isEqualTo(3 * 16 * 24);
        assertThat(ring.firstUse()).isEqualTo(step);
        assertThat(ring.lastUse()).isEqualTo(step);
        assertThat(ring.kind()).isEqualTo(ArenaMap.Kind.RING);
        assertThat(map.blocks()).allMatch(b -> b.arenaOffsetBytes() + b.sizeBytes() <= fused.arenaBytes());
    }

    private Step.Stream onlyStream() {
        return fused.steps().stream()
                .filter(Step.Stream.class::isInstance)
                .map(Step.Stream.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Graph bottleneck() {
        GraphBuilder b = new GraphBuilder("bottleneck", DType.INT8);
        int x = b.input("image", Shape.of(1, 16, 16, 8));
        x = b.conv2d("expand", x, 24, 1, Window.same(1), Activation.RELU6);
        x = b.depthwiseConv2d("depthwise", x, 3, Window.same(2), Activation.RELU6);
        return b.build(b.conv2d("project", x, 12, 1, Window.same(1), Activation.NONE));
    }
}
