package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;

/** Quantized parameters as the float32 values that they stand for. */
final class Dequantizer {
    private Dequantizer() {}

    static boolean applies(Tensor tensor) {
        return tensor.dataOrNull() instanceof TensorData.Int8
                && tensor.quantization().isPresent();
    }

    /** {@code scale * (q - zeroPoint)} of each value. */
    static Tensor dequantize(Tensor tensor) {
        byte[] quantized = tensor.int8();
        Quantization q = tensor.requireQuantization();
        int inner = 1;
        for (int axis = tensor.shape().rank() - 1; axis > Math.max(q.axis(), 0); axis--) {
            inner *= tensor.shape().dim(axis);
        }
        float[] values = new float[quantized.length];
        for (int i = 0; i < values.length; i++) {
            int channel = q.isPerChannel() ? i / inner % q.scaleCount() : 0;
            values[i] = q.scale(channel) * (quantized[i] - q.zeroPoint());
        }
        return Tensor.parameter(tensor.name(), tensor.shape(), new TensorData.Float32(values));
    }
}
