package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmType;

/**
 * MEAN, SUM, REDUCE_MAX and REDUCE_MIN: input, axes.
 *
 * <p>Source: tensorflow/lite/micro/kernels/reduce_common.cc.
 */
final class ReduceRules {
    private static final int INT_BYTES = 4;

    private ReduceRules() {}

    static void sum(NodeAllocations node) {
        node.viewInputs(0).viewOutput().viewInputs(1);
        if (node.isQuantized(node.input(0))) {
            node.scratch(INT_BYTES * node.output().elements());
        }
        iterators(node);
        simple(node);
    }

    static void most(NodeAllocations node) {
        simple(node);
        node.viewInputs(0).viewOutput().viewInputs(1);
        iterators(node);
    }

    private static void iterators(NodeAllocations node) {
        node.scratch((long) INT_BYTES * node.input(0).shape().size());
        node.scratch(INT_BYTES * node.input(1).elements());
    }

    private static void simple(NodeAllocations node) {
        node.viewInputs(0, 1);
        if (NodeAllocations.is(node.input(0), TflmType.INT8)) {
            node.viewOutput();
        }
    }
}
