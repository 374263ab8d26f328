package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Average (padding not counted) and maximum over a window. */
final class FloatPool implements Kernel {
    private final ConvGeometry g;
    private final boolean average;
    private final Activation activation;

    FloatPool(ConvGeometry g, boolean average, Activation activation) {
        this.g = g;
        this.average = average;
        this.activation = activation;
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        float[] in = FloatKernels.values(activations.get(0));
        float[] out = new float[g.outputPixels() * g.outC()];
        int o = 0;
        for (int image = 0; image < g.batch(); image++) {
            for (int y = 0; y < g.outH(); y++) {
                for (int x = 0; x < g.outW(); x++) {
                    for (int c = 0; c < g.outC(); c++) {
                        out[o++] = FloatKernels.clamp(window(in, image, y, x, c), activation);
                    }
                }
            }
        }
        return new TensorData.Float32(out);
    }

    private float window(float[] in, int image, int y, int x, int c) {
        float sum = 0;
        float greatest = Float.NEGATIVE_INFINITY;
        int count = 0;
        for (int ky = 0; ky < g.kH(); ky++) {
            for (int kx = 0; kx < g.kW(); kx++) {
                int iy = g.inputRow(y, ky);
                int ix = g.inputColumn(x, kx);
                if (g.inside(iy, ix)) {
                    float value = in[g.inputOffset(image, iy, ix) + c];
                    sum += value;
                    greatest = Math.max(greatest, value);
                    count++;
                }
            }
        }
        return average ? sum / count : greatest;
    }
}
