package io.tinsmith.codegen.tflite;

import com.google.flatbuffers.Table;
import io.tinsmith.memory.tflm.TflmWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.CallOnceOptions;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;
import org.tensorflow.lite.schema.IfOptions;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.TransposeConvOptions;
import org.tensorflow.lite.schema.WhileOptions;

/** The options of ops that memory depends on. */
final class TflmOptions {
    private TflmOptions() {}

    static TflmWindow window(int builtin, Operator op) {
        return switch (builtin) {
            case BuiltinOperator.CONV_2D -> {
                @Nullable Table table = op.builtinOptions(new Conv2DOptions());
                yield table instanceof Conv2DOptions o
                        ? new TflmWindow(
                                o.strideH(), o.strideW(), o.dilationHFactor(), o.dilationWFactor(), same(o.padding()))
                        : TflmWindow.NONE;
            }
            case BuiltinOperator.DEPTHWISE_CONV_2D -> {
                @Nullable Table table = op.builtinOptions(new DepthwiseConv2DOptions());
                yield table instanceof DepthwiseConv2DOptions o
                        ? new TflmWindow(
                                o.strideH(), o.strideW(), o.dilationHFactor(), o.dilationWFactor(), same(o.padding()))
                        : TflmWindow.NONE;
            }
            case BuiltinOperator.TRANSPOSE_CONV -> {
                @Nullable Table table = op.builtinOptions(new TransposeConvOptions());
                yield table instanceof TransposeConvOptions o
                        ? new TflmWindow(o.strideH(), o.strideW(), 1, 1, same(o.padding()))
                        : TflmWindow.NONE;
            }
            default -> TflmWindow.NONE;
        };
    }

    private static boolean same(byte padding) {
        return padding == Padding.SAME;
    }

    /** The subgraphs that a control op runs. */
    static List<Integer> subgraphs(int builtin, Operator op) {
        return switch (builtin) {
            case BuiltinOperator.IF -> {
                @Nullable Table table = op.builtinOptions(new IfOptions());
                yield table instanceof IfOptions o ? List.of(o.thenSubgraphIndex(), o.elseSubgraphIndex()) : List.of();
            }
            case BuiltinOperator.WHILE -> {
                @Nullable Table table = op.builtinOptions(new WhileOptions());
                yield table instanceof WhileOptions o
                        ? List.of(o.condSubgraphIndex(), o.bodySubgraphIndex())
                        : List.of();
            }
            case BuiltinOperator.CALL_ONCE -> {
                @Nullable Table table = op.builtinOptions(new CallOnceOptions());
                yield table instanceof CallOnceOptions o ? List.of(o.initSubgraphIndex()) : List.of();
            }
            default -> List.of();
        };
    }
}
