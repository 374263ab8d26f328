package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.EdgeNames;
import io.tinsmith.cli.report.FrontRow;
import io.tinsmith.cli.report.LeftOut;
import io.tinsmith.cli.report.OpRow;
import io.tinsmith.targets.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An analysis as lines for the terminal, in tables that the page has too. */
public final class AnalysisSummary {
    private AnalysisSummary() {}

    public static List<String> lines(AnalysisReport a) {
        List<String> out = new ArrayList<>(head(a));
        part(out, "Schedule: " + a.schedule().moves() + budget(a), schedule(a));
        part(out, "Pareto front: no schedule found needs less arena and computes no more", front(a.front()));
        part(out, "Kinds of schedules, nothing computed twice", kinds(a.kinds()));
        part(out, "Op by op" + basis(a), ops(a));
        part(out, "The network", sums(a));
        out.addAll(BoardsSummary.brief(a.boards()));
        out.addAll(AdviceSummary.lines(a));
        return out;
    }

    /** Which network it is, and what of its file is computed otherwise. */
    static List<String> head(AnalysisReport a) {
        List<String> out = new ArrayList<>();
        out.add(a.network() + ": " + a.input() + " to " + a.output());
        EdgeNames.line(a.inputType(), a.outputType()).ifPresent(out::add);
        LeftOut leftOut = a.leftOut();
        if (leftOut != null) {
            out.add(leftOut.line());
        }
        return out;
    }

    private static void part(List<String> out, String title, TextTable table) {
        out.add("");
        out.add(title);
        out.addAll(table.lines());
    }

    /** What the budget leaves for the arena, for people. */
    static String budget(AnalysisReport a) {
        AnalysisReport.Budget budget = a.budget();
        if (budget == null) {
            return "";
        }
        return "; the SRAM of " + ByteSize.format(budget.sramBytes()) + " leaves " + Units.count(budget.arenaBytes())
                + " bytes for the arena: " + (budget.fits() ? "fits" : "does not fit");
    }

    private static TextTable schedule(AnalysisReport a) {
        List<String> heads = new ArrayList<>(ScheduleTable.HEADS);
        heads.add("");
        TextTable table = new TextTable(heads.toArray(String[]::new));
        int peak = a.schedule().arena().peakStep();
        List<List<String>> rows = ScheduleTable.rows(a.schedule());
        for (int step = 0; step < rows.size(); step++) {
            List<String> cells = new ArrayList<>(rows.get(step));
            cells.add(step == peak ? "<- peak" : "");
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    static TextTable front(List<FrontRow> front) {
        TextTable table = new TextTable("#arena, bytes", "#MACs", "#again", "#steps", "#most strips", "#splits", "");
        for (FrontRow row : front) {
            table.row(
                    Units.count(row.arenaBytes()),
                    Units.count(row.macs()),
                    Units.overhead(row.overhead()),
                    Integer.toString(row.steps()),
                    Integer.toString(row.strips()),
                    Integer.toString(row.splits()),
                    remark(row));
        }
        return table;
    }

    /** What of a schedule of the front is not in its numbers. */
    private static String remark(FrontRow row) {
        return row.chosen() ? "shown" : row.allowed() ? "" : "beyond --max-overhead";
    }

    static TextTable kinds(List<AnalysisReport.Plan> kinds) {
        TextTable table = new TextTable("--schedule", "#arena, bytes", "#steps", "ops of each stream");
        for (AnalysisReport.Plan plan : kinds) {
            table.row(plan.schedule(), Units.count(plan.arenaBytes()), Integer.toString(plan.steps()), streams(plan));
        }
        return table;
    }

    private static String streams(AnalysisReport.Plan plan) {
        return plan.streamOps().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String basis(AnalysisReport a) {
        AnalysisReport.Time time = a.time();
        return time == null || time.instructions() == null
                ? ""
                : "; instructions predicted for " + time.board() + ", all else exact";
    }

    static TextTable ops(AnalysisReport a) {
        TextTable table = new TextTable(
                "#",
                "#step",
                "op",
                "kind",
                "output",
                "#MACs",
                "#parameters",
                "#live SRAM",
                "#flash",
                "#MACs/byte",
                "#instructions");
        for (OpRow op : a.ops()) {
            Double intensity = op.intensity();
            Long instructions = op.predictedInstructions();
            table.row(
                    Integer.toString(op.index()),
                    Integer.toString(op.step()),
                    Units.opName(op.name()),
                    op.kind(),
                    op.output(),
                    Units.count(op.macs()),
                    Units.count(op.parameters()),
                    Units.count(op.liveBytes()),
                    Units.count(op.flashBytes()),
                    intensity == null || op.macs() == 0 ? "" : String.format(Locale.ROOT, "%.1f", intensity),
                    instructions == null ? "" : Units.count(instructions));
        }
        return table;
    }

    private static TextTable sums(AnalysisReport a) {
        TextTable table = new TextTable("of the network", "#value", "basis");
        table.row("MACs", Units.count(a.macs()), "exact");
        table.row("MACs of the schedule", Units.count(a.schedule().macs()), "exact");
        table.row("parameters", Units.count(a.parameters()), "exact");
        table.row("arena, bytes", Units.count(a.schedule().arenaBytes()), "exact");
        table.row("no offsets could do with less than", Units.count(a.schedule().lowerBoundBytes()), "exact");
        table.row("constants in flash, bytes", Units.count(a.constantBytes()), "exact");
        table.row("SRAM of the whole program", Units.count(a.programSramBytes()), "predicted");
        table.row("flash of the whole program", Units.count(a.programFlashBytes()), "predicted");
        AnalysisReport.Time time = a.time();
        if (time != null) {
            Long instructions = time.instructions();
            if (instructions != null) {
                table.row("instructions of an inference", Units.count(instructions), "predicted, " + time.board());
            }
            table.row(
                    "milliseconds of it",
                    String.format(Locale.ROOT, "%.1f", time.millis()),
                    String.format(
                            Locale.ROOT,
                            "estimated, %.1f to %.1f on %s",
                            time.lowMillis(),
                            time.highMillis(),
                            time.board()));
        }
        Double millijoules = a.millijoules();
        if (millijoules != null) {
            table.row("millijoules of it", String.format(Locale.ROOT, "%.2f", millijoules), "estimated");
        }
        return table;
    }
}
