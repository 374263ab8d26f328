package io.tinsmith.codegen.internal;

import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.DspColumns;
import io.tinsmith.targets.Mcu;

/** The bytes on the stack in which the kernels of a model gather what their inner loops read: TNS_COLUMN_BYTES. */
public final class ColumnBytes {
    /** The least that the runtime compiles with. */
    private static final long LEAST = 384;

    /** More pixels at a time than these save little, and than these where weights are widened for them. */
    private static final int PIXELS = 12;

    private static final int WIDENED_PIXELS = 24;

    /** What a layer may take that has all its pixels at a time then: its weights are widened once. */
    private static final long WHOLE = 12288;

    private ColumnBytes() {}

    /** For all ops of a graph; it needs no data. */
    public static int of(Graph graph, Mcu mcu, Optimize optimize) {
        boolean wide = WeightOrder.of(mcu) == WeightOrder.QUADS;
        int most = optimize.columnBytes(wide);
        int pixels = wide && most >= DspColumns.FOUR_BYTES ? WIDENED_PIXELS : PIXELS;
        long useful = LEAST;
        long needed = LEAST;
        for (Op op : graph.ops()) {
            if (op instanceof Op.Conv2d conv) {
                Shape w = graph.tensor(conv.weights()).shape();
                long taps = w.elements() / w.dim(0);
                useful = Math.max(useful, bytes(wide, taps, pixels));
                needed = Math.max(needed, bytes(wide, taps, optimize.leastPixels()));
                if (pixels == WIDENED_PIXELS) {
                    needed = Math.max(
                            needed, whole(taps, graph.tensor(conv.output()).shape()));
                }
            } else if (op instanceof Op.FullyConnected dense && wide) {
                useful = Math.max(
                        useful, ofVector(graph.tensor(dense.weights()).shape().dim(1)));
            } else if (op instanceof Op.DepthwiseConv2d && (wide || mcu.mve())) {
                useful = Math.max(useful, most);
            }
        }
        long bytes = Math.max(needed, Math.min(useful, most));
        return Math.toIntExact((bytes + 7) / 8 * 8);
    }

    /** On cores with the DSP extension a column takes two bytes a tap, and the taps of one pixel stand beside them. */
    private static long bytes(boolean wide, long taps, int pixels) {
        return roundUp(taps) * (wide ? 2L * pixels + 1 : pixels);
    }

    /** What all pixels of a convolution and the widened weights of four channels take, or 0 where that is too much. */
    private static long whole(long taps, Shape out) {
        long pixels = (long) out.height() * out.width();
        if (pixels < DspColumns.FOUR_PIXELS || out.channels() < 4) {
            return 0;
        }
        long bytes = roundUp(taps) * (2 * (pixels + pixels % 2 + 4) + 1);
        return bytes <= WHOLE ? bytes : 0;
    }

    /** The least for a convolution of so many taps. */
    static long ofPixel(boolean wide, long taps) {
        return bytes(wide, taps, 1);
    }

    /** What a dense layer of so many inputs takes on cores with the DSP extension. */
    static long ofVector(long taps) {
        return 2 * roundUp(taps);
    }

    private static long roundUp(long taps) {
        return (taps + 3) / 4 * 4;
    }
}
