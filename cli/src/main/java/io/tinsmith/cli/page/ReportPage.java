package io.tinsmith.cli.page;

import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.DesignReport;
import io.tinsmith.cli.report.DeviceRun;
import io.tinsmith.cli.report.Job;
import io.tinsmith.cli.report.MemoryTable;
import io.tinsmith.cli.report.Network;
import io.tinsmith.targets.ByteSize;
import java.util.Locale;
import java.util.Map;

/** {@code report.html}: one self-contained file, no script and nothing loaded from elsewhere. */
public final class ReportPage {
    private ReportPage() {}

    public static String render(DesignReport report) {
        Html html = Document.open("Tinsmith: " + report.network().name());
        head(html, report);
        tiles(html, report);
        MemorySection.render(html, report);
        SearchSection.render(html, report);
        OpsSection.render(html, report);
        provenance(html, report);
        return Document.close(html);
    }

    private static void head(Html html, DesignReport report) {
        Job job = report.job();
        Network net = report.network();
        html.raw("<header><h1>" + Html.escape(net.name()) + "</h1>\n");
        html.paragraph("Designed for " + job.board() + " (" + job.mcu() + ", " + job.core() + ", "
                + job.clockHz() / 1_000_000 + " MHz) on " + job.dataset() + ", within "
                + ByteSize.format(job.sramBudgetBytes()) + " SRAM and " + ByteSize.format(job.flashBudgetBytes())
                + " flash for the whole program.");
        html.raw("<p class=\"genotype\">" + Html.escape(net.input() + "  " + net.architecture()) + "</p></header>\n");
        for (String note : report.notes()) {
            html.raw("<p class=\"remark\">" + Html.escape(note) + "</p>\n");
        }
    }

    private static void tiles(Html html, DesignReport report) {
        html.open("section", "tiles");
        for (Accuracy a : report.accuracies()) {
            html.tile(a.what(), String.format(Locale.ROOT, "%.2f %%", a.percent()), right(a), Basis.MEASURED);
        }
        DeviceRun device = report.device();
        html.tile(
                "Outputs equal in every byte",
                Units.count(device.equalImages()) + " / " + Units.count(device.images()),
                "device against the Java interpreter",
                Basis.MEASURED);
        memoryTile(html, report.sram());
        memoryTile(html, report.flash());
        html.tile(
                "MACs",
                Units.big(report.network().macs()),
                Units.count(report.network().macs()),
                Basis.EXACT);
        html.tile(
                "Parameters",
                Units.big(report.network().parameters()),
                Units.count(report.network().parameters()),
                Basis.EXACT);
        Long instructions = device.instructions();
        if (instructions != null) {
            html.tile(
                    "Instructions per inference",
                    Units.big(instructions),
                    Units.count(instructions),
                    device.instructionBasis());
        }
        DeviceRun.Time time = device.time();
        if (time != null) {
            html.tile(
                    "Time per inference",
                    String.format(Locale.ROOT, "about %.0f ms", time.estimatedMillis()),
                    String.format(
                            Locale.ROOT,
                            "%.0f to %.0f ms on the board, from what its core takes for instructions",
                            time.lowMillis(),
                            time.highMillis()),
                    Basis.ESTIMATED);
        }
        html.close("section");
    }

    private static String right(Accuracy a) {
        Long pixels = a.pixels();
        Double iou = a.meanIou();
        return pixels == null || iou == null
                ? Units.count(a.correct()) + " of " + Units.count(a.images()) + " images right"
                : String.format(
                        Locale.ROOT,
                        "%s of %s pixels right in %s images, mean IoU %.2f %%",
                        Units.count(a.correct()),
                        Units.count(pixels),
                        Units.count(a.images()),
                        100 * iou);
    }

    private static void memoryTile(Html html, MemoryTable table) {
        boolean measured = table.rows().stream().anyMatch(r -> r.level() == 0 && r.measuredBytes() != null);
        html.tile(
                table.name() + " of the whole program",
                Units.bytes(table.totalBytes()),
                String.format(
                        Locale.ROOT,
                        "%.1f %% of %s",
                        100.0 * table.totalBytes() / table.budgetBytes(),
                        ByteSize.format(table.budgetBytes())),
                measured ? Basis.MEASURED : Basis.PREDICTED);
    }

    private static void provenance(Html html, DesignReport report) {
        html.heading("Provenance").raw("<dl>\n");
        item(html, "device", report.device().where() + "; " + report.device().identity());
        item(html, "seed", Long.toString(report.provenance().seed()));
        item(
                html,
                "space, strategy, schedule",
                report.job().space() + ", " + report.job().strategy() + ", "
                        + report.job().schedule());
        item(html, "time budget", report.job().timeSeconds() + " s");
        item(html, "rounding", report.network().rounding());
        item(html, "model.tflite", "sha256 " + report.network().sha256());
        for (Map.Entry<String, String> e : report.provenance().hashes().entrySet()) {
            item(html, e.getKey(), "sha256 " + e.getValue());
        }
        for (Map.Entry<String, String> e : report.provenance().input().entrySet()) {
            item(html, "input, " + e.getKey(), e.getValue());
        }
        for (Map.Entry<String, String> e : report.provenance().versions().entrySet()) {
            item(html, e.getKey(), e.getValue());
        }
        html.raw("</dl>\n").open("p", "legend");
        html.raw(Html.tag(Basis.MEASURED) + " read off the device, the ELF file, or counted over a data set. ");
        html.raw(Html.tag(Basis.EXACT) + " follows from the structure, or counted without error. ");
        html.raw(Html.tag(Basis.PREDICTED) + " from the memory model, before anything was built. ");
        html.raw(Html.tag(Basis.ESTIMATED) + " with an error band.").close("p");
    }

    private static void item(Html html, String name, String value) {
        html.raw("<dt>" + Html.escape(name) + "</dt><dd>" + Html.escape(value) + "</dd>\n");
    }
}
