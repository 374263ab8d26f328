package io.tinsmith.cli.report;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What isn't computed since it's the same for every input ({@code ConstantChannels}).
 *
 * @param channels of convolutions and dense layers that are left out
 * @param allChannels of the model's file
 * @param allMacs of the model's file
 */
public record LeftOut(long channels, long allChannels, long allMacs) {
    /** What {@code graph} lacks of {@code whole}; null where that is nothing. */
    public static @Nullable LeftOut of(Graph whole, Graph graph) {
        long all = channels(whole);
        long left = all - channels(graph);
        return left == 0 ? null : new LeftOut(left, all, GraphCost.macs(whole));
    }

    private static long channels(Graph graph) {
        long sum = 0;
        for (Op op : graph.ops()) {
            boolean layer = op instanceof Op.Conv2d
                    || op instanceof Op.DepthwiseConv2d
                    || op instanceof Op.TransposeConv
                    || op instanceof Op.FullyConnected;
            sum += layer ? graph.tensor(op.output()).shape().channels() : 0;
        }
        return sum;
    }

    /** For people, without a full stop. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%,d of %,d channels are the same for every input and left out; the file has %,d MACs",
                channels,
                allChannels,
                allMacs);
    }
}
