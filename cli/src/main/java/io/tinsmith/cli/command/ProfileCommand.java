package io.tinsmith.cli.command;

import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.bench.Build;
import io.tinsmith.cli.bench.FirmwareCard;
import io.tinsmith.cli.bench.TestVectors;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.cli.page.ProfilePage;
import io.tinsmith.cli.page.ProfileSummary;
import io.tinsmith.cli.profile.Profiler;
import io.tinsmith.cli.report.ProfileReport;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.Toolchain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an inference takes, op by op. */
@Command(
        name = "profile",
        description = {
            "Shows what one inference of a firmware directory takes, op by op.",
            "In the emulator: instructions, loads and stores by region (exact), and cycles estimated from them. With "
                    + "--port: cycles measured on a board."
        },
        footer = {
            "",
            "Examples:",
            "  tinsmith profile design-out/firmware --html profile.html",
            "  tinsmith profile design-out/firmware --json > profile.json",
            "  tinsmith profile design-out/firmware --port /dev/ttyACM0"
        })
public final class ProfileCommand extends TinsmithSubcommand {
    private static final String STANDARD_OUTPUT = "-";

    @Parameters(paramLabel = "DIR", description = "A directory that generate or design wrote.")
    private Path directory = Path.of("");

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with a picture of where cycles go.")
    private @Nullable Path html;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = STANDARD_OUTPUT,
            paramLabel = "FILE",
            description = "Write JSON, without FILE to standard output in place of the tables.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        boolean piped = json != null && json.toString().equals(STANDARD_OUTPUT);
        if (html != null) {
            requireEnding("--html", html, ".html");
        }
        if (json != null && !piped) {
            requireEnding("--json", json, ".json");
        }
        ProfileReport report = run();
        if (html != null) {
            write(
                    html,
                    ProfilePage.render(
                            report, String.valueOf(directory.toAbsolutePath().getFileName())));
        }
        if (piped) {
            console().line(ReportJson.write(report).stripTrailing());
            return ExitCodes.OK;
        }
        if (json != null) {
            write(json, ReportJson.write(report));
        }
        console().lines(ProfileSummary.lines(report));
        if (html != null) {
            console().line("\nWrote " + html);
        }
        return ExitCodes.OK;
    }

    private ProfileReport run() {
        FirmwareCard card = FirmwareCard.read(directory);
        Board target = device.board(card.board());
        TestVectors vectors = TestVectors.read(directory, card.inputBytes(), card.outputBytes());
        String port = device.port();
        if (port != null) {
            return Profiler.board(port, target, card, vectors);
        }
        Emulation emulation = DeviceOption.emulation(target);
        Toolchain tools = Toolchain.onPath();
        Build.make(tools, directory);
        Path elf = card.emulatedElf(directory).orElse(directory.resolve(card.elf()));
        // Before it runs: a stack that leaves its reserve ends in a fault at best.
        Build.read(tools, elf).requireStack(elf);
        return Profiler.emulated(tools, target, emulation, elf, card, vectors);
    }

    private static void write(Path path, String text) throws IOException {
        StageStore.write(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
