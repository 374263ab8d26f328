package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.LookupTable;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Reduction;
import io.tinsmith.graph.ResizeAxis;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.ScaleGroups;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.Window;

/** Makes the int8 kernel of each op. */
final class Int8Kernels {
    private Int8Kernels() {}

    static Kernel of(Graph graph, Op op) {
        Quantization out = graph.tensor(op.output()).requireQuantization();
        if (op instanceof Op.Conv2d conv) {
            Shape w = graph.tensor(conv.weights()).shape();
            ConvGeometry g = geometry(graph, op, w.dim(1), w.dim(2), conv.window());
            Requantizer r = requantizer(graph, conv.input(), conv.weights(), conv.output(), conv.activation());
            return new Int8Conv(g, graph.tensor(conv.weights()), bias(graph, conv.bias()), zeroPoint(graph, op), r);
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            Shape w = graph.tensor(conv.weights()).shape();
            ConvGeometry g = geometry(graph, op, w.dim(1), w.dim(2), conv.window());
            Requantizer r = requantizer(graph, conv.input(), conv.weights(), conv.output(), conv.activation());
            return new Int8Depthwise(
                    g, graph.tensor(conv.weights()).int8(), bias(graph, conv.bias()), zeroPoint(graph, op), r);
        }
        if (op instanceof Op.TransposeConv conv) {
            Requantizer r = requantizer(graph, conv.input(), conv.weights(), conv.output(), conv.activation());
            byte[] weights = graph.tensor(conv.weights()).int8();
            return new Int8TransposeConv(
                    SpreadTaps.of(graph, conv), weights, bias(graph, conv.bias()), zeroPoint(graph, op), r);
        }
        if (op instanceof Op.FullyConnected dense) {
            Tensor weights = graph.tensor(dense.weights());
            int features = weights.shape().dim(1);
            int outputs = weights.shape().dim(0);
            int rows = Math.toIntExact(graph.tensor(op.output()).shape().elements() / outputs);
            // A dense layer is a 1x1 convolution over as many pixels as there are rows.
            ConvGeometry g = ConvGeometry.of(
                    Shape.of(rows, 1, 1, features), Shape.of(rows, 1, 1, outputs), 1, 1, Window.valid(1));
            Requantizer r = requantizer(graph, dense.input(), dense.weights(), dense.output(), dense.activation());
            return new Int8Conv(g, weights, bias(graph, dense.bias()), zeroPoint(graph, op), r);
        }
        if (op instanceof Op.Pairwise pairwise) {
            if (ScaleGroups.keepsScale(op)) {
                requireSameQuantization(graph, op);
            }
            return Int8PairKernel.of(graph, pairwise);
        }
        if (op instanceof Op.Unary unary) {
            Quantization in = graph.tensor(unary.input()).requireQuantization();
            return new Int8Lookup(LookupTable.of(unary, in, out, graph.rounding()));
        }
        if (op instanceof Op.AveragePool2d pool) {
            requireSameQuantization(graph, op);
            ConvGeometry g = geometry(graph, op, pool.kernelH(), pool.kernelW(), pool.window());
            int min = pool.activation().quantizedMin(out);
            return new Int8Pool(g, true, min, pool.activation().quantizedMax(out));
        }
        if (op instanceof Op.Mean mean) {
            Shape in = graph.tensor(mean.input()).shape();
            Quantization q = graph.tensor(mean.input()).requireQuantization();
            return new Int8Mean(in.height() * in.width(), in.channels(), q, out, graph.rounding());
        }
        if (op instanceof Op.Reduce reduce) {
            if (reduce.function() == Reduction.MAX) {
                requireSameQuantization(graph, op);
            }
            Quantization q = graph.tensor(reduce.input()).requireQuantization();
            return new Int8Reduce(ReduceKernel.of(graph, reduce), reduce.function(), q, out, graph.rounding());
        }
        if (op instanceof Op.MaxPool2d pool) {
            requireSameQuantization(graph, op);
            ConvGeometry g = geometry(graph, op, pool.kernelH(), pool.kernelW(), pool.window());
            int min = pool.activation().quantizedMin(out);
            return new Int8Pool(g, false, min, pool.activation().quantizedMax(out));
        }
        if (op instanceof Op.Reshape) {
            return activations -> activations.get(0);
        }
        if (op instanceof Op.Concat concat) {
            requireSameQuantization(graph, op);
            return new ConcatKernel(graph, concat);
        }
        if (op instanceof Op.ResizeNearest resize) {
            requireSameQuantization(graph, op);
            return ResizeKernel.of(graph, resize);
        }
        if (op instanceof Op.Resize resize) {
            requireSameQuantization(graph, op);
            return resize(graph, resize);
        }
        if (op instanceof Op.Pad || op instanceof Op.Transpose || op instanceof Op.Slice) {
            requireSameQuantization(graph, op);
            return MoveKernel.int8(graph, op, out);
        }
        if (op instanceof Op.Softmax softmax) {
            Tensor in = graph.tensor(softmax.input());
            return new Int8Softmax(
                    in.shape().channels(), in.requireQuantization().scale(), softmax.beta());
        }
        throw new IllegalArgumentException("The op (" + op + ") has no int8 kernel.");
    }

    private static Kernel resize(Graph graph, Op.Resize op) {
        if (op.interpolation() == Interpolation.NEAREST) {
            return NearestKernel.of(graph, op);
        }
        Shape in = graph.tensor(op.input()).shape();
        Shape out = graph.tensor(op.output()).shape();
        ResizeAxis rows = ResizeAxis.of(op, in, out, 1);
        ResizeAxis columns = ResizeAxis.of(op, in, out, 2);
        return graph.rounding() == Rounding.FLOAT
                ? new Q11Bilinear(in, rows, columns)
                : new Int8Bilinear(in, rows, columns);
    }

    private static ConvGeometry geometry(Graph graph, Op op, int kH, int kW, Window window) {
        Shape in = graph.tensor(op.inputs().get(0)).shape();
        return ConvGeometry.of(in, graph.tensor(op.output()).shape(), kH, kW, window);
    }

    private static int[] bias(Graph graph, int index) {
        return graph.tensor(index).int32();
    }

    private static int zeroPoint(Graph graph, Op op) {
        return graph.tensor(op.inputs().get(0)).requireQuantization().zeroPoint();
    }

    private static Requantizer requantizer(Graph graph, int input, int weights, int output, Activation activation) {
        Quantization out = graph.tensor(output).requireQuantization();
        return Requantizer.of(
                graph.tensor(input).requireQuantization(),
                graph.tensor(weights).requireQuantization(),
                out,
                graph.tensor(output).shape().channels(),
                activation,
                graph.rounding());
    }

    private static void requireSameQuantization(Graph graph, Op op) {
        Tensor out = graph.tensor(op.output());
        for (int input : op.inputs()) {
            Tensor in = graph.tensor(input);
            if (!in.requireQuantization().equals(out.requireQuantization())) {
                throw new IllegalArgumentException("The " + op.getClass().getSimpleName() + " that writes ("
                        + out.name() + ") has " + in.requireQuantization() + " in and " + out.requireQuantization()
                        + " out; TFLite requires them equal.");
            }
        }
    }
}
