package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.calibrate.BoardProbe;
import io.tinsmith.cli.calibrate.Calibrate;
import io.tinsmith.cli.calibrate.EmulatorProbe;
import io.tinsmith.cli.calibrate.Measurements;
import io.tinsmith.cli.calibrate.Networks;
import io.tinsmith.cli.calibrate.Probe;
import io.tinsmith.cli.calibrate.RandomCandidates;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.ConstantChannels;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import io.tinsmith.memory.Fusion;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Toolchain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures what the kernels cost on a core. */
@Command(
        name = "calibrate",
        description = {
            "Measures what each part of the kernels costs on a board and writes the table that predictions are made from.",
            "Runs chains of random ops as firmware, instructions under emulation or cycles on a board, fits the costs and "
                    + "shows the errors on chains that were held out. What was measured is kept in --work: the same "
                    + "command goes on after a stop."
        },
        footer = {
            "",
            "Examples:",
            "  tinsmith calibrate --board netduino-plus-2",
            "  tinsmith calibrate --board nucleo-f446re --port /dev/ttyACM0",
            "  tinsmith calibrate --board nucleo-f446re --port /dev/ttyACM0 --flash './flash.sh {}'"
        })
public final class CalibrateCommand extends TinsmithSubcommand {
    private static final BufferedReader STANDARD_INPUT =
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    @Option(
            names = "--board",
            required = true,
            paramLabel = "NAME|FILE",
            description = "See: tinsmith boards",
            converter = BoardConverter.class)
    @SuppressWarnings("NullAway.Init")
    private Board board;

    @Option(
            names = "--port",
            paramLabel = "PATH",
            description = "Serial port of the board itself. Each program is to be flashed when asked for. Default: the "
                    + "emulator")
    private @Nullable String port;

    @Option(
            names = "--flash",
            paramLabel = "COMMAND",
            description =
                    "With --port: what flashes a program, {} in the place of its ELF file. Default: you are asked")
    private @Nullable String flash;

    @Option(
            names = "--chains",
            paramLabel = "N",
            description = "Programs of some 30 random ops, and half as many of bottlenecks. Default: 30",
            defaultValue = "30")
    private int chains;

    @Option(
            names = "--optimize",
            paramLabel = "KIND",
            description = "How kernels are compiled: one of ${COMPLETION-CANDIDATES}. Default: balanced",
            defaultValue = "BALANCED")
    private Optimize optimize = Optimize.BALANCED;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random. Default: 1", defaultValue = "1")
    private long seed;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Where measurements are kept. Default: calibration",
            defaultValue = "calibration")
    private Path work = Path.of("calibration");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The table. Default: CORE.yaml, for other kinds than balanced CORE-KIND.yaml")
    private @Nullable Path out;

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "Compare the table with this .tflite model too; may be given several times.")
    private List<Path> networks = List.of();

    @Option(
            names = "--candidates",
            paramLabel = "N",
            description = "Compare the table with so many random networks of the space mobile-tiny too, by their best "
                    + "schedule. Default: 0",
            defaultValue = "0")
    private int candidates;

    @Override
    public Integer call() throws IOException {
        Console console = console();
        if (chains < 1) {
            throw new ParameterException(spec().commandLine(), "The --chains (" + chains + ") must be at least 1.");
        }
        if (flash != null && port == null) {
            throw new ParameterException(spec().commandLine(), "The --flash needs the --port of a board.");
        }
        Map<String, Graph> graphs = new LinkedHashMap<>();
        for (Path file : networks) {
            graphs.put(
                    String.valueOf(file.getFileName()), ConstantChannels.without(Models.tflite(file, Rounding.DOUBLE)));
        }
        Probe probe = probe(console);
        Files.createDirectories(work);
        Measurements measurements = new Measurements(board, probe, optimize, work);
        Calibrate calibrate = new Calibrate(measurements, chains, seed);
        console.line("Calibrate " + board.mcu().core().gccName() + " with " + calibrate.programs() + " programs on "
                + probe.where() + ", " + probe.unit() + "; measurements are kept in " + work);
        Calibrate.Result result;
        try (StopNotice notice = StopNotice.ofCalibration(work);
                Progress progress = console.progress("programs", calibrate.programs())) {
            result = calibrate.run(progress);
            notice.done();
        }
        Path table = out == null ? Path.of(name()) : out;
        StageStore.write(table, result.file().getBytes(StandardCharsets.UTF_8));
        console.line("");
        console.lines(result.errors());
        if (!graphs.isEmpty()) {
            console.line("");
            console.lines(Networks.report(graphs, List.of(Fusion.LAYER, Fusion.FUSED), result.table(), measurements));
        }
        if (candidates > 0) {
            console.line("");
            console.lines(Networks.report(
                    RandomCandidates.draw(board, candidates, seed),
                    List.of(Fusion.FUSED),
                    result.table(),
                    measurements));
        }
        console.line("");
        console.line("Wrote " + table);
        return ExitCodes.OK;
    }

    private String name() {
        String kind = optimize == Optimize.BALANCED ? "" : "-" + optimize.name().toLowerCase(Locale.ROOT);
        return board.mcu().core().gccName() + kind + ".yaml";
    }

    private Probe probe(Console console) {
        Toolchain tools = Toolchain.onPath();
        if (port != null) {
            return new BoardProbe(tools, board, port, Optional.ofNullable(flash), text -> ask(console, text))
                    .requirePort();
        }
        return new EmulatorProbe(
                tools,
                board.emulation()
                        .orElseThrow(() -> new CommandException("The board (" + board.name()
                                + ") cannot be emulated.\nMaybe give the --port of a real one.")));
    }

    private static boolean ask(Console console, String text) {
        console.line(text + ", then press Enter.");
        try {
            return STANDARD_INPUT.readLine() != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
