package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.TrainingListener;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.internal.QuantizationRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The last phase of a training: the network, its batch norm folded and frozen, learns on with weights and activations
 * rounded as int8 will round them (Jacob et al., arXiv:1712.05877, section 3; Krishnamoorthi, arXiv:1806.08342, section 3.2).
 * It starts from what post-training quantization gives; ranges of activations are moving averages over steps. The result
 * goes through the same {@link Quantizer}. The same plan, network and images give the same bits.
 */
public final class QuantizationAwareTraining {
    private static final int CALIBRATION_IMAGES = 512;
    /** Weights without batch norm take a smaller rate than those that it scales. */
    private static final double RATE = 0.05;

    private static final double RANGE_MEMORY = 0.99;

    private final TrainingPlan plan;
    private final TrainingListener listener;

    /**
     * A phase.
     *
     * @param plan see {@link #planAfter}
     */
    public QuantizationAwareTraining(TrainingPlan plan, TrainingListener listener) {
        this.plan = plan;
        this.listener = listener;
    }

    /**
     * The result.
     *
     * @param floatGraph with the weights that were learned
     * @param ranges of its activations, by tensor index
     */
    public record Result(Graph floatGraph, Map<Integer, Range> ranges) {
        public Result {
            ranges = Map.copyOf(ranges);
        }

        /** In int8. */
        public Graph quantized(Quantization input) {
            return Quantizer.quantize(floatGraph, ranges, input);
        }
    }

    /** A plan for so many epochs after a training: the same images and targets, smaller steps. */
    public static TrainingPlan planAfter(TrainingPlan training, int epochs) {
        return training.withEpochs(epochs)
                .withLearningRate(RATE * training.learningRate())
                .with(new TrainingPlan.Refinements(0, training.refinements().balanced(), 0));
    }

    /**
     * Trains.
     *
     * @param trained float32 with parameters, batch norm folded; its layers are those that {@link
     *     io.tinsmith.training.Trainer} trains
     * @param train as large as the network's input, at least one batch
     * @param input quantization of the network's input
     * @throws IllegalArgumentException if the images are of another size or too few
     * @throws InterruptedException if the thread was interrupted
     */
    public Result train(Graph trained, ImageSet train, Quantization input) throws InterruptedException {
        if (!trained.input().shape().equals(train.imageShape()) || train.count() < plan.batch()) {
            throw new IllegalArgumentException("The network (" + trained.name() + ") takes "
                    + trained.input().shape() + ", there are " + train.count() + " images " + train.imageShape()
                    + " for batches of " + plan.batch()
                    + ".\nMaybe resize the images to the network's resolution, or take a smaller batch.");
        }
        List<float[]> samples = IntStream.range(0, Math.min(CALIBRATION_IMAGES, train.count()))
                .mapToObj(train::floatInput)
                .toList();
        Map<Integer, Range> ranges = new HashMap<>(Calibrator.minMax(trained, samples));
        try (QuantizationRun run = new QuantizationRun(trained, plan, train)) {
            while (run.epochsDone() < plan.epochs()) {
                run.epoch(listener, () -> grids(trained, ranges, input), extremes -> follow(trained, ranges, extremes));
            }
            return new Result(run.network(), ranges);
        }
    }

    /** Of each op's output the least value of int8, the greatest and the step. */
    private static float[] grids(Graph graph, Map<Integer, Range> ranges, Quantization input) {
        Map<Integer, Quantization> activations = Quantizer.activations(graph, ranges, input);
        float[] grids = new float[3 * graph.ops().size()];
        for (int i = 0; i < graph.ops().size(); i++) {
            Quantization q =
                    Objects.requireNonNull(activations.get(graph.ops().get(i).output()));
            grids[3 * i] = q.scale() * (-128 - q.zeroPoint());
            grids[3 * i + 1] = q.scale() * (127 - q.zeroPoint());
            grids[3 * i + 2] = q.scale();
        }
        return grids;
    }

    private static void follow(Graph graph, Map<Integer, Range> ranges, float[] extremes) {
        for (int i = 0; i < graph.ops().size(); i++) {
            Op op = graph.ops().get(i);
            Range old = Objects.requireNonNull(ranges.get(op.output()));
            ranges.put(
                    op.output(),
                    new Range(average(old.min(), extremes[2 * i]), average(old.max(), extremes[2 * i + 1])));
        }
    }

    private static float average(float old, float now) {
        return (float) (RANGE_MEMORY * old + (1 - RANGE_MEMORY) * now);
    }
}
