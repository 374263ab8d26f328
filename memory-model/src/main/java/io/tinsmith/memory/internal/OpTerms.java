package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Move;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.SoftmaxScales;
import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.TermCounts;

/** Terms of one op: as a layer, or as rows of a stream. */
public final class OpTerms {
    private final Graph graph;
    private final Kernels kernels;

    public OpTerms(Graph graph, Kernels kernels) {
        this.graph = graph;
        this.kernels = kernels;
    }

    /** On whole tensors. */
    public void layer(TermCounts counts, Op op, boolean inPlace) {
        if (KernelShape.isGrouped(graph, op)) {
            int weights = op.inputs().get(1);
            double outputs = (double) graph.tensor(op.output()).shape().elements();
            Shape w = graph.tensor(weights).shape();
            counts.add(CostTerm.GROUPS, 1);
            counts.add(CostTerm.GROUPS_OUTPUT, outputs);
            counts.add(CostTerm.GROUPS_TAP, outputs * w.dim(1) * w.dim(2));
            counts.add(CostTerm.GROUPS_MAC, (double) GraphCost.macs(graph, op));
        } else if (op instanceof Op.Mean mean) {
            Shape in = graph.tensor(mean.input()).shape();
            counts.add(CostTerm.MEAN, 1);
            counts.add(CostTerm.MEAN_CHANNEL, in.channels());
            counts.add(CostTerm.MEAN_VALUE, (double) in.elements());
        } else if (op instanceof Op.Conv2d conv) {
            convolution(counts, conv, KernelShape.conv(graph, conv));
        } else if (op instanceof Op.DepthwiseConv2d conv) {
            depthwise(
                    counts,
                    KernelShape.depthwise(graph, conv),
                    -RowWindow.of(graph, conv).padTop(),
                    inPlace);
        } else if (op instanceof Op.FullyConnected dense) {
            Shape weights = graph.tensor(dense.weights()).shape();
            KernelShape s = KernelShape.dense(graph, dense);
            counts.add(CostTerm.DENSE, 1);
            LayerTerms.addDense(counts, kernels, weights.dim(1), weights.dim(0), s.quick());
            singleOutputs(counts, weights.dim(0), 1);
        } else if (op instanceof Op.Pairwise pairwise) {
            PairTerms.add(
                    counts,
                    graph,
                    kernels,
                    pairwise,
                    1,
                    Math.toIntExact(graph.tensor(op.output()).shape().elements()));
        } else if (op instanceof Op.Unary) {
            counts.add(CostTerm.LOOKUP, 1);
            counts.add(CostTerm.LOOKUP_VALUE, (double)
                    graph.tensor(op.output()).shape().elements());
        } else if (op instanceof Op.MaxPool2d pool) {
            counts.add(CostTerm.MAX, 1);
            PoolTerms.max(counts, KernelShape.maxPool(graph, pool), false);
        } else if (op instanceof Op.AveragePool2d pool) {
            counts.add(CostTerm.AVERAGE, 1);
            PoolTerms.average(counts, kernels, KernelShape.averagePool(graph, pool), false);
        } else if (op instanceof Op.Concat concat) {
            Shape shape = graph.tensor(concat.output()).shape();
            CopyTerms.concat(counts, kernels, graph, concat, 1, (double) shape.height() * shape.width());
        } else if (op instanceof Op.ResizeNearest resize) {
            Shape shape = graph.tensor(resize.output()).shape();
            counts.add(CostTerm.RESIZE, 1);
            counts.add(CostTerm.RESIZE_ROW, shape.height());
            resizePixels(counts, resize, (double) shape.height() * shape.width());
        } else if (op instanceof Op.Softmax softmax) {
            Shape shape = graph.tensor(softmax.output()).shape();
            counts.add(CostTerm.SOFTMAX, 1);
            counts.add(CostTerm.SOFTMAX_ROW, (double) shape.elements() / shape.channels());
            counts.add(CostTerm.SOFTMAX_VALUE, (double) shape.elements());
            counts.add(CostTerm.SOFTMAX_EXPONENTIAL, shape.elements() * exponentials(softmax));
        } else if (op instanceof Op.Pad || op instanceof Op.Transpose || op instanceof Op.Slice) {
            Move move = Move.of(graph, op);
            double values = (double)
                    move.extents().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
            counts.add(CostTerm.MOVE, 1);
            if (move.run() == 1) {
                counts.add(CostTerm.MOVE_ONE, values);
            } else {
                counts.add(CostTerm.MOVE_RUN, values / move.run());
                CopyTerms.runs(counts, kernels, move, values / move.run());
            }
            counts.add(
                    CostTerm.MOVE_FILL_BYTE,
                    move.fills() ? (double) graph.tensor(op.output()).bytes() : 0);
        } else if (op instanceof Op.Reshape reshape) {
            // In place it runs no code but the profile's.
            if (!inPlace) {
                counts.add(CostTerm.RESHAPE, 1);
                CopyTerms.whole(
                        counts,
                        kernels,
                        Math.toIntExact(graph.tensor(reshape.output()).bytes()));
            }
        } else {
            WholeTerms.add(counts, kernels, graph, op);
        }
    }

    /** A convolution into a pooling, of which each call works on some channels. */
    public void grouped(TermCounts convolution, TermCounts pooling, Step.Grouped step) {
        Op.Conv2d conv = (Op.Conv2d) graph.ops().get(step.conv());
        KernelShape made = KernelShape.conv(graph, conv);
        KernelShape pooled =
                KernelShape.averagePool(graph, (Op.AveragePool2d) graph.ops().get(step.pool()));
        for (int done = 0; done < made.outC(); done += step.groupChannels()) {
            int group = Math.min(step.groupChannels(), made.outC() - done);
            convolution(convolution, conv, made.withChannels(made.inC(), group));
            pooling.add(CostTerm.AVERAGE, 1);
            PoolTerms.average(pooling, kernels, pooled.withChannels(group, group), false);
        }
    }

    private void convolution(TermCounts counts, Op.Conv2d conv, KernelShape s) {
        if (Split.isPointwise(graph, conv)) {
            counts.add(CostTerm.POINT, 1);
            int pixels = Math.multiplyExact((int) s.rows().count(), s.outW());
            LayerTerms.add(counts, kernels, s.inC(), s.outC(), 1, pixels, s.quick(), s.away());
            singleOutputs(counts, s.outC(), pixels);
            return;
        }
        counts.add(CostTerm.CONV, 1);
        counts.add(CostTerm.CONV_LOOKUP, s.rows().count() * s.kernelH());
        ConvTerms.add(counts, kernels, s, true);
        singleOutputs(counts, s.outC(), s.rows().count() * s.outW());
    }

    private void depthwise(TermCounts counts, KernelShape s, int top, boolean inPlace) {
        boolean whole = !inPlace || (kernels.dsp() && PlaneTerms.fitsInPlace(kernels, s));
        if (DepthwiseTerms.looksUp(kernels, s, whole)) {
            counts.add(CostTerm.DEPTHWISE_LOOKUP, s.rows().count() * s.kernelH());
        }
        DepthwiseTerms.add(counts, kernels, s, whole);
        if (whole) {
            counts.add(CostTerm.DEPTHWISE, 1);
            return;
        }
        double copies = s.rows().count() * (1 - top);
        counts.add(CostTerm.DEPTHWISE_IN_PLACE, 1);
        CopyTerms.rows(counts, kernels, copies, s.inW() * s.inC());
    }

    /**
     * The part of the values whose exponential is not 0. Differences to the maximum are taken to lie evenly in their 255
     * steps, as nothing is known of them.
     */
    private double exponentials(Op.Softmax softmax) {
        return graph.tensor(softmax.input())
                .quantization()
                .map(q -> -SoftmaxScales.of(q.scale(), softmax.beta()).differenceMin() / 255.0)
                .map(part -> Math.min(1, part))
                .orElse(1.0);
    }

    private void resizePixels(TermCounts counts, Op.ResizeNearest op, double pixels) {
        counts.add(CostTerm.RESIZE_PIXEL, pixels);
        int channels = graph.tensor(op.output()).shape().channels();
        CopyTerms.pixels(counts, kernels, pixels, channels);
    }

    /**
     * Rows in a stream, without what the stream does about them.
     *
     * @param rows of the output, at most a share of each: strips compute parts of rows
     * @param left column of the input, counted from the first that the kernel sees, under the first tap of the first
     *     output column
     * @param inColumns that the kernel sees
     * @param outColumns that it computes
     */
    public void rows(TermCounts counts, Op op, double rows, int left, int inColumns, int outColumns) {
        if (op instanceof Op.Conv2d conv) {
            KernelShape s = part(KernelShape.conv(graph, conv), rows, left, inColumns, outColumns);
            if (Split.isPointwise(graph, conv)) {
                counts.add(CostTerm.POINT_ROW, rows);
                LayerTerms.add(counts, kernels, s.inC(), s.outC(), rows, outColumns, s.quick(), s.away());
            } else {
                counts.add(CostTerm.CONV_STREAM_ROW, rows);
                ConvTerms.add(counts, kernels, s, false);
            }
            singleOutputs(counts, s.outC(), rows * outColumns);
        } else if (op instanceof Op.DepthwiseConv2d conv) {
            KernelShape s = part(KernelShape.depthwise(graph, conv), rows, left, inColumns, outColumns);
            counts.add(CostTerm.DEPTHWISE_STREAM_ROW, rows);
            if (!kernels.dsp() || !PlaneTerms.fits(s, false)) {
                counts.add(CostTerm.DEPTHWISE_STREAM_LOOKUP, rows * s.kernelH());
            }
            DepthwiseTerms.add(counts, kernels, s, false);
        } else if (op instanceof Op.Pairwise pairwise) {
            int values = outColumns * graph.tensor(op.output()).shape().channels();
            PairTerms.add(counts, graph, kernels, pairwise, rows, values);
        } else if (op instanceof Op.Unary) {
            counts.add(CostTerm.LOOKUP, rows);
            int channels = graph.tensor(op.output()).shape().channels();
            counts.add(CostTerm.LOOKUP_VALUE, rows * outColumns * channels);
        } else if (op instanceof Op.MaxPool2d pool) {
            counts.add(CostTerm.MAX_STREAM_ROW, rows);
            KernelShape s = part(KernelShape.maxPool(graph, pool), rows, left, inColumns, outColumns);
            PoolTerms.max(counts, s, true);
        } else if (op instanceof Op.AveragePool2d pool) {
            counts.add(CostTerm.AVERAGE_STREAM_ROW, rows);
            KernelShape s = part(KernelShape.averagePool(graph, pool), rows, left, inColumns, outColumns);
            PoolTerms.average(counts, kernels, s, true);
        } else if (op instanceof Op.Concat concat) {
            CopyTerms.concat(counts, kernels, graph, concat, rows, rows * outColumns);
        } else if (op instanceof Op.ResizeNearest resize) {
            counts.add(CostTerm.RESIZE_STREAM_ROW, rows);
            resizePixels(counts, resize, rows * outColumns);
        } else {
            throw new IllegalArgumentException("The op (" + op + ") does not work on rows.");
        }
    }

    /**
     * Rows of a split bottleneck.
     *
     * @param left as for {@code rows}, of the depthwise convolution
     */
    public void split(TermCounts counts, Split split, double rows, int left, int inColumns, int outColumns) {
        Op.Conv2d expand = (Op.Conv2d) graph.ops().get(split.expand());
        Op.DepthwiseConv2d filter = (Op.DepthwiseConv2d) graph.ops().get(split.depthwise());
        Op.Conv2d project = (Op.Conv2d) graph.ops().get(split.project());
        KernelShape wide = KernelShape.conv(graph, expand);
        KernelShape filtered = part(KernelShape.depthwise(graph, filter), rows, left, inColumns, outColumns);
        KernelShape narrow = KernelShape.conv(graph, project);
        counts.add(CostTerm.SPLIT_ROW, rows);
        counts.add(CostTerm.SPLIT_CLEAR_BYTE, 4 * rows * outColumns * narrow.outC());
        for (int done = 0; done < filtered.inC(); done += split.groupChannels()) {
            int group = Math.min(split.groupChannels(), filtered.inC() - done);
            counts.add(CostTerm.SPLIT_GROUP, rows);
            LayerTerms.add(
                    counts, kernels, wide.inC(), group, filtered.rows().inside(), inColumns, wide.quick(), wide.away());
            singleOutputs(counts, group, filtered.rows().inside() * inColumns);
            counts.add(CostTerm.DEPTHWISE_LOOKUP, rows * filtered.kernelH());
            DepthwiseTerms.add(counts, kernels, filtered.withChannels(group, group), false);
            LayerTerms.addSums(counts, kernels, group, narrow.outC(), rows, outColumns);
        }
        LayerTerms.finish(counts, kernels, narrow.outC(), rows, outColumns, narrow.quick());
        singleOutputs(counts, narrow.outC(), rows * outColumns);
    }

    /** What four outputs of a layer take otherwise where they are rounded once. */
    private void singleOutputs(TermCounts counts, int channels, double pixels) {
        boolean single = kernels.mve() && graph.rounding() == Rounding.SINGLE;
        counts.add(CostTerm.VECTOR_SINGLE, single ? LayerTerms.quads(channels) * pixels : 0);
    }

    private static KernelShape part(KernelShape whole, double rows, int left, int inColumns, int outColumns) {
        return whole.withColumns(left, inColumns, outColumns)
                .withRows(whole.rows().times(rows / whole.rows().count()));
    }

    static boolean isPool(Op op) {
        return op instanceof Op.MaxPool2d || op instanceof Op.AveragePool2d;
    }

    /** Rows of {@code columns} added to the sums of an op that accumulates, and how often its output is made. */
    void accumulate(TermCounts counts, Op op, double rows, int columns, double outputs) {
        SumTerms.add(counts, graph, kernels, op, rows, columns, outputs);
    }
}
