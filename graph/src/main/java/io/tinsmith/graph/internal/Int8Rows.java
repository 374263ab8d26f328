package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.RowKernels;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
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
        Op node = graph.ops().get(op);
        RowWindow window = RowWindow.of(graph, node);
        int first = window.firstRow(y);
        int count = window.rowsNeeded(y) - first;
        Kernel kernel = kernels.get(op);
        if (kernel instanceof SlabKernel slab) {
            return slab.onSlab(first, count, y)
                    .run(List.of(new TensorData.Int8(inputs.read(node.inputs().get(0), first, count))))
                    .int8();
        }
        List<byte[]> rows = new ArrayList<>(2);
        for (int tensor : node.inputs()) {
            rows.add(inputs.read(tensor, first, count));
        }
        return whole(op, rows);
    }

    @Override
    public byte[] means(int op, int[] sums) {
        if (kernels.get(op) instanceof Int8Pool pool) {
            return pool.means(sums);
        }
        throw new IllegalArgumentException("The op (" + graph.ops().get(op) + ") is no pooling.");
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
