package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.AddScales;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.PreluScales;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.QuantizedMultiplier;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.SingleAddScales;
import java.util.function.IntBinaryOperator;

/**
 * The pairwise ops as functions of two int8 values. Sums and differences are TFLite Micro's in double rounding, XNNPACK's in the
 * others; all else is TFLite's in every rounding.
 */
public final class Int8Pairs {
    private Int8Pairs() {}

    /** The function of {@code op}, whose arguments are left and right. */
    public static IntBinaryOperator of(Graph graph, Op.Pairwise op) {
        Quantization left = graph.tensor(op.left()).requireQuantization();
        Quantization right = graph.tensor(op.right()).requireQuantization();
        Quantization out = graph.tensor(op.output()).requireQuantization();
        Rounding rounding = graph.rounding();
        if (op instanceof Op.Add add) {
            IntBinaryOperator sum = rounding == Rounding.DOUBLE
                    ? scaled(AddScales.of(left, right, out), left.zeroPoint(), right.zeroPoint(), 1)
                    : SingleAddScales.of(left, right, out)::apply;
            return clamped(sum, out, add.activation());
        }
        if (op instanceof Op.Sub sub) {
            IntBinaryOperator difference = rounding == Rounding.DOUBLE
                    ? scaled(AddScales.ofDifference(left, right, out), left.zeroPoint(), right.zeroPoint(), -1)
                    : SingleAddScales.ofDifference(left, right, out)::apply;
            return clamped(difference, out, sub.activation());
        }
        if (op instanceof Op.Mul mul) {
            Requantizer r = Requantizer.of(left, right, out, 1, mul.activation(), rounding);
            return (a, b) -> r.apply((a - left.zeroPoint()) * (b - right.zeroPoint()), 0);
        }
        if (op instanceof Op.Prelu) {
            return prelu(left, right, out, rounding);
        }
        return op instanceof Op.Maximum ? Math::max : Math::min;
    }

    /** {@code left + sign * right}, each scaled, less the output's zero point. */
    private static IntBinaryOperator scaled(AddScales scales, int leftZero, int rightZero, int sign) {
        return (a, b) -> {
            int l = scales.left().apply((a - leftZero) << AddScales.LEFT_SHIFT, Rounding.DOUBLE);
            int r = scales.right().apply((b - rightZero) << AddScales.LEFT_SHIFT, Rounding.DOUBLE);
            return scales.output().apply(l + sign * r, Rounding.DOUBLE);
        };
    }

    private static IntBinaryOperator prelu(Quantization in, Quantization slopes, Quantization out, Rounding rounding) {
        PreluScales scales = PreluScales.of(in, slopes, out);
        // No vector kernel of XNNPACK takes this op: where floats round others, TFLite rounds twice.
        Rounding fixed = rounding == Rounding.SINGLE ? Rounding.SINGLE : Rounding.DOUBLE;
        IntBinaryOperator value = (a, b) -> {
            int x = a - in.zeroPoint();
            QuantizedMultiplier m = x >= 0 ? scales.identity() : scales.slope();
            return m.apply(x >= 0 ? x : x * (b - slopes.zeroPoint()), fixed);
        };
        return clamped(value, out, Activation.NONE);
    }

    private static IntBinaryOperator clamped(IntBinaryOperator value, Quantization out, Activation activation) {
        int min = activation.quantizedMin(out);
        int max = activation.quantizedMax(out);
        return (a, b) -> Math.min(Math.max(out.zeroPoint() + value.applyAsInt(a, b), min), max);
    }
}
