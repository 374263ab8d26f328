package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.Step;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Convolutions. */
final class LinearSteps {
    private final StepContext context;

    LinearSteps(StepContext context) {
        this.context = context;
    }

    StepCode conv(Op.Conv2d op, Step.Layer layer) {
        context.requireNotInPlace(layer, op.output());
        int group = shape(op.weights()).channels();
        if (group != shape(op.input()).channels()) {
            context.requireBatchOfOne(op.output(), shape(op.input()));
            return groups(
                    params(
                            op.input(),
                            op.weights(),
                            op.bias(),
                            op.output(),
                            op.window(),
                            op.activation(),
                            false,
                            UnaryOperator.identity()),
                    group,
                    op.input(),
                    op.output());
        }
        Params p = convParams(op);
        String kernel = wholeKernel(op);
        return StepCode.of(p.text, kernel, call(kernel, p.name, op.input(), op.output()));
    }

    /** The kernel of whole images. */
    String wholeKernel(Op.Conv2d op) {
        return isPointwise(op) ? "tns_conv_1x1_s8" : "tns_conv_s8";
    }

    RowCode convRow(Op.Conv2d op) {
        Params p = convParams(op);
        return isPointwise(op)
                ? row(p, "tns_conv_1x1_row_s8", RowCode.Columns.PIXELS)
                : row(p, "tns_conv_row_s8", RowCode.Columns.WINDOW);
    }

    private static RowCode row(Params p, String kernel, RowCode.Columns columns) {
        return new RowCode(p.text, kernel, "tns_conv_params", p.name, columns);
    }

    Params convParams(Op.Conv2d op) {
        return convParams(op, packing(op.weights()));
    }

    private UnaryOperator<byte[]> packing(int weights) {
        return w -> context.order().pack(w, shape(weights).dim(0));
    }

    /** @param sorting of the weights into their order in flash */
    Params convParams(Op.Conv2d op, UnaryOperator<byte[]> sorting) {
        Shape in = shape(op.input());
        Shape w = shape(op.weights());
        context.requireBatchOfOne(op.output(), in);
        if (w.channels() != in.channels()) {
            throw context.unsupported(
                    op.output(),
                    "is a convolution in (" + in.channels() / w.channels() + ") groups",
                    "use groups of 1, or a depthwise convolution.");
        }
        return params(op.input(), op.weights(), op.bias(), op.output(), op.window(), op.activation(), false, sorting);
    }

    private boolean isPointwise(Op.Conv2d op) {
        Shape w = shape(op.weights());
        return w.dim(1) == 1
                && w.dim(2) == 1
                && op.window().strideH() == 1
                && op.window().strideW() == 1;
    }

    RowCode depthwiseRow(Op.DepthwiseConv2d op) {
        return row(depthwiseParams(op), "tns_depthwise_row_s8", RowCode.Columns.WINDOW);
    }

    private Params depthwiseParams(Op.DepthwiseConv2d op) {
        return depthwiseParams(op, UnaryOperator.identity());
    }

    Params depthwiseParams(Op.DepthwiseConv2d op, UnaryOperator<byte[]> sorting) {
        Shape in = shape(op.input());
        context.requireBatchOfOne(op.output(), in);
        if (shape(op.weights()).channels() != in.channels()) {
            throw context.unsupported(
                    op.output(),
                    "is a depthwise convolution with channel multiplier ("
                            + shape(op.weights()).channels() / in.channels() + ")",
                    "use a multiplier of 1.");
        }
        return params(op.input(), op.weights(), op.bias(), op.output(), op.window(), op.activation(), true, sorting);
    }

    private StepCode groups(Params p, int group, int input, int output) {
        String call = "tns_conv_groups_s8(&" + p.name + ", " + group + ", " + context.address(input) + ", "
                + context.address(output) + ");";
        return StepCode.of(p.text, "tns_conv_groups_s8", call);
    }

    /** Each output channel's taps together, as the kernel of groups reads them. */
    private static byte[] byChannel(byte[] weights, int channels) {
        byte[] sorted = new byte[weights.length];
        int taps = weights.length / channels;
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = weights[i % taps * channels + i / taps];
        }
        return sorted;
    }

    StepCode depthwise(Op.DepthwiseConv2d op, Step.Layer layer) {
        int channels = shape(op.weights()).channels();
        if (channels != shape(op.input()).channels()) {
            context.requireBatchOfOne(op.output(), shape(op.input()));
            return groups(
                    params(
                            op.input(),
                            op.weights(),
                            op.bias(),
                            op.output(),
                            op.window(),
                            op.activation(),
                            true,
                            weights -> byChannel(weights, channels)),
                    1,
                    op.input(),
                    op.output());
        }
        Params p = depthwiseParams(op);
        Shape in = shape(op.input());
        if (!layer.inPlace()) {
            return StepCode.of(p.text, "tns_depthwise_s8", call("tns_depthwise_s8", p.name, op.input(), op.output()));
        }
        Window w = op.window();
        if (w.strideH() != 1
                || w.strideW() != 1
                || w.dilationH() != 1
                || w.dilationW() != 1
                || !shape(op.output()).equals(in)) {
            throw context.unsupported(
                    op.output(),
                    "is planned in place with " + w,
                    "the planner and this version do not belong together.");
        }
        String kernel = "tns_depthwise_inplace_s8";
        String call = String.format(
                Locale.ROOT,
                "%s(&%s, %s, %s);",
                kernel,
                p.name,
                context.address(op.output()),
                context.address(layer.scratchOffsetBytes()));
        String scratch = String.format(
                Locale.ROOT,
                "TNS_DEPTHWISE_INPLACE_SCRATCH(%d, %d, %d) <= %d",
                p.padTop,
                in.width(),
                in.channels(),
                layer.scratchBytes());
        String end = context.fits(layer.scratchOffsetBytes(), Long.toString(layer.scratchBytes()));
        return new StepCode(p.text, call, List.of(kernel), List.of(scratch, end));
    }

    record Params(String name, String text, int padTop) {}

    private Params params(
            int input,
            int weights,
            int bias,
            int output,
            Window window,
            Activation activation,
            boolean depthwise,
            UnaryOperator<byte[]> sorting) {
        Shape in = shape(input);
        Shape out = shape(output);
        Shape w = shape(weights);
        Padding padding = window.padding();
        int padTop = padding.before(in.height(), w.dim(1), window.strideH(), window.dilationH());
        int padLeft = padding.before(in.width(), w.dim(2), window.strideW(), window.dilationW());
        String name = context.name(output, "params");
        LayerTables t = LayerTables.of(context, input, weights, bias, output, depthwise, sorting);
        String text = t.text()
                + String.format(
                        Locale.ROOT,
                        """
                        static const tns_conv_params %s = {
                            .in_h = %d, .in_w = %d, .in_c = %d,
                            .out_h = %d, .out_w = %d, .out_c = %d,
                            .k_h = %d, .k_w = %d,
                            .stride_h = %d, .stride_w = %d,
                            .dilation_h = %d, .dilation_w = %d,
                            .pad_top = %d, .pad_left = %d,
                            .in_zero_point = %d, .out_zero_point = %d,
                            .act_min = %d, .act_max = %d,
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
                        window.strideH(),
                        window.strideW(),
                        window.dilationH(),
                        window.dilationW(),
                        padTop,
                        padLeft,
                        context.tensor(input).requireQuantization().zeroPoint(),
                        outZeroPoint(output),
                        activation.quantizedMin(context.tensor(output).requireQuantization()),
                        activation.quantizedMax(context.tensor(output).requireQuantization()),
                        t.fields());
        return new Params(name, text, padTop);
    }

    private String call(String kernel, String params, int input, int output) {
        return kernel + "(&" + params + ", " + context.address(input) + ", " + context.address(output) + ");";
    }

    private Shape shape(int tensor) {
        return context.tensor(tensor).shape();
    }

    private int outZeroPoint(int output) {
        return context.tensor(output).requireQuantization().zeroPoint();
    }
}
