package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.TensorData;
import java.util.List;

/**
 * Enlarges by the nearest pixel, values of any type: each pixel {@code factorW} times, each row {@code factorH} times.
 *
 * @param from first output column
 * @param to the column after the last
 */
record ResizeKernel(int inW, int channels, int factorH, int factorW, int from, int to) implements SlabKernel {
    static ResizeKernel of(Graph graph, Op.ResizeNearest op) {
        Shape in = graph.tensor(op.input()).shape();
        Shape out = graph.tensor(op.output()).shape();
        int factorH = out.height() / in.height();
        return new ResizeKernel(in.width(), in.channels(), factorH, out.width() / in.width(), 0, out.width());
    }

    @Override
    public Kernel onSlab(int first, int count, int y, int fromColumn, int toColumn) {
        // The slab is the one row that is repeated.
        return new ResizeKernel(inW, channels, 1, factorW, fromColumn, toColumn);
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        TensorData input = activations.get(0);
        TensorData output = Values.like(input, input.length() / inW * factorH * (to - from));
        Object pixels = Values.array(input);
        Object enlarged = Values.array(output);
        int at = 0;
        for (int row = 0; row < input.length(); row += inW * channels) {
            for (int copy = 0; copy < factorH; copy++) {
                for (int x = from; x < to; x++) {
                    System.arraycopy(pixels, row + x / factorW * channels, enlarged, at, channels);
                    at += channels;
                }
            }
        }
        return output;
    }
}
