package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;

/**
 * One inverted residual: expand 1x1 (left out where {@code expansion} is 1), depthwise, project 1x1 without activation.
 *
 * @param width channels that leave the block
 * @param kernel side of the depthwise kernel, odd
 * @param expansion channels of the depthwise convolution for each channel that enters
 * @param stride of the depthwise convolution, 1 or 2
 * @param residual add the block's input to its output where their shapes are equal
 */
public record Block(int width, int kernel, int expansion, int stride, boolean residual) {
    public Block {
        Checks.range("width", width, 1, 4096);
        Checks.odd("kernel", kernel, 11);
        Checks.range("expansion", expansion, 1, 16);
        Checks.range("stride", stride, 1, 2);
    }

    /** Such as {@code k3 e4 24/2}. */
    String summary() {
        return "k" + kernel + " e" + expansion + " " + width + (stride == 1 ? "" : "/" + stride);
    }
}
