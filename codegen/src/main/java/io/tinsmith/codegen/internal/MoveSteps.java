package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Move;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Ops that only move values. */
final class MoveSteps {
    /** Those of {@code tns_move_params}. */
    private static final int MOST_AXES = 4;

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

    /** A pad, transpose or slice. */
    StepCode move(Op op, Step.Layer layer) {
        int input = op.inputs().get(0);
        int output = op.output();
        context.requireNotInPlace(layer, output);
        context.requireSameQuantization(input, output);
        Move move = Move.of(context.graph(), op);
        int axes = move.extents().size();
        if (axes > MOST_AXES) {
            throw context.unsupported(output, "moves (" + axes + ") axes apart", MOST_AXES + " are the most.");
        }
        String name = context.name(output, "params");
        String params = "static const tns_move_params " + name + " = {\n    .extent = {" + axes(move.extents(), 1)
                + "}, .in_stride = {" + axes(move.inStrides(), 0) + "}, .out_stride = {" + axes(move.outStrides(), 0)
                + "},\n};\n";
        Quantization q = context.tensor(output).requireQuantization();
        int value = op instanceof Op.Pad pad ? pad.quantized(q) : 0;
        String fill = String.format(
                Locale.ROOT,
                "memset(%s, %d, %d);\n    ",
                context.address(output),
                value,
                context.tensor(output).shape().elements());
        String call = (move.fills() ? fill : "") + "tns_move_s8(&" + name + ", " + context.address(input)
                + plus(move.inOffset()) + ", " + context.address(output) + plus(move.outOffset()) + ");";
        return StepCode.of(params, "tns_move_s8", call);
    }

    /** Four numbers, the first of them {@code none}. */
    private static String axes(List<Integer> values, int none) {
        List<Integer> all = new ArrayList<>(Collections.nCopies(MOST_AXES - values.size(), none));
        all.addAll(values);
        return all.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String plus(int offset) {
        return offset == 0 ? "" : " + " + offset;
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
