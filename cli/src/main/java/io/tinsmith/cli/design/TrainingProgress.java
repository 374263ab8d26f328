package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.report.EpochRow;
import io.tinsmith.training.TrainingListener;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows a training on a bar and hands its epochs on. */
final class TrainingProgress implements TrainingListener {
    private final Progress progress;
    private final Consumer<EpochRow> epochs;
    private String accuracy = "";

    TrainingProgress(Progress progress, Consumer<EpochRow> epochs) {
        this.progress = progress;
        this.epochs = epochs;
    }

    @Override
    public void onStep(int epoch, int ofEpochs, int step, int ofSteps, double loss) {
        progress.to((long) (epoch - 1) * ofSteps + step);
        progress.note(String.format(Locale.ROOT, "epoch %d/%d loss %.3f%s", epoch, ofEpochs, loss, accuracy));
    }

    @Override
    public void onEpoch(int epoch, int ofEpochs, double loss, double validationAccuracy) {
        accuracy = String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * validationAccuracy);
        progress.milestone(String.format(
                Locale.ROOT,
                "epoch %d/%d: loss %.3f, validation accuracy %.2f %%",
                epoch,
                ofEpochs,
                loss,
                100 * validationAccuracy));
        epochs.accept(new EpochRow(epoch, loss, validationAccuracy));
    }
}
