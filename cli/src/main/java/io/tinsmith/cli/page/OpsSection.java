package io.tinsmith.cli.page;

import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.DesignReport;
import io.tinsmith.cli.report.OpRow;
import java.util.List;
import java.util.Locale;

/** The network, op by op. */
final class OpsSection {
    static final String STEPS =
            "Ops of one step run row by row together, and share its live SRAM. The marked rows are the "
                    + "peak of the arena.";

    private OpsSection() {}

    static void render(Html html, DesignReport report) {
        List<OpRow> ops = report.ops();
        long most = ops.stream().mapToLong(OpsSection::instructions).max().orElse(1);
        int peak = report.arena().peakStep();
        html.heading("Op by op");
        html.table(
                List.of(
                        "#",
                        "#step",
                        "op",
                        "output",
                        "#MACs",
                        "#parameters",
                        "#live SRAM",
                        "#instructions",
                        "",
                        "#per MAC"),
                ops.stream().map(o -> cells(o, most)).toList(),
                ops.stream().map(o -> o.step() == peak ? "winner" : "").toList());
        html.raw("<p class=\"legend\">MACs, parameters and live SRAM are " + Html.tag(Basis.EXACT)
                + "; instructions, where given, are " + Html.tag(Basis.MEASURED)
                + " on the device. " + STEPS + "</p>\n");
    }

    private static List<String> cells(OpRow op, long most) {
        long instructions = instructions(op);
        String bar = instructions == 0 ? "" : Html.bar("bar", 90.0 * instructions / Math.max(most, 1));
        return List.of(
                Integer.toString(op.index()),
                Integer.toString(op.step()),
                Html.escape(Units.opName(op.name())) + " <small>" + Html.escape(op.kind()) + "</small>",
                Html.escape(op.output()),
                op.macs() == 0 ? "" : Units.count(op.macs()),
                op.parameters() == 0 ? "" : Units.count(op.parameters()),
                Units.count(op.liveBytes()),
                instructions == 0 ? "" : Units.count(instructions),
                bar,
                instructions == 0 || op.macs() == 0
                        ? ""
                        : String.format(Locale.ROOT, "%.2f", (double) instructions / op.macs()));
    }

    private static long instructions(OpRow op) {
        Long instructions = op.instructions();
        return instructions == null ? 0 : instructions;
    }
}
