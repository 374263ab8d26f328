package io.tinsmith.graph;

import io.tinsmith.graph.internal.ChannelGroups;
import io.tinsmith.graph.internal.ChannelRanges;
import io.tinsmith.graph.internal.ChannelRemoval;

/**
 * Leaves out channels whose value is the same for every input, as trained networks with ReLU often have many: filters that
 * a weight decay brought to nothing, or whose sums are always below zero. That is proven by interval arithmetic on the
 * integers of the inference, so that outputs stay equal in every byte; where the ops behind would have read such a channel,
 * its share becomes part of their biases.
 */
public final class ConstantChannels {
    private ConstantChannels() {}

    /**
     * The network without them. Of a tensor whose channels are a multiple of four some stay, as many as make the rest one too:
     * kernels compute four at a time. Inputs and outputs of the network stay as they are, and so does what an op reads
     * otherwise than by channels.
     *
     * @param graph any; one that is not all int8, or has no data, is returned as it is
     */
    public static Graph without(Graph graph) {
        if (!ChannelRanges.known(graph)) {
            return graph;
        }
        ChannelRanges ranges = ChannelRanges.of(graph);
        return ChannelRemoval.of(graph, new ChannelGroups(graph, ranges), ranges);
    }
}
