package io.tinsmith.memory.tflm;

import java.util.List;

/** Small models for tests. */
final class TflmModels {
    private TflmModels() {}

    static TflmTensor activation(String name, Integer... shape) {
        return new TflmTensor(name, TflmType.INT8, List.of(shape), false, false, 1);
    }

    static TflmTensor constant(String name, TflmType type, int scales, Integer... shape) {
        return new TflmTensor(name, type, List.of(shape), true, false, scales);
    }

    static TflmOp op(String name, List<Integer> inputs, List<Integer> outputs) {
        return op(name, TflmWindow.NONE, inputs, outputs);
    }

    static TflmOp op(String name, TflmWindow window, List<Integer> inputs, List<Integer> outputs) {
        return new TflmOp(name, false, 1, inputs, outputs, window, List.of());
    }

    static TflmModel model(List<TflmTensor> tensors, List<Integer> inputs, List<Integer> outputs, TflmOp... ops) {
        return new TflmModel(List.of(new TflmSubgraph(tensors, inputs, outputs, List.of(ops))), List.of());
    }

    /** A 3x3 convolution from 4x4x2 to 4x4x4, quantized per channel. */
    static TflmModel convolution() {
        return model(
                List.of(
                        activation("in", 1, 4, 4, 2),
                        constant("filter", TflmType.INT8, 4, 4, 3, 3, 2),
                        constant("bias", TflmType.INT32, 4, 4),
                        activation("out", 1, 4, 4, 4)),
                List.of(0),
                List.of(3),
                op("CONV_2D", new TflmWindow(1, 1, 1, 1, true), List.of(0, 1, 2), List.of(3)));
    }

    /** One op from 2x2x4 to 2x2x4, int8. */
    static TflmModel one(String op) {
        return model(
                List.of(activation("in", 1, 2, 2, 4), activation("out", 1, 2, 2, 4)),
                List.of(0),
                List.of(1),
                op(op, List.of(0), List.of(1)));
    }
}
