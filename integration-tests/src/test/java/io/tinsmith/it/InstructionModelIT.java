package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.codegen.Firmware;
import io.tinsmith.codegen.FirmwareGenerator;
import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.ScaleGroups;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.CostTable;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.InstructionModel;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.Device;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.Emulator;
import io.tinsmith.targets.InstructionCosts;
import io.tinsmith.targets.SerialLink;
import io.tinsmith.targets.Toolchain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model of instructions beside what an emulated board counts. */
class InstructionModelIT {
    private static final double PART = 0.05;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"netduino-plus-2, 1", "netduino-plus-2, 2", "mps2-an385, 1"})
    void instructionsAndTheirRatioArePredictedWithinFivePercent(String board, int seed) throws Exception {
        Board on = Boards.byName(board);
        InstructionCosts costs = InstructionCosts.of(on.mcu());
        Graph graph = network(new SplittableRandom(seed));
        CostTable table = CostTable.of(Kernels.of(costs.kernels()), costs.costs())
                .withColumnBytes(Optimize.BALANCED.columnBytes(graph, on.mcu()));
        double[] measured = new double[2];
        double[] predicted = new double[2];
        for (int i = 0; i < 2; i++) {
            Fusion fusion = i == 0 ? Fusion.LAYER : Fusion.FUSED;
            Schedule schedule =
                    MemoryPlanner.plan(graph, PlannerOptions.thorough().with(fusion));
            measured[i] = measure(schedule, on, directory.resolve(fusion.name()));
            predicted[i] = InstructionModel.instructions(schedule, table);
            assertThat(predicted[i]).as(fusion.name()).isCloseTo(measured[i], within(PART * measured[i]));
        }
        double ratio = measured[1] / measured[0];
        assertThat(predicted[1] / predicted[0]).isCloseTo(ratio, within(PART * ratio));
    }

    /** Strips and splits, or groups: what a front without a bound of recomputation ends in. */
    @ParameterizedTest
    @CsvSource({"netduino-plus-2, 1", "mps2-an385, 2"})
    void overheadIsPredictedWithinFivePercent(String board, int seed) throws Exception {
        Board on = Boards.byName(board);
        InstructionCosts costs = InstructionCosts.of(on.mcu());
        Graph graph = network(new SplittableRandom(seed));
        CostTable table = CostTable.of(Kernels.of(costs.kernels()), costs.costs())
                .withColumnBytes(Optimize.BALANCED.columnBytes(graph, on.mcu()));
        List<Schedule> front =
                MemoryPlanner.front(graph, PlannerOptions.quick().withMaxOverhead(Double.POSITIVE_INFINITY));
        Schedule least = front.get(front.size() - 1);
        assertThat(least.steps())
                .anyMatch(step -> step instanceof Step.Stream s
                        && (s.strips() > 1 || !s.splits().isEmpty()));
        Schedule plain = front.get(0);
        double measured = measure(least, on, directory.resolve("least"));
        double predicted = InstructionModel.instructions(least, table);
        assertThat(predicted).isCloseTo(measured, within(PART * measured));
        double ratio = measured / measure(plain, on, directory.resolve("plain"));
        assertThat(predicted / InstructionModel.instructions(plain, table)).isCloseTo(ratio, within(PART * ratio));
    }

    private static double measure(Schedule schedule, Board board, Path folder) throws Exception {
        Firmware firmware = FirmwareGenerator.generate(
                schedule, board, FirmwareOptions.of("0".repeat(64)).withStackBytes(8192), folder);
        Path elf = firmware.emulatedElf().orElseThrow();
        Toolchain tools = Toolchain.onPath();
        tools.make(folder, folder.relativize(elf).toString()).orThrow();
        Emulation emulation = board.emulation().orElseThrow();
        byte[] input = new byte[Math.toIntExact(schedule.graph().input().bytes())];
        new SplittableRandom(7).nextBytes(input);
        try (Emulator emulator = Emulator.start(tools, emulation, elf, List.of())) {
            SerialLink link = emulator.connect();
            emulator.resume();
            try (Device device = Device.connect(link)) {
                device.run(input);
                return emulation.instructions(device.clock().inferenceTicks());
            }
        }
    }

    /** Bottlenecks of odd sizes. */
    private static Graph network(SplittableRandom random) {
        GraphBuilder b = new GraphBuilder("network", DType.INT8);
        int size = 28 + random.nextInt(8);
        int x = b.input("image", Shape.of(1, size, size - 3, 3));
        x = b.conv2d("stem", x, 6 + random.nextInt(4), 3, Window.same(2), Activation.RELU6);
        for (int i = 0; i < 4; i++) {
            int in = x;
            int channels = b.shape(x).channels();
            int out = i % 2 == 0 ? channels + random.nextInt(5) : channels;
            x = b.conv2d("expand" + i, x, channels * 3 + random.nextInt(3), 1, Window.same(1), Activation.RELU6);
            int stride = i == 2 ? 2 : 1;
            x = b.depthwiseConv2d("filter" + i, x, i == 1 ? 5 : 3, Window.same(stride), Activation.RELU6);
            x = b.conv2d("project" + i, x, out, 1, Window.same(1), Activation.NONE);
            x = b.shape(x).equals(b.shape(in)) ? b.add("add" + i, in, x, Activation.NONE) : x;
        }
        x = b.globalAveragePool("pool", b.conv2d("head", x, 40, 1, Window.same(1), Activation.RELU6));
        Graph structure = b.build(b.fullyConnected("dense", x, 5, Activation.NONE));
        return quantized(structure, random);
    }

    private static Graph quantized(Graph graph, SplittableRandom random) {
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        int[] group = ScaleGroups.of(graph);
        graph.inputs().forEach(t -> tensors.set(t, graph.tensor(t).withQuantization(scale(0))));
        for (Op op : graph.ops()) {
            int first = group[op.output()];
            Quantization q = first == op.output()
                    ? scale(random.nextInt(3))
                    : tensors.get(first).requireQuantization();
            tensors.set(op.output(), graph.tensor(op.output()).withQuantization(q));
            op.inputs().stream()
                    .filter(t -> graph.tensor(t).isParameter())
                    .forEach(t -> tensors.set(t, parameter(graph.tensor(t), op, random)));
        }
        return graph.withTensors(tensors);
    }

    private static Quantization scale(int step) {
        return Quantization.perTensor((6f - step) / 255, -128);
    }

    private static Tensor parameter(Tensor t, Op op, SplittableRandom random) {
        int elements = Math.toIntExact(t.shape().elements());
        if (t.shape().rank() == 1) {
            return t.withData(
                    new TensorData.Int32(random.ints(elements, -900, 900).toArray()));
        }
        int axis = op instanceof Op.DepthwiseConv2d ? 3 : 0;
        float[] scales = new float[t.shape().dim(axis)];
        for (int c = 0; c < scales.length; c++) {
            scales[c] = (float) (0.01 / Math.sqrt((double) elements / scales.length));
        }
        byte[] values = new byte[elements];
        random.nextBytes(values);
        for (int i = 0; i < elements; i++) {
            values[i] = (byte) Math.max(-127, values[i]);
        }
        return t.withQuantization(Quantization.perChannel(scales, axis)).withData(new TensorData.Int8(values));
    }
}
