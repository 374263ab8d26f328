package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.AddScales;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Element-wise sum after TFLite's ADD. */
final class Int8Add implements Kernel {
    private final Quantization left;
    private final Quantization right;
    private final Quantization out;
    private final Activation activation;
    private final Rounding rounding;
    private final AddScales scales;

    Int8Add(Quantization left, Quantization right, Quantization out, Activation activation, Rounding rounding) {
        this.left = left;
        this.right = right;
        this.out = out;
        this.activation = activation;
        this.rounding = rounding;
        this.scales = AddScales.of(left, right, out);
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        byte[] a = ((TensorData.Int8) activations.get(0)).values();
        // x + x: both inputs are one tensor.
        byte[] b = ((TensorData.Int8) activations.get(activations.size() - 1)).values();
        byte[] sum = new byte[a.length];
        int min = activation.quantizedMin(out);
        int max = activation.quantizedMax(out);
        for (int i = 0; i < sum.length; i++) {
            int l = scales.left().apply((a[i] - left.zeroPoint()) << AddScales.LEFT_SHIFT, rounding);
            int r = scales.right().apply((b[i] - right.zeroPoint()) << AddScales.LEFT_SHIFT, rounding);
            int q = out.zeroPoint() + scales.output().apply(l + r, rounding);
            sum[i] = (byte) Math.min(Math.max(q, min), max);
        }
        return new TensorData.Int8(sum);
    }
}
