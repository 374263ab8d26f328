package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Move;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.TensorData;
import java.util.Arrays;
import java.util.List;

/**
 * Pads, transposes and slices, of values of any type.
 *
 * @param fill of an int8 pad; that of other types is 0
 */
record MoveKernel(Move move, int outLength, byte fill) implements Kernel {
    static MoveKernel of(Graph graph, Op op, byte fill) {
        int length = Math.toIntExact(graph.tensor(op.output()).shape().elements());
        return new MoveKernel(Move.of(graph, op), length, fill);
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        TensorData input = activations.get(0);
        TensorData output = Values.like(input, outLength);
        if (output instanceof TensorData.Int8 bytes) {
            Arrays.fill(bytes.values(), fill);
        }
        copy(0, Values.array(input), move.inOffset(), Values.array(output), move.outOffset());
        return output;
    }

    private void copy(int axis, Object from, int at, Object to, int end) {
        int last = move.extents().size() - 1;
        if (axis == last && move.run() > 1) {
            System.arraycopy(from, at, to, end, move.run());
            return;
        }
        for (int i = 0; i < move.extents().get(axis); i++) {
            int a = at + i * move.inStrides().get(axis);
            int b = end + i * move.outStrides().get(axis);
            if (axis == last) {
                System.arraycopy(from, a, to, b, 1);
            } else {
                copy(axis + 1, from, a, to, b);
            }
        }
    }
}
