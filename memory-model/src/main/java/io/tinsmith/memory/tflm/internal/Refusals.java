package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmOp;
import io.tinsmith.memory.tflm.TflmSubgraph;
import io.tinsmith.memory.tflm.TflmTensor;
import io.tinsmith.memory.tflm.TflmType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What TFLM refuses when it prepares or runs a model, by types.
 *
 * <p>Source: tensorflow/lite/micro: the kernels' Prepare and Eval, memory_helpers.cc for the sizes of types.
 */
final class Refusals {
    /** Where activations and weights are among the inputs. */
    private record Places(int activations, int weights) {}

    private static final Map<String, Places> WEIGHTED = Map.of(
            "CONV_2D", new Places(0, 1),
            "DEPTHWISE_CONV_2D", new Places(0, 1),
            "FULLY_CONNECTED", new Places(0, 1),
            "TRANSPOSE_CONV", new Places(2, 1));

    /** Ops whose kernels have no uint8. */
    private static final Set<String> SIGNED =
            Set.of("ADD", "SUB", "MUL", "AVERAGE_POOL_2D", "MAX_POOL_2D", "SOFTMAX", "LOGISTIC");

    private final TflmModel model;

    private Refusals(TflmModel model) {
        this.model = model;
    }

    /**
     * Checks a model.
     *
     * @throws IllegalArgumentException if TFLM would refuse it; it names the op or the tensor, and what to do
     */
    static void check(TflmModel model) {
        new Refusals(model).check();
    }

    private void check() {
        for (int s = 0; s < model.subgraphs().size(); s++) {
            TflmSubgraph graph = model.subgraphs().get(s);
            for (int t = 0; t < graph.tensors().size(); t++) {
                TflmTensor tensor = graph.tensors().get(t);
                if (!tensor.constant() && tensor.type().bytes() == 0) {
                    throw refused(
                            "tensor " + t + " (" + tensor.name() + ") of subgraph " + s,
                            "of type " + tensor.type() + ", whose size it does not know",
                            "keep such tensors, as of texts, out of the model");
                }
            }
            for (int i = 0; i < graph.ops().size(); i++) {
                check(
                        graph,
                        graph.ops().get(i),
                        "op " + i + " (" + graph.ops().get(i).name() + ") of subgraph " + s);
            }
        }
    }

    private static void check(TflmSubgraph graph, TflmOp op, String where) {
        if (op.custom()) {
            return;
        }
        Optional.ofNullable(WEIGHTED.get(op.name()))
                .ifPresent(at -> weighted(type(graph, op, at.activations()), type(graph, op, at.weights()), where));
        TflmType input = type(graph, op, 0);
        if (SIGNED.contains(op.name()) && input == TflmType.UINT8) {
            throw unsigned(where);
        }
        if (op.name().equals("DEQUANTIZE") && input == TflmType.FLOAT16) {
            throw refused(where, "of float16", "convert the model without float16, or to int8: tinsmith quantize");
        }
    }

    private static void weighted(TflmType input, TflmType weights, String where) {
        if (input == TflmType.UINT8) {
            throw unsigned(where);
        }
        if (input == TflmType.VARIANT || weights == TflmType.VARIANT) {
            return;
        }
        boolean known = switch (input) {
            case FLOAT32 -> weights == TflmType.FLOAT32;
            case INT8 -> weights == TflmType.INT8 || weights == TflmType.INT4;
            case INT16 -> weights == TflmType.INT8 || weights == TflmType.INT16;
            default -> false;
        };
        if (!known) {
            throw refused(
                    where,
                    "hybrid: its input is " + input + ", its weights are " + weights,
                    "quantize the float model as a whole: tinsmith quantize");
        }
    }

    private static IllegalArgumentException unsigned(String where) {
        return refused(
                where, "of uint8, for which it has no kernel", "convert the float model to int8: tinsmith quantize");
    }

    private static IllegalArgumentException refused(String where, String what, String advice) {
        return new IllegalArgumentException(
                "TFLite Micro refuses the " + where + ": it is " + what + ".\nMaybe " + advice + ".");
    }

    /** Of an input; that of no tensor, VARIANT, where it is left out: the op's rule then tells. */
    private static TflmType type(TflmSubgraph graph, TflmOp op, int input) {
        List<Integer> inputs = op.inputs();
        int tensor = input < inputs.size() ? inputs.get(input) : -1;
        return tensor < 0 ? TflmType.VARIANT : graph.tensors().get(tensor).type();
    }
}
