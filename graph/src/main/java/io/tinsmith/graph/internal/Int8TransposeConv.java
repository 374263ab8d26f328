package io.tinsmith.graph.internal;

import io.tinsmith.graph.Shape;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Transposed convolution; weights {@code [outC, kH, kW, inC]}. */
final class Int8TransposeConv implements Kernel {
    private final SpreadTaps taps;
    private final byte[] weights;
    private final int[] bias;
    private final int zeroPoint;
    private final Requantizer requantizer;

    Int8TransposeConv(SpreadTaps taps, byte[] weights, int[] bias, int zeroPoint, Requantizer requantizer) {
        this.taps = taps;
        this.weights = weights;
        this.bias = bias;
        this.zeroPoint = zeroPoint;
        this.requantizer = requantizer;
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        byte[] in = activations.get(0).int8();
        Shape out = taps.out();
        byte[] values = new byte[Math.toIntExact(out.elements())];
        int[] sums = new int[out.channels()];
        int at = 0;
        for (int pixel = 0; pixel < values.length / sums.length; pixel++) {
            int x = pixel % out.width();
            int y = pixel / out.width() % out.height();
            System.arraycopy(bias, 0, sums, 0, sums.length);
            taps.taps(pixel / (out.width() * out.height()), y, x, (tap, first) -> add(in, first, tap, sums));
            for (int c = 0; c < sums.length; c++) {
                values[at++] = requantizer.apply(sums[c], c);
            }
        }
        return new TensorData.Int8(values);
    }

    private void add(byte[] in, int first, int tap, int[] sums) {
        int channels = taps.in().channels();
        int kernel = taps.weights().dim(1) * taps.weights().dim(2);
        for (int o = 0; o < sums.length; o++) {
            int w = (o * kernel + tap) * channels;
            for (int c = 0; c < channels; c++) {
                sums[o] += weights[w + c] * (in[first + c] - zeroPoint);
            }
        }
    }
}
