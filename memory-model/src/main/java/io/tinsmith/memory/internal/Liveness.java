package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import java.util.Arrays;
import java.util.List;

/**
 * When each tensor is live: inclusive steps, -1 for parameters.
 *
 * @param kept by tensor: it is a graph output, so nothing may write over it
 */
public record Liveness(int[] firstUse, int[] lastUse, boolean[] kept) {
    /**
     * Lifetimes when the ops run in {@code order}, one in each step. Graph inputs are live from step 0, since the caller writes them before
     * the first op runs; graph outputs to the last step.
     */
    public static Liveness of(Graph graph, int[] order) {
        return of(graph, Arrays.stream(order).mapToObj(op -> new int[] {op}).toList());
    }

    /** Lifetimes when the ops of each entry of {@code steps} run in one step. */
    public static Liveness of(Graph graph, List<int[]> steps) {
        int tensors = graph.tensors().size();
        int[] first = new int[tensors];
        int[] last = new int[tensors];
        Arrays.fill(first, -1);
        Arrays.fill(last, -1);
        for (int input : graph.inputs()) {
            first[input] = 0;
            last[input] = 0;
        }
        for (int step = 0; step < steps.size(); step++) {
            for (int index : steps.get(step)) {
                Op op = graph.ops().get(index);
                for (int input : op.inputs()) {
                    if (!graph.tensor(input).isParameter()) {
                        last[input] = step;
                    }
                }
                first[op.output()] = step;
                last[op.output()] = step;
            }
        }
        boolean[] kept = new boolean[tensors];
        for (int output : graph.outputs()) {
            if (!graph.tensor(output).isParameter()) {
                last[output] = Math.max(0, steps.size() - 1);
                kept[output] = true;
            }
        }
        return new Liveness(first, last, kept);
    }

    public boolean isLive(int tensor, int step) {
        return firstUse[tensor] >= 0 && firstUse[tensor] <= step && step <= lastUse[tensor];
    }

    /** The op of {@code step} is the last to read {@code tensor}, and what it held is not an output of the graph. */
    public boolean diesAt(int tensor, int step) {
        return firstUse[tensor] >= 0 && lastUse[tensor] == step && !kept[tensor];
    }
}
