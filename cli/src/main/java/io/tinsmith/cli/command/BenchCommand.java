package io.tinsmith.cli.command;

import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.bench.Bench;
import io.tinsmith.cli.bench.BenchResult;
import io.tinsmith.cli.bench.Build;
import io.tinsmith.cli.bench.FirmwareCard;
import io.tinsmith.cli.bench.TestVectors;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.page.Units;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Toolchain;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a firmware directory on a device. */
@Command(
        name = "bench",
        description = {
            "Runs the test vectors of a firmware directory on a device and compares every byte.",
            "Builds the program, talks to it over the serial port, and shows memory and instructions as measured. "
                    + "Exit code 1 where an output differs."
        },
        footer = {
            "",
            "Examples:",
            "  tinsmith bench design-out/firmware",
            "  tinsmith bench design-out/firmware --port /dev/ttyACM0"
        })
public final class BenchCommand extends TinsmithSubcommand {
    @Parameters(paramLabel = "DIR", description = "A directory that generate or design wrote.")
    private Path directory = Path.of("");

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        FirmwareCard card = FirmwareCard.read(directory);
        Board target = device.board(card.board());
        TestVectors vectors = TestVectors.read(directory, card.inputBytes(), card.outputBytes());
        Toolchain tools = Toolchain.onPath();
        Build.make(tools, directory);
        String port = device.port();
        Path elf = port != null
                ? directory.resolve(card.elf())
                : card.emulatedElf(directory).orElse(directory.resolve(card.elf()));
        // Before it runs: a stack that leaves its reserve ends in a fault at best.
        Build build = Build.read(tools, elf).requireStack(elf);
        BenchResult result;
        try (Progress progress =
                console().progress("test vectors", vectors.inputs().size())) {
            if (port != null) {
                result = Bench.board(port, target.uart().baud(), card.modelSha256(), vectors, progress);
            } else {
                result = Bench.emulated(
                        tools, DeviceOption.emulation(target), elf, card.modelSha256(), vectors, progress);
            }
        }
        print(result, build, card, target, console());
        return result.equal() == result.images() ? ExitCodes.OK : ExitCodes.FAILURE;
    }

    private static void print(BenchResult r, Build build, FirmwareCard card, Board board, Console console) {
        console.line(r.where() + ": " + r.identity());
        console.line(r.equal() + " of " + r.images() + " outputs equal in every byte"
                + (r.firstUnequal() < 0 ? "" : "; the first that differs is vector " + r.firstUnequal()));
        console.line("");
        TextTable memory = new TextTable("bytes", "#predicted", "#linker", "#device");
        memory.row(
                "arena", Units.count(card.arenaBytes()), Units.count(build.arenaBytes()), Units.count(r.arenaBytes()));
        memory.row("arena, highest written", "", "", r.arenaUsed().isPresent() ? Units.count(r.arenaUsedBytes()) : "-");
        memory.row("statics", "", Units.count(build.staticsBytes()), Units.count(r.staticsBytes()));
        memory.row("stack, proven bound", "", Units.count(build.stackBoundBytes()), "");
        memory.row("stack, reserved", "", Units.count(build.stackBytes()), Units.count(r.stackReservedBytes()));
        memory.row("stack, deepest use", "", "", Units.count(r.stackUsedBytes()));
        memory.row("all RAM", "", Units.count(build.ramBytes()), "");
        if (card.inputByRows()) {
            memory.row(
                    "input of the benchmark, no part of RAM above",
                    Units.count(card.inputBytes()),
                    Units.count(build.inputBytes()),
                    "");
        }
        memory.row("all flash", "", Units.count(build.flashBytes()), "");
        console.lines(memory.lines());
        console.line("");
        if (r.instructions() > 0) {
            console.line(String.format(
                    Locale.ROOT,
                    "%s instructions per inference (%s), about %.1f ms at %d MHz (estimated)",
                    Units.count(r.instructions()),
                    r.instructionsExact() ? "exact" : "measured, in steps of the timer",
                    1e3 * r.instructions() / board.clockHz(),
                    board.clockHz() / 1_000_000));
            board.power()
                    .map(p -> p.millijoules((double) r.instructions() / board.clockHz()))
                    .ifPresent(mj -> console.line(String.format(
                            Locale.ROOT, "about %.3g mJ per inference (estimated; tinsmith profile says more)", mj)));
            TextTable ops = new TextTable("#", "op", "#instructions");
            for (int i = 0; i < card.opNames().size(); i++) {
                Long count = r.opInstructions().get(i);
                ops.row(
                        Integer.toString(i),
                        Units.opName(card.opNames().get(i)),
                        count == null ? "-" : Units.count(count));
            }
            console.lines(ops.lines());
        } else {
            console.line(String.format(
                    Locale.ROOT,
                    "%s ticks per inference (measured), %.2f ms",
                    Units.count(r.ticks()),
                    1e3 * r.ticks() / Math.max(1, r.ticksPerSecond())));
        }
    }
}
