package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.UnaryFunction;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A layer that may stay in float32, or get 16-bit activations: quantizing the first and the last one often costs most. */
public enum KeptLayer {
    /** Convolutions and dense layers that none comes before, with the ops before them. */
    FIRST,
    /** Convolutions and dense layers that none comes after, with the ops after them, such as a softmax. */
    LAST;

    /**
     * Positions of the ops that stay in float32.
     *
     * @throws IllegalArgumentException if layers are to stay and there are none
     */
    static Set<Integer> positions(Graph graph, Set<KeptLayer> kept) {
        Set<Integer> positions = new TreeSet<>();
        List<Op> ops = graph.ops();
        if (!kept.isEmpty() && ops.stream().noneMatch(op -> Layer.of(op).isPresent())) {
            throw new IllegalArgumentException(
                    "The model has no convolution and no dense layer to keep in float32 or int16x8.\n"
                            + "Maybe leave --keep-float and --int16 out.");
        }
        if (kept.contains(FIRST)) {
            positions.addAll(first(graph));
        }
        if (kept.contains(LAST)) {
            positions.addAll(last(graph));
        }
        // They only change scales, which float32 does not have.
        positions.removeIf(i -> ops.get(i) instanceof Op.Unary u && u.function() == UnaryFunction.REQUANTIZE);
        return positions;
    }

    /**
     * The same of layers that get 16-bit activations: the layers alone.
     *
     * @throws IllegalArgumentException if there are none, or one has no such form
     */
    static Set<Integer> layers(Graph graph, Set<KeptLayer> kept) {
        Set<Integer> positions = new TreeSet<>(positions(graph, kept));
        positions.removeIf(i -> Layer.of(graph.ops().get(i)).isEmpty());
        positions.forEach(i -> {
            if (graph.ops().get(i) instanceof Op.TransposeConv op) {
                throw new IllegalArgumentException("The transposed convolution ("
                        + graph.tensor(op.output()).name() + ") cannot have 16-bit activations.\n"
                        + "Maybe keep it in float32: --keep-float.");
            }
        });
        return positions;
    }

    private static Set<Integer> first(Graph graph) {
        List<Op> ops = graph.ops();
        BitSet behindLayers = new BitSet();
        BitSet needed = new BitSet();
        Set<Integer> positions = new TreeSet<>();
        for (int i = 0; i < ops.size(); i++) {
            Op op = ops.get(i);
            boolean layer = Layer.of(op).isPresent();
            boolean behind = op.inputs().stream().anyMatch(behindLayers::get);
            behindLayers.set(op.output(), layer || behind);
            if (layer && !behind) {
                positions.add(i);
                op.inputs().forEach(needed::set);
            }
        }
        for (int i = ops.size() - 1; i >= 0; i--) {
            if (needed.get(ops.get(i).output())) {
                positions.add(i);
                ops.get(i).inputs().forEach(needed::set);
            }
        }
        return positions;
    }

    private static Set<Integer> last(Graph graph) {
        List<Op> ops = graph.ops();
        BitSet beforeLayers = new BitSet();
        BitSet ofLast = new BitSet();
        Set<Integer> positions = new TreeSet<>();
        for (int i = ops.size() - 1; i >= 0; i--) {
            Op op = ops.get(i);
            boolean layer = Layer.of(op).isPresent();
            boolean before = beforeLayers.get(op.output());
            if (layer || before) {
                op.inputs().forEach(beforeLayers::set);
            }
            if (layer && !before) {
                positions.add(i);
            }
        }
        for (int i = 0; i < ops.size(); i++) {
            Op op = ops.get(i);
            if (positions.contains(i) || op.inputs().stream().anyMatch(ofLast::get)) {
                positions.add(i);
                ofLast.set(op.output());
            }
        }
        return positions;
    }
}
