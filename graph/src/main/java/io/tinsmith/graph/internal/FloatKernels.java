package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.ResizeAxis;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.Window;

/** Makes the float kernel of each op. */
final class FloatKernels {
    private FloatKernels() {}

    static Kernel of(Graph graph, Op op) {
        Tensor in = graph.tensor(op.inputs().get(0));
        Tensor out = graph.tensor(op.output());
        if (op instanceof Op.Conv2d conv) {
            Tensor w = graph.tensor(conv.weights());
            ConvGeometry g = ConvGeometry.of(
                    in.shape(), out.shape(), w.shape().dim(1), w.shape().dim(2), conv.window());
            return new FloatConv(g, w, graph.tensor(conv.bias()).float32(), conv.activation());
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            Tensor w = graph.tensor(conv.weights());
            ConvGeometry g = ConvGeometry.of(
                    in.shape(), out.shape(), w.shape().dim(1), w.shape().dim(2), conv.window());
            return new FloatDepthwise(g, w.float32(), graph.tensor(conv.bias()).float32(), conv.activation());
        }
        if (op instanceof Op.TransposeConv conv) {
            return new FloatTransposeConv(
                    SpreadTaps.of(graph, conv),
                    graph.tensor(conv.weights()).float32(),
                    graph.tensor(conv.bias()).float32(),
                    conv.activation());
        }
        if (op instanceof Op.FullyConnected dense) {
            Tensor w = graph.tensor(dense.weights());
            int rows = Math.toIntExact(out.shape().elements() / w.shape().dim(0));
            ConvGeometry g = ConvGeometry.of(
                    Shape.of(rows, 1, 1, w.shape().dim(1)),
                    Shape.of(rows, 1, 1, w.shape().dim(0)),
                    1,
                    1,
                    Window.valid(1));
            return new FloatConv(g, w, graph.tensor(dense.bias()).float32(), dense.activation());
        }
        if (op instanceof Op.Pairwise pairwise) {
            return FloatPairs.of(graph, pairwise);
        }
        if (op instanceof Op.Unary unary) {
            return activations -> unary(values(activations.get(0)), unary);
        }
        if (op instanceof Op.AveragePool2d pool) {
            ConvGeometry g = ConvGeometry.of(in.shape(), out.shape(), pool.kernelH(), pool.kernelW(), pool.window());
            return new FloatPool(g, true, pool.activation());
        }
        if (op instanceof Op.Mean) {
            ConvGeometry g = ConvGeometry.of(
                    in.shape(),
                    Shape.of(in.shape().dim(0), 1, 1, in.shape().channels()),
                    in.shape().height(),
                    in.shape().width(),
                    Window.valid(1));
            return new FloatPool(g, true, Activation.NONE);
        }
        if (op instanceof Op.Reduce reduce) {
            ReduceKernel kernel = ReduceKernel.of(graph, reduce);
            return activations -> new TensorData.Float32(kernel.float32(reduce.function(), values(activations.get(0))));
        }
        if (op instanceof Op.MaxPool2d pool) {
            ConvGeometry g = ConvGeometry.of(in.shape(), out.shape(), pool.kernelH(), pool.kernelW(), pool.window());
            return new FloatPool(g, false, pool.activation());
        }
        if (op instanceof Op.Reshape) {
            return activations -> activations.get(0);
        }
        if (op instanceof Op.Concat concat) {
            return new ConcatKernel(graph, concat);
        }
        if (op instanceof Op.ResizeNearest resize) {
            return ResizeKernel.of(graph, resize);
        }
        if (op instanceof Op.Resize resize) {
            return resize.interpolation() == Interpolation.NEAREST
                    ? NearestKernel.of(graph, resize)
                    : new FloatBilinear(
                            in.shape(),
                            ResizeAxis.of(resize, in.shape(), out.shape(), 1),
                            ResizeAxis.of(resize, in.shape(), out.shape(), 2));
        }
        if (op instanceof Op.Pad || op instanceof Op.Transpose || op instanceof Op.Slice) {
            return MoveKernel.float32(graph, op);
        }
        if (op instanceof Op.Softmax softmax) {
            return activations -> softmax(values(activations.get(0)), in.shape().channels(), softmax.beta());
        }
        throw new IllegalArgumentException("The op (" + op + ") has no float kernel.");
    }

    static float[] values(TensorData data) {
        return ((TensorData.Float32) data).values();
    }

    static float clamp(float value, Activation activation) {
        return Math.min(Math.max(value, activation.min()), activation.max());
    }

    private static TensorData unary(float[] in, Op.Unary op) {
        float[] out = new float[in.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = op.function().apply(in[i], op.alpha());
        }
        return new TensorData.Float32(out);
    }

    private static TensorData softmax(float[] in, int depth, float beta) {
        float[] out = new float[in.length];
        for (int row = 0; row < in.length; row += depth) {
            float max = Float.NEGATIVE_INFINITY;
            for (int i = row; i < row + depth; i++) {
                max = Math.max(max, in[i]);
            }
            double sum = 0;
            for (int i = row; i < row + depth; i++) {
                out[i] = (float) Math.exp(beta * (in[i] - max));
                sum += out[i];
            }
            for (int i = row; i < row + depth; i++) {
                out[i] = (float) (out[i] / sum);
            }
        }
        return new TensorData.Float32(out);
    }
}
