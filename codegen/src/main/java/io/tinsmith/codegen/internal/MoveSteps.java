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
        String params = context.name(op.output(), "params");
        String call = "tns_concat_s8(&" + params + ", (const int8_t *const[]){" + inputs + "}, "
                + context.address(op.output()) + ");";
        return StepCode.of(concatParams(op, params, out.height() * out.width()), "tns_concat_s8", call);
    }

    RowCode concatRow(Op.Concat op) {
        String params = context.name(op.output(), "params");
        int width = context.tensor(op.output()).shape().width();
        return new RowCode(
                concatParams(op, params, width), "tns_concat_s8", "tns_concat_params", params, RowCode.Columns.JOINED);
    }

    private String concatParams(Op.Concat op, String params, int pixels) {
        Shape out = context.tensor(op.output()).shape();
        context.requireBatchOfOne(op.output(), out);
        op.inputs().forEach(input -> context.requireSameQuantization(input, op.output()));
        String channels = context.name(op.output(), "channels");
        return String.format(
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

    RowCode resizeRow(Op.ResizeNearest op) {
        String name = context.name(op.output(), "params");
        return new RowCode(
                resizeParams(op, name),
                "tns_resize_nearest_row_s8",
                "tns_resize_params",
                name,
                RowCode.Columns.ENLARGED);
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
