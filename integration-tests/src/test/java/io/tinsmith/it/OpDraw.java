package io.tinsmith.it;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.List;
import java.util.SplittableRandom;

/** Draws shapes and attributes of single ops. */
final class OpDraw {
    private final SplittableRandom random;

    OpDraw(SplittableRandom random) {
        this.random = random;
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    int channels() {
        return oneIn(3) ? 4 * between(1, 6) : between(1, 20);
    }

    /** {@code [1, H, W, C]} of at least {@code leastSide} pixels each way. */
    Shape image(int leastSide) {
        return Shape.of(1, between(leastSide, 14), between(leastSide, 14), channels());
    }

    Activation activation() {
        return List.of(Activation.NONE, Activation.RELU, Activation.RELU6).get(random.nextInt(3));
    }

    Padding padding() {
        return oneIn(2) ? Padding.SAME : Padding.VALID;
    }

    /**
     * Without dilation. With padding SAME no stride exceeds its kernel: XNNPACK, of that time, then reads outside the image,
     * as the rows of padding are below 0.
     */
    Window window(int kernelH, int kernelW) {
        Padding padding = padding();
        boolean same = padding == Padding.SAME;
        int strideH = between(1, same ? Math.min(3, kernelH) : 3);
        return new Window(strideH, between(1, same ? Math.min(3, kernelW) : 3), 1, 1, padding);
    }

    /** Of stride 1. */
    Window dilated() {
        return new Window(1, 1, between(1, 3), between(1, 3), Padding.SAME);
    }
}
