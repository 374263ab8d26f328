package io.tinsmith.graph;

import io.tinsmith.graph.internal.Int8Pairs;
import io.tinsmith.graph.internal.Sigmoids;
import java.util.function.IntBinaryOperator;

/**
 * An int8 function as a table, value by value what TFLite computes: TFLite Micro's integer kernels in {@link
 * Rounding#DOUBLE}, TFLite's own in the others. Those differ in how they requantize, and for LOGISTIC and TANH, which are fixed
 * point in the first and tables of float values in the second.
 */
public final class LookupTable {
    private static final int VALUES = 256;
    private static final int COARSE = 256;

    private final Quantization in;
    private final Quantization out;
    private final Rounding rounding;

    private LookupTable(Quantization in, Quantization out, Rounding rounding) {
        this.in = in;
        this.out = out;
        this.rounding = rounding;
    }

    /** The values of {@code op}; that of {@code q} stands at {@code q & 0xff}. */
    public static byte[] of(Op.Unary op, Quantization in, Quantization out, Rounding rounding) {
        LookupTable table = new LookupTable(in, out, rounding);
        byte[] values = new byte[VALUES];
        for (int q = Byte.MIN_VALUE; q <= Byte.MAX_VALUE; q++) {
            int value = table.value(op, q);
            values[q & (VALUES - 1)] = (byte) Math.min(Math.max(value, Byte.MIN_VALUE), Byte.MAX_VALUE);
        }
        return values;
    }

    /**
     * The values of a pairwise op whose other input is one constant.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static byte[] of(Graph graph, Op.Pairwise op) {
        Pair pair = Pair.of(op, graph);
        if (!pair.isFunction()) {
            throw new IllegalArgumentException("The op (" + op + ") is no function of one value.");
        }
        IntBinaryOperator function = Int8Pairs.of(graph, op);
        byte constant = graph.tensor(pair.other()).int8()[0];
        byte[] values = new byte[VALUES];
        for (int q = Byte.MIN_VALUE; q <= Byte.MAX_VALUE; q++) {
            int value = pair.reversed() ? function.applyAsInt(constant, q) : function.applyAsInt(q, constant);
            values[q & (VALUES - 1)] = (byte) value;
        }
        return values;
    }

    private int value(Op.Unary op, int q) {
        int difference = q - in.zeroPoint();
        return switch (op.function()) {
            case RELU -> clamped(difference, Activation.RELU);
            case RELU6 -> clamped(difference, Activation.RELU6);
            case LEAKY_RELU -> {
                double slope = difference >= 0 ? 1 : op.alpha();
                yield rounding == Rounding.FLOAT
                        ? coarse(difference, (float) floatFactor(1), (float) slope)
                        : scaled(difference, floatFactor((float) slope));
            }
            case LOGISTIC ->
                rounding == Rounding.DOUBLE ? Sigmoids.logistic(difference, in.scale()) : real(op, difference);
            case TANH -> rounding == Rounding.DOUBLE ? Sigmoids.tanh(difference, in.scale()) : real(op, difference);
            case HARD_SWISH -> HardSwish.of(in.scale(), out.scale()).apply(difference) + out.zeroPoint();
            case REQUANTIZE ->
                rounding == Rounding.FLOAT
                        ? coarse(difference, in.scale() / out.scale(), 1)
                        : scaled(difference, (double) in.scale() / out.scale());
        };
    }

    private int clamped(int difference, Activation activation) {
        int value = scaled(difference, floatFactor(1));
        return Math.min(Math.max(value, activation.quantizedMin(out)), activation.quantizedMax(out));
    }

    /** TFLite divides the scales in float here. */
    private double floatFactor(float alpha) {
        return in.scale() * alpha / out.scale();
    }

    /** XNNPACK's way, which has eight bits of fraction; factors that do not fit it TFLite rounds twice. */
    private int coarse(int difference, float factor, float slope) {
        if (factor < 1f / COARSE || factor > COARSE / 2f) {
            QuantizedMultiplier m = QuantizedMultiplier.of(Math.abs(factor * slope));
            int multiplier = slope < 0 ? -m.multiplier() : m.multiplier();
            return FixedPoint.scale(difference, multiplier, m.shift(), Rounding.DOUBLE) + out.zeroPoint();
        }
        int multiplier = (int) Math.rint(COARSE * (factor * slope));
        return Math.floorDiv(difference * multiplier + COARSE / 2, COARSE) + out.zeroPoint();
    }

    private int scaled(int difference, double factor) {
        if (rounding == Rounding.FLOAT) {
            return (int) Math.rint(difference * (float) factor) + out.zeroPoint();
        }
        // A slope below 0 mirrors: both roundings are those of the product with the multiplier's sign.
        QuantizedMultiplier m = QuantizedMultiplier.of(Math.abs(factor));
        int multiplier = factor < 0 ? -m.multiplier() : m.multiplier();
        return FixedPoint.scale(difference, multiplier, m.shift(), rounding) + out.zeroPoint();
    }

    private int real(Op.Unary op, int difference) {
        float y = op.function().apply(in.scale() * difference, op.alpha()) * (1 / out.scale());
        // Half away from zero.
        float rounded = (float) (y < 0 ? Math.ceil(y - 0.5) : Math.floor(y + 0.5));
        return (int) (rounded + out.zeroPoint());
    }
}
