package io.tinsmith.memory;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.ScaleGroups;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Networks that pay to stream. */
public final class StreamGraphs {
    private StreamGraphs() {}

    /** MobileNetV2, channels rounded to multiples of 8 as its authors do; table 2 of arXiv:1801.04381. */
    public static Graph mobileNetV2(double width, int resolution, int classes) {
        int[][] stages = {
            {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
        };
        GraphBuilder b = new GraphBuilder("mobilenet-v2", DType.INT8);
        int x = b.input("image", Shape.of(1, resolution, resolution, 3));
        x = b.conv2d("stem", x, divisible(32 * width), 3, Window.same(2), Activation.RELU6);
        for (int[] stage : stages) {
            for (int i = 0; i < stage[2]; i++) {
                x = bottleneck(b, x, stage[0], 3, divisible(stage[1] * width), i == 0 ? stage[3] : 1);
            }
        }
        x = b.conv2d("head", x, Math.max(1280, divisible(1280 * width)), 1, Window.same(1), Activation.RELU6);
        x = b.globalAveragePool("pool", x);
        return b.build(b.fullyConnected("dense", x, classes, Activation.NONE));
    }

    /** MCUNet's network for visual wake words at 80x80. */
    public static Graph mcuNetVww1() {
        int[][] blocks = {
            {6, 3, 16, 2}, {3, 3, 16, 1}, {3, 3, 16, 1}, {3, 7, 24, 2}, {6, 3, 24, 1}, {5, 5, 24, 1}, {6, 7, 40, 2},
            {6, 7, 40, 1}, {6, 3, 48, 1}, {4, 3, 48, 1}, {5, 5, 96, 2}, {5, 3, 96, 1}, {4, 3, 96, 1}, {3, 7, 160, 1}
        };
        GraphBuilder b = new GraphBuilder("mcunet-vww1", DType.INT8);
        int x = b.input("image", Shape.of(1, 80, 80, 3));
        x = b.conv2d("stem", x, 16, 3, Window.same(2), Activation.RELU6);
        x = bottleneck(b, x, 1, 3, 8, 1);
        for (int[] block : blocks) {
            x = bottleneck(b, x, block[0], block[1], block[2], block[3]);
        }
        x = b.globalAveragePool("pool", x);
        return b.build(b.fullyConnected("dense", x, 2, Activation.NONE));
    }

    private static int divisible(double channels) {
        int rounded = Math.max(8, (int) (channels + 4) / 8 * 8);
        return rounded < 0.9 * channels ? rounded + 8 : rounded;
    }

    private static int bottleneck(GraphBuilder b, int in, int expansion, int kernel, int out, int stride) {
        int channels = b.shape(in).channels();
        int x = in;
        if (expansion > 1) {
            x = b.conv2d("expand", x, channels * expansion, 1, Window.same(1), Activation.RELU6);
        }
        x = b.depthwiseConv2d("depthwise", x, kernel, Window.same(stride), Activation.RELU6);
        x = b.conv2d("project", x, out, 1, Window.same(1), Activation.NONE);
        return stride == 1 && channels == out ? b.add("add", in, x, Activation.NONE) : x;
    }

    /** Chains and residuals of odd sizes, kernels 1 to 7, strides 1 and 2, dilation; with data. */
    public static Graph random(SplittableRandom random) {
        GraphBuilder b = new GraphBuilder("random", DType.INT8);
        int x = b.input("in", Shape.of(1, 1 + random.nextInt(17), 1 + random.nextInt(13), 1 + random.nextInt(5)));
        List<Integer> images = new ArrayList<>(List.of(x));
        int ops = 2 + random.nextInt(14);
        for (int i = 0; i < ops; i++) {
            x = op(b, random, images, x);
            images.add(x);
        }
        if (random.nextInt(3) == 0) {
            x = b.globalAveragePool("pool", x);
        }
        int end = random.nextInt(4);
        if (end == 0) {
            x = b.fullyConnected("dense", x, 1 + random.nextInt(5), Activation.NONE);
        }
        int[] outputs = random.nextInt(5) == 0
                ? new int[] {x, images.get(1 + random.nextInt(images.size() - 1))}
                : new int[] {x};
        return quantized(b.build(outputs), random);
    }

    static int op(GraphBuilder b, SplittableRandom random, List<Integer> images, int x) {
        Shape shape = b.shape(x);
        int kernel = 1 + random.nextInt(7);
        int stride = 1 + random.nextInt(2);
        int dilation = stride == 1 && random.nextInt(4) == 0 ? 2 : 1;
        int span = (kernel - 1) * dilation + 1;
        boolean fits = span <= shape.height() && span <= shape.width();
        Padding padding = fits && random.nextInt(4) == 0 ? Padding.VALID : Padding.SAME;
        Window window = new Window(stride, stride, dilation, dilation, padding);
        Activation activation = random.nextBoolean() ? Activation.RELU6 : Activation.NONE;
        return switch (random.nextInt(19)) {
            case 0, 1 -> b.conv2d("conv", x, 1 + random.nextInt(8), kernel, window, activation);
            case 2 -> b.conv2d("point", x, 1 + random.nextInt(12), 1, Window.same(1), activation);
            case 3 -> b.depthwiseConv2d("dw", x, kernel, window, activation);
            case 4 ->
                random.nextBoolean()
                        ? b.maxPool2d("max", x, Math.min(3, shape.height()), 2, Window.same(stride))
                        : b.averagePool2d("mean", x, 2, Math.min(3, shape.width()), Window.same(stride));
            case 5 -> {
                int project = b.conv2d("expand", x, 3 * shape.channels(), 1, Window.same(1), activation);
                project = b.depthwiseConv2d(
                        "dw", project, kernel, new Window(1, 1, dilation, dilation, Padding.SAME), activation);
                project = b.conv2d("project", project, shape.channels(), 1, Window.same(1), Activation.NONE);
                yield b.add("residual", x, project, Activation.NONE);
            }
            case 6 -> {
                // Up to 5, one more than a stream takes.
                int[] parts = new int[1 + random.nextInt(5)];
                List<Integer> fitting = images.stream()
                        .filter(t -> b.shape(t).height() == shape.height()
                                && b.shape(t).width() == shape.width()
                                && b.shape(t).channels() <= 24)
                        .toList();
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = fitting.isEmpty() ? x : fitting.get(random.nextInt(fitting.size()));
                }
                parts[random.nextInt(parts.length)] = x;
                yield b.concat("concat", parts);
            }
            case 7 -> b.resizeNearest("resize", x, shape.height() * shape.width() > 300 ? 1 : 2 + random.nextInt(2));
            case 8 -> {
                int other = other(b, random, images, shape);
                yield random.nextBoolean() ? b.mul("mul", other, x, activation) : b.mul("mul", x, other, activation);
            }
            case 9 -> b.mul("gated", x, b.globalAveragePool("gate", x), activation);
            case 10, 11 -> {
                List<UnaryFunction> functions = List.of(UnaryFunction.values());
                UnaryFunction function = functions.get(random.nextInt(functions.size()));
                yield function == UnaryFunction.LEAKY_RELU
                        ? b.leakyRelu("leaky", x, (float) random.nextDouble(-0.3, 0.5))
                        : b.unary("unary", x, function);
            }
            case 12 -> move(b, random, x);
            case 13 -> {
                int group = shape.channels() % 2 == 0 ? shape.channels() / 2 : 1;
                int out = shape.channels() / group * (1 + random.nextInt(3));
                yield random.nextBoolean() && shape.channels() < 24
                        ? b.depthwiseConv2d("multiplied", x, kernel, 2, window, activation)
                        : b.groupConv2d("groups", x, out, kernel, group, window, activation);
            }
            case 14 -> b.mul("gated", x, b.mean("squeezed", x), activation);
            case 15, 16 -> pair(b, random, x, other(b, random, images, shape), activation);
            default -> {
                int other = other(b, random, images, shape);
                yield random.nextBoolean() ? b.add("add", other, x, activation) : b.add("add", x, other, activation);
            }
        };
    }

    /** A difference, maximum, minimum, PReLU, or any of it with constants. */
    private static int pair(GraphBuilder b, SplittableRandom random, int x, int other, Activation activation) {
        int channels = b.shape(x).channels();
        int one = random.nextInt(3) == 0 ? 1 : channels;
        return switch (random.nextInt(7)) {
            case 0 -> b.sub("difference", x, other, activation);
            case 1 -> b.sub("less", b.constant("from", Shape.of(1, 1, 1, one)), x, activation);
            case 2 -> b.add("more", x, b.constant("bias", Shape.of(1, 1, 1, one)), activation);
            case 3 -> b.mul("times", x, b.constant("factor", Shape.of(1, 1, 1, one)), activation);
            case 4 -> b.maximum("least", x, random.nextBoolean() ? other : b.constant("floor", Shape.of(1, 1, 1, one)));
            case 5 -> b.minimum("most", b.constant("ceiling", b.shape(x)), x);
            default -> b.prelu("slope", x);
        };
    }

    /** Padding, a shuffle of channels, a transpose or a part of the image. */
    private static int move(GraphBuilder b, SplittableRandom random, int x) {
        Shape in = b.shape(x);
        int extra = random.nextInt(3);
        int half = (in.height() + 1) / 2;
        return switch (random.nextInt(4)) {
            case 0 -> b.pad("pad", x, random.nextInt(3), extra, 1, random.nextInt(3));
            case 1 -> {
                int groups = in.channels() % 2 == 0 ? 2 : in.channels();
                Shape apart = Shape.of(1, in.height(), in.width(), groups, in.channels() / groups);
                int shuffled = b.transpose("shuffle", b.reshape("apart", x, apart), 0, 1, 2, 4, 3);
                yield b.reshape("together", shuffled, in);
            }
            case 2 -> b.transpose("turned", x, 0, 2, 1, 3);
            default -> {
                Shape part = Shape.of(1, half, in.width(), (in.channels() + 1) / 2);
                List<Integer> begin = List.of(0, 0, 0, in.channels() / 2);
                yield b.slice("part", x, begin, List.of(1, in.height() > 1 ? 2 : 1, 1, 1), part);
            }
        };
    }

    private static int other(GraphBuilder b, SplittableRandom random, List<Integer> images, Shape shape) {
        List<Integer> equal =
                images.stream().filter(t -> b.shape(t).equals(shape)).toList();
        return equal.get(random.nextInt(equal.size()));
    }

    /** The same structure with parameters and scales that keep values spread over the range. */
    public static Graph quantized(Graph graph, SplittableRandom random) {
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        int[] group = ScaleGroups.of(graph);
        graph.inputs().forEach(t -> tensors.set(t, graph.tensor(t).withQuantization(scale(random))));
        for (Op op : graph.ops()) {
            int first = group[op.output()];
            tensors.set(
                    op.output(),
                    graph.tensor(op.output())
                            .withQuantization(
                                    first == op.output()
                                            ? scale(op, random)
                                            : tensors.get(first).requireQuantization()));
            for (int t : op.inputs()) {
                if (graph.tensor(t).isParameter()) {
                    Tensor parameter = parameter(graph.tensor(t), op, random);
                    tensors.set(
                            t,
                            op instanceof Op.Pairwise
                                    ? parameter.withQuantization(
                                            ScaleGroups.keepsScale(op)
                                                    ? tensors.get(first).requireQuantization()
                                                    : scale(random))
                                    : parameter);
                }
            }
        }
        return graph.withTensors(tensors);
    }

    private static Quantization scale(Op op, SplittableRandom random) {
        if (op instanceof Op.Unary unary
                && unary.function().outputQuantization().isPresent()) {
            return unary.function().outputQuantization().orElseThrow();
        }
        return op instanceof Op.Mul
                ? Quantization.perTensor(0.5f + random.nextInt(3), random.nextInt(-100, 40))
                : scale(random);
    }

    private static Quantization scale(SplittableRandom random) {
        return Quantization.perTensor(0.04f + 0.02f * random.nextInt(3), random.nextInt(-100, 40));
    }

    private static Tensor parameter(Tensor t, Op op, SplittableRandom random) {
        int elements = Math.toIntExact(t.shape().elements());
        if (t.shape().rank() == 1) {
            int[] bias = random.ints(elements, -2000, 2000).toArray();
            return t.withData(new TensorData.Int32(bias));
        }
        boolean depthwise = op instanceof Op.DepthwiseConv2d;
        int channels = t.shape().dim(depthwise ? 3 : 0);
        float[] scales = new float[channels];
        for (int c = 0; c < channels; c++) {
            scales[c] = (float) ((0.005 + 0.01 * random.nextDouble()) / Math.sqrt((double) elements / channels));
        }
        byte[] values = new byte[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = (byte) random.nextInt(-127, 128);
        }
        return t.withQuantization(Quantization.perChannel(scales, depthwise ? 3 : 0))
                .withData(new TensorData.Int8(values));
    }
}
