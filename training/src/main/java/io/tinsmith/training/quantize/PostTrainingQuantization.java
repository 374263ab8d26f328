package io.tinsmith.training.quantize;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes an int8 graph of a float one from anywhere and samples of its input: folds, calibrates, quantizes, corrects. */
public final class PostTrainingQuantization {
    /** All their live activations are held at once. */
    private static final int MOST_CORRECTION_SAMPLES = 64;

    private PostTrainingQuantization() {}

    /**
     * The result.
     *
     * @param folded the float graph that was quantized: it computes what the given one does, but an equalized one has other
     *     scales within
     * @param quantized the same ops and tensors in int8
     */
    public record Result(Graph folded, Graph quantized) {}

    /**
     * Quantizes a graph.
     *
     * @param trained float, with one input and parameters that are all finite
     * @param samples of the input, at least one, each of as many finite values as it has
     * @throws IllegalArgumentException if the graph or a sample is not as above, or the graph has an op without an int8
     *     form
     */
    public static Result run(Graph trained, List<float[]> samples, PostTrainingOptions options) {
        requireQuantizable(trained);
        requireSamples(trained, samples);
        Graph folded = JoinedScales.setApart(Folding.fold(trained));
        if (options.equalize()) {
            folded = Equalization.equalize(folded, Calibrator.minMax(folded, samples));
        }
        Map<Integer, Range> ranges = Calibrator.ranges(folded, samples, options.calibration(), options.percentile());
        int in = folded.inputs().get(0);
        Range inputRange = ranges.getOrDefault(in, new Range(0, 0));
        Quantization input = options.input().orElseGet(inputRange::toInt8);
        Graph quantized = Quantizer.quantize(folded, ranges, input, options.perChannel());
        if (options.correctBiases()) {
            quantized = BiasCorrection.correct(folded, quantized, spread(samples, MOST_CORRECTION_SAMPLES));
        }
        return new Result(folded, quantized);
    }

    /** At most so many of the elements, evenly from all of the list. */
    private static <T> List<T> spread(List<T> all, int most) {
        List<T> some = new ArrayList<>();
        int count = Math.min(most, all.size());
        for (int i = 0; i < count; i++) {
            some.add(all.get((int) ((long) i * all.size() / count)));
        }
        return some;
    }

    private static void requireQuantizable(Graph graph) {
        if (graph.inputs().size() != 1) {
            throw new IllegalArgumentException("The model has " + graph.inputs().size()
                    + " inputs; samples can be given for one.\nMaybe join them, or quantize where it was trained.");
        }
        for (Op op : graph.ops()) {
            Tensor out = graph.tensor(op.output());
            if (out.type() != DType.FLOAT32) {
                throw new IllegalArgumentException("The tensor (" + out.name() + ") is " + out.type()
                        + ", not FLOAT32.\nMaybe the model is quantized already: it needs no quantizing then.");
            }
            boolean parameters =
                    op.inputs().stream().anyMatch(t -> graph.tensor(t).isParameter());
            if (parameters && Layer.of(op).isEmpty() && !(op instanceof Op.Pairwise)) {
                throw new IllegalArgumentException("The op (" + op.getClass().getSimpleName() + ") that computes ("
                        + out.name() + ", " + out.shape() + ") reads constants and has no int8 form here.\n"
                        + "Maybe fold the constants into the weights of a layer beside it.");
            }
        }
        for (Tensor t : graph.tensors()) {
            if (t.dataOrNull() instanceof TensorData.Float32 d) {
                requireFinite(
                        "The parameter (" + t.name() + ", " + t.shape() + ")", d.values(), "the training diverged");
            }
        }
    }

    private static void requireSamples(Graph graph, List<float[]> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("There are no samples to calibrate with.\nMaybe their file is empty.");
        }
        Tensor input = graph.input();
        for (int i = 0; i < samples.size(); i++) {
            float[] sample = samples.get(i);
            if (sample.length != input.shape().elements()) {
                throw new IllegalArgumentException("The sample " + i + " has " + sample.length
                        + " values, the model's input (" + input.name() + ") is " + input.shape()
                        + ".\nMaybe they are of another model.");
            }
            requireFinite("The sample " + i, sample, "take it out, or repair it where it was made");
        }
    }

    private static void requireFinite(String what, float[] values, String maybe) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        what + " has the value " + values[i] + " at position " + i + ".\nMaybe " + maybe + ".");
            }
        }
    }
}
