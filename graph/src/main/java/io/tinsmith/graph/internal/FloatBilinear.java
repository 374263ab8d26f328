package io.tinsmith.graph.internal;

import io.tinsmith.graph.ResizeAxis;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Bilinear interpolation of float values. */
record FloatBilinear(Shape in, ResizeAxis rows, ResizeAxis columns) implements Kernel {
    /** Two rows and the part of the second. */
    private record Between(int lower, int upper, float part) {
        static Between of(ResizeAxis axis, int at) {
            boolean aligned = axis.alignCorners() && axis.out() > 1;
            float scale = aligned ? (axis.in() - 1) / (float) (axis.out() - 1) : axis.in() / (float) axis.out();
            float place = axis.halfPixelCenters() ? (at + 0.5f) * scale - 0.5f : at * scale;
            int lower = Math.min(Math.max((int) Math.floor(place), 0), axis.in() - 1);
            int upper = Math.min((int) Math.ceil(place), axis.in() - 1);
            return new Between(lower, Math.max(upper, 0), Math.max(place - lower, 0));
        }
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        float[] values = FloatKernels.values(activations.get(0));
        float[] out = new float[in.dim(0) * rows.out() * columns.out() * in.channels()];
        int o = 0;
        for (int image = 0; image < in.dim(0); image++) {
            for (int y = 0; y < rows.out(); y++) {
                Between row = Between.of(rows, y);
                for (int x = 0; x < columns.out(); x++) {
                    Between column = Between.of(columns, x);
                    for (int c = 0; c < in.channels(); c++) {
                        float above = pixels(values, image, row.lower, column, c);
                        float below = pixels(values, image, row.upper, column, c);
                        out[o++] = above + (below - above) * row.part;
                    }
                }
            }
        }
        return new TensorData.Float32(out);
    }

    private float pixels(float[] values, int image, int y, Between column, int c) {
        int row = (image * in.height() + y) * in.width();
        float left = values[(row + column.lower) * in.channels() + c];
        float right = values[(row + column.upper) * in.channels() + c];
        return left + (right - left) * column.part;
    }
}
