package io.tinsmith.cli.page;

import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.EdgeNames;
import io.tinsmith.cli.report.LeftOut;
import io.tinsmith.cli.report.ScheduleReport;
import java.util.Locale;
import java.util.Map;

/** The page of one network's schedule. */
public final class AnalysisPage {
    private static final Map<String, Basis> BOARD_BASES =
            Map.of("SRAM", Basis.PREDICTED, "flash", Basis.PREDICTED, "ms", Basis.ESTIMATED, "mJ", Basis.ESTIMATED);

    private AnalysisPage() {}

    /**
     * The page as HTML, self-contained.
     *
     * @param boardsFirst whether the boards are what was asked for
     */
    public static String render(AnalysisReport a, boolean boardsFirst) {
        Html html = Document.open("Tinsmith: schedule of " + a.network());
        head(html, a);
        tiles(html, a);
        AdviceSection.render(html, a);
        if (boardsFirst) {
            boards(html, a);
        }
        arena(html, a);
        steps(html, a.schedule());
        front(html, a);
        ops(html, a);
        if (!boardsFirst) {
            boards(html, a);
        }
        return Document.close(html);
    }

    private static void head(Html html, AnalysisReport a) {
        html.raw("<header><h1>" + Html.wrapping(a.network()) + "</h1>\n");
        html.paragraph("Schedule: " + a.schedule().moves() + AnalysisSummary.budget(a) + ".");
        html.raw("<p class=\"genotype\">" + Html.escape(a.input() + " to " + a.output()) + "</p>\n");
        EdgeNames.line(a.inputType(), a.outputType()).ifPresent(html::paragraph);
        LeftOut leftOut = a.leftOut();
        if (leftOut != null) {
            html.paragraph(leftOut.line() + ".");
        }
        if (!a.fits()) {
            html.raw("<p class=\"remark\">"
                    + Html.wrapping(AdviceSummary.failure(a).replace('\n', ' ')) + "</p>\n");
        } else if (!a.limits().isEmpty()) {
            html.raw("<p>" + Html.wrapping(AdviceSummary.slack(a.limits()) + ".") + " " + Html.tag(Basis.PREDICTED)
                    + "</p>\n");
        }
        html.raw("</header>\n");
    }

    private static void tiles(Html html, AnalysisReport a) {
        ScheduleReport schedule = a.schedule();
        long layer = a.layerWise().arenaBytes();
        html.open("section", "tiles small");
        html.tile(
                "Arena",
                Units.bytes(schedule.arenaBytes()),
                Units.count(schedule.arenaBytes()) + " bytes",
                Basis.EXACT);
        html.tile(
                "Arena, layer by layer",
                Units.bytes(layer),
                String.format(Locale.ROOT, "%.1f times as much", (double) layer / Math.max(1, schedule.arenaBytes())),
                Basis.EXACT);
        html.tile(
                "MACs",
                Units.big(schedule.macs()),
                Units.count(schedule.macs())
                        + (schedule.recomputedMacs() == 0
                                ? ", none twice"
                                : ", " + Units.overhead(schedule.overhead()) + " computed again"),
                Basis.EXACT);
        html.tile("Parameters", Units.big(a.parameters()), Units.count(a.parameters()), Basis.EXACT);
        html.tile(
                "SRAM, whole program",
                Units.bytes(a.programSramBytes()),
                Units.count(a.programSramBytes()) + " bytes: arena, statics, stack",
                Basis.PREDICTED);
        html.tile(
                "Flash, whole program",
                Units.bytes(a.programFlashBytes()),
                Units.count(a.constantBytes()) + " bytes of them constants",
                Basis.PREDICTED);
        time(html, a);
        html.close("section");
    }

    private static void time(Html html, AnalysisReport a) {
        AnalysisReport.Time time = a.time();
        if (time == null) {
            return;
        }
        Long instructions = time.instructions();
        if (instructions != null) {
            html.tile(
                    "Instructions",
                    Units.big(instructions),
                    Units.count(instructions) + " on " + time.board(),
                    Basis.PREDICTED);
        }
        html.tile(
                "Time",
                Units.millis(time.millis()) + " ms",
                Units.millis(time.lowMillis()) + " to " + Units.millis(time.highMillis()) + " ms on " + time.board(),
                Basis.ESTIMATED);
        Double millijoules = a.millijoules();
        if (millijoules != null) {
            html.tile(
                    "Energy",
                    String.format(Locale.ROOT, "%.2f mJ", millijoules),
                    "on " + time.board() + ", while the core computes",
                    Basis.ESTIMATED);
        }
    }

    private static void arena(Html html, AnalysisReport a) {
        html.heading("The arena over time").raw("<div class=\"scroll wide\">");
        html.figure(
                        ArenaChart.draw(a.schedule().arena()),
                        "Each block is a tensor: its width is how long it lives, its height its size, its place its "
                                + "address in the arena. Pale and dashed: a ring, the newest rows of a tensor that a "
                                + "stream never holds whole. Grey: scratch and sums. Where two tensors cross, the output "
                                + "is written over an input that dies. Red: the step with the most live bytes, and the "
                                + "top of the arena. "
                                + Html.tag(Basis.EXACT))
                .raw("</div>\n");
        html.heading("On the scale of layer by layer").open("section", "columns");
        long top = Math.max(a.layerWise().arenaBytes(), a.schedule().arenaBytes());
        beside(html, a.layerWise(), top);
        beside(html, a.schedule(), top);
        html.close("section");
    }

    private static void beside(Html html, ScheduleReport schedule, long topBytes) {
        html.figure(ArenaChart.draw(schedule.arena(), topBytes, 520, 380), Html.escape(schedule.moves()));
    }

    private static void steps(Html html, ScheduleReport schedule) {
        int peak = schedule.arena().peakStep();
        html.heading("Step by step");
        html.table(
                ScheduleTable.HEADS,
                ScheduleTable.rows(schedule).stream()
                        .map(cells -> cells.stream().map(Html::escape).toList())
                        .toList(),
                schedule.steps().stream()
                        .map(s -> s.step() == peak ? "winner" : "")
                        .toList());
        html.raw(
                "<p class=\"legend\">Bytes, but for ops, rings and MACs, which are counts. Again: MACs that layer-wise "
                        + "execution would not compute, and their share of its own. All " + Html.tag(Basis.EXACT)
                        + "</p>\n");
    }

    private static void front(Html html, AnalysisReport a) {
        html.heading("What computing more would save").raw("<div class=\"scroll wide\">");
        html.figure(
                        FrontChart.draw(a.front(), a.budget()),
                        "The Pareto front of the schedules that were found. <span class=\"nowrap\"><i class=\"key p-winner\"></i> shown on "
                                + "this page</span> <span class=\"nowrap\"><i class=\"key p-fits\"></i> within "
                                + "--max-overhead</span> <span class=\"nowrap\"><i class=\"key p-too-big\"></i> beyond "
                                + "it</span> "
                                + Html.tag(Basis.EXACT))
                .raw("</div>\n");
        html.table(
                AnalysisSummary.front(a.front()),
                Map.of(),
                row -> a.front().get(row).chosen());
        html.heading("Kinds of schedules, nothing computed twice");
        html.table(AnalysisSummary.kinds(a.kinds()), Map.of("arena, bytes", Basis.EXACT));
    }

    private static void boards(Html html, AnalysisReport a) {
        html.heading("Boards");
        html.table(BoardsSummary.table(a.boards()), BOARD_BASES);
        html.raw("<p class=\"legend\">" + Html.escape(String.join(" ", BoardsSummary.notes(a))) + "</p>\n");
    }

    private static void ops(Html html, AnalysisReport a) {
        html.heading("Op by op");
        int peak = a.schedule().arena().peakStep();
        AnalysisReport.Time time = a.time();
        String board = time == null || time.instructions() == null ? "" : time.board();
        html.table(
                AnalysisSummary.ops(a),
                board.isEmpty() ? Map.of() : Map.of("instructions", Basis.PREDICTED),
                row -> a.ops().get(row).step() == peak);
        html.raw("<p class=\"legend\">MACs, parameters, bytes and MACs for each byte of input, output and weights are "
                + Html.tag(Basis.EXACT)
                + (board.isEmpty()
                        ? ""
                        : "; instructions are " + Html.tag(Basis.PREDICTED) + " for " + Html.escape(board))
                + ". " + OpsSection.STEPS + "</p>\n");
    }
}
