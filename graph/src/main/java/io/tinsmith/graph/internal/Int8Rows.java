package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.RowKernels;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows by the kernels of the interpreter: a windowed op runs on the slab of input rows that one output row reads. */
public final class Int8Rows implements RowKernels {
    private final Graph graph;
    private final List<Kernel> kernels = new ArrayList<>();

    public Int8Rows(Graph graph) {
        this.graph = graph;
        for (Op op : graph.ops()) {
            kernels.add(Int8Kernels.of(graph, op));
        }
    }

    @Override
    public byte[] row(int op, int y, Rows inputs) {
        int width = graph.tensor(graph.ops().get(op).output()).shape().width();
        return row(op, y, 0, width, inputs);
    }

    @Override
    public byte[] row(int op, int y, int from, int to, Rows inputs) {
        Op node = graph.ops().get(op);
        RowWindow window = RowWindow.of(graph, node);
        int first = window.firstRow(y);
        int count = window.rowsNeeded(y) - first;
        Kernel kernel = kernels.get(op);
        if (kernel instanceof SlabKernel slab) {
            return slab.onSlab(first, count, y, from, to)
                    .run(List.of(new TensorData.Int8(inputs.read(node.inputs().get(0), first, count))))
                    .int8();
        }
        List<byte[]> rows = new ArrayList<>(2);
        for (int tensor : node.inputs()) {
            if (!graph.tensor(tensor).isParameter()) {
                int channels = graph.tensor(tensor).shape().channels();
                rows.add(Arrays.copyOfRange(inputs.read(tensor, first, count), from * channels, to * channels));
            }
        }
        return whole(op, rows);
    }

    @Override
    public void addPixels(int op, int y, int column, byte[] pixels, int[] sums) {
        int input = graph.ops().get(op).inputs().get(0);
        Shape in = graph.tensor(input).shape();
        summing(op).add((y * in.width() + column) * in.channels(), pixels, sums);
    }

    @Override
    public byte[] ofSums(int op, int[] sums) {
        return summing(op).ofSums(sums);
    }

    private SummingKernel summing(int op) {
        Op node = graph.ops().get(op);
        boolean sums = node instanceof Op.FullyConnected || node instanceof Op.AveragePool2d;
        if (sums && kernels.get(op) instanceof SummingKernel kernel) {
            return kernel;
        }
        throw new IllegalArgumentException(
                "The op (" + node + ") does not add up its input.\nMaybe run it row by row.");
    }

    @Override
    public byte[] whole(int op, List<byte[]> activations) {
        List<TensorData> values = new ArrayList<>(2);
        for (byte[] activation : activations) {
            values.add(new TensorData.Int8(activation));
        }
        return kernels.get(op).run(values).int8();
    }
}
