package io.tinsmith.graph;

import java.util.Collections;
import java.util.List;

/**
 * What the file of an int8 graph takes and gives, in the order of the graph's inputs and outputs. The graph, its interpreter
 * and the generated C know int8 alone; the file converts.
 */
public record Edges(List<EdgeType> inputs, List<EdgeType> outputs) {
    public Edges {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Nothing is converted. */
    public static Edges inside(int inputs, int outputs) {
        return all(inputs, EdgeType.INSIDE, outputs, EdgeType.INSIDE);
    }

    /** All inputs of one type, and all outputs of one. */
    public static Edges all(int inputs, EdgeType input, int outputs, EdgeType output) {
        return new Edges(Collections.nCopies(inputs, input), Collections.nCopies(outputs, output));
    }

    /** Whether the file takes and gives what the graph does. */
    public boolean areInside() {
        return inputs.stream().allMatch(e -> e == EdgeType.INSIDE)
                && outputs.stream().allMatch(e -> e == EdgeType.INSIDE);
    }
}
