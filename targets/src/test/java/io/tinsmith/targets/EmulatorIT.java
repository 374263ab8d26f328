package io.tinsmith.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class EmulatorIT {
    private static final Emulation NETDUINO =
            Boards.byName("netduino-plus-2").emulation().orElseThrow();

    @TempDir
    static Path folder;

    private static Path elf = Path.of("");

    @BeforeAll
    static void build() {
        elf = EchoFirmware.build(folder);
    }

    @ParameterizedTest
    @MethodSource("io.tinsmith.targets.Boards#all")
    void everyBoardsMachineStarts(Board board) {
        Emulation emulation = board.emulation().orElseThrow();
        try (Emulator emulator = Emulator.start(Toolchain.onPath(), emulation, elf, List.of())) {
            assertThat(emulator.isAlive()).isTrue();
            assertThat(emulator.serialPort()).startsWith("/dev/");
        }
    }

    @Test
    void nothingIsLostBetweenBootAndLongExchange() {
        try (Emulator emulator = start();
                SerialLink link = emulator.connect()) {
            emulator.resume();
            assertThat(readLine(link)).isEqualTo("!");
            String text = "tinsmith ".repeat(200);
            link.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(readLine(link)).isEqualTo(text.toUpperCase(Locale.ROOT));
        }
    }

    @Test
    void ticksAreInstructionsAndRepeatExactly() {
        String first;
        String second;
        try (Emulator emulator = start();
                SerialLink link = emulator.connect()) {
            emulator.resume();
            assertThat(readLine(link)).isEqualTo("!");
            link.write(new byte[] {'?'});
            first = readLine(link);
            link.write(new byte[] {'?'});
            second = readLine(link);
        }
        assertThat(second).isEqualTo(first);
        // 1000 loops of two instructions, and a handful around them.
        assertThat(Integer.parseInt(first, 16)).isBetween(2000, 2010);
    }

    @Test
    void portIsHeldByOneProgramOnly() {
        try (Emulator emulator = start();
                SerialLink first = emulator.connect()) {
            assertThatThrownBy(emulator::connect)
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("can't be opened")
                    .hasMessageContaining("Maybe close the other program");
            assertThat(first.name()).isEqualTo(emulator.serialPort());
        }
    }

    @Test
    void endedEmulatorIsADeadPort() {
        Emulator emulator = start();
        try (SerialLink link = emulator.connect()) {
            emulator.resume();
            assertThat(readLine(link)).isEqualTo("!");
            emulator.close();
            assertThat(emulator.isAlive()).isFalse();
            assertThatThrownBy(() -> link.read(new byte[8], Duration.ofSeconds(5)))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("Maybe the board was unplugged or the emulator ended");
        } finally {
            emulator.close();
        }
    }

    @Test
    void silentDeviceIsATimeoutNotAHang() {
        try (Emulator emulator = start();
                SerialLink link = emulator.connect()) {
            DeviceTimeouts timeouts =
                    new DeviceTimeouts(Duration.ofMillis(500), Duration.ofMillis(100), Duration.ofMillis(100));
            // Not resumed: nothing answers.
            assertThatThrownBy(() -> Device.connect(link, timeouts))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("did not answer (name%)");
        }
    }

    @Test
    void wrongStartsSayWhatQemuSaid() {
        Toolchain tools = Toolchain.onPath();
        assertThatThrownBy(() -> Emulator.start(tools, NETDUINO, elf, List.of("-no-such-option")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("no-such-option");
        assertThatThrownBy(() -> Emulator.start(tools, NETDUINO, folder.resolve("none.elf"), List.of()))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("Maybe run make first.");
    }

    @Test
    void wrongPortIsNamed() {
        assertThatThrownBy(() -> SerialLink.open("/dev/no-such-port", 115_200))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("The port (/dev/no-such-port)");
    }

    @Test
    void quitEndsQemuByItself() {
        try (Emulator emulator = start()) {
            emulator.quit(Duration.ofSeconds(20));
            assertThat(emulator.output()).contains("redirected to " + emulator.serialPort());
        }
    }

    private static Emulator start() {
        return Emulator.start(Toolchain.onPath(), NETDUINO, elf, List.of());
    }

    private static String readLine(Link link) {
        StringBuilder text = new StringBuilder();
        byte[] one = new byte[1];
        for (int silent = 0; silent < 20; ) {
            if (link.read(one, Duration.ofMillis(500)) == 0) {
                silent++;
            } else if (one[0] == '\n') {
                return text.toString();
            } else {
                text.append((char) one[0]);
            }
        }
        return text + " (and then silence)";
    }
}
