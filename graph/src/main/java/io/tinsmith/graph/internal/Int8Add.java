package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.AddScales;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.SingleAddScales;
import io.tinsmith.graph.TensorData;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** Element-wise sum: TFLite's ADD in double rounding, XNNPACK's in the others. */
final class Int8Add implements Kernel {
    private final Quantization out;
    private final Activation activation;
    private final IntBinaryOperator sum;

    Int8Add(Quantization left, Quantization right, Quantization out, Activation activation, Rounding rounding) {
        this.out = out;
        this.activation = activation;
        this.sum = rounding == Rounding.DOUBLE
                ? doubleRounding(AddScales.of(left, right, out), left.zeroPoint(), right.zeroPoint())
                : SingleAddScales.of(left, right, out)::apply;
    }

    private static IntBinaryOperator doubleRounding(AddScales scales, int leftZero, int rightZero) {
        return (a, b) -> {
            int l = scales.left().apply((a - leftZero) << AddScales.LEFT_SHIFT, Rounding.DOUBLE);
            int r = scales.right().apply((b - rightZero) << AddScales.LEFT_SHIFT, Rounding.DOUBLE);
            return scales.output().apply(l + r, Rounding.DOUBLE);
        };
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        byte[] a = ((TensorData.Int8) activations.get(0)).values();
        // x + x: both inputs are one tensor.
        byte[] b = ((TensorData.Int8) activations.get(activations.size() - 1)).values();
        byte[] values = new byte[a.length];
        int min = activation.quantizedMin(out);
        int max = activation.quantizedMax(out);
        for (int i = 0; i < values.length; i++) {
            int q = out.zeroPoint() + sum.applyAsInt(a[i], b[i]);
            values[i] = (byte) Math.min(Math.max(q, min), max);
        }
        return new TensorData.Int8(values);
    }
}
