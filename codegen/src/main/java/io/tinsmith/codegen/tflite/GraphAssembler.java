package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Tensor;
import java.util.List;

/** Makes a graph of what was read, or says which op of the file does not fit the ones before it. */
record GraphAssembler(
        String name, List<Tensor> tensors, List<Integer> inputs, List<Integer> outputs, Rounding rounding) {
    /**
     * The graph.
     *
     * @param sites of each op, those of one op of the file the same
     */
    Graph graph(List<Op> ops, List<OpSite> sites) {
        try {
            return new Graph(name, tensors, ops, inputs, outputs, rounding);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw refusal(ops, sites, e);
        }
    }

    /** Halves what may be at fault: the ops up to the first that does not fit make no graph, those before it do. */
    private ModelFormatException refusal(List<Op> ops, List<OpSite> sites, RuntimeException all) {
        int good = 0;
        int bad = ops.size() + 1;
        RuntimeException first = all;
        while (bad - good > 1) {
            int middle = (good + bad) / 2;
            try {
                new Graph(name, tensors, ops.subList(0, middle), inputs, List.of(), rounding);
                good = middle;
            } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
                bad = middle;
                first = e;
            }
        }
        if (bad > ops.size() || !fits(List.of())) {
            return new ModelFormatException(
                    "The graph (subgraph 0) cannot run: " + all.getMessage() + "\nMaybe the file was altered.", all);
        }
        return sites.get(bad - 1).refuse("cannot run: " + first.getMessage(), "the file was altered", first);
    }

    private boolean fits(List<Op> ops) {
        try {
            new Graph(name, tensors, ops, inputs, List.of(), rounding);
            return true;
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            return false;
        }
    }
}
