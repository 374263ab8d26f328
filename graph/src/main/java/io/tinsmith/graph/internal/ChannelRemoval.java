package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.internal.ChannelRanges.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Writes a graph without some of its channels: {@code ConstantChannels}. */
public final class ChannelRemoval {
    private final Graph graph;
    private final ChannelGroups groups;
    private final ChannelRanges ranges;
    private final List<Tensor> tensors;

    private ChannelRemoval(Graph graph, ChannelGroups groups, ChannelRanges ranges) {
        this.graph = graph;
        this.groups = groups;
        this.ranges = ranges;
        this.tensors = new ArrayList<>(graph.tensors());
    }

    /**
     * The graph with those channels that stay.
     *
     * @param ranges of those that go: one value each where a convolution or dense layer reads them
     */
    public static Graph of(Graph graph, ChannelGroups groups, ChannelRanges ranges) {
        return groups.isEmpty() ? graph : new ChannelRemoval(graph, groups, ranges).run();
    }

    private Graph run() {
        for (int i = 0; i < tensors.size(); i++) {
            Tensor t = tensors.get(i);
            if (!t.isParameter() && groups.kept(i).isPresent()) {
                tensors.set(
                        i,
                        new Tensor(
                                t.name(),
                                last(t.shape(), stay(i).length),
                                t.type(),
                                t.role(),
                                t.quantizationOrNull(),
                                null));
            }
        }
        for (Op op : graph.ops()) {
            if (op instanceof Op.Conv2d conv) {
                layer(conv.input(), conv.weights(), conv.bias(), conv.output());
            } else if (op instanceof Op.FullyConnected dense) {
                layer(dense.input(), dense.weights(), dense.bias(), dense.output());
            } else if (op instanceof Op.DepthwiseConv2d conv
                    && groups.kept(conv.output()).isPresent()) {
                int[] stay = stay(conv.output());
                Shape shape = last(graph.tensor(conv.weights()).shape(), stay.length);
                byte[] taps = graph.tensor(conv.weights()).int8();
                set(conv.weights(), shape, stay, new TensorData.Int8(selected(taps, channels(conv.output()), stay)));
                bias(conv.bias(), stay, graph.tensor(conv.bias()).int32());
            }
        }
        return graph.withTensors(tensors);
    }

    /** Weights {@code [out, ..., in]}; a row of a dense layer's may be several pixels. */
    private void layer(int input, int weights, int bias, int output) {
        boolean reads = groups.kept(input).isPresent();
        if (!reads && groups.kept(output).isEmpty()) {
            return;
        }
        Tensor w = graph.tensor(weights);
        byte[] taps = reads ? selected(w.int8(), channels(input), stay(input)) : w.int8();
        int[] sums =
                reads ? withShares(input, weights, bias) : graph.tensor(bias).int32();
        int[] stay = stay(output);
        int row = taps.length / sums.length;
        byte[] rows = new byte[stay.length * row];
        for (int i = 0; i < stay.length; i++) {
            System.arraycopy(taps, stay[i] * row, rows, i * row, row);
        }
        int innermost = w.shape().channels() / channels(input) * stay(input).length;
        List<Integer> dims = new ArrayList<>(last(w.shape(), innermost).dims());
        dims.set(0, stay.length);
        set(weights, new Shape(dims), stay, new TensorData.Int8(rows));
        bias(bias, stay, sums);
    }

    /** Biases with the share of those channels that go. Sums wrap, as accumulators do. */
    private int[] withShares(int input, int weights, int bias) {
        Range[] values = ranges.channels(input);
        int zeroPoint = graph.tensor(input).requireQuantization().zeroPoint();
        boolean[] goes = new boolean[values.length];
        Arrays.fill(goes, true);
        for (int c : stay(input)) {
            goes[c] = false;
        }
        byte[] taps = graph.tensor(weights).int8();
        int[] sums = graph.tensor(bias).int32().clone();
        int row = taps.length / sums.length;
        for (int i = 0; i < taps.length; i++) {
            int c = i % row % values.length;
            sums[i / row] += goes[c] ? taps[i] * (values[c].least() - zeroPoint) : 0;
        }
        return sums;
    }

    private void bias(int bias, int[] stay, int[] values) {
        int[] kept = Arrays.stream(stay).map(c -> values[c]).toArray();
        set(bias, Shape.of(stay.length), stay, new TensorData.Int32(kept));
    }

    /** A parameter of those output channels that stay. */
    private void set(int parameter, Shape shape, int[] stay, TensorData data) {
        Tensor t = graph.tensor(parameter);
        Quantization q = t.quantizationOrNull();
        if (q != null && q.isPerChannel() && q.scaleCount() > 1) {
            float[] scales = new float[stay.length];
            for (int i = 0; i < stay.length; i++) {
                scales[i] = q.scale(stay[i]);
            }
            q = Quantization.perChannel(scales, q.axis());
        }
        tensors.set(parameter, new Tensor(t.name(), shape, t.type(), t.role(), q, data));
    }

    /** Of each {@code period} values those of some indices. */
    private static byte[] selected(byte[] values, int period, int[] indices) {
        byte[] kept = new byte[values.length / period * indices.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = values[i / indices.length * period + indices[i % indices.length]];
        }
        return kept;
    }

    private static Shape last(Shape shape, int extent) {
        List<Integer> dims = new ArrayList<>(shape.dims());
        dims.set(dims.size() - 1, extent);
        return new Shape(dims);
    }

    private int[] stay(int activation) {
        return groups.kept(activation)
                .orElseGet(() -> IntStream.range(0, channels(activation)).toArray());
    }

    private int channels(int tensor) {
        return graph.tensor(tensor).shape().channels();
    }
}
