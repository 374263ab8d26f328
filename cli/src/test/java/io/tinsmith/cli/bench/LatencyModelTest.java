package io.tinsmith.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.cli.CommandException;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.InstructionCosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyModelTest {
    private static final Board BOARD = Boards.byName("netduino-plus-2");

    private static Schedule sum() {
        GraphBuilder b = new GraphBuilder("sum", DType.INT8);
        int x = b.input("x", Shape.of(1, 4, 4, 5));
        return MemoryPlanner.plan(b.build(b.add("y", x, x, Activation.NONE)), PlannerOptions.thorough());
    }

    /** 80 values are twenty times four. */
    @Test
    void tablesOfCyclesGiveTimeWithoutABand() {
        InstructionCosts costs = new InstructionCosts(
                "dsp",
                "balanced",
                InstructionCosts.Unit.CYCLES,
                Map.of("INFERENCE", 100.0, "LAYER_STEP", 10.0, "ADD", 50.0, "ADD_VALUE", 20.0, "ADD_REST", 30.0));
        LatencyModel.Latency latency =
                LatencyModel.of(BOARD, Optimize.BALANCED, costs).of(sum());
        assertThat(latency.instructions()).isZero();
        assertThat(latency.cycles().cycles()).isEqualTo(100 + 10 + 50 + 80 * 20);
        assertThat(latency.cycles().high()).isEqualTo(latency.cycles().low());
        assertThat(latency.millis()).isCloseTo(1e3 * 1_760 / 168e6, within(1e-9));
    }

    @Test
    void instructionsGiveABand() {
        LatencyModel.Latency latency = LatencyModel.of(BOARD, Optimize.BALANCED).of(sum());
        assertThat(latency.instructions()).isBetween(80L * 15, 80L * 40);
        assertThat(latency.lowMillis()).isLessThan(latency.millis());
        assertThat(latency.highMillis()).isGreaterThan(latency.millis());
    }

    @Test
    void refusesTablesOfOtherKernels() {
        InstructionCosts costs = InstructionCosts.of(Boards.byName("mps2-an385").mcu());
        assertThatThrownBy(() -> LatencyModel.of(BOARD, Optimize.BALANCED, costs))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("plain")
                .hasMessageContaining("dsp");
    }

    @Test
    void readsATableOfSomeonesOwn(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("own.yaml");
        Files.writeString(file, "core: cortex-m4\nkernels: dsp\noptimize: speed\ncycles:\n  ADD: 12.5\n");
        InstructionCosts costs = InstructionCosts.read(file);
        assertThat(costs.unit()).isEqualTo(InstructionCosts.Unit.CYCLES);
        assertThat(costs.optimize()).isEqualTo("speed");
        assertThat(costs.costs()).containsExactly(Map.entry("ADD", 12.5));
        Files.writeString(file, "kernels: dsp\n");
        assertThatThrownBy(() -> InstructionCosts.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own.yaml")
                .hasMessageContaining("calibrate");
    }
}
