package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.DspColumns;
import io.tinsmith.memory.DspDense;
import io.tinsmith.memory.DspDepthwise;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StripColumns;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds which ways of kernels steps take. */
final class PathFinder {
    private final Graph graph;
    private final boolean dsp;
    private final int columnBytes;
    private final EnumSet<KernelPath> taken;

    /**
     * @param dsp the core has the DSP extension and no MVE
     * @param columnBytes {@code TNS_COLUMN_BYTES}
     */
    PathFinder(Graph graph, boolean dsp, int columnBytes) {
        this.graph = graph;
        this.dsp = dsp;
        this.columnBytes = columnBytes;
        taken = dsp ? EnumSet.noneOf(KernelPath.class) : EnumSet.complementOf(EnumSet.of(KernelPath.CONV_ANY));
    }

    Set<KernelPath> taken() {
        return taken;
    }

    void add(Step step) {
        for (int index : step.ops()) {
            Op op = graph.ops().get(index);
            if (op instanceof Op.Conv2d conv) {
                Shape w = graph.tensor(conv.weights()).shape();
                int taps = Math.toIntExact(w.elements() / w.dim(0));
                take(KernelPath.CONV_ANY, ColumnBytes.ofPixel(dsp, taps) > columnBytes);
                take(KernelPath.FOURS, dsp && widens(step, conv, taps));
            } else if (dsp && op instanceof Op.FullyConnected dense) {
                dense(step, index, dense);
            } else if (dsp && op instanceof Op.DepthwiseConv2d depthwise && !isGrouped(depthwise)) {
                depthwise(step, index, depthwise);
            }
        }
    }

    private void take(KernelPath path, boolean when) {
        if (when) {
            taken.add(path);
        }
    }

    /** As if all outputs were of int8, and all of a row were computed in one call. */
    private boolean widens(Step step, Op.Conv2d op, int taps) {
        Shape out = graph.tensor(op.output()).shape();
        int pixels = step instanceof Step.Stream ? out.width() : out.height() * out.width();
        return DspColumns.of(columnBytes, taps, out.channels(), true).widens(pixels);
    }

    /** As if the data of each that could do with a loop of its own let it. */
    private void dense(Step step, int index, Op.FullyConnected op) {
        if (accumulates(step, index)) {
            return;
        }
        Shape w = graph.tensor(op.weights()).shape();
        take(KernelPath.DENSE_PIECES, ColumnBytes.ofVector(w.dim(1)) > columnBytes);
        take(KernelPath.HALVES, DspDense.inHalves(columnBytes, w.dim(1), w.dim(0), true));
    }

    private static boolean accumulates(Step step, int index) {
        return step instanceof Step.Stream stream
                && stream.accumulations().stream().anyMatch(a -> a.op() == index);
    }

    /** Several output channels for each of the input: a kernel of its own. */
    private boolean isGrouped(Op.DepthwiseConv2d op) {
        return graph.tensor(op.weights()).shape().channels()
                != graph.tensor(op.input()).shape().channels();
    }

    private void depthwise(Step step, int index, Op.DepthwiseConv2d op) {
        int channels = graph.tensor(op.input()).shape().channels();
        Shape out = graph.tensor(op.output()).shape();
        if (!(step instanceof Step.Stream stream)) {
            kernel(op, channels, out.width(), out.height() > 1);
            return;
        }
        Optional<Split> split =
                stream.splits().stream().filter(s -> s.depthwise() == index).findFirst();
        int output = split.map(s -> graph.ops().get(s.project()).output()).orElse(op.output());
        Set<Integer> calls = new TreeSet<>(Set.of(channels));
        if (split.isPresent()) {
            int group = Math.min(split.get().groupChannels(), channels);
            calls = new TreeSet<>(Set.of(group));
            calls.add(channels % group == 0 ? group : channels % group);
        }
        StripColumns columns = StripColumns.of(graph, stream);
        for (int strip = 0; strip < stream.strips(); strip++) {
            int width = columns.width(strip, output);
            if (width > 0) {
                calls.forEach(count -> kernel(op, count, width, false));
            }
        }
    }

    /** @param together several rows in one call */
    private void kernel(Op.DepthwiseConv2d op, int channels, int width, boolean together) {
        Shape w = graph.tensor(op.weights()).shape();
        Window window = op.window();
        DspDepthwise kernel = new DspDepthwise(
                w.dim(1), w.dim(2), window.strideW(), window.dilationH(), window.dilationW(), channels, width);
        if (!kernel.fitsPlanes(together)) {
            take(KernelPath.DEPTHWISE_ANY, true);
            take(KernelPath.DEPTHWISE_PORTABLE, !kernel.fitsQuads());
            return;
        }
        int pitch = kernel.pitchWords(columnBytes);
        take(KernelPath.PLANES_NARROW, pitch == DspDepthwise.NARROW);
        take(KernelPath.PLANES_MIDDLE, pitch == DspDepthwise.MIDDLE);
        take(KernelPath.PLANES_WIDE, pitch == DspDepthwise.WIDE);
    }
}
