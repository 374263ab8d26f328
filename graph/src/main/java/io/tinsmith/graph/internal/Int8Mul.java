package io.tinsmith.graph.internal;

import io.tinsmith.graph.TensorData;
import java.util.List;

/** Element-wise product, as TFLite's MUL: the product of both inputs less their zero points is scaled once. */
record Int8Mul(int leftZero, int rightZero, Requantizer requantizer) implements Kernel {
    @Override
    public TensorData run(List<TensorData> activations) {
        byte[] a = activations.get(0).int8();
        // x * x: both inputs are one tensor.
        byte[] b = activations.get(activations.size() - 1).int8();
        byte[] values = new byte[a.length];
        for (int i = 0; i < values.length; i++) {
            // One value a channel on the right: it repeats by pixels.
            int product = (a[i] - leftZero) * (b[i % b.length] - rightZero);
            values[i] = requantizer.apply(product, 0);
        }
        return new TensorData.Int8(values);
    }
}
