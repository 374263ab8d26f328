package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Move;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.TensorData;
import java.util.Arrays;
import java.util.List;

/**
 * Pads, transposes and slices.
 *
 * @param fill of an int8 pad
 * @param value of a float pad
 */
record MoveKernel(Move move, int outLength, byte fill, float value) implements Kernel {
    static MoveKernel int8(Graph graph, Op op, Quantization quantization) {
        byte fill = op instanceof Op.Pad pad ? pad.quantized(quantization) : 0;
        return new MoveKernel(Move.of(graph, op), length(graph, op), fill, 0);
    }

    static MoveKernel float32(Graph graph, Op op) {
        float value = op instanceof Op.Pad pad ? pad.value() : 0;
        return new MoveKernel(Move.of(graph, op), length(graph, op), (byte) 0, value);
    }

    private static int length(Graph graph, Op op) {
        return Math.toIntExact(graph.tensor(op.output()).shape().elements());
    }

    @Override
    public TensorData run(List<TensorData> activations) {
        TensorData input = activations.get(0);
        TensorData output = Values.like(input, outLength);
        if (output instanceof TensorData.Int8 bytes) {
            Arrays.fill(bytes.values(), fill);
        } else {
            Arrays.fill(FloatKernels.values(output), value);
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
