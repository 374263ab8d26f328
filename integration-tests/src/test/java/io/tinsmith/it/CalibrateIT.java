package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.calibrate.Calibrate;
import io.tinsmith.cli.calibrate.EmulatorProbe;
import io.tinsmith.cli.calibrate.Measurements;
import io.tinsmith.cli.calibrate.Probe;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.Toolchain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tiny calibration under emulation: it goes on where it stopped and keeps what was measured. */
@Timeout(300)
class CalibrateIT {
    private static final Board BOARD = Boards.byName("netduino-plus-2");
    private static final Console QUIET = new Console(new PrintWriter(Writer.nullWriter()), false);

    @Test
    void measuresEachProgramOnceAndFits(@TempDir Path work) throws IOException {
        Probe emulator = new EmulatorProbe(Toolchain.onPath(), BOARD.emulation().orElseThrow());
        Calibrate.Result first = run(emulator, work);
        assertThat(first.file()).contains("core: cortex-m4", "under emulation, 2 chains, seed 1", "INFERENCE: ");
        assertThat(first.errors()).anyMatch(line -> line.startsWith("Fitted"));
        assertThat(first.errors()).anyMatch(line -> line.startsWith("Held out"));

        Calibrate.Result again = run(unplugged(emulator), work);
        assertThat(again.file()).isEqualTo(first.file());

        try (var files = Files.list(work.resolve("netduino-plus-2/instructions"))) {
            List<Path> kept = files.toList();
            assertThat(kept).hasSize(3);
            Files.writeString(kept.get(0), "rubbish");
            assertThatThrownBy(() -> run(unplugged(emulator), work))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining(kept.get(0).toString());
        }
    }

    private static Calibrate.Result run(Probe probe, Path work) throws IOException {
        try (Progress progress = QUIET.progress("programs", 3)) {
            return new Calibrate(new Measurements(BOARD, probe, Optimize.BALANCED, work), 2, 1).run(progress);
        }
    }

    /** Names itself as {@code probe} does and measures nothing. */
    private static Probe unplugged(Probe probe) {
        return (Probe) Proxy.newProxyInstance(
                Probe.class.getClassLoader(), new Class<?>[] {Probe.class}, (self, method, arguments) -> {
                    if (method.getName().equals("measure")) {
                        throw new AssertionError("measured twice");
                    }
                    return method.invoke(probe);
                });
    }
}
