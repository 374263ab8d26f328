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
        for (TflmSubgraph graph : subgraphs) {
            for (TflmOp op : graph.ops()) {
                for (int called : op.subgraphs()) {
                    // A subgraph can be called by a later one at most, else there is no end.
                    if (called <= subgraphs.indexOf(graph) || called >= subgraphs.size()) {
                        throw new IllegalArgumentException("The op (" + op.name() + ") runs subgraph " + called + " of "
                                + subgraphs.size() + ".\nMaybe the file was altered.");
                    }
                }
            }
        }
    }
}
