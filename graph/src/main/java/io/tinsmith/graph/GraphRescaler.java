package io.tinsmith.graph;

import io.tinsmith.graph.internal.Rescaling;
import java.util.function.IntUnaryOperator;

/**
 * The structure of a network for another size of its image, or with fewer channels: the same ops in the same order, their
 * parameters without data. What it would compute is unknown until it is trained; what it costs is known.
 */
public final class GraphRescaler {
    /** Channels come in such multiples, as wide kernels read them. */
    private static final int CHANNEL_STEP = 4;
    /** A larger step would be no step: layers are often 16 to 64 channels wide. */
    private static final int MOST_CHANNEL_STEP = 16;

    private GraphRescaler() {}

    /**
     * For an image of another height and width. Strides, kernels and channels stay; windows over a whole map cover the new one,
     * and dense layers read as many values as there are then.
     *
     * @param graph with one input, {@code [N, H, W, C]}
     * @throws IllegalArgumentException if an op cannot follow; the message names it
     */
    public static Graph withImage(Graph graph, int height, int width) {
        Shape in = graph.input().shape();
        if (in.rank() != 4) {
            throw new IllegalArgumentException("The input " + in + " of (" + graph.name() + ") is not [N, H, W, C].");
        }
        return Rescaling.of(graph, Shape.of(in.dim(0), height, width, in.channels()), IntUnaryOperator.identity());
    }

    /**
     * With {@code factor} times the channels of all convolutions and dense layers, in multiples of 4 (of less than 4 all; of
     * networks with convolutions in groups in multiples of up to 16 that divide into them), but for those that make the
     * outputs.
     *
     * @param factor above 0, at most 1
     * @throws IllegalArgumentException if an op cannot follow; the message names it
     */
    public static Graph withWidth(Graph graph, double factor) {
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("The factor (" + factor + ") of the width is not above 0 and up to 1.");
        }
        int step = channelStep(graph);
        return Rescaling.of(graph, graph.tensor(graph.inputs().get(0)).shape(), channels -> {
            long rounded = step * Math.round(factor * channels / step);
            return (int) Math.min(channels, Math.max(step, rounded));
        });
    }

    /** A multiple of 4 that also divides into the groups of all convolutions; 4 if there is no small one. */
    private static int channelStep(Graph graph) {
        int step = CHANNEL_STEP;
        for (Op op : graph.ops()) {
            if (op instanceof Op.Conv2d conv) {
                int groups = graph.tensor(conv.input()).shape().channels()
                        / graph.tensor(conv.weights()).shape().channels();
                int more = step;
                while (step % groups != 0 && step <= MOST_CHANNEL_STEP) {
                    step += more;
                }
            }
        }
        return step <= MOST_CHANNEL_STEP ? step : CHANNEL_STEP;
    }
}
