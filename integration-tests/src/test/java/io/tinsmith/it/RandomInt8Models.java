package io.tinsmith.it;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.ReduceLoops;
import io.tinsmith.graph.Reduction;
import io.tinsmith.graph.ScaleGroups;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Fills int8 structures with seeded random parameters, and with scales such that each op's outputs spread over the whole
 * int8 range without saturating much: saturated values hide differences.
 */
final class RandomInt8Models {
    /** Standard deviation of uniform int8 values. */
    private static final double UNIFORM_DEVIATION = 74;

    private RandomInt8Models() {}

    static Graph fill(Graph structure, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tensor> tensors = new ArrayList<>(structure.tensors());
        int[] group = ScaleGroups.of(structure);
        Map<Integer, Quantization> known = new HashMap<>();
        for (int input : structure.inputs()) {
            quantize(tensors, input, known.computeIfAbsent(group[input], g -> any(random)));
        }
        for (Op op : structure.ops()) {
            if (op instanceof Op.Pairwise pairwise) {
                operands(pairwise, tensors, group, known, random);
            }
            fill(op, tensors, random);
            // What is joined later has the scale of what was computed first.
            Quantization own = tensors.get(op.output()).requireQuantization();
            quantize(tensors, op.output(), known.computeIfAbsent(group[op.output()], g -> own));
        }
        return structure.withTensors(tensors);
    }

    /** Those that are constant. */
    private static void operands(
            Op.Pairwise op,
            List<Tensor> tensors,
            int[] group,
            Map<Integer, Quantization> known,
            SplittableRandom random) {
        for (int input : op.inputs()) {
            Tensor t = tensors.get(input);
            if (t.isParameter()) {
                byte[] values = new byte[Math.toIntExact(t.shape().elements())];
                random.nextBytes(values);
                tensors.set(input, t.withData(new TensorData.Int8(values)));
                quantize(tensors, input, known.getOrDefault(group[input], any(random)));
            }
        }
    }

    private static Quantization any(SplittableRandom random) {
        return Quantization.perTensor(scale(random, 0.02), random.nextInt(-20, 21));
    }

    private static void fill(Op op, List<Tensor> tensors, SplittableRandom random) {
        Quantization in = tensors.get(op.inputs().get(0)).requireQuantization();
        if (ScaleGroups.keepsScale(op)) {
            quantize(tensors, op.output(), in);
        } else if (op instanceof Op.Softmax) {
            quantize(tensors, op.output(), Quantization.perTensor(1f / 256, -128));
        } else if (op instanceof Op.Add || op instanceof Op.Sub) {
            Quantization other = tensors.get(op.inputs().get(1)).requireQuantization();
            quantize(tensors, op.output(), output(random, Math.hypot(in.scale(), other.scale()) * UNIFORM_DEVIATION));
        } else if (op instanceof Op.Unary unary) {
            Optional<Quantization> fixed = unary.function().outputQuantization();
            quantize(tensors, op.output(), fixed.orElseGet(() -> output(random, in.scale() * UNIFORM_DEVIATION)));
        } else if (op instanceof Op.Prelu) {
            quantize(tensors, op.output(), output(random, in.scale() * UNIFORM_DEVIATION));
        } else if (op instanceof Op.Mean) {
            double pixels = (double) tensors.get(op.inputs().get(0)).shape().elements()
                    / tensors.get(op.output()).shape().elements();
            quantize(tensors, op.output(), output(random, in.scale() * UNIFORM_DEVIATION / Math.sqrt(pixels)));
        } else if (op instanceof Op.Reduce reduce) {
            int count = ReduceLoops.of(tensors.get(reduce.input()).shape(), reduce.axes())
                    .count();
            // The zero point is up to 21 values off the middle. None is out of range: sums of that time wrap there.
            double sum = 2 * in.scale() * (UNIFORM_DEVIATION * Math.sqrt(count) + 7 * count);
            quantize(tensors, op.output(), output(random, reduce.function() == Reduction.MEAN ? sum / count : sum));
        } else if (op instanceof Op.Mul mul) {
            Quantization other = tensors.get(mul.right()).requireQuantization();
            double deviation = (double) in.scale() * other.scale() * UNIFORM_DEVIATION * UNIFORM_DEVIATION;
            quantize(tensors, op.output(), output(random, deviation));
        } else {
            weighted(op, in, tensors, random);
        }
    }

    private static void weighted(Op op, Quantization in, List<Tensor> tensors, SplittableRandom random) {
        int weights = op.inputs().get(1);
        int bias = op.inputs().get(2);
        Tensor w = tensors.get(weights);
        int channels = Math.toIntExact(tensors.get(bias).shape().elements());
        boolean dense = op instanceof Op.FullyConnected;
        int axis = op instanceof Op.DepthwiseConv2d ? 3 : 0;
        float[] scales = new float[dense ? 1 : channels];
        float[] biasScales = new float[scales.length];
        double mean = scale(random, 0.005);
        for (int i = 0; i < scales.length; i++) {
            scales[i] = scale(random, mean);
            biasScales[i] = scales[i] * in.scale();
        }
        byte[] values = new byte[Math.toIntExact(w.shape().elements())];
        random.nextBytes(values);
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.max(values[i], -127);
        }
        double taps = (double) values.length / channels;
        double accumulator = Math.sqrt(taps) * UNIFORM_DEVIATION * UNIFORM_DEVIATION;
        int spread = (int) accumulator;
        int[] biases = random.ints(channels, -spread, spread + 1).toArray();
        quantize(
                tensors, weights, dense ? Quantization.perTensor(scales[0], 0) : Quantization.perChannel(scales, axis));
        quantize(
                tensors,
                bias,
                dense ? Quantization.perTensor(biasScales[0], 0) : Quantization.perChannel(biasScales, 0));
        tensors.set(weights, tensors.get(weights).withData(new TensorData.Int8(values)));
        tensors.set(bias, tensors.get(bias).withData(new TensorData.Int32(biases)));
        quantize(tensors, op.output(), output(random, accumulator * mean * in.scale()));
    }

    /** About three standard deviations fit the range. */
    private static Quantization output(SplittableRandom random, double deviation) {
        return Quantization.perTensor(scale(random, deviation * 3 / 128), random.nextInt(-20, 21));
    }

    private static float scale(SplittableRandom random, double mean) {
        return (float) (mean * random.nextDouble(0.7, 1.4));
    }

    private static void quantize(List<Tensor> tensors, int index, @Nullable Quantization quantization) {
        if (quantization != null) {
            tensors.set(index, tensors.get(index).withQuantization(quantization));
        }
    }
}
