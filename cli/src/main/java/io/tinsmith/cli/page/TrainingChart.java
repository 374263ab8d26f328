package io.tinsmith.cli.page;

import io.tinsmith.cli.report.EpochRow;
import java.util.List;
import java.util.Locale;

/** Validation accuracy by epoch of the winner's training. */
public final class TrainingChart {
    private TrainingChart() {}

    public static String draw(List<EpochRow> epochs) {
        Svg svg = new Svg(480, 320, "Accuracy on the validation images by epoch");
        double low =
                epochs.stream().mapToDouble(EpochRow::validationAccuracy).min().orElse(0);
        double high =
                epochs.stream().mapToDouble(EpochRow::validationAccuracy).max().orElse(1);
        int last = epochs.isEmpty() ? 1 : epochs.get(epochs.size() - 1).epoch();
        Frame frame = Frame.draw(
                svg,
                new Frame.Axis("epoch", 0, last, Math.min(last, 8), Units::tick),
                new Frame.Axis("validation accuracy, %", 100 * low, 100 * high, 5, Units::tick));
        double[] xs = epochs.stream().mapToDouble(e -> frame.x().at(e.epoch())).toArray();
        double[] ys = epochs.stream()
                .mapToDouble(e -> frame.y().at(100 * e.validationAccuracy()))
                .toArray();
        svg.polyline(xs, ys, "curve validation");
        for (int i = 0; i < xs.length; i++) {
            EpochRow row = epochs.get(i);
            String title = String.format(
                    Locale.ROOT,
                    "epoch %d: %s, loss %.4f",
                    row.epoch(),
                    Units.percent(row.validationAccuracy()),
                    row.loss());
            svg.circle(xs[i], ys[i], 2.6, "curve validation dot", title);
        }
        if (epochs.isEmpty()) {
            svg.text(svg.width() / 2, svg.height() / 2, "middle", "note", "Not trained.");
        }
        return svg.close();
    }
}
