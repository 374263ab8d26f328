package io.tinsmith.graph.internal;

import io.tinsmith.graph.TensorData;
import java.util.List;

/** Depthwise convolution with any channel multiplier; weights {@code [1, kH, kW, outC]}. */
final class Int8Depthwise implements WindowKernel {
    private final ConvGeometry g;
    private final int[] weights;
    private final int[] bias;
    private final int zeroPoint;
    private final Requantizer requantizer;

    Int8Depthwise(ConvGeometry g, byte[] weights, int[] bias, int zeroPoint, Requantizer requantizer) {
        this(g, widen(weights, 0), bias, zeroPoint, requantizer);
    }

    private Int8Depthwise(ConvGeometry g, int[] weights, int[] bias, int zeroPoint, Requantizer requantizer) {
        this.g = g;
        this.weights = weights;
        this.bias = bias;
        this.zeroPoint = zeroPoint;
        this.requantizer = requantizer;
    }

    @Override
    public WindowKernel with(ConvGeometry geometry) {
        return new Int8Depthwise(geometry, weights, bias, zeroPoint, requantizer);
    }

    @Override
    public ConvGeometry geometry() {
        return g;
    }

    private static int[] widen(byte[] values, int offset) {
        int[] wide = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i] - offset;
        }
        return wide;
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        int[] in = widen(((TensorData.Int8) activations.get(0)).values(), zeroPoint);
        byte[] out = new byte[g.outputPixels() * g.outC()];
        int[] acc = new int[g.outC()];
        int o = 0;
        for (int image = 0; image < g.batch(); image++) {
            for (int y = 0; y < g.outH(); y++) {
                for (int x = 0; x < g.outW(); x++) {
                    System.arraycopy(bias, 0, acc, 0, acc.length);
                    accumulate(in, image, y, x, acc);
                    for (int c = 0; c < acc.length; c++) {
                        out[o++] = requantizer.apply(acc[c], c);
                    }
                }
            }
        }
        return new TensorData.Int8(out);
    }

    private void accumulate(int[] in, int image, int y, int x, int[] acc) {
        int multiplier = g.outC() / g.inC();
        for (int ky = 0; ky < g.kH(); ky++) {
            for (int kx = 0; kx < g.kW(); kx++) {
                int iy = g.inputRow(y, ky);
                int ix = g.inputColumn(x, kx);
                if (!g.inside(iy, ix)) {
                    continue;
                }
                int i = g.inputOffset(image, iy, ix);
                int w = (ky * g.kW() + kx) * g.outC();
                if (multiplier == 1) {
                    products(in, i, weights, w, acc);
                } else {
                    for (int c = 0; c < acc.length; c++) {
                        acc[c] += in[i + c / multiplier] * weights[w + c];
                    }
                }
            }
        }
    }

    private static void products(int[] in, int i, int[] weights, int w, int[] acc) {
        for (int c = 0; c < acc.length; c++) {
            acc[c] += in[i + c] * weights[w + c];
        }
    }
}
