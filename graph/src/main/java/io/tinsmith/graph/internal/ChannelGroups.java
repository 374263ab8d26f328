package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.internal.ChannelRanges.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Activations that have their channels from the same layers, and which of those channels none of the ops at the end of each
 * group needs: {@code ConstantChannels}.
 */
public final class ChannelGroups {
    private static final int STEP = 4;

    private final Graph graph;
    private final int[] parent;
    /** Groups all of whose channels must stay. */
    private final Set<Integer> pinned = new HashSet<>();

    private final Map<Integer, int[]> kept = new HashMap<>();

    public ChannelGroups(Graph graph, ChannelRanges ranges) {
        this.graph = graph;
        this.parent = IntStream.range(0, graph.tensors().size()).toArray();
        List<Integer> whole = new ArrayList<>(graph.inputs());
        whole.addAll(graph.outputs());
        Map<Integer, List<Op>> readers = new HashMap<>();
        for (Op op : graph.ops()) {
            if (passesChannels(op)) {
                op.inputs().stream().filter(this::isActivation).forEach(input -> join(input, op.output()));
            } else if (readsChannels(op)) {
                readers.computeIfAbsent(op.inputs().get(0), t -> new ArrayList<>())
                        .add(op);
            } else {
                op.inputs().stream().filter(this::isActivation).forEach(whole::add);
                whole.add(op.output());
            }
        }
        parametersOfSeveral(whole);
        whole.forEach(tensor -> pinned.add(root(tensor)));
        choose(ranges, readers);
    }

    /** The channels of an activation that stay, ascending, if any go. */
    Optional<int[]> kept(int tensor) {
        return Optional.ofNullable(kept.get(root(tensor)));
    }

    /** Whether nothing goes. */
    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Whether each output channel comes of the input's channel of the same index alone. */
    private boolean passesChannels(Op op) {
        Shape in = shape(op.inputs().get(0));
        Shape out = shape(op.output());
        if (op instanceof Op.DepthwiseConv2d || op instanceof Op.Reshape || op instanceof Op.Pad) {
            return in.channels() == out.channels();
        }
        if (op instanceof Op.Add add) {
            return ChannelRanges.addsChannels(graph, add);
        }
        return op instanceof Op.AveragePool2d
                || op instanceof Op.MaxPool2d
                || op instanceof Op.ResizeNearest
                || op instanceof Op.Resize
                || op instanceof Op.Mean
                || op instanceof Op.Unary;
    }

    /** Whether it multiplies channels by weights and sums them, so that a constant one can be part of the bias. */
    private boolean readsChannels(Op op) {
        if (op instanceof Op.Conv2d conv) {
            return shape(conv.weights()).channels() == shape(conv.input()).channels();
        }
        return op instanceof Op.FullyConnected dense && ChannelRanges.readsPixels(graph, dense);
    }

    /** Parameters of more than one op stay as they are. */
    private void parametersOfSeveral(List<Integer> whole) {
        Map<Integer, Op> users = new HashMap<>();
        for (Op op : graph.ops()) {
            for (int input : op.inputs()) {
                Op other = isActivation(input) ? null : users.put(input, op);
                if (other != null) {
                    whole.addAll(List.of(op.inputs().get(0), op.output()));
                    whole.addAll(List.of(other.inputs().get(0), other.output()));
                }
            }
        }
    }

    private void choose(ChannelRanges ranges, Map<Integer, List<Op>> readers) {
        Map<Integer, Set<Integer>> removable = new HashMap<>();
        readers.forEach((tensor, ops) -> {
            Set<Integer> constant = new HashSet<>();
            Range[] range = ranges.channels(tensor);
            int zeroPoint = graph.tensor(tensor).requireQuantization().zeroPoint();
            for (int c = 0; c < range.length; c++) {
                boolean zero = range[c].least() == zeroPoint;
                if (range[c].isConstant() && (zero || ops.stream().noneMatch(this::pads))) {
                    constant.add(c);
                }
            }
            removable.merge(root(tensor), constant, (a, b) -> {
                a.retainAll(b);
                return a;
            });
        });
        removable.forEach((group, channels) -> {
            if (!pinned.contains(group)) {
                keep(group, channels);
            }
        });
    }

    private boolean pads(Op op) {
        return op instanceof Op.Conv2d conv
                && ChannelRanges.pads(
                        conv.window(),
                        shape(conv.weights()).dim(1),
                        shape(conv.weights()).dim(2));
    }

    private void keep(int group, Set<Integer> removable) {
        int channels = shape(group).channels();
        int step = channels % STEP == 0 ? STEP : 1;
        int needed = Math.max(1, channels - removable.size());
        int spare = (needed + step - 1) / step * step - (channels - removable.size());
        List<Integer> stay = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            boolean goes = removable.contains(c);
            if (!goes || spare > 0) {
                stay.add(c);
                spare -= goes ? 1 : 0;
            }
        }
        if (stay.size() < channels) {
            kept.put(group, stay.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    private boolean isActivation(int tensor) {
        return !graph.tensor(tensor).isParameter();
    }

    private Shape shape(int tensor) {
        return graph.tensor(tensor).shape();
    }

    private void join(int a, int b) {
        parent[root(a)] = root(b);
    }

    private int root(int tensor) {
        int at = tensor;
        while (parent[at] != at) {
            at = parent[at];
        }
        return at;
    }
}
