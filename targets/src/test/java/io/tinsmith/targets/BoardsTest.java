package io.tinsmith.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoardsTest {
    @TempDir
    Path folder;

    @Test
    void allLoadUnderTheirNames() {
        assertThat(Boards.all()).extracting(Board::name).containsExactlyElementsOf(Boards.names());
    }

    @Test
    void netduinoHasItsDataSheetsMemory() {
        Board board = Boards.byName("netduino-plus-2");
        assertThat(board.flashBytes()).isEqualTo(1 << 20);
        assertThat(board.sramBytes()).isEqualTo(128 << 10);
        assertThat(board.mcu().region("ccm").sizeBytes()).isEqualTo(64 << 10);
        Emulation emulation = board.emulation().orElseThrow();
        assertThat(emulation.machine()).isEqualTo("netduinoplus2");
        assertThat(emulation.data().sizeBytes()).isEqualTo(192 << 10);
        assertThat(board.mcu().cpuFlags())
                .containsExactly("-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16");
    }

    @Test
    void adjacentRegionsCountAsOne() {
        // DTCM 64 + SRAM1 240 + SRAM2 16 = 320 KiB from 0x20000000.
        MemoryRegion data = Boards.byName("nucleo-f746zg").data();
        assertThat(data.sizeBytes()).isEqualTo(320 << 10);
        assertThat(data.originAddress()).isEqualTo(0x20000000L);
        assertThat(data.endAddress()).isEqualTo(0x20050000L);
    }

    @ParameterizedTest
    @MethodSource("io.tinsmith.targets.Boards#all")
    void emulationKeepsTheBoardsLimits(Board board) {
        Emulation emulation = board.emulation().orElseThrow();
        assertThat(emulation.program().sizeBytes()).isEqualTo(board.program().sizeBytes());
        if (!board.name().equals("netduino-plus-2")) {
            assertThat(emulation.data().sizeBytes()).isEqualTo(board.data().sizeBytes());
        }
    }

    @Test
    void ticksBecomeInstructions() {
        // A 25 MHz tick lasts 40 ns, an instruction 1 ns.
        assertThat(Boards.byName("mps2-an500").emulation().orElseThrow().instructions(25))
                .isEqualTo(1000);
    }

    @Test
    void unknownNameListsTheNearOnes() {
        assertThatThrownBy(() -> Boards.byName("netduino-plus2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The board (netduino-plus2) is unknown.\nMaybe you meant netduino-plus-2.");
        assertThatThrownBy(() -> Boards.byName("f446")).hasMessageContaining("nucleo-f446re");
        assertThatThrownBy(() -> Boards.byName("zzz")).hasMessageContaining("Maybe one of netduino-plus-2, ");
    }

    @Test
    void ownFileLoads() throws IOException {
        assertThat(load(original()).emulation())
                .isEqualTo(Boards.byName("nucleo-f446re").emulation());
        assertThat(load(original() + "reservedSram: 2KiB\n").sramBytes()).isEqualTo(126 << 10);
    }

    @Test
    void mcuBesideTheFileIsFound() throws IOException {
        String mcu = resource("mcus/stm32f446re.yaml").replace("name: stm32f446re", "name: my-chip");
        Files.writeString(folder.resolve("my-chip.yaml"), mcu);
        assertThat(load(original().replace("mcu: stm32f446re", "mcu: my-chip"))
                        .mcu()
                        .name())
                .isEqualTo("my-chip");
    }

    @Test
    void unknownKeyIsReportedWithItsLine() {
        // The third line of the file is "mcu: ...".
        assertThatThrownBy(() -> load(original().replace("mcu: stm32f446re", "mcv: stm32f446re")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own.yaml, line 3: The key (mcv) is unknown.\nMaybe you meant mcu");
        // "data: { ..., size: 128KiB, ... }" of the emulation stands on line 15.
        assertThatThrownBy(() -> load(original().replace("size: 128KiB", "sice: 128KiB")))
                .hasMessageContaining("own.yaml, line 15: The key (sice) is unknown.\nMaybe you meant size");
    }

    @Test
    void wrongSizeIsReportedWithItsLine() {
        assertThatThrownBy(() -> load(original().replace("size: 512KiB", "size: 512Kibi")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own.yaml, line 14: The size (512Kibi) is not understood.\nMaybe write 100KB");
    }

    @Test
    void brokenYamlIsReportedWithItsLine() {
        assertThatThrownBy(() -> load("name: x\ntitle: [\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own.yaml, line ");
    }

    @Test
    void missingAndDoubleKeysAreRejected() {
        assertThatThrownBy(() -> load(original().replace("mcu: stm32f446re\n", "")))
                .hasMessageContaining("mcu");
        assertThatThrownBy(() -> load(original().replace("mcu: stm32f446re", "mcu:")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mcu");
        assertThatThrownBy(() -> load(original() + "mcu: stm32f746zg\n")).hasMessageContaining("mcu");
        assertThatThrownBy(() -> load("")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "clockHz: 180000000, clockHz: 180000001",
        "clockHz: 180000000, clockHz: 0",
        "data: sram, data: flash",
        "data: sram, data: nowhere"
    })
    void whatCannotBeIsRejected(String from, String to) throws IOException {
        String text = original().replace(from + "\n", to + "\n");
        assertThat(text).isNotEqualTo(original());
        assertThatThrownBy(() -> load(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own.yaml");
    }

    @Test
    void powerIsOptional() throws IOException {
        assertThat(load(original()).power()).isEmpty();
        Power power = load(original() + "power: { activeMilliwatts: 100, idleMilliwatts: 10, source: \"a test\" }\n")
                .power()
                .orElseThrow();
        assertThat(power.millijoules(0.02)).isEqualTo(2);
        // A quarter of the time 100 mW, the rest 10 mW.
        assertThat(power.meanMilliwatts(0.25, 1)).isEqualTo(32.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "activeMilliwatts: 0, idleMilliwatts: 0, source: s",
                "activeMilliwatts: 10, idleMilliwatts: 11, source: s",
                "activeMilliwatts: 10, idleMilliwatts: -1, source: s",
                "activeMilliwatts: .nan, idleMilliwatts: 1, source: s",
                "activeMilliwatts: 10, idleMilliwatts: 1",
                "activeMilliwatts: 10, idleMilliwatts: 1, source: s, sleepMilliwatts: 1"
            })
    void wrongPowerIsRefused(String keys) {
        assertThatThrownBy(() -> load(original() + "power: { " + keys + " }\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own.yaml");
    }

    @Test
    void unreadableFileIsNamed() {
        assertThatThrownBy(() -> Boards.load(folder.resolve("none.yaml")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.yaml");
    }

    private Board load(String text) throws IOException {
        Path file = folder.resolve("own.yaml");
        Files.writeString(file, text);
        return Boards.load(file);
    }

    private static String original() throws IOException {
        return resource("boards/nucleo-f446re.yaml");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = BoardsTest.class.getResourceAsStream(name)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
