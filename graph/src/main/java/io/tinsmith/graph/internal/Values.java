package io.tinsmith.graph.internal;

import io.tinsmith.graph.TensorData;

/** Arrays of values for kernels that move them and do not look at them. */
final class Values {
    private Values() {}

    /** The array of {@code data}, for {@link System#arraycopy}. */
    static Object array(TensorData data) {
        if (data instanceof TensorData.Int8 d) {
            return d.values();
        }
        if (data instanceof TensorData.Int32 d) {
            return d.values();
        }
        return ((TensorData.Float32) data).values();
    }

    /** Zeros of the type of {@code data}. */
    static TensorData like(TensorData data, int length) {
        return switch (data.type()) {
            case INT8 -> new TensorData.Int8(new byte[length]);
            case INT32 -> new TensorData.Int32(new int[length]);
            case FLOAT32 -> new TensorData.Float32(new float[length]);
        };
    }
}
