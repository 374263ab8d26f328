package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.bench.Bench;
import io.tinsmith.cli.bench.BenchResult;
import io.tinsmith.cli.bench.Build;
import io.tinsmith.cli.bench.FirmwareCard;
import io.tinsmith.cli.bench.Project;
import io.tinsmith.cli.bench.TestVectors;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.profile.Profiler;
import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.ProfileReport;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.codegen.Firmware;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.TensorData;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.StreamGraphs;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.Toolchain;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The profiling plugin counts what the firmware itself measures, and loses nothing on the way to ops and classes. */
@Timeout(300)
class ProfileIT {
    private static final String SHA = "0".repeat(64);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"mps2-an386", "netduino-plus-2", "mps2-an385"})
    void countsAreThoseThatTheFirmwareMeasures(String name) throws Exception {
        Board board = Boards.byName(name);
        Emulation emulation = board.emulation().orElseThrow();
        Graph graph = StreamGraphs.quantized(StreamGraphs.mobileNetV2(0.35, 32, 10), new SplittableRandom(1));
        Schedule schedule = MemoryPlanner.plan(graph, PlannerOptions.quick());
        TestVectors vectors = vectors(graph);
        Firmware firmware = Project.write(
                schedule,
                board,
                board.sramBytes(),
                board.flashBytes(),
                4096,
                Optimize.BALANCED,
                SHA,
                vectors,
                directory);
        Toolchain tools = Toolchain.onPath();
        Build.make(tools, directory);
        Path elf = firmware.emulatedElf().orElseThrow();

        Progress progress = new Console(new PrintWriter(Writer.nullWriter()), false).progress("vectors", 1);
        BenchResult bench = Bench.emulated(tools, emulation, elf, SHA, vectors, progress);
        FirmwareCard card = FirmwareCard.read(directory);
        ProfileReport report = Profiler.emulated(tools, board, emulation, elf, card, vectors);

        // The difference of two reads of a timer that ticks every so many instructions, 1 on the netduino.
        assertThat(report.measuredInstructions())
                .isCloseTo(bench.instructions(), Offset.offset((long) emulation.instructionsPerTick()));
        ProfileReport.Counts total = report.total().counts();
        assertThat(total).isNotNull();
        // Metering and inference are all there is, but for the call of the inference from read to read.
        assertThat(total.instructions() + report.meteringInstructions())
                .isBetween(report.measuredInstructions() - 60, report.measuredInstructions() + 60);
        assertThat(sum(total.classes())).isEqualTo(total.instructions());
        assertThat(instructionsOfParts(report)).isEqualTo(total.instructions());
        assertThat(sharesOfParts(report)).isBetween(0.999, 1.001);
        assertThat(report.total().macs()).isEqualTo(GraphCost.macs(graph));
        assertThat(report.cyclesBasis()).isEqualTo(Basis.ESTIMATED);
        assertThat(report.total().cycles()).isBetween(total.cyclesLow(), total.cyclesHigh());
        checkMemory(report, schedule, bench, graph);
        assertThat(ReportJson.read(ReportJson.write(report), ProfileReport.class))
                .isEqualTo(report);
    }

    private static void checkMemory(ProfileReport report, Schedule schedule, BenchResult bench, Graph graph) {
        assertThat(report.memory())
                .filteredOn(m -> m.region().equals("arena"))
                .singleElement()
                .satisfies(m -> assertThat(m.bytes()).isLessThanOrEqualTo(schedule.arenaBytes()));
        // The protocol's own calls go deeper or not; the inference never below what the paint shows.
        assertThat(report.memory())
                .filteredOn(m -> m.region().equals("stack"))
                .singleElement()
                .satisfies(m -> assertThat(m.bytes()).isLessThanOrEqualTo(bench.stackUsedBytes()));
        ProfileReport.Counts total = report.total().counts();
        assertThat(total).isNotNull();
        // Each weight is read at least once, and each byte of the output written.
        assertThat(total.flashBytesRead()).isGreaterThan(GraphCost.parameterBytes(graph) * 9 / 10);
        assertThat(total.traffic())
                .extracting(ProfileReport.Traffic::region)
                .startsWith("arena")
                .contains("stack", "weights")
                .endsWith("other");
    }

    private static long instructionsOfParts(ProfileReport report) {
        long sum = report.between() == null || report.between().counts() == null
                ? 0
                : report.between().counts().instructions();
        for (ProfileReport.Op op : report.ops()) {
            sum += op.cost().counts() == null ? 0 : op.cost().counts().instructions();
        }
        return sum;
    }

    private static double sharesOfParts(ProfileReport report) {
        return report.ops().stream().mapToDouble(op -> op.cost().share()).sum()
                + (report.between() == null ? 0 : report.between().share());
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static TestVectors vectors(Graph graph) {
        byte[] input = new byte[Math.toIntExact(graph.input().bytes())];
        new SplittableRandom(2).nextBytes(input);
        TensorData output = Interpreters.int8(graph).run(new TensorData.Int8(input.clone()));
        return new TestVectors(List.of(input), List.of(((TensorData.Int8) output).values()));
    }
}
