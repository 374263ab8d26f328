package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.TensorData;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * A function of the values at the same place in two tensors, the other of which may repeat.
 *
 * @param constants values of the other input, where it is constant; else none
 */
record Int8PairKernel(Pair pair, byte[] constants, IntBinaryOperator function) implements Kernel {
    static Int8PairKernel of(Graph graph, Op.Pairwise op) {
        Pair pair = Pair.of(op, graph);
        byte[] constants = pair.constant() ? graph.tensor(pair.other()).int8() : new byte[0];
        return new Int8PairKernel(pair, constants, Int8Pairs.of(graph, op));
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        // x + x: both inputs may come as one.
        int last = activations.size() - 1;
        byte[] whole = activations.get(pair.reversed() ? last : 0).int8();
        byte[] other = pair.constant()
                ? constants
                : activations.get(pair.reversed() ? 0 : last).int8();
        byte[] values = new byte[whole.length];
        for (int i = 0; i < values.length; i++) {
            byte repeated = other[i % other.length];
            values[i] = (byte)
                    (pair.reversed()
                            ? function.applyAsInt(repeated, whole[i])
                            : function.applyAsInt(whole[i], repeated));
        }
        return new TensorData.Int8(values);
    }
}
