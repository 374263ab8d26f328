package io.tinsmith.benchmarks.fuzz;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.ScaleGroups;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Fills structures with whatever makes them files that can be written and read. */
final class RandomWeights {
    private RandomWeights() {}

    static Graph fill(Graph structure, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tensor> tensors = new ArrayList<>(structure.tensors());
        if (structure.tensor(structure.inputs().get(0)).type() == DType.INT8) {
            quantize(structure, tensors, random);
        }
        tensors.replaceAll(t -> t.isParameter() ? t.withData(data(t, random)) : t);
        return structure.withTensors(tensors);
    }

    private static void quantize(Graph graph, List<Tensor> tensors, SplittableRandom random) {
        int[] group = ScaleGroups.of(graph);
        for (int t = 0; t < group.length; t++) {
            Tensor tensor = tensors.get(t);
            if (!tensor.isParameter()) {
                Quantization q = group[t] == t
                        ? Quantization.perTensor(0.01f * random.nextInt(1, 9), random.nextInt(-128, 128))
                        : tensors.get(group[t]).requireQuantization();
                tensors.set(t, tensor.withQuantization(q));
            }
        }
        for (Op op : graph.ops()) {
            if (op instanceof Op.Softmax) {
                set(tensors, op.output(), Quantization.perTensor(1f / 256, -128));
            } else if (op instanceof Op.Unary unary) {
                unary.function().outputQuantization().ifPresent(q -> set(tensors, op.output(), q));
            }
            for (int input : op.inputs()) {
                Tensor tensor = tensors.get(input);
                if (op instanceof Op.Pairwise && tensor.isParameter()) {
                    Quantization q = ScaleGroups.keepsScale(op)
                            ? tensors.get(op.output()).requireQuantization()
                            : Quantization.perTensor(0.01f * random.nextInt(1, 9), random.nextInt(-128, 128));
                    set(tensors, input, q);
                } else if (tensor.isParameter() && tensor.type() == DType.INT8) {
                    int axis = op instanceof Op.DepthwiseConv2d ? 3 : 0;
                    float[] scales = new float[tensor.shape().dim(axis)];
                    for (int i = 0; i < scales.length; i++) {
                        scales[i] = 0.001f * random.nextInt(1, 99);
                    }
                    boolean dense = op instanceof Op.FullyConnected;
                    set(
                            tensors,
                            input,
                            dense ? Quantization.perTensor(scales[0], 0) : Quantization.perChannel(scales, axis));
                }
            }
        }
    }

    private static void set(List<Tensor> tensors, int index, Quantization quantization) {
        tensors.set(index, tensors.get(index).withQuantization(quantization));
    }

    private static TensorData data(Tensor t, SplittableRandom random) {
        int count = Math.toIntExact(t.shape().elements());
        return switch (t.type()) {
            case INT8 -> {
                byte[] values = new byte[count];
                random.nextBytes(values);
                yield new TensorData.Int8(values);
            }
            case INT32 -> new TensorData.Int32(random.ints(count, -9999, 9999).toArray());
            case FLOAT32 -> {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = (float) random.nextDouble(-1, 1);
                }
                yield new TensorData.Float32(values);
            }
        };
    }
}
