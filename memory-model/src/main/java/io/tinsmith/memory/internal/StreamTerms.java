package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StripColumns;
import io.tinsmith.memory.TermCounts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Terms of a stream: its ops, and what {@code tns_stream.c} does to run them. */
public final class StreamTerms {
    private final Graph graph;
    private final OpTerms ops;
    private final Step.Stream stream;
    private final StripColumns columns;

    public StreamTerms(Graph graph, OpTerms ops, Step.Stream stream) {
        this.graph = graph;
        this.ops = ops;
        this.stream = stream;
        this.columns = StripColumns.of(graph, stream);
    }

    /** Adds what each op of the stream takes to {@code byOp}, and what is outside of them to {@code driver}. */
    public void add(Map<Integer, TermCounts> byOp, TermCounts driver) {
        driver.add(CostTerm.STREAM, 1);
        driver.add(CostTerm.STREAM_STRIP, stream.strips());
        driver.add(CostTerm.STREAM_TENSOR, (double) stream.strips() * tensors());
        for (int strip = 0; strip < stream.strips(); strip++) {
            for (int op : stream.ops()) {
                stage(strip, op, byOp, driver);
            }
        }
        // Its rows are asked for by no other stage.
        int last = stream.ops().get(stream.ops().size() - 1);
        driver.add(
                CostTerm.STREAM_DEMAND,
                -(double) stream.strips() * height(graph.ops().get(last)));
    }

    /** Rows of the output; that of an op that accumulates is one. */
    private int height(Op op) {
        return accumulates(graph, op) ? 1 : graph.tensor(op.output()).shape().height();
    }

    private int tensors() {
        Set<Integer> tensors = new HashSet<>();
        for (int index : stream.ops()) {
            Op op = graph.ops().get(index);
            tensors.addAll(activations(graph, op));
            tensors.add(op.output());
        }
        return tensors.size() - 2 * stream.splits().size();
    }

    private static List<Integer> activations(Graph graph, Op op) {
        return op.inputs().stream().filter(t -> !graph.tensor(t).isParameter()).toList();
    }

    private void stage(int strip, int index, Map<Integer, TermCounts> byOp, TermCounts driver) {
        Op op = graph.ops().get(index);
        TermCounts counts = byOp.getOrDefault(index, driver);
        for (Split split : stream.splits()) {
            if (split.project() == index) {
                split(strip, split, counts, driver);
            }
            if (split.project() == index || split.expand() == index || split.depthwise() == index) {
                return;
            }
        }
        int input = activations(graph, op).get(0);
        if (stream.accumulations().stream().map(Accumulation::op).anyMatch(a -> a == index)) {
            Shape shape = graph.tensor(input).shape();
            int rows = shape.height();
            ops.accumulate(counts, op, rows, share(strip + 1, shape) - share(strip, shape), 1);
            driver.add(CostTerm.STREAM_FEED, rows);
            if (stream.strips() > 1) {
                driver.add(CostTerm.STRIP_FEED, rows);
                driver.add(CostTerm.STRIP_POOL_ROW, OpTerms.isPool(op) ? rows : 0);
            }
            driver(driver, 1, 1);
            int channels = graph.tensor(op.output()).shape().channels();
            driver.add(CostTerm.STREAM_CLEAR_BYTE, strip == 0 ? (double) Accumulation.bytes(channels) : 0);
            return;
        }
        int rows = height(op);
        int outColumns = columns.width(strip, op.output());
        taps(graph, op, rows, driver);
        if (outColumns > 0) {
            ops.rows(counts, op, rows, left(strip, op, op.output(), input), columns.width(strip, input), outColumns);
            driver.add(stripRow(op), stream.strips() > 1 ? rows : 0);
        }
    }

    private int share(int strip, Shape shape) {
        return (int) ((long) shape.width() * strip / stream.strips());
    }

    private CostTerm stripRow(Op op) {
        if (op instanceof Op.Conv2d || op instanceof Op.DepthwiseConv2d) {
            return Split.isPointwise(graph, op) ? CostTerm.STRIP_POINT_ROW : CostTerm.STRIP_CONV_ROW;
        }
        return OpTerms.isPool(op) ? CostTerm.STRIP_POOL_ROW : CostTerm.STRIP_MOVED_ROW;
    }

    private void split(int strip, Split split, TermCounts counts, TermCounts driver) {
        Op filter = graph.ops().get(split.depthwise());
        Op project = graph.ops().get(split.project());
        // Its input may have more columns, for other ops.
        int expanded = filter.inputs().get(0);
        int rows = height(project);
        int outColumns = columns.width(strip, project.output());
        taps(graph, filter, rows, driver);
        if (outColumns > 0) {
            int left = left(strip, filter, project.output(), expanded);
            ops.split(counts, split, rows, left, columns.width(strip, expanded), outColumns);
            driver.add(CostTerm.STRIP_SPLIT_ROW, stream.strips() > 1 ? rows : 0);
        }
    }

    /** The column under the first tap of a strip's first output column, from the first column of its input. */
    private int left(int strip, Op op, int output, int input) {
        RowWindow across = RowWindow.ofColumns(graph, op);
        int first = columns.from(strip, output) * across.strideH() / across.upsample();
        return first - across.padTop() - columns.from(strip, input);
    }

    /** Rows of an op, wherever they are: what {@code InstructionModel} promises of them. */
    public static void rows(
            Graph graph, OpTerms ops, Op op, double rows, int outColumns, int inColumns, TermCounts counts) {
        if (accumulates(graph, op)) {
            double inH = graph.tensor(op.inputs().get(0)).shape().height();
            ops.accumulate(counts, op, rows, inColumns, rows / inH);
            counts.add(CostTerm.STREAM_FEED, rows);
            return;
        }
        RowWindow across = RowWindow.ofColumns(graph, op);
        int padding = (outColumns - 1) * across.strideH() + across.span() - inColumns;
        int left = -Math.max(0, Math.min(padding, across.padTop()));
        ops.rows(counts, op, rows, left, inColumns, outColumns);
        taps(graph, op, rows, counts);
    }

    private static boolean accumulates(Graph graph, Op op) {
        if (op instanceof Op.AveragePool2d pool) {
            Shape in = graph.tensor(pool.input()).shape();
            return pool.window().padding() == Padding.VALID
                    && pool.kernelH() == in.height()
                    && pool.kernelW() == in.width();
        }
        return op instanceof Op.FullyConnected;
    }

    /** What the driver does for rows of a stage that all are asked for by another, but for what it looks up. */
    private static void driver(TermCounts driver, double rows, int inputs) {
        driver.add(CostTerm.STREAM_ROW, rows);
        driver.add(CostTerm.STREAM_DEMAND, rows);
        driver.add(CostTerm.STREAM_INPUT, rows * inputs);
    }

    /** The same, with the input rows that it looks up: what an op reads through its window. */
    private static void taps(Graph graph, Op op, double rows, TermCounts driver) {
        List<Integer> activations = activations(graph, op);
        int inputs = activations.size();
        driver(driver, rows, inputs);
        RowWindow window = RowWindow.of(graph, op);
        int taps = taps(graph, op);
        int dilation = taps > 1 ? (window.span() - 1) / (taps - 1) : 1;
        int inH = graph.tensor(activations.get(0)).shape().height();
        int outH = graph.tensor(op.output()).shape().height();
        int inside = 0;
        for (int tap = 0; tap < taps; tap++) {
            inside += inside(window, outH, tap * dilation - window.padTop(), inH);
        }
        double share = rows * inputs / outH;
        driver.add(CostTerm.STREAM_TAP, share * inside);
        driver.add(CostTerm.STREAM_PADDING, share * (taps * outH - inside));
    }

    /** Output rows y for which row {@code y * stride / upsample + offset} is one of {@code inH}. */
    private static int inside(RowWindow window, int outH, int offset, int inH) {
        int up = window.upsample();
        int first = Math.floorDiv(Math.max(0, -offset) * up + window.strideH() - 1, window.strideH());
        int end = Math.floorDiv(Math.max(0, inH - offset) * up + window.strideH() - 1, window.strideH());
        return Math.max(0, Math.min(outH, end) - first);
    }

    /** Input rows that an output row reads. */
    private static int taps(Graph graph, Op op) {
        if (op instanceof Op.Conv2d conv) {
            return graph.tensor(conv.weights()).shape().dim(1);
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            return graph.tensor(conv.weights()).shape().dim(1);
        }
        return RowWindow.of(graph, op).span();
    }
}
