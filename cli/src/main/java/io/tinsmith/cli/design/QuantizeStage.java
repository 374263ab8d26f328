package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.quantize.Calibrator;
import io.tinsmith.training.quantize.Quantizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Calibrates, quantizes, writes {@code model.tflite} and counts the int8 network's accuracy on all test images. */
final class QuantizeStage {
    private static final int CALIBRATION_IMAGES = 512;

    private QuantizeStage() {}

    /**
     * What is kept.
     *
     * @param sha256 of the model file
     */
    record Result(String sha256, Accuracy accuracy) {}

    static Result run(Path floatModel, TrainingData data, Path model, Progress progress) throws IOException {
        Graph trained = TfliteReader.read(floatModel, Rounding.DOUBLE);
        List<float[]> samples = IntStream.range(
                        0, Math.min(CALIBRATION_IMAGES, data.train().count()))
                .mapToObj(data.train()::floatInput)
                .toList();
        Quantization input = Quantization.perTensor(ImageSet.INPUT_SCALE, ImageSet.INPUT_ZERO_POINT);
        Graph quantized = Quantizer.quantize(trained, Calibrator.minMax(trained, samples), input);
        byte[] bytes = TfliteWriter.write(quantized);
        StageStore.write(model, bytes);
        // The file is what is delivered, so the file is what is judged.
        Classifier classifier = new Classifier(TfliteReader.read(bytes, Rounding.DOUBLE));
        long correct = classifier.correct(data.test(), progress);
        return new Result(
                Hashes.sha256(bytes),
                new Accuracy("int8, Java interpreter", correct, data.test().count()));
    }
}
