package io.tinsmith.graph.internal;

import io.tinsmith.graph.ResizeAxis;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Bilinear interpolation of int8 as XNNPACK does it: places in float32, weights of 11 bits, one rounding, half up. */
record Q11Bilinear(Shape in, ResizeAxis rows, ResizeAxis columns) implements Kernel {
    private static final int BITS = 11;
    private static final int HALF = 1 << (2 * BITS - 1);

    /** Two rows, and the weight of the second. */
    private record Between(int lower, int upper, int weight) {
        static Between of(ResizeAxis axis, int at) {
            int last = axis.in() - 1;
            int aligned = axis.alignCorners() && axis.out() > 1 ? 1 : 0;
            float scale = (axis.in() - aligned) / (float) (axis.out() - aligned);
            float start = axis.halfPixelCenters() ? 0.5f * scale - 0.5f : 0;
            float place = Math.min(Math.max(at * scale + start, 0), last);
            int lower = (int) place;
            int weight = (int) Math.rint((place - lower) * (1 << BITS));
            return new Between(lower, Math.min(lower + 1, last), weight);
        }
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        byte[] values = activations.get(0).int8();
        byte[] out = new byte[in.dim(0) * rows.out() * columns.out() * in.channels()];
        int o = 0;
        for (int image = 0; image < in.dim(0); image++) {
            for (int y = 0; y < rows.out(); y++) {
                Between row = Between.of(rows, y);
                for (int x = 0; x < columns.out(); x++) {
                    Between column = Between.of(columns, x);
                    for (int c = 0; c < in.channels(); c++) {
                        int above = pixels(values, image * in.height() + row.lower, column, c);
                        int below = pixels(values, image * in.height() + row.upper, column, c);
                        int sum = (above << BITS) + (below - above) * row.weight;
                        out[o++] = (byte) ((sum + HALF) >> (2 * BITS));
                    }
                }
            }
        }
        return new TensorData.Int8(out);
    }

    private int pixels(byte[] values, int y, Between column, int c) {
        int left = values[(y * in.width() + column.lower) * in.channels() + c];
        int right = values[(y * in.width() + column.upper) * in.channels() + c];
        return (left << BITS) + (right - left) * column.weight;
    }
}
