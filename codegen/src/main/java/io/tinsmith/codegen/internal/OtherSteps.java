package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.MeanScales;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.SoftmaxScales;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.Step;
import java.util.List;
import java.util.Locale;

/** Ops without weights. */
final class OtherSteps {
    private final StepContext context;

    OtherSteps(StepContext context) {
        this.context = context;
    }

    /** The parameters of a kernel, as text at file scope. */
    record Params(String kernel, String name, String text) {}

    StepCode averagePool(Op.AveragePool2d op, Step.Layer layer) {
        return pool(averageParams("tns_average_pool_s8", op), op.input(), op.output(), layer);
    }

    RowCode averagePoolRow(Op.AveragePool2d op) {
        Params p = averageParams("tns_average_pool_row_s8", op);
        return poolRow(p);
    }

    /** The parameters of a global average pooling that a stream feeds row by row. */
    Params globalAverage(Op.AveragePool2d op) {
        Shape in = context.tensor(op.input()).shape();
        Shape out = context.tensor(op.output()).shape();
        if (op.kernelH() != in.height() || op.kernelW() != in.width() || out.height() != 1 || out.width() != 1) {
            throw context.unsupported(
                    op.output(),
                    "accumulates a pooling of " + op.kernelH() + "x" + op.kernelW() + " over " + in,
                    "the planner and this version do not belong together.");
        }
        return averageParams("tns_average_pool_finish_s8", op);
    }

    StepCode maxPool(Op.MaxPool2d op, Step.Layer layer) {
        return pool(maxParams("tns_max_pool_s8", op), op.input(), op.output(), layer);
    }

    RowCode maxPoolRow(Op.MaxPool2d op) {
        Params p = maxParams("tns_max_pool_row_s8", op);
        return poolRow(p);
    }

    private static RowCode poolRow(Params p) {
        return new RowCode(p.text, p.kernel, "tns_pool_params", p.name, RowCode.Columns.WINDOW);
    }

    private StepCode pool(Params p, int input, int output, Step.Layer layer) {
        context.requireNotInPlace(layer, output);
        String call = p.kernel + "(&" + p.name + ", " + context.address(input) + ", " + context.address(output) + ");";
        return StepCode.of(p.text, p.kernel, call);
    }

    private Params averageParams(String kernel, Op.AveragePool2d op) {
        return poolParams(kernel, op.input(), op.output(), op.kernelH(), op.kernelW(), op.window(), op.activation());
    }

    private Params maxParams(String kernel, Op.MaxPool2d op) {
        return poolParams(kernel, op.input(), op.output(), op.kernelH(), op.kernelW(), op.window(), op.activation());
    }

    private Params poolParams(
            String kernel, int input, int output, int kernelH, int kernelW, Window window, Activation activation) {
        Shape in = context.tensor(input).shape();
        Shape out = context.tensor(output).shape();
        context.requireBatchOfOne(output, in);
        context.requireSameQuantization(input, output);
        if (window.dilationH() != 1 || window.dilationW() != 1) {
            throw context.unsupported(output, "is a pooling with " + window, "use a dilation of 1.");
        }
        Quantization q = context.tensor(output).requireQuantization();
        Padding padding = window.padding();
        String name = context.name(output, "params");
        String text = String.format(
                Locale.ROOT,
                """
                static const tns_pool_params %s = {
                    .in_h = %d, .in_w = %d, .channels = %d,
                    .out_h = %d, .out_w = %d,
                    .k_h = %d, .k_w = %d,
                    .stride_h = %d, .stride_w = %d,
                    .pad_top = %d, .pad_left = %d,
                    .act_min = %d, .act_max = %d,
                };
                """,
                name,
                in.height(),
                in.width(),
                in.channels(),
                out.height(),
                out.width(),
                kernelH,
                kernelW,
                window.strideH(),
                window.strideW(),
                padding.before(in.height(), kernelH, window.strideH(), 1),
                padding.before(in.width(), kernelW, window.strideW(), 1),
                activation.quantizedMin(q),
                activation.quantizedMax(q));
        return new Params(kernel, name, text);
    }

    StepCode mean(Op.Mean op, Step.Layer layer) {
        context.requireNotInPlace(layer, op.output());
        Shape in = context.tensor(op.input()).shape();
        context.requireBatchOfOne(op.output(), in);
        Quantization from = context.tensor(op.input()).requireQuantization();
        Quantization to = context.tensor(op.output()).requireQuantization();
        MeanScales scales = MeanScales.of(from, to, in.height() * in.width());
        String name = context.name(op.output(), "params");
        String text = String.format(
                Locale.ROOT,
                """
                static const tns_mean_params %s = {
                    .pixels = %d, .channels = %d,
                    .in_zero_point = %d, .out_zero_point = %d,
                    .multiplier = %d, .shift = %d,
                };
                """,
                name,
                in.height() * in.width(),
                in.channels(),
                from.zeroPoint(),
                to.zeroPoint(),
                scales.multiplier(),
                scales.shift());
        String call = "tns_mean_s8(&" + name + ", " + context.address(op.input()) + ", " + context.address(op.output())
                + ");";
        return StepCode.of(text, "tns_mean_s8", call);
    }

    StepCode reshape(Op.Reshape op) {
        context.requireSameQuantization(op.input(), op.output());
        if (context.address(op.input()).equals(context.address(op.output()))) {
            return StepCode.none();
        }
        String call = String.format(
                Locale.ROOT,
                "memcpy(%s, %s, %d);",
                context.address(op.output()),
                context.address(op.input()),
                context.tensor(op.output()).shape().elements());
        return new StepCode("", call, List.of(), List.of());
    }

    StepCode softmax(Op.Softmax op, Step.Layer layer) {
        context.requireNotInPlace(layer, op.output());
        Shape shape = context.tensor(op.input()).shape();
        Quantization out = context.tensor(op.output()).requireQuantization();
        if (out.scale() != 1f / 256 || out.zeroPoint() != -128) {
            throw context.unsupported(
                    op.output(), "is a softmax with output " + out, "use scale 1/256 and zero point -128.");
        }
        if (shape.channels() > 4095) {
            throw context.unsupported(
                    op.output(), "is a softmax over (" + shape.channels() + ") values", "4095 is the most.");
        }
        SoftmaxScales scales = SoftmaxScales.of(
                context.tensor(op.input()).requireQuantization().scale(), op.beta());
        String name = context.name(op.output(), "params");
        String text = String.format(
                Locale.ROOT,
                """
                static const tns_softmax_params %s = {
                    .rows = %d, .depth = %d,
                    .multiplier = %d, .shift = %d, .diff_min = %d,
                };
                """,
                name,
                shape.elements() / shape.channels(),
                shape.channels(),
                scales.multiplier(),
                scales.shift(),
                scales.differenceMin());
        String call = "tns_softmax_s8(&" + name + ", " + context.address(op.input()) + ", "
                + context.address(op.output()) + ");";
        return StepCode.of(text, "tns_softmax_s8", call);
    }
}
