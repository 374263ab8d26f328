package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.QuantizedMultiplier;
import io.tinsmith.graph.internal.ChannelRanges.Range;

/** Accumulators of one output channel after the other, by least and greatest. */
final class ChannelSums {
    /** Scaled sums up to here and their zero point do not overflow. */
    static final long MOST = 1L << 30;

    private final int[] bias;
    private final Quantization in;
    private final Quantization weights;
    private final Quantization out;
    private final Requantizer requantizer;
    private final Range[] ranges;
    private int channel;
    private long least;
    private long greatest;

    ChannelSums(Graph graph, Op op, int bias, int weights, Activation activation) {
        this.bias = graph.tensor(bias).int32();
        this.in = graph.tensor(op.inputs().get(0)).requireQuantization();
        this.weights = graph.tensor(weights).requireQuantization();
        this.out = graph.tensor(op.output()).requireQuantization();
        this.requantizer = Requantizer.of(in, this.weights, out, this.bias.length, activation, graph.rounding());
        this.ranges = new Range[this.bias.length];
        begin();
    }

    private void begin() {
        least = channel < bias.length ? bias[channel] : 0;
        greatest = least;
    }

    void add(int weight, Range difference) {
        long a = (long) weight * difference.least();
        long b = (long) weight * difference.greatest();
        least += Math.min(a, b);
        greatest += Math.max(a, b);
    }

    Range[] ranges() {
        return ranges;
    }

    /** Requantization never falls where the sum rises, as long as nothing overflows. */
    void next() {
        double factor = QuantizedMultiplier.factor(in, weights, out, channel);
        int left = Math.max(0, QuantizedMultiplier.of(factor).shift());
        long most = Math.max(Math.abs(least), Math.abs(greatest));
        ranges[channel] = most <= MOST >> Math.min(left, Long.SIZE - 1)
                ? new Range(requantizer.apply((int) least, channel), requantizer.apply((int) greatest, channel))
                : Range.ALL;
        channel++;
        begin();
    }
}
