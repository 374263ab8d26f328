package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An order of the ops that, at each step, runs the ready op which leaves the fewest bytes live. */
public final class MemoryGreedyOrder {
    private MemoryGreedyOrder() {}

    public static int[] of(Graph graph) {
        int[] readers = new int[graph.tensors().size()];
        boolean[] ready = new boolean[readers.length];
        for (int t = 0; t < readers.length; t++) {
            ready[t] = graph.tensor(t).isParameter();
        }
        graph.inputs().forEach(t -> ready[t] = true);
        graph.outputs().forEach(t -> readers[t]++);
        for (Op op : graph.ops()) {
            activations(graph, op).forEach(t -> readers[t]++);
        }
        List<Integer> waiting = new ArrayList<>();
        for (int op = 0; op < graph.ops().size(); op++) {
            waiting.add(op);
        }
        int[] order = new int[waiting.size()];
        for (int step = 0; step < order.length; step++) {
            int chosen = -1;
            long least = Long.MAX_VALUE;
            for (int index : waiting) {
                Op op = graph.ops().get(index);
                if (op.inputs().stream().allMatch(t -> ready[t])) {
                    long growth = growth(graph, op, readers);
                    if (growth < least) {
                        least = growth;
                        chosen = index;
                    }
                }
            }
            Op op = graph.ops().get(chosen);
            order[step] = chosen;
            waiting.remove(Integer.valueOf(chosen));
            ready[op.output()] = true;
            activations(graph, op).forEach(t -> readers[t]--);
        }
        return order;
    }

    private static long growth(Graph graph, Op op, int[] readers) {
        long growth = readers[op.output()] == 0 ? 0 : graph.tensor(op.output()).bytes();
        for (int input : activations(graph, op)) {
            growth -= readers[input] == 1 ? graph.tensor(input).bytes() : 0;
        }
        return growth;
    }

    private static Set<Integer> activations(Graph graph, Op op) {
        Set<Integer> inputs = new HashSet<>(op.inputs());
        inputs.removeIf(t -> graph.tensor(t).isParameter());
        return inputs;
    }
}
