package io.tinsmith.graph;

import java.util.Optional;

/** A function of one value, as an op of its own. In int8 it is a table of 256 values ({@link LookupTable}). */
public enum UnaryFunction {
    RELU,
    RELU6,
    /** {@code x} from 0 up, else {@code alpha * x}. */
    LEAKY_RELU,
    /** {@code 1 / (1 + exp(-x))}; the int8 output has scale 1/256 and zero point -128. */
    LOGISTIC,
    /** The int8 output has scale 1/128 and zero point 0. */
    TANH,
    /** {@code x * min(max(x + 3, 0), 6) / 6}. */
    HARD_SWISH,
    /** The same value in another scale and zero point. */
    REQUANTIZE;

    /** Quantization of an int8 output, where the function prescribes it. */
    public Optional<Quantization> outputQuantization() {
        return switch (this) {
            case LOGISTIC -> Optional.of(Quantization.perTensor(1f / 256, -128));
            case TANH -> Optional.of(Quantization.perTensor(1f / 128, 0));
            case RELU, RELU6, LEAKY_RELU, HARD_SWISH, REQUANTIZE -> Optional.empty();
        };
    }

    /** The real function; {@code alpha} is that of LEAKY_RELU. */
    public float apply(float x, float alpha) {
        return switch (this) {
            case RELU -> Math.max(x, 0);
            case RELU6 -> Math.min(Math.max(x, 0), 6);
            case LEAKY_RELU -> x >= 0 ? x : alpha * x;
            case LOGISTIC -> 1 / (1 + (float) Math.exp(-x));
            case TANH -> (float) Math.tanh(x);
            case HARD_SWISH -> x * Math.min(Math.max(x + 3, 0), 6) / 6;
            case REQUANTIZE -> x;
        };
    }
}
