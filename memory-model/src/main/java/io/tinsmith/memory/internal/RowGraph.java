package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import java.util.Arrays;
import java.util.List;

/** A graph as arrays, for simulations of rows: who makes and who reads each activation, and by which window. */
public final class RowGraph {
    /** Streams are simulated row by row: no image that a microcontroller streams has more. */
    private static final int MOST_ROWS = 1 << 14;

    private static final RowWindow NONE = new RowWindow(1, 1, 1, 1, 0);

    final Graph graph;
    /** By op: its activations, each once, in its order. */
    final int[][] inputs;

    final int[] output;
    /** By op; meaningless where the op is not streamable. */
    final RowWindow[] windows;

    final boolean[] streamable;
    /** By op: a global average pooling or a dense layer on an image, which streams only at the end of its stream. */
    final boolean[] accumulates;
    /** By tensor: the op that makes it, or -1. */
    final int[] producer;
    /** By tensor: the ops that read it. */
    final int[][] consumers;

    final boolean[] kept;
    /** By tensor: bytes of one row, 0 where it is no image. */
    final long[] rowBytes;

    /** Number of the op that hands in the rows of the graph's input, after all real ops; -1 if the input is whole. */
    final int source;

    private RowGraph(Graph graph, boolean inputByRows) {
        boolean rows = inputByRows && canComeByRows(graph);
        this.source = rows ? graph.ops().size() : -1;
        int ops = graph.ops().size() + (rows ? 1 : 0);
        int tensors = graph.tensors().size();
        this.graph = graph;
        this.inputs = new int[ops][];
        this.output = new int[ops];
        this.windows = new RowWindow[ops];
        this.streamable = new boolean[ops];
        this.accumulates = new boolean[ops];
        this.producer = new int[tensors];
        this.consumers = new int[tensors][];
        this.kept = new boolean[tensors];
        this.rowBytes = new long[tensors];
        Arrays.fill(producer, -1);
        Arrays.fill(consumers, new int[0]);
        Arrays.fill(windows, NONE);
        graph.outputs().forEach(t -> kept[t] = true);
        int real = graph.ops().size();
        for (int op = 0; op < real; op++) {
            readOp(op);
        }
        for (int op = 0; op < real; op++) {
            boolean dense = isDenseOnImage(op);
            streamable[op] = dense || isStreamable(op);
            if (streamable[op]) {
                Arrays.stream(inputs[op]).forEach(this::measure);
                accumulates[op] = dense || isGlobalAverage(op);
            }
            if (dense) {
                // Its output is one row, which needs all rows of the input.
                int height = graph.tensor(inputs[op][0]).shape().height();
                rowBytes[output[op]] = graph.tensor(output[op]).bytes();
                windows[op] = new RowWindow(height, 1, 1, height, 0);
            } else if (streamable[op]) {
                measure(output[op]);
                windows[op] = RowWindow.of(graph, graph.ops().get(op));
            }
        }
    }

    private RowGraph(RowGraph other) {
        this.source = other.source;
        this.graph = other.graph;
        this.inputs = other.inputs.clone();
        this.output = other.output;
        this.windows = other.windows.clone();
        this.streamable = other.streamable;
        this.accumulates = other.accumulates;
        this.producer = other.producer;
        this.consumers = other.consumers.clone();
        this.kept = other.kept;
        this.rowBytes = other.rowBytes;
    }

    /**
     * The same graph, where each projection of {@code splits} reads the input of its expansion through the window of its
     * depthwise convolution. The two others keep their entries, but belong to no stream any more.
     */
    public RowGraph with(List<Split> splits) {
        if (splits.isEmpty()) {
            return this;
        }
        RowGraph graphWithSplits = new RowGraph(this);
        for (Split split : splits) {
            int input = inputs[split.expand()][0];
            graphWithSplits.inputs[split.project()] = new int[] {input};
            graphWithSplits.windows[split.project()] = windows[split.depthwise()];
            graphWithSplits.consumers[input] = Arrays.stream(graphWithSplits.consumers[input])
                    .map(op -> op == split.expand() ? split.project() : op)
                    .toArray();
        }
        return graphWithSplits;
    }

    /** {@code ops} without those that a split of {@code splits} runs within its projection. */
    public static int[] stages(int[] ops, List<Split> splits) {
        return Arrays.stream(ops)
                .filter(op -> splits.stream().noneMatch(s -> s.expand() == op || s.depthwise() == op))
                .toArray();
    }

    /**
     * The arrays of {@code graph}.
     *
     * @param inputByRows the graph's only input may come row by row, if it is one image
     */
    public static RowGraph of(Graph graph, boolean inputByRows) {
        RowGraph rows = new RowGraph(graph, inputByRows);
        if (rows.source >= 0) {
            rows.addSource(graph.inputs().get(0));
        }
        return rows;
    }

    /** Whether the only input is one image that is read and is no output. */
    private static boolean canComeByRows(Graph graph) {
        int input = graph.inputs().get(0);
        Shape shape = graph.tensor(input).shape();
        return graph.inputs().size() == 1
                && shape.rank() == 4
                && shape.dim(0) == 1
                && shape.height() <= MOST_ROWS
                && !graph.outputs().contains(input)
                && graph.ops().stream().anyMatch(op -> op.inputs().contains(input));
    }

    private void addSource(int input) {
        int height = graph.tensor(input).shape().height();
        inputs[source] = new int[0];
        output[source] = input;
        windows[source] = new RowWindow(height, height, 1, 1, 0);
        streamable[source] = true;
        producer[input] = source;
        measure(input);
    }

    private void measure(int tensor) {
        rowBytes[tensor] = Ring.rowBytes(graph.tensor(tensor));
    }

    private void readOp(int op) {
        Op node = graph.ops().get(op);
        output[op] = node.output();
        producer[node.output()] = op;
        int[] activations = new int[node.inputs().size()];
        int count = 0;
        for (int tensor : node.inputs()) {
            if (!graph.tensor(tensor).isParameter() && !contains(activations, count, tensor)) {
                activations[count++] = tensor;
                int[] known = consumers[tensor];
                consumers[tensor] = Arrays.copyOf(known, known.length + 1);
                consumers[tensor][known.length] = op;
            }
        }
        inputs[op] = Arrays.copyOf(activations, count);
    }

    private static boolean contains(int[] values, int count, int value) {
        for (int i = 0; i < count; i++) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }

    private boolean isStreamable(int op) {
        Op node = graph.ops().get(op);
        boolean rows = node instanceof Op.Conv2d
                || node instanceof Op.DepthwiseConv2d
                || node instanceof Op.AveragePool2d
                || node instanceof Op.MaxPool2d
                || node instanceof Op.Unary
                || (node instanceof Op.Pairwise pairwise
                        && Pair.of(pairwise, graph).hasRows(graph))
                || node instanceof Op.ResizeNearest
                || (node instanceof Op.Concat && node.inputs().size() <= Step.Stream.MOST_INPUTS);
        if (!rows || KernelShape.isGrouped(graph, node) || (consumers[output[op]].length == 0 && !kept[output[op]])) {
            return false;
        }
        Shape out = graph.tensor(output[op]).shape();
        return out.rank() == 4 && out.dim(0) == 1 && out.height() <= MOST_ROWS && hasFewRows(op);
    }

    private boolean hasFewRows(int op) {
        return Arrays.stream(inputs[op])
                .mapToObj(t -> graph.tensor(t).shape())
                .allMatch(shape -> shape.rank() != 4 || shape.height() <= MOST_ROWS);
    }

    /** A dense layer over all values of one image that an op made. */
    private boolean isDenseOnImage(int op) {
        if (!(graph.ops().get(op) instanceof Op.FullyConnected dense)) {
            return false;
        }
        Shape in = graph.tensor(dense.input()).shape();
        return in.rank() == 4
                && in.dim(0) == 1
                && hasFewRows(op)
                && graph.tensor(dense.output()).shape().dim(0) == 1
                && (consumers[output[op]].length > 0 || kept[output[op]])
                && producer[dense.input()] >= 0;
    }

    private boolean isGlobalAverage(int op) {
        if (!(graph.ops().get(op) instanceof Op.AveragePool2d pool)) {
            return false;
        }
        Shape in = graph.tensor(pool.input()).shape();
        return pool.window().padding() == Padding.VALID
                && pool.kernelH() == in.height()
                && pool.kernelW() == in.width();
    }
}
