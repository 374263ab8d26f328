package io.tinsmith.search.cell;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Window;
import io.tinsmith.search.internal.Names;
import java.util.Comparator;
import java.util.List;

/**
 * The operations of a cell (Zoph et al. 2018, arXiv:1707.07012, section 3; Liu et al. 2019, arXiv:1806.09055, section
 * 3.1), each once and with ReLU6 behind the convolutions, where the papers have ReLU before them and separable ones twice.
 */
public enum LayerOp {
    /** The input itself; a 1x1 convolution where stride or width change. */
    IDENTITY("identity", 1, 1),
    CONV_1X1("conv-1x1", 1, 1),
    CONV_3X3("conv-3x3", 3, 1),
    /** Depthwise, then 1x1. */
    SEPARABLE_3X3("separable-3x3", 3, 1),
    SEPARABLE_5X5("separable-5x5", 5, 1),
    /**
     * As separable, with holes: 3 taps over 5 pixels. A stride is that of the 1x1 convolution, since TensorFlow knows no
     * depthwise convolution with both.
     */
    DILATED_3X3("dilated-3x3", 3, 2),
    DILATED_5X5("dilated-5x5", 5, 2),
    /** Padding does not count. A 1x1 convolution follows where the width changes. */
    AVERAGE_POOL_3X3("average-pool-3x3", 3, 1),
    MAX_POOL_3X3("max-pool-3x3", 3, 1);

    private final String label;
    private final int kernel;
    private final int dilation;

    LayerOp(String label, int kernel, int dilation) {
        this.label = label;
        this.kernel = kernel;
        this.dilation = dilation;
    }

    /** The name in files, such as {@code separable-3x3}. */
    public String label() {
        return label;
    }

    /**
     * The operation of a name in files.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LayerOp of(String label) {
        return Names.find("op", values(), LayerOp::label, label);
    }

    /** Weights, biases left out, from one width to another at stride 1. */
    public int weights(int from, int to) {
        return switch (this) {
            case IDENTITY, AVERAGE_POOL_3X3, MAX_POOL_3X3 -> from == to ? 0 : from * to;
            case CONV_1X1, CONV_3X3 -> kernel * kernel * from * to;
            case SEPARABLE_3X3, SEPARABLE_5X5, DILATED_3X3, DILATED_5X5 -> from * (kernel * kernel + to);
        };
    }

    /** The one with the fewest weights; of equal ones the first. */
    public static LayerOp lightest(List<LayerOp> operations) {
        return operations.stream()
                .min(Comparator.comparingInt(op -> op.weights(16, 16)))
                .orElseThrow();
    }

    /**
     * Adds this operation to a graph.
     *
     * @param x the input image
     * @param width channels of the output
     * @param stride 1 or 2; the output is {@code ceil(height / stride)} high
     * @return the output tensor; {@code x} itself for an identity that changes nothing
     */
    public int emit(GraphBuilder b, String name, int x, int width, int stride) {
        Window window = Window.same(stride);
        return switch (this) {
            case IDENTITY -> stride == 1 ? fitted(b, name, x, width) : point(b, name, x, width, stride);
            case CONV_1X1, CONV_3X3 -> b.conv2d(name, x, width, kernel, window, Activation.RELU6);
            case SEPARABLE_3X3, SEPARABLE_5X5 -> {
                int filtered = b.depthwiseConv2d(name + "/depthwise", x, kernel, window, Activation.RELU6);
                yield b.conv2d(name, filtered, width, 1, Window.same(1), Activation.RELU6);
            }
            case DILATED_3X3, DILATED_5X5 -> {
                Window holes = new Window(1, 1, dilation, dilation, Padding.SAME);
                int filtered = b.depthwiseConv2d(name + "/depthwise", x, kernel, holes, Activation.RELU6);
                yield b.conv2d(name, filtered, width, 1, window, Activation.RELU6);
            }
            case AVERAGE_POOL_3X3 -> fitted(b, name, b.averagePool2d(name + "/pool", x, kernel, kernel, window), width);
            case MAX_POOL_3X3 -> fitted(b, name, b.maxPool2d(name + "/pool", x, kernel, kernel, window), width);
        };
    }

    /** {@code x} where it has the width already, else a 1x1 convolution of it. */
    private static int fitted(GraphBuilder b, String name, int x, int width) {
        return b.shape(x).channels() == width ? x : point(b, name, x, width, 1);
    }

    private static int point(GraphBuilder b, String name, int x, int width, int stride) {
        return b.conv2d(name, x, width, 1, Window.same(stride), Activation.NONE);
    }
}
