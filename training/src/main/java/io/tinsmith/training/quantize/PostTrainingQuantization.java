package io.tinsmith.training.quantize;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Edges;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.MixedGraph.WideScales;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes an int8 graph of a float one from anywhere and samples of its input: folds, calibrates, quantizes, corrects. */
public final class PostTrainingQuantization {
    /** All their live activations are held at once. */
    private static final int MOST_CORRECTION_SAMPLES = 64;

    private PostTrainingQuantization() {}

    /**
     * The result.
     *
     * @param mixed all of it in int8; the float graph that was quantized, which computes what the given one does, but an
     *     equalized one has other scales within; and which of its ops stay in float32
     */
    public record Result(MixedGraph mixed) {
        public Graph folded() {
            return mixed.real();
        }

        public Graph quantized() {
            return mixed.quantized();
        }
    }

    /**
     * Quantizes a graph.
     *
     * @param trained float, with parameters that are all finite
     * @param samples at least one, each of the finite values of all inputs in order
     * @throws IllegalArgumentException if the graph or a sample is not as above, or the graph has an op without an int8
     *     form
     */
    public static Result run(Graph trained, List<float[]> samples, PostTrainingOptions options) {
        requireQuantizable(trained, options);
        requireSamples(trained, samples);
        Graph folded = JoinedScales.setApart(Folding.fold(trained));
        if (options.equalize()) {
            folded = Equalization.equalize(folded, Calibrator.minMax(folded, samples));
        }
        Set<Integer> kept = KeptLayer.positions(folded, options.notInt8().keptFloat());
        if (options.notInt8().keptFloat().stream().anyMatch(options.notInt8().int16()::contains)) {
            throw new IllegalArgumentException("The layers " + options.notInt8().int16() + " cannot be int16x8 and "
                    + options.notInt8().keptFloat()
                    + " float32 at once.\nMaybe name each in one of --keep-float and --int16.");
        }
        Map<Integer, Range> ranges = Calibrator.ranges(folded, samples, options.calibration(), options.percentile());
        List<Quantization> inputs = new ArrayList<>();
        for (int input : folded.inputs()) {
            Range range = ranges.getOrDefault(input, new Range(0, 0));
            inputs.add(options.input().orElseGet(range::toInt8));
        }
        Edges edges = Edges.all(
                inputs.size(),
                options.notInt8().inputEdge(),
                folded.outputs().size(),
                options.notInt8().outputEdge());
        Graph quantized =
                Quantizer.quantize(folded, ranges, inputs, options.perChannel()).withEdges(edges);
        MixedGraph mixed = new MixedGraph(quantized, folded, kept, wideScales(folded, samples, options));
        if (options.correctBiases()) {
            mixed = BiasCorrection.correct(mixed, spread(samples, MOST_CORRECTION_SAMPLES));
        }
        return new Result(mixed);
    }

    /** Of the layers that get 16-bit activations: they hold all values of all samples, in 65,535 steps nothing needs cutting. */
    private static Map<Integer, WideScales> wideScales(
            Graph graph, List<float[]> samples, PostTrainingOptions options) {
        Map<Integer, WideScales> scales = new HashMap<>();
        if (!options.notInt8().int16().isEmpty()) {
            Map<Integer, Range> ranges = Calibrator.minMax(graph, samples);
            for (int i : KeptLayer.layers(graph, options.notInt8().int16())) {
                Op op = graph.ops().get(i);
                scales.put(i, new WideScales(wideScale(ranges, op.inputs().get(0)), wideScale(ranges, op.output())));
            }
        }
        return scales;
    }

    private static float wideScale(Map<Integer, Range> ranges, int tensor) {
        Range range = ranges.getOrDefault(tensor, new Range(0, 0));
        return (float) Math.max(Math.max(-range.min(), range.max()) / Short.MAX_VALUE, 1e-9);
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

    private static void requireQuantizable(Graph graph, PostTrainingOptions options) {
        if (graph.inputs().size() != 1 && options.input().isPresent()) {
            throw new IllegalArgumentException("The model has " + graph.inputs().size()
                    + " inputs, one quantization was given.\nMaybe leave it out: each is calibrated then.");
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
        for (int i = 0; i < samples.size(); i++) {
            float[] sample = samples.get(i);
            if (sample.length != graph.inputElements()) {
                List<Shape> shapes = graph.inputs().stream()
                        .map(t -> graph.tensor(t).shape())
                        .toList();
                throw new IllegalArgumentException("The sample " + i + " has " + sample.length
                        + " values, the model's input is " + (shapes.size() == 1 ? shapes.get(0) : shapes)
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
