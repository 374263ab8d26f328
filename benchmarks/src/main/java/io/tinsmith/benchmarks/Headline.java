package io.tinsmith.benchmarks;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.bench.Build;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.cli.page.Units;
import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.cli.report.DesignReport;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.cli.report.SpaceRow;
import io.tinsmith.targets.ByteSize;
import io.tinsmith.targets.Toolchain;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a search under the board's memory is good for: a network that one would take without one does not fit, by the
 * tool and by the linker, and the searched one does; and networks of the space that scoring chose beside those of spaces
 * drawn at random.
 */
@Command(
        name = "headline",
        description = {
            "Designs for little memory, beside a network that does not fit and beside random spaces.",
            "Stopped, it goes on where it was, if the options are the same."
        },
        mixinStandardHelpOptions = true)
final class Headline implements Callable<Integer> {
    private static final String ROOMY = "mps2-an386";

    @Option(names = "--dataset", description = "default: ${DEFAULT-VALUE}")
    private String dataset = "fashion-mnist";

    @Option(names = "--board", description = "default: ${DEFAULT-VALUE}")
    private String board = "netduino-plus-2";

    @Option(names = "--sram", description = "default: ${DEFAULT-VALUE}")
    private String sram = "100KB";

    @Option(names = "--flash", description = "default: ${DEFAULT-VALUE}")
    private String flash = "1MB";

    @Option(names = "--time", description = "of each design; default: ${DEFAULT-VALUE}")
    private String time = "20m";

    @Option(names = "--baseline-time", description = "of the baseline, which is larger; default: that of the others")
    private Optional<String> baselineTime = Optional.empty();

    @Option(names = "--seeds", description = "designs of each kind; default: ${DEFAULT-VALUE}")
    private int seeds = 3;

    @Option(names = "--baseline", description = "file of a space; default: ${DEFAULT-VALUE}")
    private Path baseline = Path.of("benchmarks/spaces/baseline-64.yaml");

    @Option(names = "--space", description = "file of a family of spaces; default: ${DEFAULT-VALUE}")
    private Path space = Path.of("benchmarks/spaces/mobile-64.yaml");

    @Option(names = "--out", description = "default: ${DEFAULT-VALUE}")
    private Path out = Path.of("headline-out");

    private final Console console = Console.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    private final TextTable table =
            new TextTable("network", "space", "#MACs", "#parameters", "#SRAM", "#int8 accuracy");

    @Override
    public Integer call() throws IOException {
        if (seeds < 1) {
            throw new CommandException("The --seeds (" + seeds + ") must be at least 1.\nMaybe leave it out.");
        }
        Files.createDirectories(out);
        refuse();
        DesignReport unfitting = design(
                        out.resolve("baseline"),
                        baseline,
                        1,
                        baselineTime.orElse(time),
                        "--board",
                        ROOMY,
                        "--sram",
                        "4MB",
                        "--flash",
                        "4MB",
                        "--schedule",
                        "layer")
                .orElseThrow(() -> new CommandException("The baseline cannot be trained within --baseline-time ("
                        + baselineTime.orElse(time) + ").\nMaybe raise it."));
        String linker = linker(out.resolve("baseline/model.tflite"));
        add("baseline, without limits", unfitting);
        List<DesignReport> chosen = new ArrayList<>();
        List<DesignReport> random = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            compare(
                    "searched, seed " + seed,
                    design(out.resolve("chosen-" + seed), space, seed, time, limits()),
                    chosen);
        }
        for (int seed = 1; seed <= seeds; seed++) {
            Path member = randomMember(seed);
            compare(
                    "random space, seed " + seed,
                    design(out.resolve("random-" + seed), member, seed, time, limits()),
                    random);
        }
        console.line("");
        console.lines(table.lines());
        console.line("");
        console.line("The baseline in " + sram + ": " + linker);
        console.line("Searched in the chosen space: " + spread(chosen) + "; in random spaces: " + spread(random));
        return ExitCodes.OK;
    }

    private String[] limits() {
        return new String[] {"--board", board, "--sram", sram, "--flash", flash};
    }

    /** The tool says that the baseline does not fit. */
    private void refuse() {
        List<String> args = new ArrayList<>(arguments(out.resolve("refused"), baseline, 1, time, "--board", ROOMY));
        args.addAll(List.of("--sram", sram, "--flash", "4MB", "--schedule", "layer"));
        int code = run(args);
        if (code != ExitCodes.DOES_NOT_FIT) {
            throw new CommandException("The baseline was not refused (exit code " + code + ").\nMaybe lower --sram.");
        }
    }

    /** What the linker says of the baseline in memory as small as the limit. */
    private String linker(Path model) throws IOException {
        Path firmware = out.resolve("linked");
        int code = run(List.of(
                "generate", model.toString(), "--board", ROOMY, "--schedule", "layer", "--out", firmware.toString()));
        if (code != ExitCodes.OK) {
            throw new CommandException("The firmware of the baseline could not be written.");
        }
        long bytes = ByteSize.parse(sram);
        try (Stream<Path> scripts = Files.list(firmware.resolve("linker"))) {
            for (Path script : scripts.toList()) {
                String text = Files.readString(script);
                Files.writeString(
                        script, text.replaceFirst("(RAM \\(\\w+\\) : ORIGIN = \\w+, LENGTH = )\\w+", "$1" + bytes));
            }
        }
        try {
            Build.make(Toolchain.onPath(), firmware);
        } catch (DoesNotFitException e) {
            return String.valueOf(e.getMessage()).lines().skip(1).findFirst().orElse("");
        }
        throw new CommandException("The linker took the baseline.\nMaybe lower --sram.");
    }

    /** The family with one resolution and one width. */
    private Path randomMember(int seed) throws IOException {
        SplittableRandom draw = new SplittableRandom(seed);
        String text = Files.readString(space)
                .lines()
                .map(line -> line.startsWith("resolutions:") || line.startsWith("widthMultipliers:")
                        ? oneOf(line, draw)
                        : line)
                .collect(Collectors.joining("\n", "", "\n"));
        Path file = out.resolve("random-" + seed + ".yaml");
        StageStore.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static String oneOf(String line, SplittableRandom draw) {
        int from = line.indexOf('[');
        List<String> values =
                List.of(line.substring(from + 1, line.indexOf(']')).split(",", -1));
        return line.substring(0, from + 1)
                + values.get(draw.nextInt(values.size())).strip() + "]";
    }

    /** What was designed; nothing where no network of the family fits. */
    private Optional<DesignReport> design(Path to, Path family, int seed, String within, String... more)
            throws IOException {
        Path kept = to.resolve("design.json");
        if (!Files.exists(kept)) {
            List<String> args = new ArrayList<>(arguments(to, family, seed, within, more));
            if (Files.exists(to.resolve("state"))) {
                args.add("--resume");
            }
            int code = run(args);
            if (code == ExitCodes.DOES_NOT_FIT) {
                return Optional.empty();
            }
            if (code != ExitCodes.OK) {
                throw new CommandException("The design (" + to + ") ended with exit code " + code + ".");
            }
        }
        return Optional.of(ReportJson.read(Files.readString(kept), DesignReport.class));
    }

    private List<String> arguments(Path to, Path family, int seed, String within, String... more) {
        List<String> args = new ArrayList<>(List.of("design", "--dataset", dataset, "--space", family.toString()));
        args.addAll(List.of("--time", within, "--seed", String.valueOf(seed), "--out", to.toString()));
        args.addAll(List.of(more));
        return args;
    }

    private int run(List<String> args) {
        console.line("");
        console.line("tinsmith " + String.join(" ", args));
        return io.tinsmith.cli.Main.commandLine().execute(args.toArray(String[]::new));
    }

    private void compare(String name, Optional<DesignReport> report, List<DesignReport> kind) {
        report.ifPresentOrElse(
                fitting -> {
                    kind.add(fitting);
                    add(name, fitting);
                },
                () -> table.row(name, "none of it fits", "", "", "", ""));
    }

    private void add(String name, DesignReport report) {
        table.row(
                name,
                report.spaces().stream()
                        .filter(SpaceRow::chosen)
                        .map(SpaceRow::name)
                        .findFirst()
                        .orElse(""),
                Units.big(report.network().macs()),
                Units.big(report.network().parameters()),
                Units.count(report.sram().totalBytes()),
                String.format(Locale.ROOT, "%.2f %%", accuracy(report)));
    }

    /** Of the int8 network on all test images. */
    private static double accuracy(DesignReport report) {
        return report.accuracies().stream()
                .filter(a -> a.what().startsWith("int8, Java"))
                .mapToDouble(Accuracy::percent)
                .findFirst()
                .orElseThrow();
    }

    private static String spread(List<DesignReport> reports) {
        if (reports.isEmpty()) {
            return "none";
        }
        double[] values = reports.stream().mapToDouble(Headline::accuracy).toArray();
        double mean = DoubleStream.of(values).average().orElse(Double.NaN);
        double squares =
                DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
        double deviation = Math.sqrt(squares / Math.max(1, values.length - 1));
        return String.format(Locale.ROOT, "%.2f %% (standard deviation %.2f)", mean, deviation);
    }
}
