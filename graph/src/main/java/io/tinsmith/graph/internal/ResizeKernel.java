package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Enlarges by the nearest pixel, values of any type: each pixel {@code factorW} times, each row {@code factorH} times. */
record ResizeKernel(int inW, int channels, int factorH, int factorW) implements SlabKernel {
    static ResizeKernel of(Graph graph, Op.ResizeNearest op) {
        Shape in = graph.tensor(op.input()).shape();
        Shape out = graph.tensor(op.output()).shape();
        return new ResizeKernel(in.width(), in.channels(), out.height() / in.height(), out.width() / in.width());
    }

    @Override
    public Kernel onSlab(int first, int count, int y) {
        // The slab is the one row that is repeated.
        return new ResizeKernel(inW, channels, 1, factorW);
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        TensorData input = activations.get(0);
        TensorData output = Values.like(input, input.length() * factorH * factorW);
        Object from = Values.array(input);
        Object to = Values.array(output);
        int at = 0;
        for (int row = 0; row < input.length(); row += inW * channels) {
            for (int copy = 0; copy < factorH; copy++) {
                for (int x = 0; x < inW * factorW; x++) {
                    System.arraycopy(from, row + x / factorW * channels, to, at, channels);
                    at += channels;
                }
            }
        }
        return output;
    }
}
