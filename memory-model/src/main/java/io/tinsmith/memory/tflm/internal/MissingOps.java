package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmArena;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmOp;
import io.tinsmith.memory.tflm.TflmSubgraph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The ops of a model that there is no rule for, with what could be done. */
final class MissingOps {
    private MissingOps() {}

    static List<TflmArena.Missing> of(TflmModel model) {
        List<TflmArena.Missing> missing = new ArrayList<>();
        for (int s = 0; s < model.subgraphs().size(); s++) {
            TflmSubgraph graph = model.subgraphs().get(s);
            for (int i = 0; i < graph.ops().size(); i++) {
                TflmOp op = graph.ops().get(i);
                if (OpRules.of(op).isEmpty()) {
                    missing.add(new TflmArena.Missing(s, i, op.name(), shapes(graph, op), advice(op)));
                }
            }
        }
        return missing;
    }

    private static String shapes(TflmSubgraph graph, TflmOp op) {
        return list(graph, op.inputs()) + " to " + list(graph, op.outputs());
    }

    private static String list(TflmSubgraph graph, List<Integer> tensors) {
        return tensors.stream()
                .filter(tensor -> tensor >= 0)
                .map(tensor -> graph.tensors().get(tensor).shapeText())
                .collect(Collectors.joining(", "));
    }

    private static String advice(TflmOp op) {
        if (op.custom()) {
            return "Maybe add what its Init and Prepare ask for by hand.";
        }
        return "Maybe replace it by ops that have a rule, or add what its kernel's Init and Prepare ask for by hand.";
    }
}
