package io.tinsmith.graph;

import java.util.stream.IntStream;

/**
 * Which activations must have the same scale and zero point in int8, since an op only moves values from one to the other
 * (TFLite 8-bit quantization specification): pools, reshapes, concatenations, resizes, pads,
 * transposes, slices, maxima and minima.
 */
public final class ScaleGroups {
    private ScaleGroups() {}

    /** By tensor: the lowest index of its group; its own where nothing ties it. */
    public static int[] of(Graph graph) {
        int[] group = IntStream.range(0, graph.tensors().size()).toArray();
        for (Op op : graph.ops()) {
            if (keepsScale(op)) {
                op.inputs().forEach(input -> join(group, input, op.output()));
            }
        }
        for (int t = 0; t < group.length; t++) {
            group[t] = root(group, t);
        }
        return group;
    }

    /** Whether the output of {@code op} has the scale and zero point of all its inputs. */
    public static boolean keepsScale(Op op) {
        return op instanceof Op.AveragePool2d
                || op instanceof Op.MaxPool2d
                || op instanceof Op.Reshape
                || op instanceof Op.Concat
                || op instanceof Op.ResizeNearest
                || op instanceof Op.Resize
                || (op instanceof Op.Reduce reduce && reduce.function() == Reduction.MAX)
                || op instanceof Op.Pad
                || op instanceof Op.Transpose
                || op instanceof Op.Slice
                || op instanceof Op.Maximum
                || op instanceof Op.Minimum;
    }

    private static void join(int[] group, int a, int b) {
        int rootA = root(group, a);
        int rootB = root(group, b);
        group[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    private static int root(int[] group, int tensor) {
        int at = tensor;
        while (group[at] != at) {
            at = group[at];
        }
        return at;
    }
}
