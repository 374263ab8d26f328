package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.LookupTable;
import io.tinsmith.graph.MeanScales;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.Window;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/**
 * Of each channel (index of the innermost axis) of each activation a range that its int8 values never leave, whatever the
 * inputs are: interval arithmetic on the integers that inference computes with. All of int8 where nothing better is known.
 */
public final class ChannelRanges {
    private final Graph graph;
    /** By tensor and channel. */
    private final Range[][] ranges;

    /** Values from {@code least} to {@code greatest}. */
    record Range(int least, int greatest) {
        static final Range ALL = new Range(Byte.MIN_VALUE, Byte.MAX_VALUE);

        /** Whether it is one value. */
        boolean isConstant() {
            return least == greatest;
        }

        Range with(int value) {
            return new Range(Math.min(least, value), Math.max(greatest, value));
        }

        Range with(Range other) {
            return with(other.least).with(other.greatest);
        }
    }

    private ChannelRanges(Graph graph) {
        this.graph = graph;
        this.ranges = new Range[graph.tensors().size()][];
    }

    /** The ranges of a graph that is {@link #known}. */
    public static ChannelRanges of(Graph graph) {
        ChannelRanges pass = new ChannelRanges(graph);
        graph.inputs().forEach(input -> pass.ranges[input] = pass.unknown(input));
        graph.ops().forEach(op -> pass.ranges[op.output()] = pass.of(op));
        return pass;
    }

    /** Whether the graph is of int8 and has its data and quantization, so that ranges can be told. */
    public static boolean known(Graph graph) {
        return graph.tensors().stream()
                .allMatch(t -> t.isParameter()
                        ? t.data().isPresent()
                        : t.type() == DType.INT8 && t.quantization().isPresent());
    }

    /** Those of an activation, by channel. */
    Range[] channels(int tensor) {
        return ranges[tensor];
    }

    /** Whether windows of the kernel may reach beyond the image, where they read zero points. */
    static boolean pads(Window window, int kernelH, int kernelW) {
        return window.padding() == Padding.SAME && (kernelH > 1 || kernelW > 1);
    }

    /** Whether a row of a dense layer's input is whole pixels. */
    static boolean readsPixels(Graph graph, Op.FullyConnected dense) {
        int taps = graph.tensor(dense.weights()).shape().dim(1);
        return taps % graph.tensor(dense.input()).shape().channels() == 0;
    }

    private Range[] of(Op op) {
        if (op instanceof Op.Conv2d conv) {
            return convolution(conv);
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            return depthwise(conv);
        }
        if (op instanceof Op.FullyConnected dense) {
            return dense(dense);
        }
        if (op instanceof Op.Unary unary) {
            return function(unary);
        }
        if (op instanceof Op.AveragePool2d pool) {
            return clamped(pool, pool.activation());
        }
        if (op instanceof Op.MaxPool2d pool) {
            return clamped(pool, pool.activation());
        }
        if (op instanceof Op.Add add && addsChannels(graph, add)) {
            return sums(add);
        }
        if (op instanceof Op.Mean mean) {
            return means(mean);
        }
        if (op instanceof Op.Pad pad) {
            byte around = pad.quantized(tensor(pad.input()).requireQuantization());
            return sameChannels(pad)
                    ? Arrays.stream(input(pad)).map(r -> r.with(around)).toArray(Range[]::new)
                    : unknown(pad.output());
        }
        boolean moves = op instanceof Op.Reshape || op instanceof Op.ResizeNearest || op instanceof Op.Resize;
        return moves && sameChannels(op) ? input(op) : unknown(op.output());
    }

    private Range[] convolution(Op.Conv2d conv) {
        Shape w = tensor(conv.weights()).shape();
        Range[] in = differences(conv.input(), pads(conv.window(), w.dim(1), w.dim(2)));
        int groupOut = w.dim(0) / (in.length / w.channels());
        byte[] weights = tensor(conv.weights()).int8();
        int taps = weights.length / w.dim(0);
        ChannelSums sums = new ChannelSums(graph, conv, conv.bias(), conv.weights(), conv.activation());
        for (int o = 0; o < w.dim(0); o++) {
            int first = o / groupOut * w.channels();
            for (int tap = 0; tap < taps; tap++) {
                sums.add(weights[o * taps + tap], in[first + tap % w.channels()]);
            }
            sums.next();
        }
        return sums.ranges();
    }

    private Range[] depthwise(Op.DepthwiseConv2d conv) {
        Shape w = tensor(conv.weights()).shape();
        Range[] in = differences(conv.input(), pads(conv.window(), w.dim(1), w.dim(2)));
        byte[] weights = tensor(conv.weights()).int8();
        int channels = w.channels();
        ChannelSums sums = new ChannelSums(graph, conv, conv.bias(), conv.weights(), conv.activation());
        for (int o = 0; o < channels; o++) {
            for (int at = o; at < weights.length; at += channels) {
                sums.add(weights[at], in[o / (channels / in.length)]);
            }
            sums.next();
        }
        return sums.ranges();
    }

    private Range[] dense(Op.FullyConnected dense) {
        if (!readsPixels(graph, dense)) {
            return unknown(dense.output());
        }
        Range[] in = differences(dense.input(), false);
        byte[] weights = tensor(dense.weights()).int8();
        Shape w = tensor(dense.weights()).shape();
        ChannelSums sums = new ChannelSums(graph, dense, dense.bias(), dense.weights(), dense.activation());
        for (int o = 0; o < w.dim(0); o++) {
            for (int tap = 0; tap < w.dim(1); tap++) {
                sums.add(weights[o * w.dim(1) + tap], in[tap % in.length]);
            }
            sums.next();
        }
        return sums.ranges();
    }

    /** Whether an op adds two activations of one shape, each channel to its like. */
    static boolean addsChannels(Graph graph, Op.Add add) {
        Tensor left = graph.tensor(add.left());
        Tensor right = graph.tensor(add.right());
        return !left.isParameter() && !right.isParameter() && left.shape().equals(right.shape());
    }

    /** Never less where an operand is greater. */
    private Range[] sums(Op.Add add) {
        IntBinaryOperator function = Int8Pairs.of(graph, add);
        Range[] left = ranges[add.left()];
        Range[] right = ranges[add.right()];
        Range[] sums = new Range[left.length];
        for (int c = 0; c < sums.length; c++) {
            sums[c] = new Range(
                    function.applyAsInt(left[c].least(), right[c].least()),
                    function.applyAsInt(left[c].greatest(), right[c].greatest()));
        }
        return sums;
    }

    private Range[] function(Op.Unary op) {
        Quantization in = tensor(op.input()).requireQuantization();
        Quantization out = tensor(op.output()).requireQuantization();
        byte[] table = LookupTable.of(op, in, out, graph.rounding());
        return Arrays.stream(input(op))
                .map(range -> {
                    int first = table[range.least() & 0xff];
                    Range values = new Range(first, first);
                    for (int q = range.least(); q <= range.greatest(); q++) {
                        values = values.with(table[q & 0xff]);
                    }
                    return values;
                })
                .toArray(Range[]::new);
    }

    private Range[] clamped(Op pool, Activation activation) {
        Quantization q = tensor(pool.output()).requireQuantization();
        int min = activation.quantizedMin(q);
        int max = activation.quantizedMax(q);
        return Arrays.stream(input(pool))
                .map(r -> new Range(clamp(r.least(), min, max), clamp(r.greatest(), min, max)))
                .toArray(Range[]::new);
    }

    /** Those of images that are as small, and as great, as they may be. */
    private Range[] means(Op.Mean mean) {
        Shape shape = tensor(mean.input()).shape();
        Quantization in = tensor(mean.input()).requireQuantization();
        Quantization out = tensor(mean.output()).requireQuantization();
        int pixels = shape.height() * shape.width();
        if ((long) pixels << Byte.SIZE
                > ChannelSums.MOST >> Math.max(0, MeanScales.of(in, out, pixels).shift())) {
            return unknown(mean.output());
        }
        Int8Mean kernel = new Int8Mean(pixels, shape.channels(), in, out, graph.rounding());
        Range[] values = input(mean);
        byte[] least = new byte[pixels * values.length];
        byte[] greatest = new byte[least.length];
        for (int i = 0; i < least.length; i++) {
            least[i] = (byte) values[i % values.length].least();
            greatest[i] = (byte) values[i % values.length].greatest();
        }
        byte[] low = kernel.run(List.of(new TensorData.Int8(least))).int8();
        byte[] high = kernel.run(List.of(new TensorData.Int8(greatest))).int8();
        return IntStream.range(0, values.length)
                .mapToObj(c -> new Range(low[c], high[c]))
                .toArray(Range[]::new);
    }

    /** What lies above the zero point, which is 0 on padding. */
    private Range[] differences(int input, boolean padding) {
        int zeroPoint = tensor(input).requireQuantization().zeroPoint();
        return Arrays.stream(ranges[input])
                .map(r -> new Range(r.least() - zeroPoint, r.greatest() - zeroPoint))
                .map(r -> padding ? r.with(0) : r)
                .toArray(Range[]::new);
    }

    private boolean sameChannels(Op op) {
        return tensor(op.inputs().get(0)).shape().channels()
                == tensor(op.output()).shape().channels();
    }

    private Range[] input(Op op) {
        return ranges[op.inputs().get(0)];
    }

    private Range[] unknown(int tensor) {
        Range[] all = new Range[tensor(tensor).shape().channels()];
        Arrays.fill(all, Range.ALL);
        return all;
    }

    private Tensor tensor(int index) {
        return graph.tensor(index);
    }

    private static int clamp(int x, int min, int max) {
        return Math.min(Math.max(x, min), max);
    }
}
