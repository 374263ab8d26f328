package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.ShapeInference;
import io.tinsmith.graph.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** One pass over a graph, in which each op takes the new shapes of its inputs; see {@code GraphRescaler}. */
public final class Rescaling {
    private final Graph graph;
    private final IntUnaryOperator channels;
    private final List<Tensor> tensors;
    private final List<Op> ops = new ArrayList<>();
    private final Set<Integer> pinned;
    private final Set<Integer> resized = new HashSet<>();
    /** New shapes of images, by what height and width they had. */
    private final Map<List<Integer>, Shape> maps = new HashMap<>();

    private Rescaling(Graph graph, IntUnaryOperator channels) {
        this.graph = graph;
        this.channels = channels;
        this.tensors = new ArrayList<>(graph.tensors());
        this.pinned = pinned(graph);
    }

    /**
     * The structure with another input.
     *
     * @param channels by those of a convolution or dense layer, what it shall have instead
     * @throws IllegalArgumentException if an op cannot follow
     */
    public static Graph of(Graph graph, Shape input, IntUnaryOperator channels) {
        Rescaling pass = new Rescaling(graph, channels);
        int first = graph.inputs().get(0);
        pass.set(first, input);
        for (Op op : graph.ops()) {
            try {
                pass.add(op);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The op (" + graph.tensor(op.output()).name() + ", "
                                + op.getClass().getSimpleName() + ") can't follow another size: " + e.getMessage(),
                        e);
            }
        }
        return new Graph(
                graph.name(), pass.tensors, pass.ops, graph.inputs(), graph.outputs(), graph.rounding(), graph.edges());
    }

    /** Tensors whose channels are the network's answer: its outputs, back to the last layer with weights. */
    private static Set<Integer> pinned(Graph graph) {
        Map<Integer, Op> producers = new HashMap<>();
        graph.ops().forEach(op -> producers.put(op.output(), op));
        Set<Integer> pinned = new HashSet<>();
        Deque<Integer> todo = new ArrayDeque<>(graph.outputs());
        while (!todo.isEmpty()) {
            int tensor = todo.remove();
            Op op = producers.get(tensor);
            if (pinned.add(tensor) && op != null && !makesChannels(op)) {
                todo.addAll(op.inputs());
            }
        }
        return pinned;
    }

    private static boolean makesChannels(Op op) {
        return op instanceof Op.Conv2d || op instanceof Op.TransposeConv || op instanceof Op.FullyConnected;
    }

    private void add(Op op) {
        Op now = op;
        if (op instanceof Op.Conv2d conv) {
            convolution(conv);
        } else if (op instanceof Op.DepthwiseConv2d conv) {
            depthwise(conv);
        } else if (op instanceof Op.TransposeConv conv) {
            transposeConv(conv);
        } else if (op instanceof Op.FullyConnected dense) {
            dense(dense);
        } else if (op instanceof Op.Pairwise pairwise) {
            operand(pairwise);
        } else if (op instanceof Op.AveragePool2d p) {
            now = new Op.AveragePool2d(
                    p.input(),
                    p.output(),
                    kernel(p, 1, p.kernelH()),
                    kernel(p, 2, p.kernelW()),
                    p.window(),
                    p.activation());
        } else if (op instanceof Op.MaxPool2d p) {
            now = new Op.MaxPool2d(
                    p.input(),
                    p.output(),
                    kernel(p, 1, p.kernelH()),
                    kernel(p, 2, p.kernelW()),
                    p.window(),
                    p.activation());
        } else {
            int input = op.inputs().get(0);
            Shape to = was(op.output());
            now = new RescaledMoves(was(input), to, is(input), Optional.ofNullable(maps.get(pixels(to))))
                    .follow(op, shape -> set(op.output(), shape));
        }
        ops.add(now);
        if (!(op instanceof Op.Reshape)) {
            set(op.output(), ShapeInference.outputShape(now, tensors));
        }
    }

    private void convolution(Op.Conv2d conv) {
        Shape w = was(conv.weights());
        int groups = was(conv.input()).channels() / w.channels();
        int in = is(conv.input()).channels();
        int out = scaled(conv.output(), w.dim(0));
        check(in % groups == 0 && out % groups == 0, in + " and " + out + " channels are not " + groups + " groups");
        parameter(conv.weights(), Shape.of(out, kernel(conv, 1, w.dim(1)), kernel(conv, 2, w.dim(2)), in / groups));
        parameter(conv.bias(), Shape.of(out));
    }

    private void depthwise(Op.DepthwiseConv2d conv) {
        Shape w = was(conv.weights());
        int multiplier = w.channels() / was(conv.input()).channels();
        int out = multiplier * is(conv.input()).channels();
        parameter(conv.weights(), Shape.of(1, kernel(conv, 1, w.dim(1)), kernel(conv, 2, w.dim(2)), out));
        parameter(conv.bias(), Shape.of(out));
    }

    private void transposeConv(Op.TransposeConv conv) {
        Shape w = was(conv.weights());
        Shape in = is(conv.input());
        int out = scaled(conv.output(), w.dim(0));
        parameter(conv.weights(), Shape.of(out, w.dim(1), w.dim(2), in.channels()));
        parameter(conv.bias(), Shape.of(out));
        Shape from = was(conv.input());
        Shape to = was(conv.output());
        int height = to.height() + (in.height() - from.height()) * conv.window().strideH();
        int width = to.width() + (in.width() - from.width()) * conv.window().strideW();
        set(conv.output(), Shape.of(in.dim(0), height, width, out));
    }

    private void dense(Op.FullyConnected dense) {
        Shape w = was(dense.weights());
        long rows = was(dense.input()).elements() / w.dim(1);
        long values = is(dense.input()).elements();
        check(values % rows == 0, values + " values are not " + rows + " equal rows");
        int out = scaled(dense.output(), w.dim(0));
        parameter(dense.weights(), Shape.of(out, Math.toIntExact(values / rows)));
        parameter(dense.bias(), Shape.of(out));
    }

    /** Constants take the new shape, or the new number of channels, of what they are combined with. */
    private void operand(Op.Pairwise op) {
        Pair pair = Pair.of(op, graph);
        Shape other = was(pair.other());
        Shape whole = is(pair.whole());
        if (pair.constant() && pair.elementWise()) {
            parameter(pair.other(), whole);
        } else if (pair.constant() && pair.period() > 1) {
            List<Integer> dims = new ArrayList<>(other.dims());
            dims.set(dims.size() - 1, whole.channels());
            parameter(pair.other(), new Shape(dims));
        }
    }

    /** Taps along an axis: those of a window over the whole map, in one place, cover the new map. */
    private int kernel(Op op, int axis, int taps) {
        boolean global =
                taps == was(op.inputs().get(0)).dim(axis) && was(op.output()).dim(axis) == 1;
        return global ? is(op.inputs().get(0)).dim(axis) : taps;
    }

    private int scaled(int output, int before) {
        return pinned.contains(output) ? before : channels.applyAsInt(before);
    }

    private Shape was(int tensor) {
        return graph.tensor(tensor).shape();
    }

    private Shape is(int tensor) {
        return tensors.get(tensor).shape();
    }

    private void parameter(int tensor, Shape shape) {
        check(
                resized.add(tensor) || is(tensor).equals(shape),
                "the constant (" + graph.tensor(tensor).name() + ") would need two shapes");
        set(tensor, shape);
    }

    private void set(int tensor, Shape shape) {
        Tensor t = graph.tensor(tensor);
        tensors.set(tensor, new Tensor(t.name(), shape, t.type(), t.role(), null, null));
        if (!t.isParameter() && t.shape().rank() == 4) {
            maps.putIfAbsent(pixels(t.shape()), shape);
        }
    }

    private static List<Integer> pixels(Shape shape) {
        return shape.rank() == 4 ? shape.dims().subList(1, 3) : List.of();
    }

    static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
