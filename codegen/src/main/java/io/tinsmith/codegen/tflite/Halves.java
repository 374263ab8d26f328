package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.TensorData;
import java.nio.ByteBuffer;

/** Half-precision numbers (IEEE 754 binary16). */
final class Halves {
    private static final int FRACTION_BITS = 10;
    private static final int MOST_EXPONENT = 31;
    private static final int BIAS = 15;

    private Halves() {}

    /** The float32 values of little-endian halves; each is exact. */
    static TensorData.Float32 values(ByteBuffer halves) {
        float[] values = new float[halves.remaining() / Short.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(halves.getShort(halves.position() + i * Short.BYTES));
        }
        return new TensorData.Float32(values);
    }

    static float value(short half) {
        int exponent = half >> FRACTION_BITS & MOST_EXPONENT;
        int fraction = half & (1 << FRACTION_BITS) - 1;
        float magnitude;
        if (exponent == MOST_EXPONENT) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, 1 - BIAS - FRACTION_BITS);
        } else {
            magnitude = Math.scalb((float) (fraction | 1 << FRACTION_BITS), exponent - BIAS - FRACTION_BITS);
        }
        return half < 0 ? -magnitude : magnitude;
    }
}
