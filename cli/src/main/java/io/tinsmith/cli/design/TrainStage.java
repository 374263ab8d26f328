package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.cli.report.EpochRow;
import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import io.tinsmith.search.Network;
import io.tinsmith.training.Confusion;
import io.tinsmith.training.Evaluator;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.InitialWeights;
import io.tinsmith.training.Trainer;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.TrainingPlans;
import io.tinsmith.training.TrainingResult;
import io.tinsmith.training.quantize.QuantizationAwareTraining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains the winner in full. Its weights go to {@code float.tflite} in the state folder, and what quantization-aware epochs,
 * if any, make of it to {@code quantization-aware.tflite}.
 */
final class TrainStage {
    static final String FLOAT_MODEL = "float.tflite";
    static final String AWARE_MODEL = "quantization-aware.tflite";
    private static final String EPOCHS = "epochs";

    private TrainStage() {}

    /**
     * What is kept.
     *
     * @param accuracy of the float network on the test images
     * @param provenance SHA-256 over plan, structure and images
     */
    record Result(List<EpochRow> epochs, Accuracy accuracy, String provenance) {
        Result {
            epochs = List.copyOf(epochs);
        }
    }

    /** Epochs so far, kept beside the trainer's checkpoint. */
    record Curve(List<EpochRow> epochs) {
        Curve {
            epochs = List.copyOf(epochs);
        }
    }

    /**
     * The training.
     *
     * @param start what it starts from in place of random weights, if anything
     */
    static Result run(
            DesignJob job,
            String name,
            Network network,
            TrainingData data,
            TrainingAmounts amounts,
            Optional<InitialWeights> start,
            StageStore store,
            Console console)
            throws IOException, InterruptedException {
        Graph structure = named(network.toGraph(DType.FLOAT32), name);
        ImageSet images = data.train().first(amounts.images());
        TrainingPlan plan = TrainingPlans.standard(data.kind(), images, amounts.epochs(), job.seed());
        List<EpochRow> epochs = new ArrayList<>(
                store.get(EPOCHS, Curve.class).map(Curve::epochs).orElse(List.of()));
        long steps = (long) plan.epochs() * plan.stepsPerEpoch(images.count());
        Path checkpoint = store.path("training.checkpoint");
        TrainingResult trained;
        try (Progress progress = console.progress("training", steps)) {
            TrainingProgress listener = new TrainingProgress(progress, row -> keep(store, epochs, row));
            // Without a checkpoint, resume starts from the start.
            trained = new Trainer(plan, listener, Optional.of(checkpoint))
                    .startingFrom(start)
                    .resume(structure, images, data.validation());
        }
        Graph graph = named(trained.floatGraph(), name);
        StageStore.write(store.path(FLOAT_MODEL), TfliteWriter.write(graph));
        if (job.quantizedEpochs() > 0) {
            TrainingPlan last = QuantizationAwareTraining.planAfter(plan, job.quantizedEpochs());
            quantizationAware(last, images, store, console);
        }
        Confusion counts = Evaluator.confusion(graph, data.test());
        return new Result(epochs, Tally.accuracy("float, TensorFlow", counts, data.test()), trained.provenance());
    }

    /** From the file, as all that follows. */
    private static void quantizationAware(TrainingPlan plan, ImageSet images, StageStore store, Console console)
            throws IOException, InterruptedException {
        Graph trained = TfliteReader.read(store.path(FLOAT_MODEL), Rounding.DOUBLE);
        long steps = (long) plan.epochs() * plan.stepsPerEpoch(images.count());
        try (Progress progress = console.progress("quantization-aware training", steps)) {
            Graph quantized = new QuantizationAwareTraining(plan, new TrainingProgress(progress, row -> {}))
                    .train(trained, images, QuantizeStage.INPUT)
                    .quantized(QuantizeStage.INPUT);
            StageStore.write(store.path(AWARE_MODEL), TfliteWriter.write(quantized));
        }
    }

    private static void keep(StageStore store, List<EpochRow> epochs, EpochRow row) {
        epochs.removeIf(e -> e.epoch() >= row.epoch());
        epochs.add(row);
        try {
            store.put(EPOCHS, new Curve(epochs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Graph named(Graph graph, String name) {
        return new Graph(name, graph.tensors(), graph.ops(), graph.inputs(), graph.outputs(), graph.rounding());
    }
}
