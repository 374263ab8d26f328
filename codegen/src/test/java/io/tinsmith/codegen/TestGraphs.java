package io.tinsmith.codegen;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Reduction;
import io.tinsmith.graph.ScaleGroups;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small int8 networks with random weights. */
final class TestGraphs {
    private TestGraphs() {}

    /** Strided convolution, inverted residual with in-place depthwise and sum, strided depthwise, pool, dense, softmax. */
    static Graph invertedResidual(long seed) {
        GraphBuilder b = new GraphBuilder("inverted residual", DType.INT8);
        int x = b.input("image", Shape.of(1, 13, 11, 3));
        int stem = b.conv2d("stem", x, 5, 3, Window.same(2), Activation.RELU6);
        int e = b.conv2d("b1/expand", stem, 15, 1, Window.same(1), Activation.RELU6);
        int d = b.depthwiseConv2d("b1/depthwise", e, 3, Window.same(1), Activation.RELU6);
        int p = b.conv2d("b1/project", d, 5, 1, Window.same(1), Activation.NONE);
        int sum = b.add("b1/add", stem, p, Activation.NONE);
        int e2 = b.conv2d("for", sum, 10, 1, Window.same(1), Activation.RELU);
        int d2 = b.depthwiseConv2d("for!", e2, 5, Window.same(2), Activation.RELU6);
        int m = b.maxPool2d("max", d2, 2, 2, Window.same(1));
        int pool = b.globalAveragePool("pool", m);
        int flat = b.reshape("flat", pool, Shape.of(1, 10));
        int dense = b.fullyConnected("dense", flat, 7, Activation.NONE);
        return fill(b.build(b.softmax("probabilities", dense)), seed);
    }

    /** Two resolutions that exchange by strided convolution and resize, then a concatenation of both. */
    static Graph twoResolutions(long seed) {
        GraphBuilder b = new GraphBuilder("two resolutions", DType.INT8);
        int x = b.input("image", Shape.of(1, 14, 18, 3));
        int high = b.conv2d("stem", x, 5, 3, Window.same(1), Activation.RELU6);
        int low = b.conv2d("down", high, 7, 3, Window.same(2), Activation.RELU6);
        int h = b.depthwiseConv2d("high", high, 3, Window.same(1), Activation.RELU6);
        int l = b.depthwiseConv2d("low", low, 5, Window.same(1), Activation.RELU6);
        int up = b.resizeNearest("up", b.conv2d("up point", l, 5, 1, Window.same(1), Activation.NONE), 2);
        int down = b.conv2d("exchange", h, 7, 3, Window.same(2), Activation.NONE);
        int highSum = b.add("high sum", h, up, Activation.RELU);
        int lowSum = b.add("low sum", down, l, Activation.RELU);
        int joined = b.concat("join", highSum, b.resizeNearest("up all", lowSum, 2), highSum);
        int head = b.conv2d("head", joined, 9, 1, Window.same(1), Activation.RELU6);
        return fill(b.build(b.fullyConnected("dense", b.globalAveragePool("pool", head), 4, Activation.NONE)), seed);
    }

    /**
     * Takes two images and a vector; gives classes, and a map and a vector out of the middle, from which it computes further.
     */
    static Graph severalEnds(long seed) {
        GraphBuilder b = new GraphBuilder("several ends", DType.INT8);
        int left = b.input("left", Shape.of(1, 12, 10, 3));
        int right = b.input("right", Shape.of(1, 12, 10, 2));
        int state = b.input("state", Shape.of(1, 5));
        int l = b.conv2d("left stem", left, 6, 3, Window.same(2), Activation.RELU6);
        int r = b.conv2d("right stem", right, 6, 3, Window.same(2), Activation.RELU6);
        int sum = b.add("sum", l, r, Activation.NONE);
        int map = b.depthwiseConv2d("map", sum, 3, Window.same(1), Activation.RELU6);
        int head = b.conv2d("head", map, 9, 1, Window.same(1), Activation.RELU6);
        int pooled = b.reshape("flat", b.globalAveragePool("pool", head), Shape.of(1, 9));
        int features = b.fullyConnected("features", pooled, 5, Activation.NONE);
        int next = b.add("next state", features, state, Activation.NONE);
        int classes = b.softmax("classes", b.fullyConnected("dense", next, 4, Activation.NONE));
        return fill(b.build(classes, map, next), seed);
    }

    /** Bottlenecks with and without a sum, then a convolution into a global pooling. */
    static Graph bottlenecks(long seed) {
        GraphBuilder b = new GraphBuilder("bottlenecks", DType.INT8);
        int x = b.input("image", Shape.of(1, 15, 13, 3));
        int stem = b.conv2d("stem", x, 6, 3, Window.same(2), Activation.RELU6);
        int e = b.conv2d("e1", stem, 18, 1, Window.same(1), Activation.RELU6);
        int d = b.depthwiseConv2d("d1", e, 3, Window.same(1), Activation.RELU6);
        int sum = b.add("a1", stem, b.conv2d("p1", d, 6, 1, Window.same(1), Activation.NONE), Activation.NONE);
        int e2 = b.conv2d("e2", sum, 20, 1, Window.same(1), Activation.RELU6);
        int d2 = b.depthwiseConv2d("d2", e2, 5, Window.same(2), Activation.RELU6);
        int p2 = b.conv2d("p2", d2, 9, 1, Window.same(1), Activation.NONE);
        int head = b.conv2d("head", p2, 21, 1, Window.same(1), Activation.RELU6);
        return fill(b.build(b.fullyConnected("dense", b.globalAveragePool("pool", head), 4, Activation.NONE)), seed);
    }

    /** A picture that is larger than all that is computed of it, rows of 51 bytes: better not whole in memory. */
    static Graph picture(long seed) {
        GraphBuilder b = new GraphBuilder("picture", DType.INT8);
        int x = b.input("image", Shape.of(1, 21, 17, 3));
        int stem = b.conv2d("stem", x, 5, 3, Window.same(2), Activation.RELU6);
        int e = b.conv2d("expand", stem, 15, 1, Window.same(1), Activation.RELU6);
        int d = b.depthwiseConv2d("depthwise", e, 3, Window.same(1), Activation.RELU6);
        int sum = b.add("add", stem, b.conv2d("project", d, 5, 1, Window.same(1), Activation.NONE), Activation.NONE);
        int m = b.maxPool2d("max", sum, 2, 2, Window.same(2));
        int pool = b.globalAveragePool("pool", m);
        return fill(
                b.build(b.fullyConnected("dense", b.reshape("flat", pool, Shape.of(1, 5)), 7, Activation.NONE)), seed);
    }

    /** Back to the image's size, with all ops that work on whole tensors only. */
    static Graph decoder(long seed) {
        GraphBuilder b = new GraphBuilder("decoder", DType.INT8);
        int x = b.input("image", Shape.of(1, 7, 6, 5));
        int spread = b.transposeConv("spread", x, 4, 3, 3, Window.same(2), Activation.RELU6);
        int smooth = b.resize("smooth", spread, 9, 10, Interpolation.BILINEAR, false, true);
        int near = b.resize("near", smooth, 12, 11, Interpolation.NEAREST, true, false);
        int groups = b.groupConv2d("groups", near, 6, 3, 2, Window.same(1), Activation.NONE);
        int gate = b.unary("gate", b.mean("squeeze", groups), UnaryFunction.RELU6);
        int gated = b.mul("gated", b.mul("square", groups, groups, Activation.NONE), gate, Activation.NONE);
        int turned = b.transpose("turned", gated, 0, 2, 1, 3);
        int around = b.pad("around", turned, 1, 0, 0, 2, 0.5f);
        int most = b.reduce("most", around, Reduction.MAX, List.of(1), true);
        int sum = b.reduce("sum", most, Reduction.SUM, List.of(3), true);
        return fill(b.build(b.reduce("mean", sum, Reduction.MEAN, List.of(2), false)), seed);
    }

    /** One dense layer, for tests that need little. */
    static Graph dense(long seed) {
        GraphBuilder b = new GraphBuilder("dense", DType.INT8);
        int x = b.input("x", Shape.of(1, 6));
        return fill(b.build(b.fullyConnected("y", x, 4, Activation.NONE)), seed);
    }

    /** A chain of convolutions and pools of any kernel, stride, dilation and padding, with sums over parts of it. */
    static Graph random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GraphBuilder b = new GraphBuilder("random " + seed, DType.INT8);
        Shape shape = Shape.of(1, random.nextInt(4, 20), random.nextInt(4, 20), random.nextInt(1, 6));
        int x = b.input("image", shape);
        List<Integer> before = new ArrayList<>(List.of(x));
        int layers = random.nextInt(3, 12);
        for (int i = 0; i < layers; i++) {
            x = randomLayer(b, "layer" + i, x, before, random);
            before.add(x);
        }
        switch (random.nextInt(5)) {
            case 0 -> x = b.globalAveragePool("pool", x);
            case 1 -> {
                int conv = b.conv2d("head", x, random.nextInt(1, 20), 1, Window.same(1), Activation.RELU6);
                x = b.globalAveragePool("pool", conv);
            }
            case 2 -> {
                int pool = b.globalAveragePool("pool", x);
                int channels = b.shape(pool).channels();
                x = b.fullyConnected("dense", b.reshape("flat", pool, Shape.of(1, channels)), 5, Activation.NONE);
            }
            case 3 -> x = b.fullyConnected("dense", x, random.nextInt(1, 8), Activation.NONE);
            default -> {}
        }
        return fill(b.build(x), seed);
    }

    private static int randomLayer(GraphBuilder b, String name, int x, List<Integer> before, SplittableRandom random) {
        Shape shape = b.shape(x);
        List<Integer> equal =
                before.stream().filter(t -> b.shape(t).equals(shape)).toList();
        if (equal.size() > 1 && random.nextBoolean()) {
            int other = equal.get(random.nextInt(equal.size()));
            return random.nextBoolean()
                    ? b.add(name, x, other, Activation.RELU6)
                    : b.add(name, other, x, Activation.NONE);
        }
        int least = Math.min(shape.height(), shape.width());
        int kernel = random.nextInt(4) == 0 ? 1 : random.nextInt(1, 8);
        int stride = random.nextInt(3) == 0 ? 2 : 1;
        int dilation = random.nextInt(4) == 0 ? 2 : 1;
        boolean fits = (kernel - 1) * dilation + 1 <= least;
        Padding padding = fits && random.nextInt(4) == 0 ? Padding.VALID : Padding.SAME;
        Window window = new Window(stride, stride, dilation, dilation, padding);
        int pooled = Math.min(kernel, least);
        Window poolWindow = new Window(stride, stride, 1, 1, padding);
        return switch (random.nextInt(11)) {
            case 6, 7 -> concat(b, name, x, before, random);
            case 8 -> b.resizeNearest(name, x, shape.height() * shape.width() > 400 ? 1 : random.nextInt(2, 4));
            case 9, 10 -> bottleneck(b, name, x, kernel, window, random);
            case 0 -> b.maxPool2d(name, x, pooled, pooled, poolWindow);
            case 1 -> b.averagePool2d(name, x, pooled, pooled, poolWindow);
            case 2, 3 -> b.depthwiseConv2d(name, x, kernel, window, Activation.RELU6);
            case 4 -> b.conv2d(name, x, random.nextInt(1, 20), 1, Window.same(1), Activation.RELU);
            default -> b.conv2d(name, x, random.nextInt(1, 12), kernel, window, Activation.RELU6);
        };
    }

    /** Of 1 to 5 images of equal height and width, some perhaps twice; 5 do not fit into a stream. */
    private static int concat(GraphBuilder b, String name, int x, List<Integer> before, SplittableRandom random) {
        List<Integer> fitting = before.stream()
                .filter(t -> b.shape(t).height() == b.shape(x).height()
                        && b.shape(t).width() == b.shape(x).width()
                        && b.shape(t).channels() <= 30)
                .toList();
        int[] parts = new int[random.nextInt(1, 6)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = fitting.isEmpty() ? x : fitting.get(random.nextInt(fitting.size()));
        }
        parts[random.nextInt(parts.length)] = x;
        return b.concat(name, parts);
    }

    private static int bottleneck(
            GraphBuilder b, String name, int x, int kernel, Window window, SplittableRandom random) {
        int wide = b.conv2d(name + "e", x, random.nextInt(1, 25), 1, Window.same(1), Activation.RELU6);
        int filtered = b.depthwiseConv2d(name + "d", wide, kernel, window, Activation.RELU6);
        int channels = random.nextBoolean() ? b.shape(x).channels() : random.nextInt(1, 12);
        int narrow = b.conv2d(name, filtered, channels, 1, Window.same(1), Activation.NONE);
        return b.shape(narrow).equals(b.shape(x)) && random.nextBoolean()
                ? b.add(name + "a", x, narrow, Activation.NONE)
                : narrow;
    }

    /** Gives each tensor random parameters, or a scale that keeps values in range. */
    static Graph fill(Graph graph, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor t : graph.tensors()) {
            if (!t.isParameter()) {
                tensors.add(t.withQuantization(
                        Quantization.perTensor((float) random.nextDouble(0.02, 0.05), random.nextInt(-60, 60))));
            } else if (t.type() == DType.INT8) {
                byte[] values = new byte[Math.toIntExact(t.shape().elements())];
                random.nextBytes(values);
                boolean depthwise = t.shape().rank() == 4 && t.shape().dim(0) == 1;
                int axis = depthwise ? 3 : 0;
                float[] scales = new float[t.shape().dim(axis)];
                for (int i = 0; i < scales.length; i++) {
                    scales[i] = (float) random.nextDouble(0.0005, 0.005);
                }
                tensors.add(t.withData(new TensorData.Int8(values))
                        .withQuantization(Quantization.perChannel(scales, axis)));
            } else {
                int[] values = random.ints(t.shape().elements(), -3000, 3000).toArray();
                tensors.add(t.withData(new TensorData.Int32(values)));
            }
        }
        for (Op op : graph.ops()) {
            if (op instanceof Op.Softmax) {
                Tensor out = tensors.get(op.output());
                tensors.set(op.output(), out.withQuantization(Quantization.perTensor(1f / 256, -128)));
            }
        }
        int[] group = ScaleGroups.of(graph);
        for (int t = 0; t < group.length; t++) {
            if (!graph.tensor(t).isParameter()) {
                tensors.set(
                        t, tensors.get(t).withQuantization(tensors.get(group[t]).requireQuantization()));
            }
        }
        return graph.withTensors(tensors);
    }

    static byte[] randomInput(Graph graph, SplittableRandom random) {
        byte[] values = new byte[Math.toIntExact(graph.inputElements())];
        random.nextBytes(values);
        return values;
    }
}
