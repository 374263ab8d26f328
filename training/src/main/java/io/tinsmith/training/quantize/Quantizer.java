package io.tinsmith.training.quantize;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.ScaleGroups;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Post-training quantization of a float graph after the TFLite 8-bit specification: asymmetric int8 activations,
 * symmetric int8 weights with one scale per output channel (one per tensor in dense layers, which old runtimes require),
 * int32 biases.
 */
public final class Quantizer {
    private Quantizer() {}

    /**
     * The int8 graph.
     *
     * @param graph trained, batch norm folded
     * @param ranges of every activation, from {@link Calibrator}
     * @param input quantization of the graph's only input, fixed by what the sensor delivers
     * @throws IllegalArgumentException if a tensor was not calibrated, or a concatenation joins values that the fixed scale of
     *     the input or of a softmax does not hold
     * @throws IllegalStateException if a parameter holds no data
     */
    public static Graph quantize(Graph graph, Map<Integer, Range> ranges, Quantization input) {
        return quantize(graph, ranges, List.of(input), true);
    }

    /**
     * The int8 graph, as {@link #quantize(Graph, Map, Quantization)}.
     *
     * @param inputs quantization of each input
     * @param perChannel whether convolutions have a scale for each output channel, not one for all
     */
    public static Graph quantize(
            Graph graph, Map<Integer, Range> ranges, List<Quantization> inputs, boolean perChannel) {
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        ActivationScales scales = new ActivationScales(graph, ranges, inputs);
        for (int i = 0; i < inputs.size(); i++) {
            int in = graph.inputs().get(i);
            tensors.set(in, activation(graph.tensor(in), inputs.get(i)));
        }
        for (Op op : graph.ops()) {
            tensors.set(op.output(), activation(graph.tensor(op.output()), scales.of(op.output())));
            if (op instanceof Op.Pairwise pairwise) {
                constant(graph, tensors, pairwise);
            }
            Layer.of(op).ifPresent(layer -> {
                Quantization source = tensors.get(layer.input()).requireQuantization();
                int axis = perChannel && !layer.isDense() ? layer.axis() : -1;
                parameters(graph, tensors, layer.weights(), layer.bias(), source, axis);
            });
        }
        return graph.withTensors(tensors);
    }

    /**
     * The quantization of each op's output, by tensor index, that {@link #quantize(Graph, Map, Quantization)} gives it.
     *
     * @throws IllegalArgumentException as there
     */
    static Map<Integer, Quantization> activations(Graph graph, Map<Integer, Range> ranges, Quantization input) {
        ActivationScales scales = new ActivationScales(graph, ranges, List.of(input));
        Map<Integer, Quantization> all = new HashMap<>();
        graph.ops().forEach(op -> all.put(op.output(), scales.of(op.output())));
        return all;
    }

    /** The constant that an op combines with an activation; where both share a scale it takes the output's. */
    private static void constant(Graph graph, List<Tensor> tensors, Op.Pairwise op) {
        Pair pair = Pair.of(op, graph);
        if (!pair.constant()) {
            return;
        }
        Tensor t = graph.tensor(pair.other());
        float[] values = t.float32();
        Range range = new Range(values[0], values[0]);
        for (float v : values) {
            range = range.union(new Range(v, v));
        }
        Quantization q = ScaleGroups.keepsScale(op) ? tensors.get(op.output()).requireQuantization() : range.toInt8();
        tensors.set(
                pair.other(),
                Tensor.parameter(t.name(), t.shape(), new TensorData.Int8(Reals.quantize(values, q)))
                        .withQuantization(q));
    }

    private static Tensor activation(Tensor tensor, Quantization quantization) {
        return Tensor.activation(tensor.name(), tensor.shape(), DType.INT8).withQuantization(quantization);
    }

    private static void parameters(
            Graph graph, List<Tensor> tensors, int weights, int bias, Quantization source, int axis) {
        Tensor w = graph.tensor(weights);
        float[] scales = WeightScales.of(w, graph.tensor(bias).float32(), source.scale(), axis);
        Quantization q = axis < 0 ? Quantization.perTensor(scales[0], 0) : Quantization.perChannel(scales, axis);
        tensors.set(
                weights,
                Tensor.parameter(w.name(), w.shape(), new TensorData.Int8(quantizeWeights(w, q)))
                        .withQuantization(q));
        Tensor b = graph.tensor(bias);
        float[] biasScales = new float[scales.length];
        for (int i = 0; i < scales.length; i++) {
            biasScales[i] = source.scale() * scales[i];
        }
        int[] values = new int[b.float32().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.toIntExact(
                    Math.round(b.float32()[i] / ((double) source.scale() * scales[scales.length == 1 ? 0 : i])));
        }
        Quantization biasQ =
                axis < 0 ? Quantization.perTensor(biasScales[0], 0) : Quantization.perChannel(biasScales, 0);
        tensors.set(
                bias,
                Tensor.parameter(b.name(), b.shape(), new TensorData.Int32(values))
                        .withQuantization(biasQ));
    }

    private static byte[] quantizeWeights(Tensor w, Quantization q) {
        float[] values = w.float32();
        byte[] quantized = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            float scale = q.scale(q.isPerChannel() ? WeightScales.channel(w.shape(), q.axis(), i) : 0);
            long rounded = Math.round(values[i] / (double) scale);
            quantized[i] = (byte) Math.min(Math.max(rounded, -127), 127);
        }
        return quantized;
    }
}
