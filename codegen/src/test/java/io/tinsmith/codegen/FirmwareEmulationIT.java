package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Graph;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.Core;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated directory alone: make, make emulate, make guard. */
class FirmwareEmulationIT {
    /** Enough for the kernels of each core. */
    private static final int STACK_BYTES = 4096;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "netduino-plus-2",
                "nucleo-f446re",
                "nucleo-l4r5zi",
                "nucleo-f746zg",
                "nucleo-g071rb",
                "mps2-an383",
                "mps2-an385",
                "mps2-an386",
                "mps2-an500",
                "mps2-an505",
                "mps3-an547"
            })
    void firmwareChecksItselfInTheEmulator(String name) throws Exception {
        Board board = Boards.byName(name);
        Graph graph = TestGraphs.invertedResidual(5);
        SplittableRandom random = new SplittableRandom(2);
        FirmwareOptions options = FirmwareOptions.of(HostBuild.SHA)
                .withBudget(20_000, 64 * 1024)
                .withStackBytes(STACK_BYTES)
                .withTestInputs(List.of(
                        TestGraphs.randomInput(graph, random),
                        TestGraphs.randomInput(graph, random),
                        TestGraphs.randomInput(graph, random)));
        Firmware firmware = FirmwareGenerator.generate(HostBuild.plan(graph), board, options, directory);

        Commands.Result make = Commands.run(directory, "make", "-j2");
        assertThat(make.exitCode()).as(make.output()).isZero();
        assertThat(firmware.elf()).exists();
        assertThat(firmware.emulatedElf().orElseThrow()).exists();

        Commands.Result emulate = Commands.run(directory, "make", "emulate");
        assertThat(emulate.output()).contains("m-tns-selftest-[pass,3/3]");
        assertThat(emulate.exitCode()).as(emulate.output()).isZero();

        // 20,000 = 0x4E20 bytes, cut to a multiple of 256.
        long end = board.emulation().orElseThrow().data().originAddress() + 0x4E00;
        Commands.Result guard = Commands.run(directory, "make", "guard");
        if (board.mcu().core() != Core.CORTEX_M0PLUS) {
            // Armv6-M knows no fault addresses.
            assertThat(guard.output()).contains(String.format("address=0x%08x", end));
        }
        assertThat(guard.output())
                .contains("m-tns-guard-[the last byte of the budget can be written]")
                .doesNotContain("let it pass");
        assertThat(guard.output().lines().filter(line -> line.startsWith("e-[fault")))
                .hasSize(2);
        assertThat(guard.exitCode()).as(guard.output()).isZero();
    }

    /** The only machine that knows Armv6-M alone, and has no memory protection unit. */
    @Test
    void coreWithoutMemoryProtectionSaysSo() throws Exception {
        Graph graph = TestGraphs.invertedResidual(5);
        FirmwareOptions options = FirmwareOptions.of(HostBuild.SHA).withStackBytes(STACK_BYTES);
        FirmwareGenerator.generate(HostBuild.plan(graph), Boards.byName("microbit"), options, directory);

        Commands.Result emulate = Commands.run(directory, "make", "-j2", "all", "emulate");
        assertThat(emulate.output()).contains("m-tns-selftest-[pass,2/2]");
        assertThat(emulate.exitCode()).as(emulate.output()).isZero();

        Commands.Result guard = Commands.run(directory, "make", "guard");
        assertThat(guard.output()).contains("m-tns-guard-[none: the core has no memory protection unit");
        assertThat(guard.exitCode()).as(guard.output()).isZero();
    }

    /** The guard ends where the input begins: right behind the budget, at the end of RAM, or far away. */
    @ParameterizedTest
    @CsvSource({
        "netduino-plus-2, 131072",
        "netduino-plus-2, 20000",
        "nucleo-f446re, 100000",
        "mps2-an500, 20000",
        "mps3-an547, 4194304"
    })
    void guardLeavesTheInputOfTheBenchmarkAlone(String name, long sramBytes) throws Exception {
        Graph graph = TestGraphs.picture(5);
        FirmwareOptions options = FirmwareOptions.of(HostBuild.SHA)
                .withBudget(sramBytes, 64 * 1024)
                .withStackBytes(STACK_BYTES);
        Board board = Boards.byName(name);
        long origin = board.emulation().orElseThrow().data().originAddress();
        Firmware firmware = FirmwareGenerator.generate(HostBuild.planByRows(graph), board, options, directory);
        assertThat(firmware.inputByRows()).isTrue();

        Commands.Result emulate = Commands.run(directory, "make", "-j2", "emulate");
        assertThat(emulate.output()).contains("m-tns-selftest-[pass,2/2]");

        Commands.Result guard = Commands.run(directory, "make", "guard");
        assertThat(guard.output())
                .contains(String.format("address=0x%08x", origin + sramBytes / 256 * 256))
                .doesNotContain("let it pass");
        assertThat(guard.exitCode()).as(guard.output()).isZero();
    }

    @Test
    void wrongOutputFailsTheSelftest() throws Exception {
        Graph graph = TestGraphs.dense(1);
        FirmwareGenerator.generate(
                HostBuild.plan(graph), Boards.byName("mps2-an386"), FirmwareOptions.of(HostBuild.SHA), directory);
        Path vectors = directory.resolve("model/test_vectors.h");
        String text = Files.readString(vectors);
        int outputs = text.indexOf("tns_test_outputs");
        String broken = text.substring(outputs).replaceFirst("(\\{\\{\\s*|\\{\\s*\\{\\s*)-?\\d+", "{{ 99");
        Files.writeString(vectors, text.substring(0, outputs) + broken);

        Commands.Result emulate = Commands.run(directory, "make", "emulate");

        assertThat(emulate.output()).contains("m-tns-selftest-[fail,1/2]");
        assertThat(emulate.exitCode()).isNotZero();
    }

    @Test
    void programBeyondTheBudgetDoesNotLink() throws Exception {
        Graph graph = TestGraphs.invertedResidual(5);
        FirmwareOptions options = FirmwareOptions.of(HostBuild.SHA).withBudget(3_000, 64 * 1024);
        FirmwareGenerator.generate(HostBuild.plan(graph), Boards.byName("netduino-plus-2"), options, directory);

        Commands.Result make = Commands.run(directory, "make");

        assertThat(make.exitCode()).isNotZero();
        assertThat(make.output()).contains("region `RAM' overflowed");
    }
}
