package io.tinsmith.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Affine quantization, {@code real = scale * (q - zeroPoint)}: one scale for the whole tensor, or one per index of
 * {@code axis} (weights, symmetric, zero points 0).
 *
 * <p>Source: TFLite 8-bit quantization specification.
 */
public final class Quantization {
    private final float[] scales;
    private final int zeroPoint;
    private final int axis;

    private Quantization(float[] scales, int zeroPoint, int axis) {
        for (float s : scales) {
            if (!(s > 0) || Float.isInfinite(s)) {
                throw new IllegalArgumentException(
                        "The scale (" + s + ") is not positive and finite.\nMaybe the tensor was never calibrated.");
            }
        }
        this.scales = scales.clone();
        this.zeroPoint = zeroPoint;
        this.axis = axis;
    }

    public static Quantization perTensor(float scale, int zeroPoint) {
        return new Quantization(new float[] {scale}, zeroPoint, -1);
    }

    /** Symmetric, one scale per index of {@code axis}. */
    public static Quantization perChannel(float[] scales, int axis) {
        if (scales.length == 0 || axis < 0) {
            throw new IllegalArgumentException(
                    "Per-channel quantization with " + scales.length + " scales on axis (" + axis + ").");
        }
        return new Quantization(scales, 0, axis);
    }

    public boolean isPerChannel() {
        return axis >= 0;
    }

    /** The quantized axis, or -1 when there is one scale for the tensor. */
    public int axis() {
        return axis;
    }

    public int scaleCount() {
        return scales.length;
    }

    /** The scale of a tensor that has only one. */
    public float scale() {
        if (scales.length != 1) {
            throw new IllegalStateException("The tensor has " + scales.length + " scales, not one.");
        }
        return scales[0];
    }

    /** The scale of one channel; any channel of a per-tensor quantization has the same one. */
    public float scale(int channel) {
        return scales.length == 1 ? scales[0] : scales[channel];
    }

    public int zeroPoint() {
        return zeroPoint;
    }

    /** The int8 value nearest to a real one, of a tensor that has one scale. */
    public byte quantize(float real) {
        double nearest = Math.rint((double) real / scale()) + zeroPoint;
        return (byte) Math.max(Byte.MIN_VALUE, Math.min(nearest, Byte.MAX_VALUE));
    }

    public float[] scales() {
        return scales.clone();
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Quantization q
                && Arrays.equals(scales, q.scales)
                && zeroPoint == q.zeroPoint
                && axis == q.axis;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(scales) + zeroPoint) + axis;
    }

    @Override
    public String toString() {
        return isPerChannel()
                ? "per-channel axis " + axis + " x" + scales.length
                : "scale " + scales[0] + " zero point " + zeroPoint;
    }
}
