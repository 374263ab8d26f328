package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.TensorData;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.Device;
import io.tinsmith.targets.DeviceIdentity;
import io.tinsmith.targets.DeviceMemory;
import io.tinsmith.targets.DeviceOp;
import io.tinsmith.targets.ElfFile;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.Emulator;
import io.tinsmith.targets.StackBound;
import io.tinsmith.targets.Toolchain;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Firmware on emulated boards, over the serial port. */
@Timeout(300)
class FirmwareDeviceIT {
    private static final int STATICS_LIMIT = 512;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"netduino-plus-2", "mps2-an385", "nucleo-f746zg"})
    void deviceComputesWhatTheInterpreterDoesInThePlannedMemory(String name) throws Exception {
        Graph graph = TestGraphs.invertedResidual(9).withRounding(Rounding.SINGLE);
        checkOnDevice(name, graph, HostBuild.plan(graph));
    }

    @ParameterizedTest
    @ValueSource(strings = {"netduino-plus-2", "mps2-an385", "mps3-an547"})
    void severalInputsAndOutputsRunInThePlannedMemory(String name) throws Exception {
        Graph graph = TestGraphs.severalEnds(9).withRounding(Rounding.SINGLE);
        checkOnDevice(name, graph, HostBuild.planFused(graph));
    }

    @Test
    void streamsRunInThePlannedMemory() throws Exception {
        Graph graph = TestGraphs.invertedResidual(9).withRounding(Rounding.SINGLE);
        Schedule schedule = HostBuild.planFused(graph);

        assertThat(schedule.steps()).hasAtLeastOneElementOfType(Step.Stream.class);
        assertThat(schedule.arenaBytes()).isLessThan(HostBuild.plan(graph).arenaBytes());
        checkOnDevice("netduino-plus-2", graph, schedule);
    }

    @Test
    void stripsSplitsAndGroupsRunInThePlannedMemory() throws Exception {
        Graph graph = TestGraphs.bottlenecks(3).withRounding(Rounding.SINGLE);
        checkOnDevice("netduino-plus-2", graph, StreamPlans.withEachMove(graph));
    }

    @ParameterizedTest
    @ValueSource(strings = {"netduino-plus-2", "mps2-an386"})
    void inputByRowsNeverStandsInTheProgramsMemory(String name) throws Exception {
        Graph graph = TestGraphs.picture(9).withRounding(Rounding.SINGLE);
        Schedule schedule = HostBuild.planByRows(graph);

        assertThat(schedule.inputByRows()).isTrue();
        assertThat(schedule.arenaBytes()).isLessThan(HostBuild.planFused(graph).arenaBytes());
        checkOnDevice(name, graph, schedule);
    }

    private void checkOnDevice(String name, Graph graph, Schedule schedule) throws Exception {
        Board board = Boards.byName(name);
        Emulation emulation = board.emulation().orElseThrow();
        long stackBytes =
                FirmwareFootprint.of(schedule, board, Optimize.BALANCED).stackBytes();
        FirmwareOptions options = FirmwareOptions.of(HostBuild.SHA)
                .withBudget(16_384, 64 * 1024)
                .withStackBytes(Math.toIntExact(stackBytes));
        Firmware firmware = FirmwareGenerator.generate(schedule, board, options, directory);
        Commands.Result make = Commands.run(directory, "make", "-j2");
        assertThat(make.exitCode()).as(make.output()).isZero();
        Path elfPath = firmware.emulatedElf().orElseThrow();
        ElfFile elf = ElfFile.read(elfPath);
        Interpreter interpreter = Interpreters.int8(graph);
        SplittableRandom random = new SplittableRandom(4);

        try (Emulator emulator = Emulator.start(Toolchain.onPath(), emulation, elfPath, List.of());
                Device device = connect(emulator)) {
            assertThat(device.identity()).isEqualTo(new DeviceIdentity(HostBuild.SHA, "1", name, "single", 256));
            for (int i = 0; i < 5; i++) {
                byte[] input = TestGraphs.randomInput(graph, random);
                TensorData expected = interpreter.run(new TensorData.Int8(input));
                assertThat(device.run(input)).isEqualTo(((TensorData.Int8) expected).values());
            }
            device.upload(TestGraphs.randomInput(graph, random));
            device.paint();
            device.infer(1, 0);
            DeviceMemory memory = device.memory();
            assertThat(memory.arenaBytes()).isEqualTo(schedule.arenaBytes());
            // The plan rounds the end of the highest buffer up to 4 bytes.
            assertThat(Schedule.aligned(memory.arenaUsedBytes().orElseThrow())).isEqualTo(schedule.arenaBytes());
            assertThat(elf.bytesBetween(Firmware.ARENA_START, Firmware.ARENA_END))
                    .isEqualTo(schedule.arenaBytes());
            assertThat(memory.staticsBytes())
                    .isEqualTo(elf.bytesBetween(Firmware.STATICS_START, Firmware.STATICS_END))
                    .isLessThan(STATICS_LIMIT);
            assertThat(memory.stackReservedBytes()).isEqualTo(options.stackBytes());
            StackBound bound = StackBound.of(Toolchain.onPath(), elfPath, Firmware.stackUsageFolders(elfPath));
            assertThat(memory.stackUsedBytes()).isPositive().isLessThanOrEqualTo(bound.programBytes());
            assertThat(bound.bytes()).isLessThanOrEqualTo(options.stackBytes());
            if (schedule.inputByRows()) {
                assertThat(elf.bytesBetween(Firmware.INPUT_START, Firmware.INPUT_END))
                        .isEqualTo(graph.input().bytes());
                long offset = elf.requireSymbol(Firmware.INPUT_START).address()
                        - emulation.data().originAddress();
                assertThat(offset < 0 || offset > 16_384).isTrue();
            }
            assertThat(elf.requireSymbol(Firmware.RAM_USED).address()).isLessThanOrEqualTo(16_384);
            assertThat(elf.requireSymbol(Firmware.FLASH_USED).address()).isEqualTo(elf.flashBytes());

            List<DeviceOp> ops = device.ops();
            long first = device.clock().inferenceTicks();
            assertThat(device.clock().ticksPerSecond()).isEqualTo(emulation.timerHz());
            assertThat(ops).extracting(DeviceOp::name).isEqualTo(firmware.opNames());
            assertThat(ops.stream().mapToLong(DeviceOp::ticks).sum()).isBetween(first / 2, first);
            device.infer(1, 0);
            assertThat(device.clock().inferenceTicks()).isBetween(first * 9 / 10, first * 11 / 10);
        }
    }

    private static Device connect(Emulator emulator) {
        var link = emulator.connect();
        emulator.resume();
        return Device.connect(link);
    }
}
