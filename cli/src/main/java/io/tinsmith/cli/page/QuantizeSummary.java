package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.EdgeNames;
import io.tinsmith.cli.report.QuantizeReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of a float model, as lines for the terminal. */
public final class QuantizeSummary {
    /** Below this, in decibels, something is likely to be wrong. */
    private static final double LOW = 15;

    private QuantizeSummary() {}

    public static List<String> lines(QuantizeReport r) {
        List<String> out = new ArrayList<>();
        out.add(r.model() + ", " + r.floatOps() + " ops, " + Units.count(r.sampleCount()) + " samples: " + r.samples());
        out.add("Calibration " + r.calibration() + ", weights "
                + (r.perChannel() ? "by channel" : "in one scale")
                + (r.equalized() ? ", equalized" : "")
                + (r.biasesCorrected() ? ", biases corrected" : ""));
        if (r.randomSamples()) {
            out.add("Random samples calibrate poorly: real inputs reach other values within the network.");
            out.add("Good for a try; for use give --samples some hundred real ones.");
        }
        out.add("");
        out.addAll(layers(r).lines());
        out.add("");
        figures(r, out);
        return out;
    }

    private static TextTable layers(QuantizeReport r) {
        TextTable table = new TextTable("#", "op", "output", "shape", "#scale", "#zero point", "#SNR, dB");
        r.inputs().forEach(input -> row(table, "", "input", input));
        r.layers()
                .forEach(layer -> row(
                        table,
                        Integer.toString(layer.index()),
                        layer.op() + (isInt8(layer) ? "" : ", " + layer.type()),
                        layer.output()));
        return table;
    }

    private static void row(TextTable table, String index, String op, QuantizeReport.Quantized q) {
        table.row(
                index,
                op,
                Units.opName(q.name()),
                q.shape(),
                String.format(Locale.ROOT, "%.3g", q.scale()),
                Integer.toString(q.zeroPoint()),
                decibels(q.snrDecibels()));
    }

    private static boolean isInt8(QuantizeReport.Layer layer) {
        return layer.type().equals("int8");
    }

    /** The types that the file converts at its edges, and what of it is not int8 within. */
    private static void types(QuantizeReport r, List<String> out) {
        if (!r.layers().stream().allMatch(QuantizeSummary::isInt8)) {
            out.add("The file takes " + r.inputType() + " and gives " + r.outputType()
                    + "; layers that are not int8 have no C here: run it in TFLite or TFLite Micro, whose arena analyze"
                    + " --runtime tflm shows.");
            return;
        }
        EdgeNames.line(
                        r.inputType().equals("int8") ? null : r.inputType(),
                        r.outputType().equals("int8") ? null : r.outputType())
                .ifPresent(out::add);
    }

    private static void figures(QuantizeReport r, List<String> out) {
        Double snr = r.outputSnrDecibels();
        Double same = r.sameClass();
        out.add("Output: " + (snr == null ? "no errors" : "SNR " + decibels(snr) + " dB") + " against float on "
                + Units.count(r.checkedSamples()) + " of the samples"
                + (same == null ? "" : "; greatest at the same place in " + Units.percent(same)));
        r.layers().stream()
                .filter(layer -> layer.output().snrDecibels() != null)
                .min(Comparator.comparingDouble(QuantizeSummary::snr))
                .ifPresent(layer -> out.add(
                        "Least of a layer: " + decibels(layer.output().snrDecibels()) + " dB, " + layer.index() + " "
                                + layer.op() + " " + Units.opName(layer.output().name())));
        out.add("File: " + Units.count(r.int8Bytes()) + " bytes, was " + Units.count(r.floatBytes()) + "; ops: "
                + r.layers().size() + ", were " + r.floatOps());
        types(r, out);
        if (snr != null && snr < LOW) {
            out.add(
                    "That is far from float. Maybe the samples are not scaled as in training (--input-range, --mean, --std);"
                            + " else try --equalize, another --calibration or more samples.");
        }
    }

    private static double snr(QuantizeReport.Layer layer) {
        Double snr = layer.output().snrDecibels();
        return snr == null ? Double.POSITIVE_INFINITY : snr;
    }

    private static String decibels(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }
}
