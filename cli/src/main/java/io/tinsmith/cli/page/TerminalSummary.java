package io.tinsmith.cli.page;

import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.cli.report.DesignReport;
import io.tinsmith.cli.report.DeviceRun;
import io.tinsmith.cli.report.MemoryRow;
import io.tinsmith.cli.report.MemoryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report as lines for the terminal. */
public final class TerminalSummary {
    private TerminalSummary() {}

    public static List<String> lines(DesignReport report) {
        List<String> out = new ArrayList<>();
        out.add(report.network().name() + ": " + report.network().architecture());
        out.add("");
        for (Accuracy a : report.accuracies()) {
            out.add(row(
                    "accuracy, " + a.what(),
                    String.format(Locale.ROOT, "%.2f %%", a.percent()),
                    "measured on " + tried(a)));
            Double iou = a.meanIou();
            if (iou != null) {
                out.add(row("mean IoU, " + a.what(), String.format(Locale.ROOT, "%.2f %%", 100 * iou), "of the same"));
            }
        }
        DeviceRun device = report.device();
        out.add(row(
                "outputs equal in every byte",
                Units.count(device.equalImages()) + " / " + Units.count(device.images()),
                "measured, " + device.where()));
        out.add(row("MACs", Units.count(report.network().macs()), "exact"));
        out.add(row("parameters", Units.count(report.network().parameters()), "exact"));
        Long instructions = device.instructions();
        if (instructions != null) {
            out.add(row(
                    "instructions per inference",
                    Units.count(instructions),
                    device.instructionBasis().word()));
        }
        Long predicted = device.predictedInstructions();
        if (predicted != null) {
            out.add(row("instructions, by the table", Units.count(predicted), "predicted, before it was built"));
        }
        DeviceRun.Time time = device.time();
        if (time != null) {
            out.add(row(
                    "time per inference",
                    String.format(Locale.ROOT, "~%.0f ms", time.estimatedMillis()),
                    String.format(
                            Locale.ROOT,
                            "estimated for the board, %.0f to %.0f ms",
                            time.lowMillis(),
                            time.highMillis())));
        }
        table(out, report.sram());
        table(out, report.flash());
        report.notes().forEach(n -> out.add("Note: " + n));
        return out;
    }

    private static void table(List<String> out, MemoryTable table) {
        out.add("");
        out.add(String.format(Locale.ROOT, "%-32s %12s %12s", table.name() + ", bytes", "predicted", "measured"));
        for (MemoryRow r : table.rows()) {
            out.add(String.format(
                            Locale.ROOT,
                            "%-32s %12s %12s  %s",
                            "  ".repeat(r.level()) + r.name(),
                            cell(r.predictedBytes()),
                            cell(r.measuredBytes()),
                            r.source())
                    .stripTrailing());
        }
        out.add(String.format(Locale.ROOT, "%-32s %12s %12s", "budget", "", Units.count(table.budgetBytes())));
    }

    private static String tried(Accuracy a) {
        Long pixels = a.pixels();
        return (pixels == null ? "" : Units.count(pixels) + " pixels of ") + Units.count(a.images()) + " images";
    }

    private static String cell(@Nullable Long bytes) {
        return bytes == null ? "-" : Units.count(bytes);
    }

    private static String row(String name, String value, String basis) {
        return String.format(Locale.ROOT, "%-32s %12s  %s", name, value, basis);
    }
}
