package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.ResizeAxis;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.TensorData;
import java.util.List;
import java.util.stream.IntStream;

/** A resize to any size by the nearest pixel, of values of any type. */
record NearestKernel(Shape in, int[] rows, int[] columns) implements Kernel {
    static NearestKernel of(Graph graph, Op.Resize op) {
        Shape in = graph.tensor(op.input()).shape();
        Shape out = graph.tensor(op.output()).shape();
        return new NearestKernel(in, nearest(op, in, out, 1), nearest(op, in, out, 2));
    }

    private static int[] nearest(Op.Resize op, Shape in, Shape out, int axis) {
        return IntStream.range(0, out.dim(axis))
                .map(ResizeAxis.of(op, in, out, axis)::nearest)
                .toArray();
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        TensorData input = activations.get(0);
        int channels = in.channels();
        TensorData output = Values.like(input, in.dim(0) * rows.length * columns.length * channels);
        int at = 0;
        for (int image = 0; image < in.dim(0); image++) {
            for (int row : rows) {
                for (int column : columns) {
                    int from = ((image * in.height() + row) * in.width() + column) * channels;
                    System.arraycopy(Values.array(input), from, Values.array(output), at, channels);
                    at += channels;
                }
            }
        }
        return output;
    }
}
