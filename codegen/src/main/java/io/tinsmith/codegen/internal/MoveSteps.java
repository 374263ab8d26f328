package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Ops that only move values. */
final class MoveSteps {
    private final StepContext context;

    MoveSteps(StepContext context) {
        this.context = context;
    }

    StepCode concat(Op.Concat op, Step.Layer layer) {
        context.requireNotInPlace(layer, op.output());
        Shape out = context.tensor(op.output()).shape();
        String inputs = op.inputs().stream().map(context::address).collect(Collectors.joining(", "));
        return concat(
                op,
                out.height() * out.width(),
                "(const int8_t *const[]){" + inputs + "}, " + context.address(op.output()));
    }

    StepCode concatRow(Op.Concat op) {
        return concat(op, context.tensor(op.output()).shape().width(), "rows, output");
    }

    private StepCode concat(Op.Concat op, int pixels, String arguments) {
        Shape out = context.tensor(op.output()).shape();
        context.requireBatchOfOne(op.output(), out);
        op.inputs().forEach(input -> context.requireSameQuantization(input, op.output()));
        String params = context.name(op.output(), "params");
        String channels = context.name(op.output(), "channels");
        String text = String.format(
                Locale.ROOT,
                """
                static const int32_t %s[] = {%s};
                static const tns_concat_params %s = {
                    .pixels = %d, .input_count = %d, .out_c = %d, .channels = %s,
                };
                """,
                channels,
                op.inputs().stream()
                        .map(input ->
                                Integer.toString(context.tensor(input).shape().channels()))
                        .collect(Collectors.joining(", ")),
                params,
                pixels,
                op.inputs().size(),
                out.channels(),
                channels);
        return StepCode.of(text, "tns_concat_s8", "tns_concat_s8(&" + params + ", " + arguments + ");");
    }

    StepCode resize(Op.ResizeNearest op, Step.Layer layer) {
        context.requireNotInPlace(layer, op.output());
        String name = context.name(op.output(), "params");
        String call = "tns_resize_nearest_s8(&" + name + ", " + context.address(op.input()) + ", "
                + context.address(op.output()) + ");";
        // The kernel of an image calls that of a row.
        return new StepCode(
                resizeParams(op, name), call, List.of("tns_resize_nearest_s8", "tns_resize_nearest_row_s8"), List.of());
    }

    StepCode resizeRow(Op.ResizeNearest op) {
        String name = context.name(op.output(), "params");
        return StepCode.ofRow(resizeParams(op, name), "tns_resize_nearest_row_s8", name);
    }

    private String resizeParams(Op.ResizeNearest op, String name) {
        Shape in = context.tensor(op.input()).shape();
        Shape out = context.tensor(op.output()).shape();
        context.requireBatchOfOne(op.output(), out);
        context.requireSameQuantization(op.input(), op.output());
        return String.format(
                Locale.ROOT,
                """
                static const tns_resize_params %s = {
                    .in_h = %d, .in_w = %d, .channels = %d,
                    .out_w = %d, .factor = %d, .skip = 0,
                };
                """,
                name,
                in.height(),
                in.width(),
                in.channels(),
                out.width(),
                out.height() / in.height());
    }
}
