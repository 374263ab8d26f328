package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Transposed convolution of float values; weights {@code [outC, kH, kW, inC]}. */
final class FloatTransposeConv implements Kernel {
    private final SpreadTaps taps;
    private final float[] weights;
    private final float[] bias;
    private final Activation activation;

    FloatTransposeConv(SpreadTaps taps, float[] weights, float[] bias, Activation activation) {
        this.taps = taps;
        this.weights = weights;
        this.bias = bias;
        this.activation = activation;
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        float[] in = FloatKernels.values(activations.get(0));
        Shape out = taps.out();
        float[] values = new float[Math.toIntExact(out.elements())];
        int channels = out.channels();
        for (int pixel = 0; pixel < values.length / channels; pixel++) {
            int x = pixel % out.width();
            int y = pixel / out.width() % out.height();
            int at = pixel * channels;
            System.arraycopy(bias, 0, values, at, channels);
            taps.taps(pixel / (out.width() * out.height()), y, x, (tap, first) -> add(in, first, tap, values, at));
            for (int c = 0; c < channels; c++) {
                values[at + c] = FloatKernels.clamp(values[at + c], activation);
            }
        }
        return new TensorData.Float32(values);
    }

    private void add(float[] in, int first, int tap, float[] values, int at) {
        int channels = taps.in().channels();
        int kernel = taps.weights().dim(1) * taps.weights().dim(2);
        for (int o = 0; o < bias.length; o++) {
            int w = (o * kernel + tap) * channels;
            for (int c = 0; c < channels; c++) {
                values[at + o] += weights[w + c] * in[first + c];
            }
        }
    }
}
