package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.TensorData;
import io.tinsmith.memory.ArenaPart;
import io.tinsmith.memory.ArenaRegion;
import io.tinsmith.memory.RegionPlacer;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.Device;
import io.tinsmith.targets.DeviceMemory;
import io.tinsmith.targets.ElfFile;
import io.tinsmith.targets.Emulator;
import io.tinsmith.targets.Toolchain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Arenas over several regions of memory, on emulated boards. */
@Timeout(300)
class ArenaRegionsIT {
    private static final int BUDGET = 16_384;
    private static final int STACK = 4096;

    @TempDir
    private Path directory;

    @Test
    void layersLieInSramAndCcm() throws Exception {
        Graph graph = TestGraphs.invertedResidual(9);
        check("netduino-plus-2", HostBuild.plan(graph), List.of("sram", "ccm"), 0.6);
    }

    @Test
    void stripsSplitsAndGroupsLieInSramAndCcm() throws Exception {
        Graph graph = TestGraphs.bottlenecks(3);
        check("netduino-plus-2", StreamPlans.withEachMove(graph), List.of("sram", "ccm"), 0.6);
    }

    @Test
    void layersLieInDtcmAndBothSrams() throws Exception {
        Graph graph = TestGraphs.invertedResidual(9);
        check("nucleo-f746zg", HostBuild.plan(graph), List.of("dtcm", "sram1", "sram2"), 0.65);
    }

    @Test
    void layersLieInSramAndPsram() throws Exception {
        Graph graph = TestGraphs.invertedResidual(9);
        check("mps2-an386", HostBuild.plan(graph), List.of("sram", "psram"), 0.6);
    }

    /** @param share of the arena that each region may hold at the most */
    private void check(String name, Schedule planned, List<String> names, double share) throws Exception {
        List<ArenaRegion> regions = new ArrayList<>();
        for (String region : names) {
            regions.add(new ArenaRegion(region, (long) (planned.arenaBytes() * share), names.size() - regions.size()));
        }
        Schedule schedule = RegionPlacer.place(planned, regions);
        assertThat(schedule.parts()).filteredOn(p -> p.usedBytes() > 0).hasSizeGreaterThan(1);
        Board board = Boards.byName(name);
        FirmwareOptions options = FirmwareOptions.of(HostBuild.SHA)
                .withStackBytes(STACK)
                .withBudget(BUDGET, 64 * 1024)
                .withTestInputs(inputs(schedule));
        Firmware firmware = FirmwareGenerator.generate(schedule, board, options, directory);
        for (String target : List.of("all", "emulate", "guard")) {
            Commands.Result make = Commands.run(directory, "make", "-j2", target);
            assertThat(make.exitCode()).as(make.output()).isZero();
        }
        checkSymbols(ElfFile.read(firmware.elf()), schedule, board);
        runOnDevice(firmware, schedule, board);
    }

    private static List<byte[]> inputs(Schedule schedule) {
        SplittableRandom random = new SplittableRandom(4);
        List<byte[]> inputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            inputs.add(TestGraphs.randomInput(schedule.graph(), random));
        }
        return inputs;
    }

    /** Each part lies in its region with the planned size. */
    private static void checkSymbols(ElfFile elf, Schedule schedule, Board board) {
        assertThat(Firmware.arenaBytes(elf)).isEqualTo(schedule.arenaBytes());
        for (int i = 0; i < schedule.parts().size(); i++) {
            ArenaPart part = schedule.parts().get(i);
            if (i > 0 && part.usedBytes() == 0) {
                continue;
            }
            String start = i == 0 ? Firmware.ARENA_START : "__arena_" + part.name() + "_start";
            String end = i == 0 ? Firmware.ARENA_END : "__arena_" + part.name() + "_end";
            assertThat(elf.bytesBetween(start, end)).isEqualTo(part.usedBytes());
            long address = elf.requireSymbol(start).address();
            assertThat(board.mcu().region(part.name()).contains(address)).isTrue();
        }
    }

    private static void runOnDevice(Firmware firmware, Schedule schedule, Board board) throws Exception {
        Interpreter interpreter = Interpreters.int8(schedule.graph());
        Path elf = firmware.emulatedElf().orElseThrow();
        assertThat(Firmware.arenaBytes(ElfFile.read(elf))).isEqualTo(schedule.arenaBytes());
        try (Emulator emulator =
                        Emulator.start(Toolchain.onPath(), board.emulation().orElseThrow(), elf, List.of());
                Device device = connect(emulator)) {
            for (byte[] input : inputs(schedule)) {
                TensorData expected = interpreter.run(new TensorData.Int8(input.clone()));
                assertThat(device.run(input)).isEqualTo(((TensorData.Int8) expected).values());
            }
            device.upload(inputs(schedule).get(0));
            device.paint();
            device.infer(1, 0);
            DeviceMemory memory = device.memory();
            assertThat(memory.arenaBytes()).isEqualTo(schedule.arenaBytes());
            assertThat(Schedule.aligned(memory.arenaUsedBytes().orElseThrow())).isEqualTo(schedule.arenaBytes());
        }
    }

    private static Device connect(Emulator emulator) {
        var link = emulator.connect();
        emulator.resume();
        return Device.connect(link);
    }
}
