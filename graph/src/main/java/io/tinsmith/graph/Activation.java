package io.tinsmith.graph;

/** Activation fused into an op. */
public enum Activation {
    NONE(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY),
    RELU(0f, Float.POSITIVE_INFINITY),
    RELU6(0f, 6f);

    private final float min;
    private final float max;

    Activation(float min, float max) {
        this.min = min;
        this.max = max;
    }

    /** Least real value it lets through. */
    public float min() {
        return min;
    }

    /** Greatest real value it lets through. */
    public float max() {
        return max;
    }

    /** Least int8 value of an output quantized so. */
    public int quantizedMin(Quantization q) {
        return min == Float.NEGATIVE_INFINITY ? -128 : Math.max(-128, quantize(min, q));
    }

    /** Greatest int8 value of an output quantized so. */
    public int quantizedMax(Quantization q) {
        return max == Float.POSITIVE_INFINITY ? 127 : Math.min(127, quantize(max, q));
    }

    private static int quantize(float real, Quantization q) {
        // TFLite rounds half away from zero here, in float.
        float scaled = real / q.scale();
        return q.zeroPoint() + (int) (scaled < 0 ? Math.ceil(scaled - 0.5f) : Math.floor(scaled + 0.5f));
    }
}
