package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.Step;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Transposed convolutions. */
final class TransposeConvSteps {
    private final StepContext context;

    TransposeConvSteps(StepContext context) {
        this.context = context;
    }

    StepCode conv(Op.TransposeConv op, Step.Layer layer) {
        context.requireNotInPlace(layer, op.output());
        context.requireBatchOfOne(op.output(), context.tensor(op.input()).shape());
        String name = context.name(op.output(), "params");
        String call = "tns_transpose_conv_s8(&" + name + ", " + context.address(op.input()) + ", "
                + context.address(op.output()) + ");";
        return StepCode.of(params(op, name), "tns_transpose_conv_s8", call);
    }

    private String params(Op.TransposeConv op, String name) {
        Tensor input = context.tensor(op.input());
        Shape in = input.shape();
        Shape out = context.tensor(op.output()).shape();
        Shape w = context.tensor(op.weights()).shape();
        Quantization from = input.requireQuantization();
        Quantization to = context.tensor(op.output()).requireQuantization();
        // Which taps an output gets is not the same for all, so that each has an offset of its own, not the bias.
        LayerTables t = LayerTables.of(
                context,
                input.withQuantization(Quantization.perTensor(from.scale(), 0)),
                op.weights(),
                op.bias(),
                op.output(),
                false,
                UnaryOperator.identity());
        String offsets = context.name(op.output(), "offsets");
        return t.text()
                + CText.array(" TNS_TABLE(" + offsets + ")", offsets, offsets(op, from.zeroPoint()))
                + String.format(
                        Locale.ROOT,
                        """
                        static const tns_transpose_conv_params %s = {
                            .in_h = %d, .in_w = %d, .in_c = %d,
                            .out_h = %d, .out_w = %d, .out_c = %d,
                            .k_h = %d, .k_w = %d,
                            .stride_h = %d, .stride_w = %d,
                            .pad_top = %d, .pad_left = %d,
                            .out_zero_point = %d,
                            .act_min = %d, .act_max = %d,
                            .offsets = %s,
                            %s
                        };
                        """,
                        name,
                        in.height(),
                        in.width(),
                        in.channels(),
                        out.height(),
                        out.width(),
                        out.channels(),
                        w.dim(1),
                        w.dim(2),
                        op.window().strideH(),
                        op.window().strideW(),
                        op.padTop(out, w),
                        op.padLeft(out, w),
                        to.zeroPoint(),
                        op.activation().quantizedMin(to),
                        op.activation().quantizedMax(to),
                        offsets,
                        t.fields());
    }

    /** For each tap of each channel the sum of its weights times less the zero point. */
    private int[] offsets(Op.TransposeConv op, int zeroPoint) {
        byte[] weights = context.tensor(op.weights()).int8();
        int channels = context.tensor(op.weights()).shape().channels();
        int[] offsets = new int[weights.length / channels];
        for (int i = 0; i < weights.length; i++) {
            offsets[i / channels] -= weights[i] * zeroPoint;
        }
        return offsets;
    }
}
