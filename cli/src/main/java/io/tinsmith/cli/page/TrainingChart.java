package io.tinsmith.cli.page;

import io.tinsmith.cli.report.EpochRow;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Accuracy by epoch of the winner's training. */
public final class TrainingChart {
    private TrainingChart() {}

    public static String draw(List<EpochRow> epochs) {
        Svg svg = new Svg(480, 320, "Accuracy by epoch on the training and the validation images");
        double low = epochs.stream()
                .mapToDouble(e -> Math.min(e.trainAccuracy(), e.validationAccuracy()))
                .min()
                .orElse(0);
        double high = epochs.stream()
                .mapToDouble(e -> Math.max(e.trainAccuracy(), e.validationAccuracy()))
                .max()
                .orElse(1);
        int last = epochs.isEmpty() ? 1 : epochs.get(epochs.size() - 1).epoch();
        Frame frame = Frame.draw(
                svg,
                new Frame.Axis("epoch", 0, last, Math.min(last, 8), Units::tick),
                new Frame.Axis("accuracy, %", 100 * low, 100 * high, 5, Units::tick));
        curve(frame, epochs, EpochRow::trainAccuracy, "curve train");
        curve(frame, epochs, EpochRow::validationAccuracy, "curve validation");
        if (epochs.isEmpty()) {
            svg.text(svg.width() / 2, svg.height() / 2, "middle", "note", "Not trained.");
        }
        return svg.close();
    }

    private static void curve(Frame frame, List<EpochRow> epochs, ToDoubleFunction<EpochRow> value, String cssClass) {
        double[] xs = epochs.stream().mapToDouble(e -> frame.x().at(e.epoch())).toArray();
        double[] ys = epochs.stream()
                .mapToDouble(e -> frame.y().at(100 * value.applyAsDouble(e)))
                .toArray();
        frame.svg().polyline(xs, ys, cssClass);
        for (int i = 0; i < xs.length; i++) {
            frame.svg().circle(xs[i], ys[i], 2.4, cssClass + " dot", Units.percent(value.applyAsDouble(epochs.get(i))));
        }
    }
}
