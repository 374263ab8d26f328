package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.ResizeAxis;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Step;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Resizes to any size. */
final class ResizeSteps {
    /** What an entry of a table of rows or columns holds, and one more. */
    private static final int MOST_SIDE = 1 << 16;

    private final StepContext context;

    ResizeSteps(StepContext context) {
        this.context = context;
    }

    StepCode resize(Op.Resize op, Step.Layer layer) {
        Shape in = context.tensor(op.input()).shape();
        Shape out = context.tensor(op.output()).shape();
        context.requireNotInPlace(layer, op.output());
        context.requireBatchOfOne(op.output(), in);
        context.requireSameQuantization(op.input(), op.output());
        String name = context.name(op.output(), "params");
        ResizeAxis rows = ResizeAxis.of(op, in, out, 1);
        ResizeAxis columns = ResizeAxis.of(op, in, out, 2);
        boolean nearest = op.interpolation() == Interpolation.NEAREST;
        String kernel = nearest ? "tns_resize_pixels_s8" : "tns_resize_bilinear_s8";
        String params = nearest ? pixels(op, name, rows, columns) : bilinear(name, in, rows, columns);
        String call =
                kernel + "(&" + name + ", " + context.address(op.input()) + ", " + context.address(op.output()) + ");";
        return StepCode.of(params, kernel, call);
    }

    private String pixels(Op.Resize op, String name, ResizeAxis rows, ResizeAxis columns) {
        Shape in = context.tensor(op.input()).shape();
        if (in.height() > MOST_SIDE || in.width() > MOST_SIDE) {
            throw context.unsupported(
                    op.output(), "resizes " + in, "resize an image of sides up to " + MOST_SIDE + ".");
        }
        String rowNames = context.name(op.output(), "rows");
        String columnNames = context.name(op.output(), "columns");
        return table(rowNames, rows)
                + table(columnNames, columns)
                + String.format(
                        Locale.ROOT,
                        """
                        static const tns_resize_pixels_params %s = {
                            .in_w = %d, .channels = %d,
                            .out_h = %d, .out_w = %d,
                            .rows = %s, .columns = %s,
                        };
                        """,
                        name,
                        in.width(),
                        in.channels(),
                        rows.out(),
                        columns.out(),
                        rowNames,
                        columnNames);
    }

    private static String table(String name, ResizeAxis axis) {
        String values = IntStream.range(0, axis.out())
                .mapToObj(at -> Integer.toString(axis.nearest(at)))
                .collect(Collectors.joining(", "));
        return "static const uint16_t " + name + "[] = {" + values + "};\n";
    }

    private static String bilinear(String name, Shape in, ResizeAxis rows, ResizeAxis columns) {
        return String.format(
                Locale.ROOT,
                """
                static const tns_resize_bilinear_params %s = {
                    .in_h = %d, .in_w = %d, .channels = %d,
                    .out_h = %d, .out_w = %d,
                    .step_y = %d, .step_x = %d,
                    .start_y = %d, .start_x = %d,
                };
                """,
                name,
                in.height(),
                in.width(),
                in.channels(),
                rows.out(),
                columns.out(),
                rows.step(),
                columns.step(),
                rows.start(),
                columns.start());
    }
}
