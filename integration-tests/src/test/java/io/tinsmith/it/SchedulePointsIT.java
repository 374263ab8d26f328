package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.bench.Bench;
import io.tinsmith.cli.bench.BenchResult;
import io.tinsmith.cli.bench.Build;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.bench.Project;
import io.tinsmith.cli.bench.TestVectors;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.codegen.Firmware;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.TensorData;
import io.tinsmith.memory.CostTable;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.InstructionModel;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.ScheduleCost;
import io.tinsmith.memory.StreamGraphs;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.InstructionCosts;
import io.tinsmith.targets.Toolchain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Published networks with random weights, by schedules that need little memory: generated, run on an emulated board, and
 * equal to the interpreter in every byte, in the arena that was planned. With {@code -Dtinsmith.points=all} the large ones
 * too; each prints a line with its instructions beside those of the layer-wise schedule.
 */
class SchedulePointsIT {
    /** 4 MiB of flash and of RAM: room for the layer-wise schedule of a large network. */
    private static final Board BOARD = Boards.byName("mps2-an386");

    private static final String SHA = "0".repeat(64);
    private static final int VECTORS = 2;

    @TempDir
    private Path directory;

    /**
     * A network and a way to plan it.
     *
     * @param structure without data
     * @param arenaBytes that the plan takes
     */
    record Point(String name, Graph structure, PlannerOptions options, long arenaBytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Point> small() {
        Graph graph = StreamGraphs.mobileNetV2(0.35, 64, 10);
        return Stream.of(
                new Point("MobileNetV2 0.35 @ 64, input by rows", graph, byRows(), 10_304),
                new Point(
                        "MobileNetV2 0.35 @ 64, at most 1.3 times the MACs",
                        graph,
                        byRows().withMaxOverhead(1.3),
                        3_328));
    }

    static Stream<Point> large() {
        return Stream.of(
                new Point("MCUNet-vww1 @ 80, input by rows", StreamGraphs.mcuNetVww1(), byRows(), 16_720),
                new Point(
                        "MobileNetV2 0.35 @ 144, input by rows",
                        StreamGraphs.mobileNetV2(0.35, 144, 1000),
                        byRows(),
                        28_944),
                new Point(
                        "MobileNetV2 1.0 @ 224, input by rows",
                        StreamGraphs.mobileNetV2(1, 224, 1000),
                        byRows(),
                        131_040),
                new Point(
                        "MCUNet-vww1 @ 80, at most 1.3 times the MACs",
                        StreamGraphs.mcuNetVww1(),
                        byRows().withMaxOverhead(1.3),
                        9_680),
                new Point(
                        "MobileNetV2 0.35 @ 144, at most 1.3 times the MACs",
                        StreamGraphs.mobileNetV2(0.35, 144, 1000),
                        byRows().withMaxOverhead(1.3),
                        10_020),
                new Point(
                        "MobileNetV2 0.35 @ 144, any MACs",
                        StreamGraphs.mobileNetV2(0.35, 144, 1000),
                        byRows().withMaxOverhead(Double.POSITIVE_INFINITY),
                        7_884));
    }

    private static PlannerOptions byRows() {
        return PlannerOptions.thorough().withInputByRows();
    }

    @ParameterizedTest
    @MethodSource("small")
    void smallPointRunsAsPlanned(Point point) throws Exception {
        check(point);
    }

    @ParameterizedTest
    @MethodSource("large")
    @EnabledIfSystemProperty(named = "tinsmith.points", matches = "all")
    void largePointRunsAsPlanned(Point point) throws Exception {
        check(point);
    }

    private void check(Point point) throws Exception {
        Graph graph = withWeights(point.structure());
        TestVectors vectors = vectors(graph);
        Schedule schedule = MemoryPlanner.plan(graph, point.options());
        Schedule layers = MemoryPlanner.plan(graph, point.options().with(Fusion.LAYER));
        assertThat(schedule.arenaBytes()).isEqualTo(point.arenaBytes());
        assertThat(schedule.inputByRows()).isTrue();

        BenchResult run = run(schedule, vectors, directory.resolve("point"));
        BenchResult layerWise = run(layers, vectors, directory.resolve("layers"));

        InstructionCosts measured = InstructionCosts.of(BOARD.mcu());
        CostTable costs = CostTable.of(Kernels.of(measured.kernels()), measured.costs())
                .withColumnBytes(Optimize.BALANCED.columnBytes(graph, BOARD.mcu()));
        double predicted =
                (double) InstructionModel.instructions(schedule, costs) / InstructionModel.instructions(layers, costs);
        double ratio = (double) run.instructions() / layerWise.instructions();
        assertThat(ratio).isBetween(0.95 * predicted, 1.05 * predicted);

        // By step of the schedule; the reading of the input is counted behind all ops.
        Long input = run.opInstructions().get(graph.ops().size());
        System.out.printf(
                Locale.ROOT,
                "%s: %,d MACs, %.3f times those of layers; arena %,d bytes (layer-wise %,d), input beside it %,d, SRAM %,d, stack used %,d;"
                        + " %,d instructions, of which input %,d (layer-wise %,d, %.4fx, predicted %.4fx)%n",
                point.name(),
                ScheduleCost.macs(schedule),
                (double) ScheduleCost.macs(schedule) / GraphCost.macs(graph),
                schedule.arenaBytes(),
                layers.arenaBytes(),
                graph.input().bytes(),
                Prediction.of(schedule, BOARD).sramBytes(),
                run.stackUsedBytes(),
                run.instructions(),
                input,
                layerWise.instructions(),
                ratio,
                predicted);
    }

    /** One schedule on the emulated board, all its figures as predicted. */
    private static BenchResult run(Schedule schedule, TestVectors vectors, Path directory) throws Exception {
        Prediction predicted = Prediction.of(schedule, BOARD);
        Firmware firmware = Project.write(
                schedule,
                BOARD,
                predicted.sramBytes() + 255,
                BOARD.flashBytes(),
                predicted.stackBytes(),
                Optimize.BALANCED,
                SHA,
                vectors,
                directory);
        Toolchain tools = Toolchain.onPath();
        Build.make(tools, directory);
        Path elf = firmware.emulatedElf().orElseThrow();
        Build build = Build.read(tools, elf);
        BenchResult run = Bench.emulated(tools, BOARD.emulation().orElseThrow(), elf, SHA, vectors, new Silent());

        assertThat(run.equal()).isEqualTo(VECTORS);
        assertThat(build.arenaBytes()).isEqualTo(schedule.arenaBytes());
        assertThat(Schedule.aligned(run.arenaUsed().orElseThrow())).isEqualTo(schedule.arenaBytes());
        assertThat(build.staticsBytes()).isEqualTo(predicted.staticsBytes());
        assertThat(build.stackFits()).isTrue();
        assertThat(build.ramBytes()).isEqualTo(predicted.sramBytes());
        assertThat(build.weightBytes()).isEqualTo(predicted.constantBytes());
        assertThat(build.inputBytes())
                .isEqualTo(schedule.inputByRows() ? schedule.graph().input().bytes() : 0);
        return run;
    }

    /** Random weights of the first seed by which different inputs give different outputs. */
    private static Graph withWeights(Graph structure) {
        for (long seed = 1; ; seed++) {
            Graph graph = StreamGraphs.quantized(structure, new SplittableRandom(seed));
            TestVectors vectors = vectors(graph);
            if (!Arrays.equals(vectors.outputs().get(0), vectors.outputs().get(1))) {
                return graph;
            }
        }
    }

    private static TestVectors vectors(Graph graph) {
        SplittableRandom random = new SplittableRandom(2);
        List<byte[]> inputs = new ArrayList<>();
        List<byte[]> outputs = new ArrayList<>();
        for (int i = 0; i < VECTORS; i++) {
            byte[] input = new byte[Math.toIntExact(graph.input().bytes())];
            random.nextBytes(input);
            inputs.add(input);
            TensorData output = Interpreters.int8(graph).run(new TensorData.Int8(input));
            outputs.add(((TensorData.Int8) output).values());
        }
        return new TestVectors(inputs, outputs);
    }

    private static final class Silent implements Progress {
        @Override
        public void to(long done) {}

        @Override
        public void note(String text) {}

        @Override
        public void milestone(String text) {}

        @Override
        public void close() {}
    }
}
