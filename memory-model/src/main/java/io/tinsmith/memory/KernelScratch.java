package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;

/** Temporary memory of the runtime's kernels; the generated C asserts the same numbers against the runtime's macros. */
public final class KernelScratch {
    private KernelScratch() {}

    /**
     * Bytes that {@code op} needs beside its tensors. Only the in-place depthwise convolution needs any: the input rows
     * that later output rows still read, {@code (padTop + 1) * W * C}.
     */
    public static long bytes(Graph graph, Op op, boolean inPlace) {
        if (!inPlace || !(op instanceof Op.DepthwiseConv2d conv)) {
            return 0;
        }
        Shape in = graph.tensor(conv.input()).shape();
        int kernelH = graph.tensor(conv.weights()).shape().dim(1);
        int padTop = Padding.SAME.before(in.height(), kernelH, 1, 1);
        return Math.multiplyExact((long) padTop + 1, (long) in.width() * in.channels());
    }

    /** Bytes that the splits of {@code stream} share: the most that one of them needs in one of its strips; 0 for none. */
    public static long bytes(Graph graph, Step.Stream stream) {
        if (stream.splits().isEmpty()) {
            return 0;
        }
        StripColumns columns = StripColumns.of(graph, stream);
        long most = 0;
        for (Split split : stream.splits()) {
            int expanded = graph.ops().get(split.expand()).output();
            int projected = graph.ops().get(split.project()).output();
            for (int strip = 0; strip < stream.strips(); strip++) {
                int in = columns.width(strip, expanded);
                int out = columns.width(strip, projected);
                most = Math.max(most, split.scratchBytes(graph, in, out));
            }
        }
        return most;
    }

    /** Bytes of one group of convolved channels, {@code H * W * groupChannels}. */
    public static long bytes(Graph graph, Step.Grouped step) {
        Shape out = graph.tensor(graph.ops().get(step.conv()).output()).shape();
        long pixels = Math.multiplyExact((long) out.height(), out.width());
        return Math.multiplyExact(pixels, Math.min(step.groupChannels(), out.channels()));
    }
}
