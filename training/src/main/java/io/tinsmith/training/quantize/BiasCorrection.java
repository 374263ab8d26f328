package io.tinsmith.training.quantize;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Corrects the biases of an int8 graph so that each channel's mean before the activation is that of the float graph. The
 * layers are corrected in order, each on what the corrected ones before it give.
 *
 * <p>Source: Nagel et al. (arXiv:1906.04721), section 4.2 and appendix D, the empirical correction.
 */
public final class BiasCorrection {
    private final Graph trained;
    private final List<Tensor> tensors;
    private final Graph quantized;
    private final Map<Integer, Integer> lastUse = new HashMap<>();

    private BiasCorrection(Graph trained, Graph quantized) {
        this.trained = trained;
        this.quantized = quantized;
        this.tensors = new ArrayList<>(quantized.tensors());
        for (int i = 0; i < trained.ops().size(); i++) {
            for (int input : trained.ops().get(i).inputs()) {
                lastUse.put(input, i);
            }
        }
    }

    /**
     * The int8 graph with corrected biases.
     *
     * @param trained float
     * @param quantized the same ops and tensors in int8
     * @param samples inputs of the only input, at least one; all live activations of all samples are held at once
     */
    public static Graph correct(Graph trained, Graph quantized, List<float[]> samples) {
        return new BiasCorrection(trained, quantized).run(samples);
    }

    private Graph run(List<float[]> samples) {
        int input = trained.inputs().get(0);
        Quantization q = quantized.tensor(input).requireQuantization();
        List<Map<Integer, TensorData>> reals = new ArrayList<>();
        List<Map<Integer, TensorData>> bytes = new ArrayList<>();
        for (float[] sample : samples) {
            reals.add(new HashMap<>(Map.of(input, new TensorData.Float32(sample))));
            bytes.add(new HashMap<>(Map.of(input, new TensorData.Int8(Reals.quantize(sample, q)))));
        }
        for (int i = 0; i < trained.ops().size(); i++) {
            Op op = trained.ops().get(i);
            Layer.of(op).ifPresent(layer -> correct(layer, reals, bytes));
            step(Interpreters.float32(alone(trained, trained.tensors(), op)), op, reals);
            step(Interpreters.int8(alone(quantized, tensors, op)), op, bytes);
            forget(i, op, reals);
            forget(i, op, bytes);
        }
        return quantized.withTensors(tensors);
    }

    private void correct(Layer layer, List<Map<Integer, TensorData>> reals, List<Map<Integer, TensorData>> bytes) {
        Tensor bias = tensors.get(layer.bias());
        int[] values = bias.int32();
        Op linear = layer.withActivation(Activation.NONE);
        double[] wanted =
                means(Interpreters.float32(alone(trained, trained.tensors(), linear)), linear, reals, values.length);
        List<Tensor> coarse = new ArrayList<>(trained.tensors());
        coarse.set(layer.weights(), Reals.of(tensors.get(layer.weights())));
        coarse.set(layer.bias(), Reals.of(bias));
        Quantization scale = quantized.tensor(layer.input()).requireQuantization();
        List<Map<Integer, TensorData>> inputs = bytes.stream()
                .map(b -> Map.<Integer, TensorData>of(
                        layer.input(),
                        new TensorData.Float32(Reals.of(at(b, layer.input()).int8(), scale))))
                .toList();
        double[] got = means(Interpreters.float32(alone(trained, coarse, linear)), linear, inputs, values.length);
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

    private static void step(Interpreter op, Op of, List<Map<Integer, TensorData>> values) {
        values.parallelStream().forEach(v -> v.put(of.output(), at(op.runAll(v), of.output())));
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

    /** One op as a graph. */
    private static Graph alone(Graph graph, List<Tensor> tensors, Op op) {
        List<Integer> inputs = op.inputs().stream()
                .filter(t -> !tensors.get(t).isParameter())
                .distinct()
                .toList();
        return new Graph(graph.name(), tensors, List.of(op), inputs, List.of(op.output()), graph.rounding());
    }
}
