package io.tinsmith.cli.command;

import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.analysis.Analyzer;
import io.tinsmith.cli.analysis.Limits;
import io.tinsmith.cli.analysis.Moves;
import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.cli.page.AdviceSummary;
import io.tinsmith.cli.page.AnalysisPage;
import io.tinsmith.cli.page.AnalysisSummary;
import io.tinsmith.cli.page.BoardsSummary;
import io.tinsmith.cli.page.ComparisonPage;
import io.tinsmith.cli.page.ComparisonSummary;
import io.tinsmith.cli.page.TflmSummary;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.ComparisonReport;
import io.tinsmith.cli.report.LeftOut;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.cli.report.TflmReport;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Graph;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What a network costs, step by step. */
@Command(
        name = "analyze",
        description = {
            "Shows how a network would be run and what that costs: the schedule with its arena, MACs, flash, the boards "
                    + "that it fits, and what would make it fit. Several networks are compared.",
            "Trains, builds and runs nothing."
        },
        footer = {
            "",
            "Examples:",
            "  tinsmith analyze model.tflite",
            "  tinsmith analyze model.tflite --sram 20KB --max-overhead 1.5 --html page.html",
            "  tinsmith analyze model.tflite --all-boards",
            "  tinsmith analyze model.tflite --board nucleo-g071rb --latency 50ms",
            "  tinsmith analyze a.tflite b.tflite c.tflite --runtime tflm-cmsis-nn --html page.html",
            "  tinsmith analyze architecture.yaml --json schedule.json",
            "  tinsmith analyze model.tflite --runtime tflm-cmsis-nn --board nucleo-f446re"
        })
public final class AnalyzeCommand extends TinsmithSubcommand {
    private static final String STANDARD_OUTPUT = "-";
    private static final String BOARD = "netduino-plus-2";

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "A .tflite model, or an architecture as .yaml; several are compared side by side.")
    private List<Path> files = List.of();

    @Mixin
    private ScheduleOption schedule = new ScheduleOption();

    @Mixin
    private InputOption input = new InputOption();

    @Mixin
    private ChannelsOption channels = new ChannelsOption();

    @Mixin
    private LimitsOption limits = new LimitsOption();

    @Option(names = "--all-boards", description = "Show what every known board would take instead, and which it fits.")
    private boolean allBoards;

    @Mixin
    private RuntimeOption runtime = new RuntimeOption();

    @Mixin
    private CostsOption costs = new CostsOption();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page that shows all this, with pictures of the arena.")
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
        Optional<Path> page = Optional.ofNullable(html);
        Optional<Path> data = Optional.ofNullable(json);
        page.ifPresent(path -> requireEnding("--html", path, ".html"));
        data.filter(path -> !isPiped(path)).ifPresent(path -> requireEnding("--json", path, ".json"));
        if (!runtime.isGiven()) {
            runtime.requireNoCore();
        }
        if (files.size() > 1) {
            return compare(page, data);
        }
        return runtime.isGiven() ? otherRuntime(data) : analyze(page, data);
    }

    private int analyze(Optional<Path> page, Optional<Path> data) throws IOException {
        Path file = files.get(0);
        if (allBoards && (limits.isGiven() || costs.costs().isPresent())) {
            throw new ParameterException(
                    spec().commandLine(),
                    "With --all-boards each board is its own limit and has its own costs: --sram, --flash, --latency and "
                            + "--costs are not for it.\nMaybe leave them out, or name one --board.");
        }
        Moves moves = schedule.moves(input.byRows());
        Limits asked = allBoards ? Limits.none() : limits.limits(runtime.board());
        Graph whole = Models.network(file);
        Graph graph = channels.of(whole);
        AnalysisReport report = Analyzer.of(
                String.valueOf(file.getFileName()), graph, LeftOut.of(whole, graph), moves, asked, times(), boards());
        if (page.isPresent()) {
            write(page.get(), AnalysisPage.render(report, allBoards));
        }
        show(report, data, allBoards ? BoardsSummary.lines(report) : AnalysisSummary.lines(report));
        name(page, data);
        if (!report.fits()) {
            throw new DoesNotFitException(AdviceSummary.failure(report));
        }
        return ExitCodes.OK;
    }

    /** Those that come with Tinsmith, and the one that was named where it is none of them. */
    private List<Board> boards() {
        List<Board> boards = new ArrayList<>(Boards.all());
        runtime.board().filter(board -> !Boards.names().contains(board.name())).ifPresent(boards::add);
        return boards;
    }

    private LatencyModel times() {
        return costs.model(runtime.board().orElseGet(() -> Boards.byName(BOARD)), Optimize.BALANCED);
    }

    private int compare(Optional<Path> page, Optional<Path> data) throws IOException {
        if (limits.isGiven() || allBoards) {
            throw new ParameterException(
                    spec().commandLine(),
                    "The options --sram, --flash, --latency and --all-boards are for a single file, not for "
                            + files.size() + ".\nMaybe leave them out, or name one file.");
        }
        ComparisonReport report = Comparison.of(files, schedule.moves(input.byRows()), times(), runtime, channels);
        if (page.isPresent()) {
            write(page.get(), ComparisonPage.render(report));
        }
        show(report, data, ComparisonSummary.lines(report));
        name(page, data);
        return ExitCodes.OK;
    }

    private int otherRuntime(Optional<Path> data) throws IOException {
        runtime.requireAlone(schedule.isGiven()
                || channels.isGiven()
                || input.byRows()
                || limits.isGiven()
                || allBoards
                || html != null);
        TflmReport report = runtime.report(files.get(0));
        show(report, data, TflmSummary.lines(report));
        return ExitCodes.OK;
    }

    /** JSON to standard output, or to a file and the lines to standard output. */
    private void show(Object report, Optional<Path> data, List<String> lines) throws IOException {
        if (data.isPresent() && isPiped(data.get())) {
            console().line(ReportJson.write(report).stripTrailing());
            return;
        }
        if (data.isPresent()) {
            write(data.get(), ReportJson.write(report));
        }
        console().lines(lines);
    }

    /** Says where the page is, unless standard output is JSON. */
    private void name(Optional<Path> page, Optional<Path> data) {
        if (!data.map(AnalyzeCommand::isPiped).orElse(false)) {
            page.ifPresent(path -> console().line("\nWrote " + path));
        }
    }

    private static boolean isPiped(Path data) {
        return data.toString().equals(STANDARD_OUTPUT);
    }

    private static void write(Path path, String text) throws IOException {
        StageStore.write(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
