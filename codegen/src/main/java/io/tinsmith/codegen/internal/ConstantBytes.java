package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Flash of weights, biases and requantization tables in the generated C, exact; graphs without data will do. */
public final class ConstantBytes {
    private final Graph graph;
    private final WeightOrder order;

    private ConstantBytes(Graph graph, WeightOrder order) {
        this.graph = graph;
        this.order = order;
    }

    /** Each array padded to 4 bytes. Weights that several ops share count once, unless some stand in groups. */
    public static long of(Schedule schedule, WeightOrder order) {
        return new ConstantBytes(schedule.graph(), order).sum(schedule);
    }

    private long sum(Schedule schedule) {
        Map<Integer, Long> grouped = grouped(schedule);
        Set<Integer> seen = new HashSet<>();
        long sum = 0;
        for (int index = 0; index < graph.ops().size(); index++) {
            Op op = graph.ops().get(index);
            if (op instanceof Op.TransposeConv conv) {
                Shape w = graph.tensor(conv.weights()).shape();
                sum += 4 * w.elements() / w.channels();
            }
            for (int input : op.inputs()) {
                Tensor t = graph.tensor(input);
                if (op instanceof Op.Pairwise pairwise) {
                    // One constant becomes a table, which counts with the op's parameters.
                    boolean stands =
                            t.isParameter() && !Pair.of(pairwise, graph).isFunction();
                    sum += stands && seen.add(input) ? padded(t.shape().elements()) : 0;
                } else if (t.isParameter() && t.shape().rank() == 1) {
                    // A bias comes with a multiplier (4 bytes) and a shift (1 byte) a channel.
                    long channels = t.shape().elements();
                    sum += 8 * channels + padded(channels);
                } else if (t.isParameter() && grouped.containsKey(index)) {
                    sum += padded(grouped.get(index));
                } else if (t.isParameter() && seen.add(input)) {
                    Shape w = t.shape();
                    int taps = (int) (w.elements() / w.dim(0));
                    boolean groups = op instanceof Op.Conv2d conv
                            && w.channels()
                                    != graph.tensor(conv.input()).shape().channels();
                    boolean plain = groups || op instanceof Op.DepthwiseConv2d || op instanceof Op.TransposeConv;
                    sum += padded(plain ? w.elements() : order.bytes(w.dim(0), taps));
                }
            }
        }
        return sum;
    }

    /** Weights that stand in groups of channels or taps, by op. */
    private Map<Integer, Long> grouped(Schedule schedule) {
        Map<Integer, Long> bytes = new HashMap<>();
        for (Step step : schedule.steps()) {
            if (step instanceof Step.Grouped grouped) {
                bytes.put(grouped.conv(), byChannels(grouped.conv(), grouped.groupChannels()));
            } else if (step instanceof Step.Stream stream) {
                for (Split split : stream.splits()) {
                    bytes.put(split.expand(), byChannels(split.expand(), split.groupChannels()));
                    bytes.put(split.depthwise(), weights(split.depthwise()).elements());
                    bytes.put(split.project(), byTaps(split.project(), split.groupChannels()));
                }
            }
        }
        return bytes;
    }

    private long byChannels(int op, int group) {
        Shape w = weights(op);
        int taps = (int) (w.elements() / w.dim(0));
        long bytes = 0;
        for (int left = w.dim(0); left > 0; left -= group) {
            bytes += order.bytes(Math.min(left, group), taps);
        }
        return bytes;
    }

    private long byTaps(int op, int group) {
        Shape w = weights(op);
        long bytes = 0;
        for (int left = w.channels(); left > 0; left -= group) {
            bytes += order.bytes(w.dim(0), Math.min(left, group));
        }
        return bytes;
    }

    private Shape weights(int op) {
        return graph.tensor(graph.ops().get(op).inputs().get(1)).shape();
    }

    private static long padded(long bytes) {
        return (bytes + 3) / 4 * 4;
    }
}
