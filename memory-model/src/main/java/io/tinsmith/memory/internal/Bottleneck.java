package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Three ops that a stream could run as a {@link Split}.
 *
 * @param macsPerColumn of the expansion, by column of its output, when each row that is read is made again
 */
record Bottleneck(Split split, int input, int expanded, int filtered, int projected, long macsPerColumn) {
    /** Expanded channels at a time. Fewer need less scratch, but more calls and more additions to the sums in memory. */
    static final int GROUP = 16;

    /** Where memory is short. */
    static final int SMALL_GROUP = 8;

    /** The bottlenecks of a graph by ascending projection, which have no op in common. */
    static List<Bottleneck> of(RowGraph rows) {
        Graph graph = rows.graph;
        List<Bottleneck> found = new ArrayList<>();
        boolean[] taken = new boolean[rows.output.length];
        for (int project = 0; project < graph.ops().size(); project++) {
            int filter = onlyMaker(rows, project, true);
            int expand = filter < 0 ? -1 : onlyMaker(rows, filter, false);
            if (expand >= 0
                    && !taken[expand]
                    && rows.streamable[project]
                    && rows.streamable[expand]
                    && Split.isPointwise(graph, graph.ops().get(project))
                    && Split.isPointwise(graph, graph.ops().get(expand))
                    && isPlain(graph, (Op.DepthwiseConv2d) graph.ops().get(filter))) {
                Split split = new Split(expand, filter, project, GROUP);
                taken[project] = true;
                Shape shape = graph.tensor(rows.output[expand]).shape();
                long macs = GraphCost.macs(graph, graph.ops().get(expand)) / ((long) shape.height() * shape.width());
                found.add(new Bottleneck(
                        split,
                        rows.inputs[expand][0],
                        rows.output[expand],
                        rows.output[filter],
                        rows.output[project],
                        macs * split.expandedRows(graph)));
            }
        }
        return found;
    }

    /** The split with {@code channels} at a time. */
    Split split(int channels) {
        return new Split(split.expand(), split.depthwise(), split.project(), channels);
    }

    /** Of the input of {@code op}, if nothing else reads it: the depthwise convolution or the convolution that made it. */
    private static int onlyMaker(RowGraph rows, int op, boolean depthwise) {
        if (!(rows.graph.ops().get(op) instanceof Op.Conv2d) && depthwise) {
            return -1;
        }
        int tensor = rows.inputs[op][0];
        int maker = rows.producer[tensor];
        boolean alone = rows.consumers[tensor].length == 1 && !rows.kept[tensor];
        if (!alone || maker < 0 || maker == rows.source) {
            return -1;
        }
        Op made = rows.graph.ops().get(maker);
        return (depthwise ? made instanceof Op.DepthwiseConv2d : made instanceof Op.Conv2d) ? maker : -1;
    }

    /** One filter for each channel. */
    private static boolean isPlain(Graph graph, Op.DepthwiseConv2d filter) {
        return graph.tensor(filter.input()).shape().channels()
                == graph.tensor(filter.output()).shape().channels();
    }
}
