package io.tinsmith.codegen.tflite;

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
import org.jspecify.annotations.Nullable;

/** Fills structures with seeded random parameters. */
public final class RandomModels {
    private RandomModels() {}

    /** Quantizations (int8) and data for every tensor of a structure. */
    public static Graph fill(Graph structure, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tensor> tensors = new ArrayList<>(structure.tensors());
        if (structure.input().type() == DType.INT8) {
            tensors.replaceAll(t -> t.isParameter()
                    ? t
                    : t.withQuantization(Quantization.perTensor(
                            0.01f + 0.1f * (float) random.nextDouble(), random.nextInt(-128, 128))));
            int[] group = ScaleGroups.of(structure);
            for (int t = 0; t < group.length; t++) {
                set(tensors, t, tensors.get(group[t]).quantizationOrNull());
            }
            for (Op op : structure.ops()) {
                quantize(op, tensors, random);
            }
        }
        tensors.replaceAll(t -> t.isParameter() ? t.withData(data(t, random)) : t);
        return structure.withTensors(tensors);
    }

    private static void quantize(Op op, List<Tensor> tensors, SplittableRandom random) {
        Tensor in = tensors.get(op.inputs().get(0));
        if (op instanceof Op.Pairwise) {
            for (int input : op.inputs()) {
                if (tensors.get(input).isParameter() && !ScaleGroups.keepsScale(op)) {
                    set(tensors, input, Quantization.perTensor(0.01f + 0.1f * (float) random.nextDouble(), 7));
                }
            }
        } else if (op instanceof Op.Softmax) {
            set(tensors, op.output(), Quantization.perTensor(1f / 256, -128));
        } else if (op instanceof Op.Unary unary) {
            unary.function().outputQuantization().ifPresent(q -> set(tensors, op.output(), q));
        } else if (op.inputs().size() == 3 && !(op instanceof Op.Concat)) {
            int w = op.inputs().get(1);
            boolean dense = op instanceof Op.FullyConnected;
            int axis = op instanceof Op.DepthwiseConv2d ? 3 : 0;
            float[] scales = new float[dense ? 1 : tensors.get(w).shape().dim(axis)];
            for (int i = 0; i < scales.length; i++) {
                scales[i] = 0.001f + 0.01f * (float) random.nextDouble();
            }
            Quantization q = dense ? Quantization.perTensor(scales[0], 0) : Quantization.perChannel(scales, axis);
            set(tensors, w, q);
            set(tensors, op.inputs().get(2), BiasScale.of(in.requireQuantization(), q));
        }
    }

    private static void set(List<Tensor> tensors, int index, @Nullable Quantization quantization) {
        if (quantization != null) {
            tensors.set(index, tensors.get(index).withQuantization(quantization));
        }
    }

    private static TensorData data(Tensor t, SplittableRandom random) {
        int count = Math.toIntExact(t.shape().elements());
        return switch (t.type()) {
            case INT8 -> {
                byte[] values = new byte[count];
                random.nextBytes(values);
                yield new TensorData.Int8(values);
            }
            case INT32 ->
                new TensorData.Int32(random.ints(count, -100_000, 100_000).toArray());
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
