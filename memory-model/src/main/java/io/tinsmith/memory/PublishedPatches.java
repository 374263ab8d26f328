package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.internal.Liveness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The patch stage of MCUNetV2 (Lin et al. 2021, arXiv:2110.15352) as papers count it, to compare with their figures: the
 * first ops of a network run patch by patch, {@code rows * columns} of them, each with all of its halo. Every patch counts
 * as one inside of the image: none is clipped at a border.
 *
 * <p>Tinsmith's own patches are strips of full height, {@link Step.Stream#strips}. Run row by row, a patch of {@code p * q}
 * needs the same rings as one of {@code 1 * q}, since a ring's rows are as wide as the patch and as many as the kernels
 * ask for, whatever the height of the patch; but it computes rows of its neighbours above and below again. So {@code p > 1}
 * never pays.
 *
 * @param heights of one patch, from the stage's output to the network's input, one for each change of height
 * @param patchMacs MACs of all patches
 * @param layerMacs MACs of the same ops run layer by layer
 */
public record PublishedPatches(List<Integer> heights, long patchMacs, long layerMacs) {
    public PublishedPatches {
        heights = List.copyOf(heights);
    }

    /**
     * The patch stage that ends with {@code tensor}, of a network whose ops are in their order.
     *
     * @param rows of patches; the height of the tensor is divided by it and rounded up
     * @throws IllegalArgumentException if an op of the stage does not work on rows
     */
    public static PublishedPatches of(Graph graph, int tensor, int rows, int columns) {
        int[] height = new int[graph.tensors().size()];
        int[] width = new int[graph.tensors().size()];
        Shape end = graph.tensor(tensor).shape();
        height[tensor] = (end.height() + rows - 1) / rows;
        width[tensor] = (end.width() + columns - 1) / columns;
        List<Integer> heights = new ArrayList<>(List.of(height[tensor]));
        long pixels = 0;
        long macs = 0;
        for (int step = producer(graph, tensor); step >= 0; step--) {
            Op op = graph.ops().get(step);
            Shape out = graph.tensor(op.output()).shape();
            if (height[op.output()] == 0) {
                continue;
            }
            long whole = GraphCost.macs(graph, op);
            long patch = (long) height[op.output()] * width[op.output()];
            macs += whole;
            pixels += whole / ((long) out.height() * out.width()) * patch;
            for (int input : op.inputs()) {
                if (!graph.tensor(input).isParameter()) {
                    height[input] = Math.max(height[input], needed(RowWindow.of(graph, op), height[op.output()]));
                    width[input] = Math.max(width[input], needed(RowWindow.ofColumns(graph, op), width[op.output()]));
                    if (height[input] > heights.get(heights.size() - 1)) {
                        heights.add(height[input]);
                    }
                }
            }
        }
        return new PublishedPatches(heights, Math.multiplyExact((long) rows * columns, pixels), macs);
    }

    private static int needed(RowWindow window, int outputs) {
        return (outputs - 1) * window.strideH() / window.upsample() + window.span();
    }

    private static int producer(Graph graph, int tensor) {
        return IntStream.range(0, graph.ops().size())
                .filter(op -> graph.ops().get(op).output() == tensor)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No op makes the tensor ("
                        + graph.tensor(tensor).name() + ").\nMaybe it is an input of the graph."));
    }

    /** How many times {@code layerMacs} the patches compute. */
    public double overhead() {
        return (double) patchMacs / layerMacs;
    }

    /**
     * The most bytes in one step after the stage, run layer by layer, depthwise convolutions in place.
     *
     * @param residuals tensors that wait for a sum count, as they must; some papers leave them out
     */
    public static long restBytes(Graph graph, int tensor, boolean residuals) {
        int[] order = IntStream.range(0, graph.ops().size()).toArray();
        Liveness liveness = Liveness.of(graph, order);
        return IntStream.range(producer(graph, tensor) + 1, order.length)
                .mapToLong(step -> PublishedPeak.bytes(graph, liveness, step, true, residuals))
                .max()
                .orElse(0);
    }
}
