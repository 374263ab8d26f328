package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.ReduceLoops;
import io.tinsmith.graph.Reduction;
import java.util.List;
import java.util.function.IntConsumer;

/** Visits the input of a reduction value by value, for each output in turn. */
record ReduceKernel(ReduceLoops loops, int outputs) {
    static ReduceKernel of(Graph graph, Op.Reduce op) {
        return new ReduceKernel(
                ReduceLoops.of(graph.tensor(op.input()).shape(), op.axes()),
                Math.toIntExact(graph.tensor(op.output()).shape().elements()));
    }

    /** Hands on the index of each value that becomes output {@code o}. */
    void values(int o, IntConsumer visitor) {
        int first = 0;
        int rest = o;
        for (int loop = loops.kept().size() - 1; loop >= 0; loop--) {
            first += rest % loops.kept().get(loop) * loops.keptStrides().get(loop);
            rest /= loops.kept().get(loop);
        }
        visit(first, loops.reduced(), loops.reducedStrides(), visitor);
    }

    private static void visit(int at, List<Integer> extents, List<Integer> strides, IntConsumer visitor) {
        if (extents.isEmpty()) {
            visitor.accept(at);
            return;
        }
        for (int i = 0; i < extents.get(0); i++) {
            visit(
                    at + i * strides.get(0),
                    extents.subList(1, extents.size()),
                    strides.subList(1, strides.size()),
                    visitor);
        }
    }

    /** The function over float values. */
    float[] float32(Reduction function, float[] in) {
        float[] out = new float[outputs];
        for (int o = 0; o < outputs; o++) {
            float[] result = {function == Reduction.MAX ? Float.NEGATIVE_INFINITY : 0};
            values(o, i -> result[0] = function == Reduction.MAX ? Math.max(result[0], in[i]) : result[0] + in[i]);
            out[o] = function == Reduction.MEAN ? result[0] / loops.count() : result[0];
        }
        return out;
    }
}
