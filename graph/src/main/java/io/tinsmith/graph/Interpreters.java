package io.tinsmith.graph;

import io.tinsmith.graph.internal.GraphInterpreter;

/** The reference interpreters. They are free of mutable state: one may serve many threads. */
public final class Interpreters {
    private Interpreters() {}

    /**
     * The int8 interpreter, in the graph's rounding.
     *
     * @throws IllegalStateException if a tensor lacks its quantization or its data
     */
    public static Interpreter int8(Graph graph) {
        return GraphInterpreter.int8(graph);
    }

    /**
     * The float interpreter.
     *
     * @throws IllegalStateException if a parameter lacks its data
     */
    public static Interpreter float32(Graph graph) {
        return GraphInterpreter.float32(graph);
    }
}
