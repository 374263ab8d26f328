package io.tinsmith.training.relaxed.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import io.tinsmith.training.internal.PathFunction;
import io.tinsmith.training.relaxed.MixedNetwork;
import io.tinsmith.training.relaxed.MixedNetwork.Mask;
import io.tinsmith.training.relaxed.MixedNetwork.Option;
import io.tinsmith.training.relaxed.MixedNetwork.Sum;
import io.tinsmith.training.relaxed.internal.MixedWeights.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network with open choices as a pure function (parameters, gates, images, targets) to (loss, gradients by parameters
 * and by gates). TensorFlow computes one part at a time, and what is not active is not computed at all; sums, masks and
 * gates are Java. So there is no control flow to differentiate, and the activations within parts need not be kept.
 *
 * <p>A gate's gradient is that of the loss by the node's value, times the option's value, summed.
 */
final class MixedFunction implements AutoCloseable {
    private final MixedNetwork network;
    private final List<Shape> shapes;
    private final MixedWeights weights;
    private final Map<Graph, PathFunction> functions = new HashMap<>();

    MixedFunction(MixedNetwork network, MixedWeights weights) {
        this.network = network;
        this.weights = weights;
        shapes = network.shapes();
    }

    /**
     * What one call gives.
     *
     * @param byParameters zero for options that were not computed; empty if it was not wanted
     * @param byGates by choice and option
     * @param used options whose parameters have a gradient, in order
     */
    record Gradient(double loss, float[] byParameters, double[][] byGates, List<Place> used) {}

    /**
     * One forward and backward pass.
     *
     * @param images {@code [count, H, W, C]}
     * @param targets {@code [count, classes]}, each row summing to 1
     */
    Gradient run(float[] parameters, Gates gates, float[] images, float[] targets, int count, boolean wantParameters) {
        return new Pass(parameters, gates, count, wantParameters).run(images, targets);
    }

    private synchronized PathFunction function(Graph part) {
        return functions.computeIfAbsent(part, PathFunction::new);
    }

    /** One call's values. */
    private final class Pass {
        private final float[] parameters;
        private final Gates gates;
        private final int count;
        private final boolean wantParameters;
        private final float[] byParameters;
        private final double[][] byGates;
        private final float[][] values;
        private final float[][] outer;
        private final List<Place> used = new ArrayList<>();

        Pass(float[] parameters, Gates gates, int count, boolean wantParameters) {
            this.parameters = parameters;
            this.gates = gates;
            this.count = count;
            this.wantParameters = wantParameters;
            byParameters = new float[wantParameters ? parameters.length : 0];
            byGates = new double[network.choices().size()][];
            Arrays.setAll(byGates, c -> new double[network.choices().get(c)]);
            values = new float[network.nodes().size() + 1][];
            outer = new float[values.length][];
        }

        Gradient run(float[] images, float[] targets) {
            int nodes = network.nodes().size();
            boolean[] needed = needed();
            values[0] = images;
            for (int n = 0; n < nodes; n++) {
                if (needed[n + 1]) {
                    values[n + 1] = network.nodes().get(n) instanceof Mask mask ? masked(mask) : sum(n);
                }
            }
            outer[nodes] = new float[targets.length];
            double loss = crossEntropy(values[nodes], targets, network.classes(), outer[nodes]);
            for (int n = nodes - 1; n >= 0; n--) {
                if (outer[n + 1].length > 0) {
                    if (network.nodes().get(n) instanceof Mask mask) {
                        maskBack(mask, outer[n + 1]);
                    } else {
                        sumBack(n, outer[n + 1]);
                    }
                    outer[n + 1] = NONE;
                }
            }
            return new Gradient(loss, byParameters, byGates, used);
        }

        /** The values that count, or whose gradient does. */
        private boolean[] needed() {
            boolean[] needed = new boolean[values.length];
            needed[values.length - 1] = true;
            Arrays.fill(values, NONE);
            Arrays.fill(outer, NONE);
            for (int n = values.length - 2; n >= 0; n--) {
                if (!needed[n + 1]) {
                    continue;
                }
                if (network.nodes().get(n) instanceof Mask mask) {
                    needed[mask.input()] = true;
                } else {
                    Sum sum = (Sum) network.nodes().get(n);
                    boolean[] active = active(sum.choice());
                    for (int o = 0; o < active.length; o++) {
                        needed[sum.options().get(o).input()] |= active[o];
                    }
                }
            }
            return needed;
        }

        private float[] sum(int node) {
            Sum sum = (Sum) network.nodes().get(node);
            double[] gate = gate(sum.choice());
            float[] out = new float[0];
            for (int o = 0; o < gate.length; o++) {
                if (gate[o] == 0) {
                    continue;
                }
                float[] y = option(node, o, sum.options().get(o));
                if (gate[o] == 1) {
                    return y;
                }
                out = out.length == 0 ? new float[y.length] : out;
                addScaled((float) gate[o], y, out);
            }
            return out;
        }

        private float[] option(int node, int o, Option option) {
            float[] x = values[option.input()];
            return option.part()
                    .map(part -> function(part).forward(weights.gather(parameters, new Place(node, o)), x, count))
                    .orElse(x);
        }

        private void sumBack(int node, float[] dy) {
            Sum sum = (Sum) network.nodes().get(node);
            double[] gate = gate(sum.choice());
            boolean[] active = active(sum.choice());
            for (int o = 0; o < gate.length; o++) {
                if (!active[o]) {
                    continue;
                }
                Option option = sum.options().get(o);
                double product;
                if (option.part().isEmpty() || gate[o] == 0) {
                    product = dot(dy, option(node, o, option));
                    if (gate[o] != 0) {
                        addScaled((float) gate[o], dy, outerOf(option.input(), dy.length));
                    }
                } else {
                    product = partBack(new Place(node, o), option, (float) gate[o], dy);
                }
                if (sum.choice() != MixedNetwork.FIXED) {
                    byGates[sum.choice()][o] += product;
                }
            }
        }

        private double partBack(Place place, Option option, float gate, float[] dy) {
            float[] x = values[option.input()];
            boolean wantInput = option.input() > 0;
            PathFunction.Backward back = function(option.part().orElseThrow())
                    .backward(weights.gather(parameters, place), x, count, dy, wantInput, wantParameters);
            if (wantInput) {
                addScaled(gate, back.byInput(), outerOf(option.input(), x.length));
            }
            if (wantParameters) {
                weights.scatterAdd(back.byParameters(), gate, place, byParameters);
                used.add(place);
            }
            return back.product();
        }

        private float[] masked(Mask mask) {
            float[] x = values[mask.input()];
            float[] factors = factors(mask);
            float[] out = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                out[i] = x[i] * factors[i % factors.length];
            }
            return out;
        }

        private void maskBack(Mask mask, float[] dy) {
            float[] x = values[mask.input()];
            float[] factors = factors(mask);
            double[] byChannel = new double[factors.length];
            float[] dx = outerOf(mask.input(), x.length);
            for (int i = 0; i < x.length; i++) {
                int c = i % factors.length;
                byChannel[c] += (double) dy[i] * x[i];
                dx[i] += dy[i] * factors[c];
            }
            for (int o = 0; o < mask.widths().size(); o++) {
                for (int c = 0; c < mask.widths().get(o); c++) {
                    byGates[mask.choice()][o] += byChannel[c];
                }
            }
        }

        /** What each channel is multiplied by. */
        private float[] factors(Mask mask) {
            double[] gate = gate(mask.choice());
            float[] factors = new float[shapes.get(mask.input()).channels()];
            for (int c = 0; c < factors.length; c++) {
                double sum = 0;
                for (int o = 0; o < gate.length; o++) {
                    sum += c < mask.widths().get(o) ? gate[o] : 0;
                }
                factors[c] = (float) sum;
            }
            return factors;
        }

        private float[] outerOf(int value, int length) {
            if (outer[value].length == 0) {
                outer[value] = new float[length];
            }
            return outer[value];
        }

        private double[] gate(int choice) {
            return choice == MixedNetwork.FIXED ? Gates.FIXED_VALUES : gates.values()[choice];
        }

        private boolean[] active(int choice) {
            return choice == MixedNetwork.FIXED ? Gates.FIXED_ACTIVE : gates.active()[choice];
        }
    }

    private static final float[] NONE = new float[0];

    private static void addScaled(float factor, float[] from, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** The mean over the images, and its gradient by the logits. */
    private static double crossEntropy(float[] logits, float[] targets, int classes, float[] gradient) {
        int count = logits.length / classes;
        double sum = 0;
        for (int row = 0; row < logits.length; row += classes) {
            double most = Double.NEGATIVE_INFINITY;
            for (int c = row; c < row + classes; c++) {
                most = Math.max(most, logits[c]);
            }
            double total = 0;
            for (int c = row; c < row + classes; c++) {
                total += StrictMath.exp(logits[c] - most);
            }
            for (int c = row; c < row + classes; c++) {
                double logProbability = logits[c] - most - StrictMath.log(total);
                sum -= targets[c] * logProbability;
                gradient[c] = (float) ((StrictMath.exp(logProbability) - targets[c]) / count);
            }
        }
        return sum / count;
    }

    @Override
    public synchronized void close() {
        functions.values().forEach(PathFunction::close);
        functions.clear();
    }
}
