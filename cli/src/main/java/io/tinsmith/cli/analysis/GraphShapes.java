package io.tinsmith.cli.analysis;

import io.tinsmith.graph.Graph;
import java.util.List;
import java.util.stream.Collectors;

/** Shapes of a network's inputs and outputs, for people. */
final class GraphShapes {
    private GraphShapes() {}

    static String inputs(Graph graph) {
        return text(graph, graph.inputs());
    }

    static String outputs(Graph graph) {
        return text(graph, graph.outputs());
    }

    private static String text(Graph graph, List<Integer> tensors) {
        return tensors.stream().map(t -> graph.tensor(t).shape().toString()).collect(Collectors.joining(", "));
    }
}
