package io.tinsmith.graph.internal;

import static io.tinsmith.graph.FixedPoint.doublingHighMul;
import static io.tinsmith.graph.FixedPoint.roundingShiftRight;

import io.tinsmith.graph.SoftmaxScales;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Softmax in fixed point, as TFLite Micro's reference kernel computes it: exponentials in Q0.31, their sum in Q12.19. */
final class Int8Softmax implements Kernel {
    private static final int INTEGER_BITS = 5;
    private static final int SUM_INTEGER_BITS = 12;

    /** Beyond it, where the sum is 512 or more, each value is below 1/512. */
    private static final int MOST_SHIFT = 31;

    private final int depth;
    private final SoftmaxScales scales;

    Int8Softmax(int depth, float inputScale, float beta) {
        this.depth = depth;
        this.scales = SoftmaxScales.of(inputScale, beta);
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        byte[] in = ((TensorData.Int8) activations.get(0)).values();
        byte[] out = new byte[in.length];
        for (int row = 0; row < in.length; row += depth) {
            row(in, out, row);
        }
        return new TensorData.Int8(out);
    }

    private void row(byte[] in, byte[] out, int from) {
        int max = Byte.MIN_VALUE;
        for (int i = 0; i < depth; i++) {
            max = Math.max(max, in[from + i]);
        }
        int sum = 0;
        for (int i = 0; i < depth; i++) {
            int difference = in[from + i] - max;
            if (difference >= scales.differenceMin()) {
                sum += roundingShiftRight(exponential(difference), SUM_INTEGER_BITS);
            }
        }
        int headroom = Integer.numberOfLeadingZeros(sum);
        int scale = FixedPointMath.oneOverOnePlus((sum << headroom) - Integer.MIN_VALUE);
        int shift = SUM_INTEGER_BITS - headroom + 31 - 8;
        for (int i = 0; i < depth; i++) {
            int difference = in[from + i] - max;
            int q = Byte.MIN_VALUE;
            if (difference >= scales.differenceMin() && shift <= MOST_SHIFT) {
                q += roundingShiftRight(doublingHighMul(scale, exponential(difference)), shift);
            }
            out[from + i] = (byte) Math.min(Math.max(q, Byte.MIN_VALUE), Byte.MAX_VALUE);
        }
    }

    private int exponential(int difference) {
        return FixedPointMath.expOfNonPositive(
                doublingHighMul(difference << scales.shift(), scales.multiplier()), INTEGER_BITS);
    }
}
