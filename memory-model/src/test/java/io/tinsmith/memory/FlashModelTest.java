package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import org.junit.jupiter.api.Test;

class FlashModelTest {
    @Test
    void countsConstantsOfEachOp() {
        GraphBuilder b = new GraphBuilder("tiny", DType.INT8);
        int x = b.input("in", Shape.of(1, 4, 4, 2));
        x = b.conv2d("conv", x, 6, 3, Window.same(1), Activation.RELU6); // 6*3*3*2 = 108
        x = b.depthwiseConv2d("dw", x, 3, Window.same(1), Activation.RELU6); // 3*3*6 = 54
        x = b.globalAveragePool("pool", x);
        Graph graph = b.build(b.fullyConnected("dense", x, 10, Activation.NONE)); // 60
        FlashModel flash = FlashModel.of(graph);
        assertThat(flash.weightBytes()).isEqualTo(108 + 54 + 60);
        assertThat(flash.totalBytes()).isEqualTo(222 + 9 * (6 + 6 + 10));

        Schedule schedule = MemoryPlanner.plan(graph, PlannerOptions.thorough());
        ProgramMemory memory = ProgramMemory.of(schedule, RuntimeFootprint.defaults());
        assertThat(memory.sramBytes()).isEqualTo(schedule.arenaBytes() + 1536 + 2048);
        assertThat(memory.flashBytes()).isEqualTo(420 + 24 * 1024);
        assertThat(new MemoryBudget(memory.sramBytes(), memory.flashBytes()).fits(memory))
                .isTrue();
        assertThat(new MemoryBudget(memory.sramBytes() - 1, memory.flashBytes()).fits(memory))
                .isFalse();
    }

    @Test
    void rejectsAnEmptyBudget() {
        assertThatThrownBy(() -> new MemoryBudget(0, 1)).hasMessageContaining("sramBytes (0)");
    }
}
