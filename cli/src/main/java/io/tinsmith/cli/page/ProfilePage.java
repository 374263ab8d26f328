package io.tinsmith.cli.page;

import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.ProfileReport;
import io.tinsmith.cli.report.ProfileReport.Cost;
import io.tinsmith.cli.report.ProfileReport.Counts;
import io.tinsmith.cli.report.ProfileReport.Op;
import io.tinsmith.cli.report.ProfileReport.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of what one inference takes. */
public final class ProfilePage {
    private static final int NAME = 40;

    private ProfilePage() {}

    /**
     * The page as HTML, self-contained.
     *
     * @param title what was profiled, such as the directory's name
     */
    public static String render(ProfileReport report, String title) {
        Html html = Document.open("Tinsmith: profile of " + title);
        html.raw("<header><h1>" + Html.escape(title) + "</h1>\n");
        html.paragraph("One inference on " + report.board() + " (" + report.core() + "), " + report.where() + ".");
        html.raw("<p class=\"genotype\">" + Html.escape("model " + report.modelSha256()) + "</p></header>\n");
        tiles(html, report);
        html.heading("Where the cycles go").raw("<div class=\"scroll wide\">");
        html.figure(CyclesChart.draw(report), caption(report)).raw("</div>\n");
        ops(html, report);
        Counts counts = report.total().counts();
        if (counts != null) {
            memory(html, report, counts);
        }
        return Document.close(html);
    }

    private static void tiles(Html html, ProfileReport report) {
        Cost total = report.total();
        Counts counts = total.counts();
        html.open("section", "tiles small");
        String range = counts == null
                ? report.cycleSource()
                : Units.big(counts.cyclesLow()) + " to " + Units.big(counts.cyclesHigh())
                        + ProfileSummary.waits(report);
        html.tile("Cycles", Units.big(total.cycles()), range, report.cyclesBasis());
        html.tile(
                "Time",
                String.format(Locale.ROOT, "%.2f ms", total.milliseconds()),
                "at " + Units.tick(report.clockHz() / 1e6) + " MHz",
                report.cyclesBasis());
        Long macs = total.macs();
        if (macs != null) {
            html.tile("MACs", Units.big(macs), Units.count(macs), Basis.EXACT);
        }
        if (counts != null) {
            html.tile(
                    "Instructions", Units.big(counts.instructions()), Units.count(counts.instructions()), Basis.EXACT);
            String perMac = ProfileSummary.perMac(macs, counts.instructions());
            if (!perMac.isEmpty()) {
                html.tile("Instructions per MAC", perMac, "over the whole network", Basis.EXACT);
            }
            html.tile(
                    "Flash read",
                    Units.big(counts.flashBytesRead()) + "B",
                    "weights and constants, without instructions",
                    Basis.EXACT);
        }
        ProfileReport.Energy energy = report.energy();
        if (energy != null) {
            html.tile(
                    "Energy",
                    String.format(Locale.ROOT, "%.3g mJ", energy.millijoules()),
                    Units.tick(energy.activeMilliwatts()) + " mW while computing",
                    Basis.ESTIMATED);
        }
        html.close("section");
        if (energy != null) {
            html.raw("<p class=\"legend\">Power: " + Html.escape(energy.source()) + "</p>\n");
        }
    }

    private static String caption(ProfileReport report) {
        if (report.total().counts() == null) {
            return "Cycles that the board's counter took for each op. " + Html.tag(Basis.MEASURED);
        }
        StringBuilder keys = new StringBuilder();
        for (CyclesChart.Kind kind : CyclesChart.KINDS) {
            keys.append("<span class=\"nowrap\"><i class=\"key ")
                    .append(kind.cssClass())
                    .append("\"></i> ")
                    .append(Html.escape(kind.title()))
                    .append("</span> ");
        }
        return keys
                + " The thin line is the band of the estimate, at its end the cycles and their share. Instructions were "
                + "counted, each class of them weighed by its cycles: " + Html.escape(report.cycleSource()) + ". "
                + Html.tag(Basis.ESTIMATED);
    }

    private static void ops(Html html, ProfileReport report) {
        boolean counted = report.total().counts() != null;
        List<String> heads = new ArrayList<>(List.of("#", "op", "#MACs", "#cycles", "#share"));
        if (counted) {
            heads.addAll(List.of(
                    "#instructions", "#per MAC", "#flash, bytes", "#RAM read, bytes", "#RAM written, bytes", ""));
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        ShortNames names = ProfileSummary.names(report);
        for (Op op : report.ops()) {
            rows.add(cells(Integer.toString(op.index()), names.shorten(op.name(), NAME), op.cost()));
            classes.add(ProfileSummary.flashBound(op) ? "winner" : "");
        }
        Cost between = report.between();
        if (between != null) {
            rows.add(cells("", "between ops", between));
            classes.add("");
        }
        rows.add(cells("", "all", report.total()));
        classes.add("level0");
        html.heading("Op by op");
        html.table(heads, rows, classes);
        if (counted) {
            html.raw("<p class=\"legend\">Instructions, MACs and bytes are " + Html.tag(Basis.EXACT) + ", cycles "
                    + Html.tag(Basis.ESTIMATED)
                    + ". Between ops: the loops of streams and the calls. Marked: more than a "
                    + "quarter of the cycles are waits for flash; the estimate is least sure there.</p>\n");
        }
    }

    private static List<String> cells(String index, String name, Cost cost) {
        List<String> cells = new ArrayList<>(List.of(
                index,
                Html.escape(name),
                ProfileSummary.macs(cost),
                Units.count(cost.cycles()),
                ProfileSummary.share(cost)));
        Counts counts = cost.counts();
        if (counts != null) {
            cells.addAll(List.of(
                    Units.count(counts.instructions()),
                    ProfileSummary.perMac(cost.macs(), counts.instructions()),
                    Units.count(counts.flashBytesRead()),
                    Units.count(ProfileSummary.ramRead(counts)),
                    Units.count(ProfileSummary.ramWritten(counts)),
                    counts.flashBound() ? "flash" : ""));
        }
        return cells;
    }

    private static void memory(Html html, ProfileReport report, Counts counts) {
        html.heading("Memory").open("section", "columns").raw("<div>");
        List<Traffic> used = counts.traffic().stream()
                .filter(t -> t.loads() + t.stores() > 0)
                .toList();
        html.table(
                List.of("region", "#loads", "#bytes", "#stores", "#bytes"),
                used.stream()
                        .map(t -> List.of(
                                Html.escape(t.region()) + (t.flash() ? " <small>flash</small>" : ""),
                                Units.count(t.loads()),
                                Units.count(t.loadBytes()),
                                Units.count(t.stores()),
                                Units.count(t.storeBytes())))
                        .toList(),
                used.stream().map(t -> "").toList());
        html.raw("</div><div>");
        html.table(
                List.of("written", "#from", "#to", "#bytes"),
                report.memory().stream()
                        .map(m -> List.of(
                                Html.escape(m.region()),
                                hex(m.lowestAddress()),
                                hex(m.endAddress()),
                                Units.count(m.bytes())))
                        .toList(),
                report.memory().stream().map(m -> "").toList());
        html.raw("</div>").close("section");
        html.raw("<p class=\"legend\">Of one inference, in the address space of the emulated program. "
                + Html.tag(Basis.EXACT) + "</p>\n");
    }

    private static String hex(long address) {
        return String.format(Locale.ROOT, "0x%08X", address);
    }
}
