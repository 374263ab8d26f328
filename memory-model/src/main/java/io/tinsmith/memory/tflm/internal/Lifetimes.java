package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmOp;
import io.tinsmith.memory.tflm.TflmSubgraph;
import java.util.Arrays;
import java.util.List;

/**
 * From when to when each tensor and scratch buffer lives, in scopes: the graph's inputs are there from scope 0, each
 * op that runs opens the next, the graph's outputs stay to the last. What nothing touches lives in scope -1.
 *
 * <p>Source: tensorflow/lite/micro/micro_allocation_info.cc.
 */
final class Lifetimes {
    private final TflmModel model;
    private final List<Scratch> scratch;
    private final int[] firstTensor;
    private final int[] first;
    private final int[] last;
    private int scope;

    Lifetimes(TflmModel model, List<Scratch> scratch) {
        this.model = model;
        this.scratch = scratch;
        this.firstTensor = new int[model.subgraphs().size() + 1];
        for (int i = 0; i < model.subgraphs().size(); i++) {
            firstTensor[i + 1] =
                    firstTensor[i] + model.subgraphs().get(i).tensors().size();
        }
        this.first = new int[firstTensor[firstTensor.length - 1] + scratch.size()];
        this.last = new int[first.length];
        Arrays.fill(first, -1);
        Arrays.fill(last, -1);
        mark(0);
    }

    int firstUse(int subgraph, int tensor) {
        return first[firstTensor[subgraph] + tensor];
    }

    int lastUse(int subgraph, int tensor) {
        return last[firstTensor[subgraph] + tensor];
    }

    int scratchFirstUse(int index) {
        return first[firstTensor[firstTensor.length - 1] + index];
    }

    int scratchLastUse(int index) {
        return last[firstTensor[firstTensor.length - 1] + index];
    }

    private void mark(int subgraph) {
        TflmSubgraph graph = model.subgraphs().get(subgraph);
        int base = firstTensor[subgraph];
        graph.inputs().forEach(tensor -> {
            create(base + tensor);
            last[base + tensor] = scope;
        });
        for (int i = 0; i < graph.ops().size(); i++) {
            TflmOp op = graph.ops().get(i);
            scope++;
            op.outputs().forEach(tensor -> create(base + tensor));
            int start = scope;
            for (int called : op.subgraphs()) {
                scope++;
                mark(called);
            }
            op.inputs().stream().filter(tensor -> tensor >= 0).forEach(tensor -> last[base + tensor] = scope);
            op.outputs().forEach(tensor -> last[base + tensor] = scope);
            for (int s = 0; s < scratch.size(); s++) {
                if (scratch.get(s).subgraph() == subgraph && scratch.get(s).op() == i) {
                    first[firstTensor[firstTensor.length - 1] + s] = start;
                    last[firstTensor[firstTensor.length - 1] + s] = scope;
                }
            }
        }
        // An output that no op writes must live too.
        graph.outputs().forEach(tensor -> {
            create(base + tensor);
            last[base + tensor] = scope;
        });
    }

    private void create(int index) {
        if (first[index] < 0) {
            first[index] = scope;
        }
    }
}
