package io.tinsmith.search;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import java.util.List;

/** Writes layers of a few ops each; every method returns the index of its output tensor. */
final class Layers {
    private final GraphBuilder b;

    Layers(GraphBuilder builder) {
        b = builder;
    }

    int channels(int tensor) {
        return b.shape(tensor).channels();
    }

    boolean haveSameShape(int left, int right) {
        return b.shape(left).equals(b.shape(right));
    }

    int conv(String name, int x, int width, int kernel, int stride, Nonlinearity f) {
        return activated(name, b.conv2d(name, x, width, kernel, Window.same(stride), f.fused()), f);
    }

    int groupConv(String name, int x, int width, int kernel, int stride, int groups, Nonlinearity f) {
        int channels = channels(x);
        if (channels % groups != 0 || width % groups != 0) {
            throw new IllegalArgumentException(
                    "The groups (" + groups + ") of the convolution (" + name + ") do not divide its " + channels
                            + " and " + width + " channels.\nMaybe use 1, or other widths.");
        }
        Window window = Window.same(stride);
        return activated(name, b.groupConv2d(name, x, width, kernel, channels / groups, window, f.fused()), f);
    }

    int stem(int x, Stem stem) {
        Window window = new Window(stem.strideHeight(), stem.strideWidth(), 1, 1, Padding.SAME);
        int y = b.conv2d(
                "stem",
                x,
                stem.width(),
                stem.kernelHeight(),
                stem.kernelWidth(),
                channels(x),
                window,
                stem.activation().fused());
        y = activated("stem", y, stem.activation());
        return stem.pool() ? b.maxPool2d("stem/pool", y, 3, 3, Window.same(2)) : y;
    }

    int depthwise(String name, int x, int kernel, int stride, Nonlinearity f) {
        return activated(name, b.depthwiseConv2d(name, x, kernel, Window.same(stride), f.fused()), f);
    }

    int add(String name, int left, int right, Nonlinearity f) {
        return activated(name, b.add(name, left, right, f.fused()), f);
    }

    int dense(String name, int x, int features, Nonlinearity f) {
        return activated(name, b.fullyConnected(name, x, features, f.fused()), f);
    }

    int averagePool(String name, int x) {
        return b.averagePool2d(name, x, 3, 3, Window.same(2));
    }

    int concat(String name, int left, int right) {
        return b.concat(name, left, right);
    }

    /** Channels weighted by a network of two layers of their means: Hu et al. 2018, arXiv:1709.01507. */
    int squeezeAndExcite(String name, int x, int squeezed) {
        if (squeezed == 0) {
            return x;
        }
        int channels = channels(x);
        int y = b.mean(name + "/mean", x);
        y = b.fullyConnected(name + "/squeeze", y, squeezed, Activation.RELU);
        y = b.fullyConnected(name + "/excite", y, channels, Activation.NONE);
        y = b.reshape(
                name + "/weights", b.unary(name + "/gate", y, UnaryFunction.LOGISTIC), Shape.of(1, 1, 1, channels));
        return b.mul(name + "/scale", x, y, Activation.NONE);
    }

    /** The channels dealt out anew: the first of each group, then the second of each. */
    int shuffle(String name, int x, int groups) {
        if (groups == 1) {
            return x;
        }
        Shape shape = b.shape(x);
        int pixels = Math.multiplyExact(shape.height(), shape.width());
        int y = b.reshape(name + "/groups", x, Shape.of(1, pixels, groups, shape.channels() / groups));
        return b.reshape(name, b.transpose(name + "/transpose", y, 0, 1, 3, 2), shape);
    }

    int slice(String name, int x, int firstChannel, int count) {
        Shape shape = b.shape(x);
        Shape to = Shape.of(1, shape.height(), shape.width(), count);
        return b.slice(name, x, List.of(0, 0, 0, firstChannel), List.of(1, 1, 1, 1), to);
    }

    int activated(String name, int x, Nonlinearity f) {
        return f == Nonlinearity.HARD_SWISH ? b.unary(name + "/hard-swish", x, UnaryFunction.HARD_SWISH) : x;
    }
}
