package io.tinsmith.graph.internal;

import io.tinsmith.graph.ResizeAxis;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Bilinear interpolation in fixed point, rounded half away from zero: TFLite's ResizeBilinearInteger. */
record Int8Bilinear(Shape in, ResizeAxis rows, ResizeAxis columns) implements Kernel {
    private static final int HALF = ResizeAxis.ONE * ResizeAxis.ONE / 2;

    @Override
    public TensorData run(List<TensorData> activations) {
        byte[] values = activations.get(0).int8();
        byte[] out = new byte[in.dim(0) * rows.out() * columns.out() * in.channels()];
        int o = 0;
        for (int image = 0; image < in.dim(0); image++) {
            for (int y = 0; y < rows.out(); y++) {
                for (int x = 0; x < columns.out(); x++) {
                    for (int c = 0; c < in.channels(); c++) {
                        out[o++] = value(values, image, y, x, c);
                    }
                }
            }
        }
        return new TensorData.Int8(out);
    }

    private byte value(byte[] values, int image, int y, int x, int c) {
        int below = rows.place(y) - ResizeAxis.ONE * rows.lower(y);
        int right = columns.place(x) - ResizeAxis.ONE * columns.lower(x);
        int above = ResizeAxis.ONE - below;
        int left = ResizeAxis.ONE - right;
        int sum = pixel(values, image, rows.lower(y), columns.lower(x), c) * above * left
                + pixel(values, image, rows.upper(y), columns.lower(x), c) * below * left
                + pixel(values, image, rows.lower(y), columns.upper(x), c) * above * right
                + pixel(values, image, rows.upper(y), columns.upper(x), c) * below * right;
        return (byte) ((sum + (sum > 0 ? HALF : -HALF)) / (2 * HALF));
    }

    private byte pixel(byte[] values, int image, int y, int x, int c) {
        return values[((image * in.height() + y) * in.width() + x) * in.channels() + c];
    }
}
