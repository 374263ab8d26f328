package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.internal.ColumnBytes;
import io.tinsmith.codegen.internal.ModelParts;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.ElfFile;
import io.tinsmith.targets.StackBound;
import io.tinsmith.targets.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares code-sizes.txt with linked programs, and makes it anew: see docs/measuring.md. */
class CodeSizesIT {
    private static final Path TABLE = Path.of("src/main/resources/io/tinsmith/codegen/code-sizes.txt");
    private static final List<String> BOARDS = List.of(
            "mps2-an383", "mps2-an385", "mps2-an386", "netduino-plus-2", "mps2-an500", "mps2-an505", "mps3-an547");
    private static final String STALE =
            "code-sizes.txt no longer fits the runtime. Make it anew: mvn -pl codegen -am verify -Dit.test=CodeSizesIT"
                    + " -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
                    + " -Dcode-sizes=write";
    private static final int TOLERANCE_PERCENT = 3;

    @TempDir
    private Path directory;

    /** A linked program. */
    private record Program(Schedule schedule, LinkMap map, long codeBytes, StackBound stack) {
        ModelParts parts() {
            return ModelParts.of(schedule);
        }

        /** The deepest path but for what the prediction adds by itself. */
        long pathBytes(Board board, Optimize optimize) {
            return stack.bytes() - parts().streamArrayBytes() - ColumnBytes.of(schedule.graph(), board.mcu(), optimize);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mps2-an385,DOUBLE,false",
        "mps2-an385,DOUBLE,true",
        "mps2-an386,DOUBLE,true",
        "netduino-plus-2,SINGLE,false",
        "mps2-an500,DOUBLE,false",
        "nucleo-f746zg,SINGLE,true",
        "mps3-an547,DOUBLE,true"
    })
    void predictsWhatIsLinked(String boardName, Rounding rounding, boolean fused) throws Exception {
        Board board = Boards.byName(boardName);
        Graph graph = TestGraphs.invertedResidual(3).withRounding(rounding);
        Schedule schedule = fused ? HostBuild.planFused(graph) : HostBuild.plan(graph);

        FirmwareFootprint predicted = FirmwareFootprint.of(schedule, board, Optimize.BALANCED);

        Program program = build(board, schedule, Optimize.BALANCED, directory);
        assertThat(Math.abs(predicted.codeBytes() - program.codeBytes) * 100)
                .as("%s Predicted %d, linked %d.", STALE, predicted.codeBytes(), program.codeBytes)
                .isLessThanOrEqualTo(TOLERANCE_PERCENT * program.codeBytes);
        assertThat(program.stack.bytes())
                .as("%s Deepest path: %s", STALE, program.stack.deepestPath())
                .isLessThanOrEqualTo(predicted.stackBytes());
    }

    @ParameterizedTest
    @CsvSource({"mps2-an386,DOUBLE,false", "netduino-plus-2,DOUBLE,true", "mps3-an547,SINGLE,false"})
    void reservesTheStackOfKernelsCompiledForSpeed(String boardName, Rounding rounding, boolean fused)
            throws Exception {
        Board board = Boards.byName(boardName);
        Graph graph = TestGraphs.invertedResidual(3).withRounding(rounding);
        Schedule schedule = fused ? HostBuild.planFused(graph) : HostBuild.plan(graph);

        Program program = build(board, schedule, Optimize.SPEED, directory);

        assertThat(program.stack.bytes())
                .as("%s Deepest path: %s", STALE, program.stack.deepestPath())
                .isLessThanOrEqualTo(
                        FirmwareFootprint.of(schedule, board, Optimize.SPEED).stackBytes());
    }

    @Test
    @EnabledIfSystemProperty(named = "code-sizes", matches = "write")
    void writeTable() throws Exception {
        Map<String, Long> lines = new TreeMap<>();
        for (String name : BOARDS) {
            for (Rounding rounding : List.of(Rounding.DOUBLE, Rounding.SINGLE)) {
                measure(Boards.byName(name), rounding, lines);
            }
        }
        StringBuilder text = new StringBuilder("# core rounding part bytes; made by CodeSizesIT with "
                + Toolchain.onPath().version(Toolchain.GCC) + "\n");
        lines.forEach((key, bytes) -> text.append(key).append(' ').append(bytes).append('\n'));
        Files.writeString(TABLE, text);
    }

    private void measure(Board board, Rounding rounding, Map<String, Long> lines) throws Exception {
        String key = board.mcu().core().gccName() + " " + rounding + " ";
        List<Program> programs = new ArrayList<>();
        for (Schedule schedule : schedules(rounding)) {
            Path folder = directory.resolve(board.name() + rounding + programs.size());
            Program program = build(board, schedule, Optimize.BALANCED, folder);
            programs.add(program);
            if (program.parts().moves() == 0) {
                Program fast = build(board, schedule, Optimize.SPEED, directory.resolve(folder.getFileName() + "s"));
                lines.merge(key + "stack.speed", fast.pathBytes(board, Optimize.SPEED), Math::max);
                // What the programs below do not link has the size that it has here.
                fast.map.objects().forEach((name, bytes) -> lines.put(key + name, bytes));
            }
        }
        long layers = 0;
        long layerBytes = 0;
        long rows = 0;
        long rowBytes = 0;
        for (Program p : programs) {
            p.map.objects().forEach((name, bytes) -> lines.put(key + name, bytes));
            ModelParts parts = p.parts();
            if (parts.streams() == 0) {
                layers += parts.layers();
                layerBytes += p.map.invokeBytes();
            }
            if (parts.moves() == 0) {
                rows += parts.rows();
                rowBytes += p.map.rowBytes();
            }
        }
        long layer = layerBytes / layers;
        long row = rowBytes / rows;
        long streams = 0;
        long streamBytes = 0;
        for (Program p : programs) {
            ModelParts parts = p.parts();
            if (parts.streams() > 0 && parts.moves() == 0) {
                streams += parts.streams();
                streamBytes += p.map.invokeBytes() - layer * parts.layers();
            }
        }
        long stream = Math.max(0, streamBytes / streams);
        long moves = 0;
        long moveBytes = 0;
        for (Program p : programs) {
            ModelParts parts = p.parts();
            if (parts.moves() > 0) {
                moves += parts.moves();
                moveBytes += p.map.invokeBytes()
                        + p.map.rowBytes()
                        - layer * parts.layers()
                        - row * parts.rows()
                        - stream * parts.streams();
            }
        }
        lines.put(key + "move", moveBytes / moves);
        lines.put(key + "layer", layer);
        lines.put(key + "row", row);
        lines.put(key + "stream", stream);
        long fixed = 0;
        for (Program p : programs) {
            ModelParts parts = p.parts();
            fixed += p.codeBytes
                    - p.map.objects().values().stream().mapToLong(b -> b).sum()
                    - parts.constantBytes()
                    - p.map.invokeBytes()
                    - p.map.rowBytes();
            lines.merge(
                    key + (parts.moves() > 0 ? "stack.move" : "stack"),
                    p.pathBytes(board, Optimize.BALANCED),
                    Math::max);
        }
        lines.put(key + "port." + board.emulation().orElseThrow().portFamily(), fixed / programs.size());
    }

    /** With each kernel at least once, layer by layer and by rows, and each way of kernels. */
    private static List<Schedule> schedules(Rounding rounding) {
        List<Schedule> schedules = new ArrayList<>();
        for (Graph unrounded :
                List.of(rareWays(), TestGraphs.invertedResidual(1), TestGraphs.twoResolutions(1), others())) {
            Graph graph = unrounded.withRounding(rounding);
            schedules.add(HostBuild.plan(graph));
            schedules.add(streamed(graph));
        }
        schedules.add(HostBuild.plan(TestGraphs.decoder(1).withRounding(rounding)));
        schedules.add(HostBuild.plan(pairs().withRounding(rounding)));
        schedules.add(HostBuild.plan(TestGraphs.bottlenecks(1).withRounding(rounding)));
        schedules.add(StreamPlans.withEachMove(TestGraphs.bottlenecks(1).withRounding(rounding)));
        return schedules;
    }

    /** The first random schedule that runs most ops by rows, and none on parts of tensors. */
    private static Schedule streamed(Graph graph) {
        return Stream.iterate(0L, seed -> seed + 1)
                .map(seed -> StreamPlans.random(graph, new SplittableRandom(seed)))
                .filter(schedule -> ModelParts.of(schedule).moves() == 0)
                .filter(schedule -> ModelParts.of(schedule).rows() > graph.ops().size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Kernels that the inverted residual lacks. */
    private static Graph others() {
        GraphBuilder b = new GraphBuilder("others", DType.INT8);
        int x = b.input("image", Shape.of(1, 16, 16, 3));
        x = b.conv2d("conv", x, 8, 3, Window.same(1), Activation.RELU6);
        x = b.averagePool2d("average", x, 2, 2, Window.same(2));
        x = b.depthwiseConv2d("depthwise", x, 3, Window.same(2), Activation.RELU6);
        x = b.conv2d("pointwise", x, 8, 1, Window.same(1), Activation.RELU6);
        return TestGraphs.fill(b.build(b.maxPool2d("max", x, 2, 2, Window.same(1))), 1);
    }

    /** Ways of kernels that the others do not take: few channels, and more inputs than fit columns. */
    private static Graph rareWays() {
        GraphBuilder b = new GraphBuilder("rare", DType.INT8);
        int x = b.input("image", Shape.of(1, 24, 28, 3));
        x = b.depthwiseConv2d("few channels", x, 3, Window.same(1), Activation.RELU6);
        return TestGraphs.fill(b.build(b.fullyConnected("dense", x, 5, Activation.NONE)), 1);
    }

    /** Pairwise ops, and a dense layer whose weights stand in halves. */
    private static Graph pairs() {
        GraphBuilder b = new GraphBuilder("pairs", DType.INT8);
        int x = b.input("image", Shape.of(1, 6, 6, 4));
        int y = b.prelu("slope", x);
        y = b.sub("difference", x, y, Activation.NONE);
        y = b.minimum("least", b.maximum("most", x, y), x);
        y = b.add("shifted", y, b.globalAveragePool("mean", y), Activation.NONE);
        return TestGraphs.fill(b.build(b.fullyConnected("dense", y, 32, Activation.NONE)), 1);
    }

    private static Program build(Board board, Schedule schedule, Optimize optimize, Path folder)
            throws IOException, InterruptedException {
        Firmware firmware = FirmwareGenerator.generate(
                schedule, board, FirmwareOptions.of(HostBuild.SHA).with(optimize), folder);
        Path elf = firmware.emulatedElf().orElseThrow();
        Commands.Result make =
                Commands.run(folder, "make", "-j2", folder.relativize(elf).toString());
        assertThat(make.exitCode()).as(make.output()).isZero();
        ElfFile file = ElfFile.read(elf);
        long code = file.requireSymbol(Firmware.FLASH_USED).address()
                - file.bytesBetween(Firmware.WEIGHTS_START, Firmware.WEIGHTS_END);
        Path map = Path.of(elf.toString().replace(".elf", ".map"));
        StackBound stack = StackBound.of(Toolchain.onPath(), elf, Firmware.stackUsageFolders(elf));
        return new Program(schedule, LinkMap.read(map), code, stack);
    }
}
