package io.tinsmith.graph.internal;

import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Convolution, groups included. Sums run over the output channels in the inner loop, which the JIT vectorizes. */
final class Int8Conv implements WindowKernel, SummingKernel {
    private final ConvGeometry g;
    private final int groups;
    private final int groupIn;
    private final int groupOut;
    private final int[] weights; // [group][kH][kW][groupIn][groupOut]
    private final int[] bias;
    private final int zeroPoint;
    private final Requantizer requantizer;

    Int8Conv(ConvGeometry g, Tensor weights, int[] bias, int zeroPoint, Requantizer requantizer) {
        this.g = g;
        Shape w = weights.shape();
        this.groupIn = w.channels();
        this.groups = g.inC() / groupIn;
        this.groupOut = g.outC() / groups;
        this.weights = transpose(weights.int8(), g.outC(), g.kH() * g.kW() * groupIn);
        this.bias = bias;
        this.zeroPoint = zeroPoint;
        this.requantizer = requantizer;
    }

    private Int8Conv(Int8Conv other, ConvGeometry g) {
        this.g = g;
        this.groups = other.groups;
        this.groupIn = other.groupIn;
        this.groupOut = other.groupOut;
        this.weights = other.weights;
        this.bias = other.bias;
        this.zeroPoint = other.zeroPoint;
        this.requantizer = other.requantizer;
    }

    @Override
    public WindowKernel with(ConvGeometry geometry) {
        return new Int8Conv(this, geometry);
    }

    @Override
    public ConvGeometry geometry() {
        return g;
    }

    private int[] transpose(byte[] w, int outC, int taps) {
        int[] t = new int[outC * taps];
        for (int o = 0; o < outC; o++) {
            for (int k = 0; k < taps; k++) {
                t[(o / groupOut * taps + k) * groupOut + o % groupOut] = w[o * taps + k];
            }
        }
        return t;
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        byte[] in = ((TensorData.Int8) activations.get(0)).values();
        byte[] out = new byte[g.outputPixels() * g.outC()];
        int[] acc = new int[groupOut];
        int o = 0;
        for (int image = 0; image < g.batch(); image++) {
            for (int y = 0; y < g.outH(); y++) {
                for (int x = 0; x < g.outW(); x++) {
                    for (int group = 0; group < groups; group++) {
                        System.arraycopy(bias, group * groupOut, acc, 0, groupOut);
                        accumulate(in, image, y, x, group, acc);
                        for (int c = 0; c < groupOut; c++) {
                            out[o++] = requantizer.apply(acc[c], group * groupOut + c);
                        }
                    }
                }
            }
        }
        return new TensorData.Int8(out);
    }

    private void accumulate(byte[] in, int image, int y, int x, int group, int[] acc) {
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
                    axpy(in[i + c] - zeroPoint, weights, w, acc);
                }
            }
        }
    }

    /** As a dense layer: its input is one pixel of as many channels as there are values. */
    @Override
    public void add(int at, byte[] values, int[] sums) {
        for (int i = 0; i < values.length; i++) {
            axpy(values[i] - zeroPoint, weights, (at + i) * groupOut, sums);
        }
    }

    @Override
    public byte[] ofSums(int[] sums) {
        byte[] out = new byte[sums.length];
        for (int c = 0; c < out.length; c++) {
            out[c] = requantizer.apply(bias[c] + sums[c], c);
        }
        return out;
    }

    private static void axpy(int value, int[] weights, int offset, int[] acc) {
        for (int o = 0; o < acc.length; o++) {
            acc[o] += value * weights[offset + o];
        }
    }
}
