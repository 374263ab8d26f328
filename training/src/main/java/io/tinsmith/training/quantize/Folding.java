package io.tinsmith.training.quantize;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.UnaryFunction;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Makes a float graph smaller without changing what it computes, up to the rounding of sums: ReLU and ReLU6 go into the op
 * before them; a factor and a summand for each channel (what is left of a batch norm: a depthwise convolution with a 1x1
 * kernel) go into the weights and the bias of the layer before or after; reshapes that follow each other become one.
 */
public final class Folding {
    private final Rewriter graph;

    private Folding(Graph graph) {
        this.graph = new Rewriter(graph);
    }

    /**
     * The smaller graph. Tensors keep their index.
     *
     * @param graph float, trained
     */
    public static Graph fold(Graph graph) {
        Folding folding = new Folding(graph);
        boolean changed = true;
        while (changed) {
            changed = folding.any(folding::reshape)
                    || folding.any(folding::activation)
                    || folding.any(folding::affineIntoLayerBefore)
                    || folding.any(folding::affineIntoLayerAfter);
        }
        return folding.graph.build();
    }

    private boolean any(IntPredicate rule) {
        for (int i = 0; i < graph.ops.size(); i++) {
            if (rule.test(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean reshape(int at) {
        if (!(graph.ops.get(at) instanceof Op.Reshape second)) {
            return false;
        }
        Optional<Integer> before = producerOfOnly(second.input());
        if (before.isEmpty() || !(graph.ops.get(before.get()) instanceof Op.Reshape first)) {
            return false;
        }
        boolean back = graph.shape(first.input()).equals(graph.shape(second.output()));
        Optional<Integer> source = back ? producerOfOnly(first.input()) : Optional.empty();
        if (source.isPresent()) {
            Optional<Op> renamed = withOutput(graph.ops.get(source.get()), second.output(), Optional.empty());
            if (renamed.isPresent()) {
                graph.ops.set(source.get(), renamed.get());
                graph.ops.remove(at);
                graph.ops.remove((int) before.get());
                return true;
            }
        }
        graph.ops.set(at, new Op.Reshape(first.input(), second.output()));
        graph.ops.remove((int) before.get());
        return true;
    }

    private boolean activation(int at) {
        if (!(graph.ops.get(at) instanceof Op.Unary unary)) {
            return false;
        }
        Optional<Activation> activation = unary.function() == UnaryFunction.RELU
                ? Optional.of(Activation.RELU)
                : unary.function() == UnaryFunction.RELU6 ? Optional.of(Activation.RELU6) : Optional.empty();
        Optional<Integer> before = producerOfOnly(unary.input());
        if (activation.isEmpty() || before.isEmpty()) {
            return false;
        }
        Optional<Op> fused = withOutput(graph.ops.get(before.get()), unary.output(), activation);
        fused.ifPresent(op -> {
            graph.ops.set(before.get(), op);
            graph.ops.remove(at);
        });
        return fused.isPresent();
    }

    /** The op with another output of the same values, or with an activation where it has none yet. */
    private static Optional<Op> withOutput(Op op, int output, Optional<Activation> activation) {
        if (op instanceof Op.Add add) {
            return fused(add.activation(), activation).map(a -> new Op.Add(add.left(), add.right(), output, a));
        }
        if (op instanceof Op.Mul mul) {
            return fused(mul.activation(), activation).map(a -> new Op.Mul(mul.left(), mul.right(), output, a));
        }
        return Layer.of(op)
                .flatMap(l -> fused(l.activation(), activation)
                        .map(a -> l.with(l.input(), l.weights(), l.bias(), output, a)));
    }

    private static Optional<Activation> fused(Activation own, Optional<Activation> other) {
        if (other.isEmpty() || other.get() == own) {
            return Optional.of(own);
        }
        // The lower bound is 0 in both: one after the other is ReLU6.
        return Optional.of(own == Activation.RELU6 ? own : other.get());
    }

    private boolean affineIntoLayerBefore(int at) {
        Affine affine = Affine.of(graph, graph.ops.get(at)).orElse(null);
        Optional<Integer> before = affine == null ? Optional.empty() : producerOfOnly(affine.input());
        if (affine == null || before.isEmpty()) {
            return false;
        }
        int to = before.get();
        int output = affine.output();
        boolean reshaped = graph.ops.get(to) instanceof Op.Reshape;
        if (graph.ops.get(to) instanceof Op.Reshape reshape) {
            Optional<Integer> source = producerOfOnly(reshape.input());
            if (source.isEmpty()) {
                return false;
            }
            to = source.get();
            output = reshape.input();
        }
        Layer layer = Layer.of(graph.ops.get(to)).orElse(null);
        if (layer == null || layer.activation() != Activation.NONE || channels(layer) != affine.channels()) {
            return false;
        }
        Shape shape = graph.shape(layer.weights());
        float[] weights = graph.values(layer.weights()).clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= affine.factor()[WeightScales.channel(shape, layer.axis(), i)];
        }
        float[] bias = graph.values(layer.bias()).clone();
        for (int c = 0; c < bias.length; c++) {
            bias[c] = bias[c] * affine.factor()[c] + affine.summand()[c];
        }
        int w = graph.parameterLike(layer.weights(), weights);
        int b = graph.parameterLike(layer.bias(), bias);
        graph.ops.set(to, layer.with(layer.input(), w, b, output, affine.activation()));
        if (reshaped) {
            graph.ops.set(before.get(), new Op.Reshape(output, affine.output()));
        }
        graph.ops.remove(at);
        return true;
    }

    private boolean affineIntoLayerAfter(int at) {
        Affine affine = Affine.of(graph, graph.ops.get(at)).orElse(null);
        Optional<Integer> after = affine == null ? Optional.empty() : graph.onlyConsumer(affine.output());
        Layer layer = after.flatMap(i -> Layer.of(graph.ops.get(i))).orElse(null);
        if (affine == null || after.isEmpty() || layer == null || !isAbsorbed(affine, layer)) {
            return false;
        }
        Shape shape = graph.shape(layer.weights());
        float[] weights = graph.values(layer.weights()).clone();
        double[] added = new double[channels(layer)];
        for (int i = 0; i < weights.length; i++) {
            // Dense weights run over the flattened image, its channels innermost.
            int in = i % affine.channels();
            added[WeightScales.channel(shape, layer.axis(), i)] += (double) weights[i] * affine.summand()[in];
            weights[i] *= affine.factor()[in];
        }
        float[] bias = graph.values(layer.bias()).clone();
        for (int c = 0; c < bias.length; c++) {
            bias[c] += (float) added[c];
        }
        int w = graph.parameterLike(layer.weights(), weights);
        int b = graph.parameterLike(layer.bias(), bias);
        graph.ops.set(after.get(), layer.with(affine.input(), w, b, layer.output(), layer.activation()));
        graph.ops.remove(at);
        return true;
    }

    /** Whether a layer can take over what is done to each channel of its input. */
    private boolean isAbsorbed(Affine affine, Layer layer) {
        boolean eachChannel = layer.isDense() || graph.shape(layer.weights()).channels() == affine.channels();
        return affine.activation() == Activation.NONE && eachChannel && (!pads(layer) || affine.isFactorAlone());
    }

    /** Whether zeros come into the layer's sums from beside the image, or between its pixels. */
    private boolean pads(Layer layer) {
        if (layer.isTransposed()) {
            return true;
        }
        Shape w = graph.shape(layer.weights());
        return layer.window()
                .filter(window -> window.padding() == Padding.SAME && (w.dim(1) > 1 || w.dim(2) > 1))
                .isPresent();
    }

    private int channels(Layer layer) {
        return graph.shape(layer.weights()).dim(layer.axis());
    }

    /** Position of the op that computes a tensor which only one op reads. */
    private Optional<Integer> producerOfOnly(int tensor) {
        return graph.onlyConsumer(tensor).flatMap(reader -> graph.producer(tensor));
    }
}
