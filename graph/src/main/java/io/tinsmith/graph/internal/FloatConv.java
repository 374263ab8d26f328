package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Convolution, groups included; the float twin of {@link Int8Conv}. */
final class FloatConv implements Kernel {
    private final ConvGeometry g;
    private final int groups;
    private final int groupIn;
    private final int groupOut;
    private final float[] weights; // [group][kH][kW][groupIn][groupOut]
    private final float[] bias;
    private final Activation activation;

    FloatConv(ConvGeometry g, Tensor weights, float[] bias, Activation activation) {
        this.g = g;
        this.groupIn = weights.shape().channels();
        this.groups = g.inC() / groupIn;
        this.groupOut = g.outC() / groups;
        this.weights = transpose(weights.float32(), g.outC(), g.kH() * g.kW() * groupIn);
        this.bias = bias;
        this.activation = activation;
    }

    private float[] transpose(float[] w, int outC, int taps) {
        float[] t = new float[outC * taps];
        for (int o = 0; o < outC; o++) {
            for (int k = 0; k < taps; k++) {
                t[(o / groupOut * taps + k) * groupOut + o % groupOut] = w[o * taps + k];
            }
        }
        return t;
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        float[] in = FloatKernels.values(activations.get(0));
        float[] out = new float[g.outputPixels() * g.outC()];
        float[] acc = new float[groupOut];
        int o = 0;
        for (int image = 0; image < g.batch(); image++) {
            for (int y = 0; y < g.outH(); y++) {
                for (int x = 0; x < g.outW(); x++) {
                    for (int group = 0; group < groups; group++) {
                        System.arraycopy(bias, group * groupOut, acc, 0, groupOut);
                        accumulate(in, image, y, x, group, acc);
                        for (int c = 0; c < groupOut; c++) {
                            out[o++] = FloatKernels.clamp(acc[c], activation);
                        }
                    }
                }
            }
        }
        return new TensorData.Float32(out);
    }

    private void accumulate(float[] in, int image, int y, int x, int group, float[] acc) {
        for (int ky = 0; ky < g.kH(); ky++) {
            for (int kx = 0; kx < g.kW(); kx++) {
                int iy = g.inputRow(y, ky);
                int ix = g.inputColumn(x, kx);
                if (!g.inside(iy, ix)) {
                    continue;
                }
                int i = g.inputOffset(image, iy, ix) + group * groupIn;
                int w = ((group * g.kH() + ky) * g.kW() + kx) * groupIn * groupOut;
                for (int c = 0; c < groupIn; c++, w += groupOut) {
                    axpy(in[i + c], weights, w, acc);
                }
            }
        }
    }

    private static void axpy(float value, float[] weights, int offset, float[] acc) {
        for (int o = 0; o < acc.length; o++) {
            acc[o] += value * weights[offset + o];
        }
    }
}
