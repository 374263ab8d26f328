package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.List;

/** The operands that an op has in a file but not in a graph, which keeps them in its attributes or its output's shape. */
final class OpConstants {
    private OpConstants() {}

    /** They follow those that the op has in the graph. */
    static List<Tensor> of(Graph graph, Op op) {
        Tensor output = graph.tensor(op.output());
        Shape out = output.shape();
        if (op instanceof Op.ResizeNearest || op instanceof Op.Resize) {
            return List.of(vector(output, "size", List.of(out.height(), out.width())));
        }
        if (op instanceof Op.Mean) {
            return List.of(vector(output, "axes", List.of(1, 2)));
        }
        if (op instanceof Op.Reduce reduce) {
            return List.of(vector(output, "axes", reduce.axes()));
        }
        if (op instanceof Op.Transpose transpose) {
            return List.of(vector(output, "order", transpose.order()));
        }
        if (op instanceof Op.Slice slice) {
            List<Integer> end = new ArrayList<>();
            for (int axis = 0; axis < out.rank(); axis++) {
                end.add(slice.begin().get(axis)
                        + (out.dim(axis) - 1) * slice.step().get(axis)
                        + 1);
            }
            return List.of(
                    vector(output, "begin", slice.begin()),
                    vector(output, "end", end),
                    vector(output, "step", slice.step()));
        }
        if (op instanceof Op.Pad pad) {
            Shape in = graph.tensor(pad.input()).shape();
            int[] sides = new int[2 * out.rank()];
            for (int axis = 0; axis < out.rank(); axis++) {
                sides[2 * axis] = pad.before().get(axis);
                sides[2 * axis + 1] = out.dim(axis) - in.dim(axis) - sides[2 * axis];
            }
            Tensor around =
                    Tensor.parameter(output.name() + "/sides", Shape.of(out.rank(), 2), new TensorData.Int32(sides));
            return pad.value() == 0 ? List.of(around) : List.of(around, value(output, pad));
        }
        if (op instanceof Op.TransposeConv) {
            return List.of(vector(output, "shape", out.dims()));
        }
        return List.of();
    }

    /** What is around a pad, of the output's type and quantization. */
    private static Tensor value(Tensor output, Op.Pad pad) {
        String name = output.name() + "/value";
        Shape one = Shape.of(1);
        if (output.type() == DType.FLOAT32) {
            return Tensor.parameter(name, one, new TensorData.Float32(new float[] {pad.value()}));
        }
        Quantization q = output.requireQuantization();
        return Tensor.parameter(name, one, new TensorData.Int8(new byte[] {pad.quantized(q)}))
                .withQuantization(q);
    }

    private static Tensor vector(Tensor output, String part, List<Integer> values) {
        int[] array = values.stream().mapToInt(Integer::intValue).toArray();
        return Tensor.parameter(output.name() + "/" + part, Shape.of(array.length), new TensorData.Int32(array));
    }
}
