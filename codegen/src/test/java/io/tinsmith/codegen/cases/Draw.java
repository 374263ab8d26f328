package io.tinsmith.codegen.cases;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Window;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Random numbers of kernel cases: the ends of each range come far more often than they would by chance. */
final class Draw {
    private final SplittableRandom random;

    Draw(SplittableRandom random) {
        this.random = random;
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** In {@code [low, high]}. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    int of(int... values) {
        return values[random.nextInt(values.length)];
    }

    /** Of 1 to 40: few, a multiple of what kernels take at a time, or any. */
    int channels() {
        return switch (random.nextInt(4)) {
            case 0 -> between(1, 4);
            case 1 -> 4 * between(1, 10);
            default -> between(1, 40);
        };
    }

    /** Height or width of an image. */
    int side(int most) {
        return oneIn(5) ? 1 : between(1, most);
    }

    int kernelSide() {
        return oneIn(3) ? 3 : oneIn(10) ? 10 : between(1, 7);
    }

    Window window(boolean dilates) {
        int strideH = oneIn(16) ? 3 : between(1, 2);
        int strideW = oneIn(4) ? between(1, 3) : strideH;
        boolean dilated = dilates && oneIn(5);
        return new Window(
                strideH,
                strideW,
                dilated ? between(1, 3) : 1,
                dilated ? between(1, 3) : 1,
                oneIn(2) ? Padding.SAME : Padding.VALID);
    }

    int zeroPoint() {
        return switch (random.nextInt(4)) {
            case 0 -> -128;
            case 1 -> 127;
            default -> between(-128, 127);
        };
    }

    /** A power of two with an exponent in {@code [low, high]}, exact or with a fraction. */
    float scale(int low, int high) {
        float power = Math.scalb(1f, between(low, high));
        return oneIn(4) ? power : power * (float) random.nextDouble(1, 2);
    }

    double mantissa() {
        return random.nextDouble(1, 2);
    }

    Activation activation() {
        return oneIn(2) ? Activation.NONE : oneIn(2) ? Activation.RELU : Activation.RELU6;
    }

    /** Values of an activation: any, all the least, the greatest or one other, or those at the ends only. */
    byte[] values(long count, int other) {
        return values(count, -128, other);
    }

    /** Weights: in [-127, 127] as TFLite has them, now and then -128. */
    byte[] weights(long count) {
        return values(count, oneIn(16) ? -128 : -127, 0);
    }

    private byte[] values(long count, int least, int other) {
        byte[] values = new byte[Math.toIntExact(count)];
        switch (random.nextInt(10)) {
            case 0 -> Arrays.fill(values, (byte) least);
            case 1 -> Arrays.fill(values, (byte) 127);
            case 2 -> Arrays.fill(values, (byte) other);
            case 3 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (byte) (random.nextBoolean() ? least : 127);
                }
            }
            default -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (byte) random.nextInt(least, 128);
                }
            }
        }
        return values;
    }

    int[] biases(int count) {
        return switch (random.nextInt(8)) {
            case 0 -> random.ints(count).toArray();
            case 1 -> new int[count];
            default -> random.ints(count, -20_000, 20_001).toArray();
        };
    }
}
