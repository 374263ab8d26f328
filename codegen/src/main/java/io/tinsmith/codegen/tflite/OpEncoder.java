package io.tinsmith.codegen.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.Window;
import org.tensorflow.lite.schema.AddOptions;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.ConcatenationOptions;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;
import org.tensorflow.lite.schema.FullyConnectedOptions;
import org.tensorflow.lite.schema.FullyConnectedOptionsWeightsFormat;
import org.tensorflow.lite.schema.LeakyReluOptions;
import org.tensorflow.lite.schema.MaximumMinimumOptions;
import org.tensorflow.lite.schema.MulOptions;
import org.tensorflow.lite.schema.PadOptions;
import org.tensorflow.lite.schema.PadV2Options;
import org.tensorflow.lite.schema.Pool2DOptions;
import org.tensorflow.lite.schema.ReducerOptions;
import org.tensorflow.lite.schema.ReshapeOptions;
import org.tensorflow.lite.schema.ResizeBilinearOptions;
import org.tensorflow.lite.schema.ResizeNearestNeighborOptions;
import org.tensorflow.lite.schema.SoftmaxOptions;
import org.tensorflow.lite.schema.StridedSliceOptions;
import org.tensorflow.lite.schema.SubOptions;
import org.tensorflow.lite.schema.TransposeConvOptions;
import org.tensorflow.lite.schema.TransposeOptions;

/** Operator code, version and options of each op. */
final class OpEncoder {
    private OpEncoder() {}

    static EncodedOp encode(FlatBufferBuilder fbb, Graph graph, Op op) {
        boolean int8 = graph.tensor(op.output()).type() == DType.INT8;
        if (op instanceof Op.Conv2d conv) {
            Window w = conv.window();
            Tensor weights = weights(graph, conv.weights(), 0);
            boolean grouped = weights.shape().channels()
                    != graph.tensor(conv.input()).shape().channels();
            int options = Conv2DOptions.createConv2DOptions(
                    fbb,
                    Codes.of(w.padding()),
                    w.strideW(),
                    w.strideH(),
                    Codes.of(conv.activation()),
                    w.dilationW(),
                    w.dilationH());
            int version = grouped ? 6 : int8 ? 3 : 1;
            return encoded(BuiltinOperator.CONV_2D, version, BuiltinOptions.Conv2DOptions, options);
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            Window w = conv.window();
            Tensor weights = weights(graph, conv.weights(), 3);
            int multiplier = weights.shape().channels()
                    / graph.tensor(conv.input()).shape().channels();
            int options = DepthwiseConv2DOptions.createDepthwiseConv2DOptions(
                    fbb,
                    Codes.of(w.padding()),
                    w.strideW(),
                    w.strideH(),
                    multiplier,
                    Codes.of(conv.activation()),
                    w.dilationW(),
                    w.dilationH());
            int version = int8 ? 3 : w.dilationH() > 1 || w.dilationW() > 1 ? 2 : 1;
            return encoded(BuiltinOperator.DEPTHWISE_CONV_2D, version, BuiltinOptions.DepthwiseConv2DOptions, options);
        }
        if (op instanceof Op.TransposeConv conv) {
            weights(graph, conv.weights(), 0);
            Window w = conv.window();
            int options = TransposeConvOptions.createTransposeConvOptions(
                    fbb, Codes.of(w.padding()), w.strideW(), w.strideH(), Codes.of(conv.activation()));
            int version = conv.activation() == Activation.NONE ? 3 : 4;
            return encoded(BuiltinOperator.TRANSPOSE_CONV, version, BuiltinOptions.TransposeConvOptions, options);
        }
        if (op instanceof Op.FullyConnected dense) {
            weights(graph, dense.weights(), 0);
            int options = FullyConnectedOptions.createFullyConnectedOptions(
                    fbb, Codes.of(dense.activation()), FullyConnectedOptionsWeightsFormat.DEFAULT, false, false);
            return encoded(
                    BuiltinOperator.FULLY_CONNECTED, int8 ? 4 : 1, BuiltinOptions.FullyConnectedOptions, options);
        }
        if (op instanceof Op.Pairwise pairwise) {
            return pairwise(fbb, pairwise, int8 ? 2 : 1);
        }
        if (op instanceof Op.Unary unary) {
            return unary(fbb, unary, int8);
        }
        if (op instanceof Op.AveragePool2d p) {
            requireDense(p.window());
            int options = Pool2DOptions.createPool2DOptions(
                    fbb,
                    Codes.of(p.window().padding()),
                    p.window().strideW(),
                    p.window().strideH(),
                    p.kernelW(),
                    p.kernelH(),
                    Codes.of(p.activation()));
            return encoded(BuiltinOperator.AVERAGE_POOL_2D, int8 ? 2 : 1, BuiltinOptions.Pool2DOptions, options);
        }
        if (op instanceof Op.MaxPool2d p) {
            requireDense(p.window());
            int options = Pool2DOptions.createPool2DOptions(
                    fbb,
                    Codes.of(p.window().padding()),
                    p.window().strideW(),
                    p.window().strideH(),
                    p.kernelW(),
                    p.kernelH(),
                    Codes.of(p.activation()));
            return encoded(BuiltinOperator.MAX_POOL_2D, int8 ? 2 : 1, BuiltinOptions.Pool2DOptions, options);
        }
        if (op instanceof Op.Reshape reshape) {
            Shape to = graph.tensor(reshape.output()).shape();
            int newShape = ReshapeOptions.createNewShapeVector(
                    fbb, to.dims().stream().mapToInt(Integer::intValue).toArray());
            int options = ReshapeOptions.createReshapeOptions(fbb, newShape);
            return encoded(BuiltinOperator.RESHAPE, 1, BuiltinOptions.ReshapeOptions, options);
        }
        if (op instanceof Op.Concat) {
            int options = ConcatenationOptions.createConcatenationOptions(fbb, 3, Codes.of(Activation.NONE));
            return encoded(BuiltinOperator.CONCATENATION, int8 ? 2 : 1, BuiltinOptions.ConcatenationOptions, options);
        }
        if (op instanceof Op.ResizeNearest) {
            int options = ResizeNearestNeighborOptions.createResizeNearestNeighborOptions(fbb, false, false);
            return encoded(
                    BuiltinOperator.RESIZE_NEAREST_NEIGHBOR,
                    int8 ? 2 : 1,
                    BuiltinOptions.ResizeNearestNeighborOptions,
                    options);
        }
        if (op instanceof Op.Resize resize) {
            return resize(fbb, resize, int8);
        }
        if (op instanceof Op.Mean) {
            boolean keeps = graph.tensor(op.output()).shape().rank() == 4;
            int options = ReducerOptions.createReducerOptions(fbb, keeps);
            return encoded(BuiltinOperator.MEAN, int8 ? 2 : 1, BuiltinOptions.ReducerOptions, options);
        }
        if (op instanceof Op.Reduce reduce) {
            boolean keeps = graph.tensor(op.output()).shape().rank()
                    == graph.tensor(reduce.input()).shape().rank();
            int options = ReducerOptions.createReducerOptions(fbb, keeps);
            int builtin = switch (reduce.function()) {
                case SUM -> BuiltinOperator.SUM;
                case MEAN -> BuiltinOperator.MEAN;
                case MAX -> BuiltinOperator.REDUCE_MAX;
            };
            return encoded(builtin, int8 ? 2 : 1, BuiltinOptions.ReducerOptions, options);
        }
        if (op instanceof Op.Pad pad && pad.value() != 0) {
            PadV2Options.startPadV2Options(fbb);
            int options = PadV2Options.endPadV2Options(fbb);
            return encoded(BuiltinOperator.PADV2, int8 ? 2 : 1, BuiltinOptions.PadV2Options, options);
        }
        if (op instanceof Op.Pad) {
            PadOptions.startPadOptions(fbb);
            int options = PadOptions.endPadOptions(fbb);
            return encoded(BuiltinOperator.PAD, int8 ? 2 : 1, BuiltinOptions.PadOptions, options);
        }
        if (op instanceof Op.Transpose) {
            TransposeOptions.startTransposeOptions(fbb);
            int options = TransposeOptions.endTransposeOptions(fbb);
            return encoded(BuiltinOperator.TRANSPOSE, int8 ? 2 : 1, BuiltinOptions.TransposeOptions, options);
        }
        if (op instanceof Op.Slice) {
            StridedSliceOptions.startStridedSliceOptions(fbb);
            int options = StridedSliceOptions.endStridedSliceOptions(fbb);
            return encoded(BuiltinOperator.STRIDED_SLICE, int8 ? 2 : 1, BuiltinOptions.StridedSliceOptions, options);
        }
        if (op instanceof Op.Softmax softmax) {
            int options = SoftmaxOptions.createSoftmaxOptions(fbb, softmax.beta());
            return encoded(BuiltinOperator.SOFTMAX, int8 ? 2 : 1, BuiltinOptions.SoftmaxOptions, options);
        }
        throw new IllegalArgumentException("The op (" + op + ") has no TFLite form.");
    }

    /** From float32, uint8 or int16 to int8, or from int8 to uint8. */
    static EncodedOp quantize(FlatBufferBuilder fbb) {
        return encoded(BuiltinOperator.QUANTIZE, 1, BuiltinOptions.NONE, 0);
    }

    /** From int8 to float32. */
    static EncodedOp dequantize(FlatBufferBuilder fbb) {
        return encoded(BuiltinOperator.DEQUANTIZE, 2, BuiltinOptions.NONE, 0);
    }

    private static EncodedOp resize(FlatBufferBuilder fbb, Op.Resize op, boolean int8) {
        boolean aligned = op.alignCorners();
        boolean halfPixels = op.halfPixelCenters();
        int version = aligned || halfPixels ? 3 : int8 ? 2 : 1;
        return switch (op.interpolation()) {
            case NEAREST ->
                encoded(
                        BuiltinOperator.RESIZE_NEAREST_NEIGHBOR,
                        version,
                        BuiltinOptions.ResizeNearestNeighborOptions,
                        ResizeNearestNeighborOptions.createResizeNearestNeighborOptions(fbb, aligned, halfPixels));
            case BILINEAR ->
                encoded(
                        BuiltinOperator.RESIZE_BILINEAR,
                        version,
                        BuiltinOptions.ResizeBilinearOptions,
                        ResizeBilinearOptions.createResizeBilinearOptions(fbb, aligned, halfPixels));
        };
    }

    private static EncodedOp pairwise(FlatBufferBuilder fbb, Op.Pairwise op, int version) {
        if (op instanceof Op.Add add) {
            int options = AddOptions.createAddOptions(fbb, Codes.of(add.activation()), true);
            return encoded(BuiltinOperator.ADD, version, BuiltinOptions.AddOptions, options);
        }
        if (op instanceof Op.Sub sub) {
            int options = SubOptions.createSubOptions(fbb, Codes.of(sub.activation()), true);
            return encoded(BuiltinOperator.SUB, version, BuiltinOptions.SubOptions, options);
        }
        if (op instanceof Op.Mul mul) {
            int options = MulOptions.createMulOptions(fbb, Codes.of(mul.activation()));
            return encoded(BuiltinOperator.MUL, version, BuiltinOptions.MulOptions, options);
        }
        if (op instanceof Op.Prelu) {
            return encoded(BuiltinOperator.PRELU, 1, BuiltinOptions.NONE, 0);
        }
        MaximumMinimumOptions.startMaximumMinimumOptions(fbb);
        int options = MaximumMinimumOptions.endMaximumMinimumOptions(fbb);
        int code = op instanceof Op.Maximum ? BuiltinOperator.MAXIMUM : BuiltinOperator.MINIMUM;
        return encoded(code, version, BuiltinOptions.MaximumMinimumOptions, options);
    }

    private static EncodedOp unary(FlatBufferBuilder fbb, Op.Unary op, boolean int8) {
        int version = int8 ? 2 : 1;
        return switch (op.function()) {
            case RELU -> encoded(BuiltinOperator.RELU, version, BuiltinOptions.NONE, 0);
            case RELU6 -> encoded(BuiltinOperator.RELU6, version, BuiltinOptions.NONE, 0);
            case LEAKY_RELU ->
                encoded(
                        BuiltinOperator.LEAKY_RELU,
                        version,
                        BuiltinOptions.LeakyReluOptions,
                        LeakyReluOptions.createLeakyReluOptions(fbb, op.alpha()));
            case LOGISTIC -> encoded(BuiltinOperator.LOGISTIC, version, BuiltinOptions.NONE, 0);
            case TANH -> encoded(BuiltinOperator.TANH, version, BuiltinOptions.NONE, 0);
            case HARD_SWISH -> encoded(BuiltinOperator.HARD_SWISH, 1, BuiltinOptions.NONE, 0);
            case REQUANTIZE -> encoded(BuiltinOperator.QUANTIZE, 1, BuiltinOptions.NONE, 0);
        };
    }

    private static EncodedOp encoded(int builtin, int version, byte optionsType, int options) {
        return new EncodedOp(new EncodedOp.Code(builtin, version), optionsType, options);
    }

    private static Tensor weights(Graph graph, int index, int axis) {
        Tensor weights = graph.tensor(index);
        weights.quantization().ifPresent(q -> {
            if (q.isPerChannel() && q.axis() != axis) {
                throw new IllegalArgumentException("The weights (" + weights.name() + ") are quantized along axis ("
                        + q.axis() + "), TFLite wants axis " + axis + ".");
            }
        });
        return weights;
    }

    private static void requireDense(Window window) {
        if (window.dilationH() != 1 || window.dilationW() != 1) {
            throw new IllegalArgumentException("A pooling window cannot be dilated in TFLite (" + window + ").");
        }
    }
}
