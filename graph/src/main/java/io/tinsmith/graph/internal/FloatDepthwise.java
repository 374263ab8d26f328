package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Depthwise convolution with any channel multiplier; the float twin of {@link Int8Depthwise}. */
final class FloatDepthwise implements Kernel {
    private final ConvGeometry g;
    private final float[] weights;
    private final float[] bias;
    private final Activation activation;

    FloatDepthwise(ConvGeometry g, float[] weights, float[] bias, Activation activation) {
        this.g = g;
        this.weights = weights;
        this.bias = bias;
        this.activation = activation;
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        float[] in = FloatKernels.values(activations.get(0));
        float[] out = new float[g.outputPixels() * g.outC()];
        int multiplier = g.outC() / g.inC();
        float[] acc = new float[g.outC()];
        int o = 0;
        for (int image = 0; image < g.batch(); image++) {
            for (int y = 0; y < g.outH(); y++) {
                for (int x = 0; x < g.outW(); x++) {
                    System.arraycopy(bias, 0, acc, 0, acc.length);
                    accumulate(in, image, y, x, multiplier, acc);
                    for (int c = 0; c < acc.length; c++) {
                        out[o++] = FloatKernels.clamp(acc[c], activation);
                    }
                }
            }
        }
        return new TensorData.Float32(out);
    }

    private void accumulate(float[] in, int image, int y, int x, int multiplier, float[] acc) {
        for (int ky = 0; ky < g.kH(); ky++) {
            for (int kx = 0; kx < g.kW(); kx++) {
                int iy = g.inputRow(y, ky);
                int ix = g.inputColumn(x, kx);
                if (!g.inside(iy, ix)) {
                    continue;
                }
                int i = g.inputOffset(image, iy, ix);
                int w = (ky * g.kW() + kx) * g.outC();
                for (int c = 0; c < acc.length; c++) {
                    acc[c] += in[i + c / multiplier] * weights[w + c];
                }
            }
        }
    }
}
