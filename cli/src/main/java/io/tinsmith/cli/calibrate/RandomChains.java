package io.tinsmith.cli.calibrate;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Reduction;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chains of many ops of random shapes: one program measures them all. */
final class RandomChains {
    private static final int MOST_OPS = 34;
    private static final long MOST_MACS = 700_000;
    private static final int MOST_WEIGHTS = 12_000;

    private final SplittableRandom random;
    private final GraphBuilder b = new GraphBuilder("chain", DType.INT8);
    private final List<Integer> images = new ArrayList<>();

    private RandomChains(SplittableRandom random) {
        this.random = random;
    }

    /** A chain that ends in a global pooling, a dense layer and a softmax; the same seed gives the same. */
    static Graph of(SplittableRandom random) {
        return Quantizer.quantized(new RandomChains(random).chain(), random);
    }

    private Graph chain() {
        int x = b.input("image", Shape.of(1, 3 + random.nextInt(30), 3 + random.nextInt(30), channels()));
        images.add(x);
        for (int i = 0; i < MOST_OPS; i++) {
            int next = op("op" + i, x);
            // An op that was too large is left out.
            if (next != x) {
                x = next;
                images.add(x);
            }
        }
        x = random.nextBoolean() ? b.mean("pool", x) : b.globalAveragePool("pool", x);
        x = b.fullyConnected("dense", x, 1 + random.nextInt(40), activation());
        x = b.fullyConnected("dense2", x, 1 + random.nextInt(40), Activation.NONE);
        int features = 8 * (16 + random.nextInt(48));
        x = b.fullyConnected("vector", x, features, Activation.NONE);
        x = b.fullyConnected("halves", x, 4 * (1 + 1024 / features + random.nextInt(6)), Activation.NONE);
        return b.build(b.softmax("softmax", x));
    }

    private int channels() {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(5);
            case 1 -> 4 * (1 + random.nextInt(12));
            default -> 1 + random.nextInt(44);
        };
    }

    private Activation activation() {
        return random.nextBoolean() ? Activation.RELU6 : Activation.NONE;
    }

    private int op(String name, int x) {
        Shape in = b.shape(x);
        return switch (random.nextInt(26)) {
            case 0, 1, 2 -> convolution(name, x, 1);
            case 3, 4 -> convolution(name, x, 2 + random.nextInt(4));
            case 5, 6 -> {
                int kernel = random.nextBoolean() ? 3 : 1 + random.nextInt(7);
                Window window = window(in);
                boolean fits = in.elements() * kernel * kernel < MOST_MACS;
                yield fits ? b.depthwiseConv2d(name, x, kernel, window, activation()) : x;
            }
            case 7, 18, 19, 20 -> {
                int kernelH = 1 + random.nextInt(Math.min(4, in.height()));
                int kernelW = 1 + random.nextInt(Math.min(4, in.width()));
                int stride = in.height() > 9 && in.width() > 9 && random.nextInt(4) == 0 ? 2 : 1;
                yield random.nextInt(3) > 0
                        ? b.maxPool2d(name, x, kernelH, kernelW, Window.same(stride))
                        : b.averagePool2d(name, x, kernelH, kernelW, Window.same(stride));
            }
            case 8, 21 -> {
                List<Integer> fitting = images.stream()
                        .filter(t -> b.shape(t).height() == in.height()
                                && b.shape(t).width() == in.width()
                                && b.shape(t).channels() + in.channels() <= 48)
                        .toList();
                yield fitting.isEmpty() ? x : b.concat(name, x, fitting.get(random.nextInt(fitting.size())));
            }
            case 9 -> {
                boolean fits = in.elements() < 1_000 && in.height() * in.width() < 150;
                yield fits ? b.resizeNearest(name, x, 2) : x;
            }
            case 10 -> {
                List<Integer> equal =
                        images.stream().filter(t -> b.shape(t).equals(in)).toList();
                yield b.mul(name, x, equal.get(random.nextInt(equal.size())), activation());
            }
            case 11 -> {
                int gate = b.unary(name + "gate", b.globalAveragePool(name + "mean", x), UnaryFunction.LOGISTIC);
                yield b.mul(name, x, gate, Activation.NONE);
            }
            case 13, 22 ->
                random.nextBoolean() || in.elements() > 20_000
                        ? b.transpose(name, x, 0, 2, 1, 3)
                        : b.pad(name, x, random.nextInt(2), 1, random.nextInt(2), 1);
            case 14 -> grouped(name, x);
            case 23 -> {
                int height = 1 + random.nextInt(20);
                int width = 1 + random.nextInt(20);
                boolean halfPixels = random.nextBoolean();
                Interpolation interpolation = random.nextBoolean() ? Interpolation.BILINEAR : Interpolation.NEAREST;
                boolean fits = in.height() > 1 && in.width() > 1;
                yield fits ? b.resize(name, x, height, width, interpolation, false, halfPixels) : x;
            }
            case 24 -> spread(name, x);
            case 25 -> {
                Reduction function = random.nextBoolean() ? Reduction.SUM : Reduction.MAX;
                int gate = b.reduce(name + "most", x, function, List.of(1, 2), true);
                yield b.mul(name, x, gate, Activation.NONE);
            }
            case 12 -> b.unary(name, x, random.nextBoolean() ? UnaryFunction.HARD_SWISH : UnaryFunction.RELU);
            default -> {
                List<Integer> equal =
                        images.stream().filter(t -> b.shape(t).equals(in)).toList();
                yield b.add(name, x, equal.get(random.nextInt(equal.size())), activation());
            }
        };
    }

    private int convolution(String name, int x, int kernel) {
        Shape in = b.shape(x);
        int out = channels();
        long weights = (long) kernel * kernel * in.channels() * out;
        long macs = weights * in.height() * in.width();
        if (macs > MOST_MACS || weights > MOST_WEIGHTS) {
            return x;
        }
        return b.conv2d(name, x, out, kernel, kernel == 1 ? Window.same(1) : window(in), activation());
    }

    /** In groups of channels, or with two outputs a channel. */
    private int grouped(String name, int x) {
        Shape in = b.shape(x);
        int kernel = 1 + random.nextInt(3);
        if (in.elements() * kernel * kernel * 4 > MOST_MACS || in.channels() < 2 || in.channels() > 24) {
            return x;
        }
        if (in.channels() % 2 != 0 || random.nextBoolean()) {
            return b.depthwiseConv2d(name, x, kernel, 2, window(in), activation());
        }
        return b.groupConv2d(name, x, in.channels(), kernel, in.channels() / 2, window(in), activation());
    }

    private int spread(String name, int x) {
        Shape in = b.shape(x);
        int kernel = 1 + random.nextInt(4);
        int out = channels();
        long weights = (long) kernel * kernel * in.channels() * out;
        boolean large = in.height() * in.width() > 100
                || weights > MOST_WEIGHTS
                || weights * in.height() * in.width() > MOST_MACS;
        return large
                ? x
                : b.transposeConv(name, x, out, kernel, kernel, Window.same(1 + random.nextInt(2)), activation());
    }

    private Window window(Shape in) {
        boolean large = in.height() > 9 && in.width() > 9;
        int stride = large && random.nextInt(6) == 0 ? 2 : 1;
        int dilation = stride == 1 && random.nextInt(10) == 0 ? 2 : 1;
        boolean valid = large && dilation == 1 && random.nextInt(8) == 0;
        return new Window(stride, stride, dilation, dilation, valid ? Padding.VALID : Padding.SAME);
    }
}
