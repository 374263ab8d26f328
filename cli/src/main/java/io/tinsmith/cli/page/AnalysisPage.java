package io.tinsmith.cli.page;

import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.EdgeNames;
import io.tinsmith.cli.report.FrontRow;
import io.tinsmith.cli.report.ScheduleReport;
import io.tinsmith.targets.ByteSize;
import java.util.List;
import java.util.Locale;

/** The page of one network's schedule. */
public final class AnalysisPage {
    private AnalysisPage() {}

    public static String render(AnalysisReport a) {
        Html html = Document.open("Tinsmith: schedule of " + a.network());
        head(html, a);
        tiles(html, a);
        arena(html, a);
        steps(html, a.schedule());
        front(html, a);
        comparison(html, a);
        ops(html, a);
        return Document.close(html);
    }

    private static void head(Html html, AnalysisReport a) {
        html.raw("<header><h1>" + Html.escape(a.network()) + "</h1>\n");
        html.paragraph("Schedule: " + a.schedule().moves() + AnalysisSummary.budget(a) + ".");
        html.raw("<p class=\"genotype\">" + Html.escape(a.input() + " to " + a.output()) + "</p>\n");
        EdgeNames.line(a.inputType(), a.outputType()).ifPresent(html::paragraph);
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
        html.close("section");
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
                List.of("#arena, bytes", "#MACs", "#again", "#steps", "#most strips", "#splits", ""),
                a.front().stream().map(AnalysisPage::cells).toList(),
                a.front().stream().map(r -> r.chosen() ? "winner" : "").toList());
    }

    private static List<String> cells(FrontRow row) {
        return List.of(
                Units.count(row.arenaBytes()),
                Units.count(row.macs()),
                Units.overhead(row.overhead()),
                Integer.toString(row.steps()),
                Integer.toString(row.strips()),
                Integer.toString(row.splits()),
                Html.escape(AnalysisSummary.remark(row)));
    }

    private static void comparison(Html html, AnalysisReport a) {
        html.heading("Kinds of schedules, and boards")
                .open("section", "columns")
                .raw("<div>");
        html.table(
                List.of("--schedule", "#arena, bytes", "#steps", "ops of each stream"),
                a.kinds().stream()
                        .map(k -> List.of(
                                Html.escape(k.schedule()),
                                Units.count(k.arenaBytes()),
                                Integer.toString(k.steps()),
                                AnalysisSummary.streams(k)))
                        .toList(),
                a.kinds().stream().map(k -> "").toList());
        html.raw("</div><div>");
        html.table(
                List.of("board", "#SRAM", "#flash", "fits"),
                a.boards().stream()
                        .map(f -> List.of(
                                Html.escape(f.board()),
                                ByteSize.format(f.sramBytes()),
                                ByteSize.format(f.flashBytes()),
                                f.fits() ? "yes" : "no"))
                        .toList(),
                a.boards().stream().map(f -> "").toList());
        html.raw("<p class=\"legend\">Whether the whole program fits a board is " + Html.tag(Basis.PREDICTED)
                        + "</p></div>")
                .close("section");
    }

    private static void ops(Html html, AnalysisReport a) {
        html.heading("Op by op");
        int peak = a.schedule().arena().peakStep();
        html.table(
                List.of("#", "#step", "op", "output", "#MACs", "#parameters", "#live SRAM", "#flash"),
                a.ops().stream()
                        .map(o -> List.of(
                                Integer.toString(o.index()),
                                Integer.toString(o.step()),
                                Html.escape(Units.opName(o.name())) + " <small>" + Html.escape(o.kind()) + "</small>",
                                Html.escape(o.output()),
                                Units.count(o.macs()),
                                Units.count(o.parameters()),
                                Units.count(o.liveBytes()),
                                Units.count(o.flashBytes())))
                        .toList(),
                a.ops().stream().map(o -> o.step() == peak ? "winner" : "").toList());
    }
}
