package io.tinsmith.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import org.junit.jupiter.api.Test;

class PredictionTest {
    @Test
    void countsEveryArrayPadded() {
        GraphBuilder b = new GraphBuilder("dense", DType.INT8);
        int x = b.input("x", Shape.of(1, 7));
        var schedule =
                MemoryPlanner.plan(b.build(b.fullyConnected("y", x, 3, Activation.NONE)), PlannerOptions.thorough());
        Prediction p = Prediction.of(schedule);
        // Weights [3][7] stand as [4][8]; bias 12, multipliers 12, shifts 3 -> 4.
        assertThat(p.constantBytes()).isEqualTo(32 + 12 + 12 + 4);
        assertThat(p.staticsBytes()).isEqualTo(76 + 4);
        assertThat(p.sramBytes()).isEqualTo(p.arenaBytes() + 80 + p.stackBytes());
    }

    @Test
    void inputByRowsTakesACounterOfItsOwn() {
        GraphBuilder b = new GraphBuilder("conv", DType.INT8);
        int x = b.input("x", Shape.of(1, 9, 9, 4));
        var graph = b.build(b.conv2d("y", x, 2, 3, Window.same(2), Activation.NONE));
        var schedule = MemoryPlanner.plan(graph, PlannerOptions.thorough().withInputByRows());
        assertThat(schedule.inputByRows()).isTrue();
        assertThat(Prediction.of(schedule).staticsBytes()).isEqualTo(76 + 4 + 4);
    }
}
