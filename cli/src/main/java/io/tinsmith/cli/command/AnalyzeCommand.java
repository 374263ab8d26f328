package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.analysis.Analysis;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.page.Units;
import io.tinsmith.cli.report.OpRow;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import io.tinsmith.memory.PlannerOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a network costs, op by op. */
@Command(
        name = "analyze",
        description = "Shows what a network costs: MACs, parameters, SRAM and flash, op by op, and the boards it fits.",
        footer = {"", "Example:", "  tinsmith analyze model.tflite"})
public final class AnalyzeCommand extends TinsmithSubcommand {
    @Parameters(paramLabel = "FILE", description = "A .tflite model, or an architecture as .yaml.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ScheduleOption schedule = new ScheduleOption();

    @Mixin
    private InputOption input = new InputOption();

    @Override
    public Integer call() {
        PlannerOptions options = schedule.moves(input.byRows()).options(PlannerOptions.thorough());
        Analysis analysis = Analysis.of(graph(), options);
        if (json) {
            console().line(ReportJson.write(analysis).stripTrailing());
        } else {
            print(analysis, console());
        }
        return ExitCodes.OK;
    }

    private Graph graph() {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".tflite")) {
            return Models.tflite(file, Rounding.DOUBLE);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return Models.architecture(file);
        }
        throw new CommandException(
                "The file (" + file + ") is neither .tflite nor .yaml.\nMaybe rename it after what it holds.");
    }

    private static void print(Analysis a, Console console) {
        console.line(a.network() + ": " + a.input() + " to " + a.output());
        console.line("");
        TextTable ops =
                new TextTable("#", "#step", "op", "kind", "output", "#MACs", "#parameters", "#live SRAM", "#flash", "");
        for (OpRow op : a.ops()) {
            ops.row(
                    Integer.toString(op.index()),
                    Integer.toString(op.step()),
                    Units.opName(op.name()),
                    op.kind(),
                    op.output(),
                    Units.count(op.macs()),
                    Units.count(op.parameters()),
                    Units.count(op.liveBytes()),
                    Units.count(op.flashBytes()),
                    op.step() == a.peakStep() ? "<- peak" : "");
        }
        console.lines(ops.lines());
        console.line("");
        TextTable sums = new TextTable("of the network", "#value", "basis");
        sums.row("MACs", Units.count(a.macs()), "exact");
        sums.row("parameters", Units.count(a.parameters()), "exact");
        sums.row("arena, bytes", Units.count(a.arenaBytes()), "exact");
        sums.row("constants in flash, bytes", Units.count(a.constantBytes()), "exact");
        sums.row("SRAM of the whole program", Units.count(a.programSramBytes()), "predicted");
        sums.row("flash of the whole program", Units.count(a.programFlashBytes()), "predicted");
        console.lines(sums.lines());
        console.line("");
        TextTable schedules = new TextTable("--schedule", "#arena, bytes", "#steps", "ops of each stream");
        for (Analysis.Plan plan : a.schedules()) {
            schedules.row(
                    plan.schedule(),
                    Units.count(plan.arenaBytes()),
                    Integer.toString(plan.steps()),
                    plan.streamOps().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        console.lines(schedules.lines());
        console.line("");
        TextTable boards = new TextTable("board", "#SRAM", "#flash", "fits (predicted)");
        for (Analysis.Fit fit : a.boards()) {
            boards.row(
                    fit.board(),
                    Units.count(fit.sramBytes()),
                    Units.count(fit.flashBytes()),
                    fit.fits() ? "yes" : "no");
        }
        console.lines(boards.lines());
    }
}
