package io.tinsmith.training.quantize;

import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;

/** Quantized values and the real ones that they stand for. */
final class Reals {
    private Reals() {}

    static byte[] quantize(float[] values, Quantization q) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            long steps = Math.round(values[i] / (double) q.scale()) + q.zeroPoint();
            bytes[i] = (byte) Math.max(-128, Math.min(127, steps));
        }
        return bytes;
    }

    static float[] of(byte[] values, Quantization q) {
        float[] reals = new float[values.length];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = q.scale() * (values[i] - q.zeroPoint());
        }
        return reals;
    }

    /** A quantized parameter as a float one. */
    static Tensor of(Tensor tensor) {
        Quantization q = tensor.requireQuantization();
        float[] reals = new float[(int) tensor.shape().elements()];
        for (int i = 0; i < reals.length; i++) {
            int channel = q.isPerChannel() ? WeightScales.channel(tensor.shape(), q.axis(), i) : 0;
            int value = tensor.dataOrNull() instanceof TensorData.Int8 d ? d.values()[i] : tensor.int32()[i];
            reals[i] = q.scale(channel) * (value - q.zeroPoint());
        }
        return Tensor.parameter(tensor.name(), tensor.shape(), new TensorData.Float32(reals));
    }
}
