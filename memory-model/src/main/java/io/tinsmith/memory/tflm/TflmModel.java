package io.tinsmith.memory.tflm;

import java.util.List;

/**
 * What of a model file decides on TFLM's arena.
 *
 * @param subgraphs the first is run
 * @param offlineOffsets of the metadata {@code OfflineMemoryAllocation}: the arena offset of each tensor, -1 where TFLM is
 *     to plan it; empty where the file has none
 */
public record TflmModel(List<TflmSubgraph> subgraphs, List<Integer> offlineOffsets) {
    /** An offset that TFLM is to find. */
    public static final int ONLINE = -1;

    private static final int MOST_RUNS = 10_000;
    private static final int DEEPEST = 64;

    public TflmModel {
        subgraphs = List.copyOf(subgraphs);
        offlineOffsets = List.copyOf(offlineOffsets);
        if (subgraphs.isEmpty()) {
            throw new IllegalArgumentException("The model has no subgraph.\nMaybe the file was truncated.");
        }
        int tensors =
                subgraphs.stream().mapToInt(graph -> graph.tensors().size()).sum();
        if (!offlineOffsets.isEmpty() && offlineOffsets.size() != tensors) {
            throw new IllegalArgumentException("The metadata OfflineMemoryAllocation gives " + offlineOffsets.size()
                    + " offsets for " + tensors + " tensors: TFLM refuses that.\nMaybe plan the model anew.");
        }
        checkCalls(subgraphs);
    }

    /** A subgraph can only call later ones, else there is no end; nor may that take too long. */
    private static void checkCalls(List<TflmSubgraph> subgraphs) {
        // By subgraph: how often its ops and all that they call are looked at, and how deep that nests.
        long[] runs = new long[subgraphs.size()];
        int[] depth = new int[subgraphs.size()];
        for (int graph = subgraphs.size() - 1; graph >= 0; graph--) {
            runs[graph] = 1;
            List<TflmOp> ops = subgraphs.get(graph).ops();
            for (int i = 0; i < ops.size(); i++) {
                String op = "The op " + i + " (" + ops.get(i).name() + ") of subgraph " + graph;
                for (int called : ops.get(i).subgraphs()) {
                    if (called <= graph || called >= subgraphs.size()) {
                        throw new IllegalArgumentException(op + " runs subgraph " + called + " of " + subgraphs.size()
                                + ".\nMaybe the file was altered.");
                    }
                    runs[graph] += runs[called];
                    depth[graph] = Math.max(depth[graph], depth[called] + 1);
                    if (runs[graph] > MOST_RUNS || depth[graph] > DEEPEST) {
                        throw new IllegalArgumentException(op + " runs other subgraphs, and those others, more than "
                                + MOST_RUNS + " times or " + DEEPEST + " deep.\nMaybe the file was altered.");
                    }
                }
            }
        }
    }
}
