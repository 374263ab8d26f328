package io.tinsmith.training.quantize;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.JoinedValues;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Corrects the biases of an int8 graph so that each channel's mean before the activation is that of the float graph. The
 * layers are corrected in order, each on what the corrected ones before it give.
 *
 * <p>Source: Nagel et al. (arXiv:1906.04721), section 4.2 and appendix D, the empirical correction.
 */
public final class BiasCorrection {
    private final MixedGraph mixed;
    private final Graph trained;
    private final List<Tensor> tensors;
    private final Graph quantized;
    private final Map<Integer, Integer> lastUse = new HashMap<>();

    private BiasCorrection(MixedGraph mixed) {
        this.mixed = mixed;
        this.trained = mixed.real();
        this.quantized = mixed.quantized();
        this.tensors = new ArrayList<>(quantized.tensors());
        for (int i = 0; i < trained.ops().size(); i++) {
            for (int input : trained.ops().get(i).inputs()) {
                lastUse.put(input, i);
            }
        }
    }

    /**
     * The graph with corrected biases of the layers that are not float32.
     *
     * @param samples each of the values of all inputs, at least one; all live activations of all samples are held at once
     */
    public static MixedGraph correct(MixedGraph mixed, List<float[]> samples) {
        return new BiasCorrection(mixed).run(samples);
    }

    private MixedGraph run(List<float[]> samples) {
        List<Map<Integer, TensorData>> reals = new ArrayList<>();
        List<Map<Integer, TensorData>> coarse = new ArrayList<>();
        for (float[] sample : samples) {
            reals.add(JoinedValues.inputs(trained, new TensorData.Float32(sample)));
            coarse.add(MixedInterpreter.inputs(quantized, sample));
        }
        for (int i = 0; i < trained.ops().size(); i++) {
            Op op = trained.ops().get(i);
            int at = i;
            if (!mixed.isFloat(i)) {
                Layer.of(op).ifPresent(layer -> correct(layer, mixed.isWide(at), reals, coarse));
            }
            Interpreter exact = MixedValues.kernel(trained, trained.tensors(), op, true);
            step(op, reals, v -> at(exact.runAll(v), op.output()));
            Interpreter kernel = MixedValues.kernel(mixed, i, tensors);
            step(op, coarse, v -> MixedValues.run(mixed, at, kernel, v, tensors));
            forget(i, op, reals);
            forget(i, op, coarse);
        }
        return new MixedGraph(quantized.withTensors(tensors), trained, mixed.floatOps(), mixed.wideScales());
    }

    private void correct(
            Layer layer, boolean wide, List<Map<Integer, TensorData>> reals, List<Map<Integer, TensorData>> coarse) {
        Tensor bias = tensors.get(layer.bias());
        int[] values = bias.int32();
        Op linear = layer.withActivation(Activation.NONE);
        double[] wanted =
                means(MixedValues.kernel(trained, trained.tensors(), linear, true), linear, reals, values.length);
        List<Tensor> rounded = new ArrayList<>(trained.tensors());
        rounded.set(layer.weights(), Reals.of(tensors.get(layer.weights())));
        rounded.set(layer.bias(), Reals.of(bias));
        Tensor source = quantized.tensor(layer.input());
        List<Map<Integer, TensorData>> inputs = coarse.stream()
                .map(v -> at(v, layer.input()))
                .map(v -> wide ? v : MixedValues.bytes(v, source))
                .map(v -> Map.<Integer, TensorData>of(
                        layer.input(), new TensorData.Float32(MixedValues.reals(v, source))))
                .toList();
        double[] got = means(MixedValues.kernel(trained, rounded, linear, true), linear, inputs, values.length);
        int[] corrected = new int[values.length];
        Quantization biasScale = bias.requireQuantization();
        for (int c = 0; c < values.length; c++) {
            double steps = values[c] + (wanted[c] - got[c]) / biasScale.scale(c);
            // 31 bits: sums are added to it.
            double most = Integer.MAX_VALUE >> 1;
            corrected[c] = (int) Math.round(Math.max(-most, Math.min(most, steps)));
        }
        tensors.set(layer.bias(), bias.withData(new TensorData.Int32(corrected)));
    }

    /** Mean of each channel over all samples and places. */
    private static double[] means(Interpreter layer, Op op, List<Map<Integer, TensorData>> inputs, int channels) {
        List<double[]> each = IntStream.range(0, inputs.size())
                .parallel()
                .mapToObj(i -> {
                    float[] out = ((TensorData.Float32) at(layer.runAll(inputs.get(i)), op.output())).values();
                    double[] sums = new double[channels];
                    for (int k = 0; k < out.length; k++) {
                        sums[k % channels] += (double) out[k] * channels / out.length;
                    }
                    return sums;
                })
                .toList();
        // Added in the samples' order, whatever the threads: the same bits again.
        double[] means = new double[channels];
        for (double[] sums : each) {
            for (int c = 0; c < channels; c++) {
                means[c] += sums[c] / each.size();
            }
        }
        return means;
    }

    private static void step(
            Op op, List<Map<Integer, TensorData>> values, Function<Map<Integer, TensorData>, TensorData> compute) {
        values.parallelStream().forEach(v -> v.put(op.output(), compute.apply(v)));
    }

    private void forget(int position, Op op, List<Map<Integer, TensorData>> values) {
        for (int input : op.inputs()) {
            if (lastUse.getOrDefault(input, position) == position) {
                values.forEach(v -> v.remove(input));
            }
        }
    }

    private static TensorData at(Map<Integer, TensorData> values, int tensor) {
        return Optional.ofNullable(values.get(tensor))
                .orElseThrow(() -> new IllegalStateException("The tensor " + tensor + " has no value."));
    }
}
