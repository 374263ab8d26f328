package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.graph.Shape;
import java.util.List;

/**
 * Which columns of each tensor a strip of a stream works on. Of a tensor of width {@code W} that leaves the stream or that
 * an accumulation reads, strip {@code i} of {@code q} has its share, {@code [W * i / q, W * (i + 1) / q)}; beside
 * that of each tensor the columns that ops of the stream read for what they compute in the strip. Of a tensor that comes in
 * whole these are the columns that are read. A single strip works on all columns of all tensors.
 */
public final class StripColumns {
    private final Graph graph;
    private final int[][] from; // by strip and tensor
    private final int[][] to;

    private StripColumns(Graph graph, Step.Stream stream) {
        this.graph = graph;
        int tensors = graph.tensors().size();
        from = new int[stream.strips()][tensors];
        to = new int[stream.strips()][tensors];
        if (stream.strips() == 1) {
            for (int t = 0; t < tensors; t++) {
                Shape shape = graph.tensor(t).shape();
                to[0][t] = shape.rank() == 4 ? shape.width() : 1;
            }
            return;
        }
        boolean[] shared = shared(stream);
        for (int strip = 0; strip < stream.strips(); strip++) {
            for (int t = 0; t < tensors; t++) {
                if (shared[t]) {
                    int width = graph.tensor(t).shape().width();
                    from[strip][t] = (int) ((long) width * strip / stream.strips());
                    to[strip][t] = (int) ((long) width * (strip + 1) / stream.strips());
                }
            }
            for (int i = stream.ops().size() - 1; i >= 0; i--) {
                need(strip, stream.ops().get(i), stream.accumulations());
            }
        }
    }

    /**
     * The columns of {@code stream}.
     *
     * @throws IllegalArgumentException if an op does not work on rows
     */
    public static StripColumns of(Graph graph, Step.Stream stream) {
        return new StripColumns(graph, stream);
    }

    /** By tensor: it is made in the stream and either leaves it or is accumulated there. */
    private boolean[] shared(Step.Stream stream) {
        boolean[] shared = new boolean[graph.tensors().size()];
        for (int op : stream.ops()) {
            int tensor = graph.ops().get(op).output();
            boolean ring = stream.rings().stream().anyMatch(r -> r.tensor() == tensor);
            boolean within = stream.splits().stream()
                    .anyMatch(s -> graph.ops().get(s.expand()).output() == tensor
                            || graph.ops().get(s.depthwise()).output() == tensor);
            shared[tensor] = !ring && !within;
        }
        for (Accumulation a : stream.accumulations()) {
            shared[graph.ops().get(a.op()).output()] = false;
            shared[graph.ops().get(a.op()).inputs().get(0)] = true;
        }
        return shared;
    }

    private void need(int strip, int index, List<Accumulation> accumulations) {
        Op op = graph.ops().get(index);
        int output = op.output();
        if (accumulations.stream().anyMatch(a -> a.op() == index)) {
            to[strip][output] = 1;
            return;
        }
        RowWindow window = RowWindow.ofColumns(graph, op);
        int first = from[strip][output];
        int end = to[strip][output];
        if (first == end) {
            return;
        }
        for (int tensor : op.inputs()) {
            if (!graph.tensor(tensor).isParameter()) {
                widen(strip, tensor, window.firstRow(first), window.rowsNeeded(end - 1));
            }
        }
    }

    private void widen(int strip, int tensor, int first, int end) {
        boolean none = from[strip][tensor] == to[strip][tensor];
        from[strip][tensor] = none ? first : Math.min(from[strip][tensor], first);
        to[strip][tensor] = none ? end : Math.max(to[strip][tensor], end);
    }

    /** First column of {@code tensor} in a strip. */
    public int from(int strip, int tensor) {
        return from[strip][tensor];
    }

    /** The column after the last; {@code from} if the strip has none. */
    public int to(int strip, int tensor) {
        return to[strip][tensor];
    }

    /** Number of columns of {@code tensor} in a strip. */
    public int width(int strip, int tensor) {
        return to[strip][tensor] - from[strip][tensor];
    }

    /** The most columns of {@code tensor} in any strip. */
    public int mostColumns(int tensor) {
        int most = 0;
        for (int strip = 0; strip < from.length; strip++) {
            most = Math.max(most, width(strip, tensor));
        }
        return most;
    }
}
