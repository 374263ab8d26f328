package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.TensorData;

/** The pairwise ops on floats. */
final class FloatPairs {
    private FloatPairs() {}

    private interface Function {
        float apply(float left, float right);
    }

    static Kernel of(Graph graph, Op.Pairwise op) {
        Pair pair = Pair.of(op, graph);
        Function function = function(op);
        float[] constants = pair.constant() ? graph.tensor(pair.other()).float32() : new float[0];
        return activations -> {
            // x + x: both inputs may come as one.
            int last = activations.size() - 1;
            float[] whole = FloatKernels.values(activations.get(pair.reversed() ? last : 0));
            float[] other =
                    pair.constant() ? constants : FloatKernels.values(activations.get(pair.reversed() ? 0 : last));
            float[] values = new float[whole.length];
            for (int i = 0; i < values.length; i++) {
                float repeated = other[i % other.length];
                values[i] = pair.reversed() ? function.apply(repeated, whole[i]) : function.apply(whole[i], repeated);
            }
            return new TensorData.Float32(values);
        };
    }

    private static Function function(Op.Pairwise op) {
        if (op instanceof Op.Add add) {
            return clamped((a, b) -> a + b, add.activation());
        }
        if (op instanceof Op.Sub sub) {
            return clamped((a, b) -> a - b, sub.activation());
        }
        if (op instanceof Op.Mul mul) {
            return clamped((a, b) -> a * b, mul.activation());
        }
        if (op instanceof Op.Prelu) {
            return (a, b) -> a >= 0 ? a : a * b;
        }
        return op instanceof Op.Maximum ? Math::max : Math::min;
    }

    private static Function clamped(Function function, Activation activation) {
        return (a, b) -> FloatKernels.clamp(function.apply(a, b), activation);
    }
}
