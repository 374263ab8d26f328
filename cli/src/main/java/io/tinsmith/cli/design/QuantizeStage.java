package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.training.Confusion;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.quantize.Calibrator;
import io.tinsmith.training.quantize.Quantizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Calibrates, quantizes, writes {@code model.tflite} and counts the int8 network's accuracy on all test images. After
 * quantization-aware training the better of both on the validation images is taken.
 */
final class QuantizeStage {
    /** Of images, as sensors deliver them. */
    static final Quantization INPUT = Quantization.perTensor(ImageSet.INPUT_SCALE, ImageSet.INPUT_ZERO_POINT);

    private static final int CALIBRATION_IMAGES = 512;

    private QuantizeStage() {}

    /**
     * What is kept.
     *
     * @param sha256 of the model file
     */
    record Result(String sha256, Accuracy accuracy) {}

    static Result run(
            DesignJob job, StageStore store, TrainingData data, Path model, Progress progress, Console console)
            throws IOException {
        byte[] bytes = postTraining(store.path(TrainStage.FLOAT_MODEL), data);
        if (job.quantizedEpochs() > 0) {
            bytes = better(bytes, Files.readAllBytes(store.path(TrainStage.AWARE_MODEL)), data, progress, console);
        }
        StageStore.write(model, bytes);
        // The file is what is delivered, so the file is what is judged.
        Confusion counts = confusion(bytes, data.test(), progress);
        return new Result(Hashes.sha256(bytes), Tally.accuracy("int8, Java interpreter", counts, data.test()));
    }

    private static byte[] postTraining(Path floatModel, TrainingData data) throws IOException {
        Graph trained = TfliteReader.read(floatModel, Rounding.DOUBLE);
        List<float[]> samples = IntStream.range(
                        0, Math.min(CALIBRATION_IMAGES, data.train().count()))
                .mapToObj(data.train()::floatInput)
                .toList();
        return TfliteWriter.write(Quantizer.quantize(trained, Calibrator.minMax(trained, samples), INPUT));
    }

    private static byte[] better(byte[] post, byte[] aware, TrainingData data, Progress progress, Console console) {
        Confusion without = confusion(post, data.validation(), progress);
        Confusion with = confusion(aware, data.validation(), progress);
        boolean taken = with.right() >= without.right();
        console.line(String.format(
                Locale.ROOT,
                "  validation images in int8: %.2f %% after quantization-aware training, %.2f %% without; the %s is taken",
                100 * with.accuracy(),
                100 * without.accuracy(),
                taken ? "former" : "latter"));
        return taken ? aware : post;
    }

    private static Confusion confusion(byte[] model, ImageSet images, Progress progress) {
        return new Classifier(TfliteReader.read(model, Rounding.DOUBLE)).confusion(images, progress);
    }
}
