package io.tinsmith.graph.internal;

import io.tinsmith.graph.TensorData;
import java.util.List;

/** Average (rounded half away from zero, padding not counted) and maximum over a window. */
final class Int8Pool implements WindowKernel, SummingKernel {
    private final ConvGeometry g;
    private final boolean average;
    private final int min;
    private final int max;

    Int8Pool(ConvGeometry g, boolean average, int min, int max) {
        this.g = g;
        this.average = average;
        this.min = min;
        this.max = max;
    }

    @Override
    public WindowKernel with(ConvGeometry geometry) {
        return new Int8Pool(geometry, average, min, max);
    }

    @Override
    public ConvGeometry geometry() {
        return g;
    }

    @Override
    public void add(int at, byte[] values, int[] sums) {
        for (int i = 0; i < values.length; i++) {
            sums[i % sums.length] += values[i];
        }
    }

    @Override
    public byte[] ofSums(int[] sums) {
        byte[] out = new byte[sums.length];
        for (int c = 0; c < out.length; c++) {
            out[c] = (byte) Math.min(Math.max(mean(sums[c], g.inH() * g.inW()), min), max);
        }
        return out;
    }

    private static int mean(int sum, int count) {
        return sum > 0 ? (sum + count / 2) / count : (sum - count / 2) / count;
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        byte[] in = ((TensorData.Int8) activations.get(0)).values();
        byte[] out = new byte[g.outputPixels() * g.outC()];
        int o = 0;
        for (int image = 0; image < g.batch(); image++) {
            for (int y = 0; y < g.outH(); y++) {
                for (int x = 0; x < g.outW(); x++) {
                    for (int c = 0; c < g.outC(); c++) {
                        int q = window(in, image, y, x, c);
                        out[o++] = (byte) Math.min(Math.max(q, min), max);
                    }
                }
            }
        }
        return new TensorData.Int8(out);
    }

    private int window(byte[] in, int image, int y, int x, int c) {
        int sum = 0;
        int greatest = Byte.MIN_VALUE;
        int count = 0;
        for (int ky = 0; ky < g.kH(); ky++) {
            for (int kx = 0; kx < g.kW(); kx++) {
                int iy = g.inputRow(y, ky);
                int ix = g.inputColumn(x, kx);
                if (g.inside(iy, ix)) {
                    int value = in[g.inputOffset(image, iy, ix) + c];
                    sum += value;
                    greatest = Math.max(greatest, value);
                    count++;
                }
            }
        }
        return average ? mean(sum, count) : greatest;
    }
}
