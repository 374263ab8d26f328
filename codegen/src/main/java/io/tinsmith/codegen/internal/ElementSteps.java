package io.tinsmith.codegen.internal;

import io.tinsmith.graph.LookupTable;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.QuantizedMultiplier;
import io.tinsmith.graph.Shape;
import java.util.Locale;

/** Ops that compute each value from the values at its own place. */
final class ElementSteps {
    private final StepContext context;

    ElementSteps(StepContext context) {
        this.context = context;
    }

    StepCode unary(Op.Unary op) {
        String name = context.name(op.output(), "params");
        String call = "tns_lookup_s8(&" + name + ", " + context.address(op.input()) + ", "
                + context.address(op.output()) + ");";
        long size = context.tensor(op.output()).shape().elements();
        return StepCode.of(lookupParams(op, name, size), "tns_lookup_s8", call);
    }

    RowCode unaryRow(Op.Unary op) {
        Shape shape = context.tensor(op.output()).shape();
        context.requireBatchOfOne(op.output(), shape);
        String name = context.name(op.output(), "params");
        String params = lookupParams(op, name, (long) shape.width() * shape.channels());
        return new RowCode(params, "tns_lookup_s8", "tns_lookup_params", name, RowCode.Columns.MAPPED);
    }

    private String lookupParams(Op.Unary op, String name, long size) {
        Quantization in = context.tensor(op.input()).requireQuantization();
        Quantization out = context.tensor(op.output()).requireQuantization();
        String table = context.name(op.output(), "table");
        byte[] values = LookupTable.of(op, in, out, context.graph().rounding());
        return CText.array("", table, values) + "static const tns_lookup_params " + name + " = {.size = " + size
                + ", .table = " + table + "};\n";
    }

    StepCode mul(Op.Mul op) {
        Shape left = context.tensor(op.left()).shape();
        String name = context.name(op.output(), "params");
        boolean channels = !left.equals(context.tensor(op.right()).shape());
        String kernel = channels ? "tns_mul_channels_s8" : "tns_mul_s8";
        String call = kernel + "(&" + name + ", " + (channels ? left.channels() + ", " : "")
                + context.address(op.left()) + ", " + context.address(op.right()) + ", " + context.address(op.output())
                + ");";
        return StepCode.of(mulParams(op, name, left.elements()), kernel, call);
    }

    RowCode mulRow(Op.Mul op) {
        Shape shape = context.tensor(op.output()).shape();
        context.requireBatchOfOne(op.output(), shape);
        String name = context.name(op.output(), "params");
        String params = mulParams(op, name, (long) shape.width() * shape.channels());
        return new RowCode(params, "tns_mul_s8", "tns_mul_params", name, RowCode.Columns.VALUES);
    }

    private String mulParams(Op.Mul op, String name, long size) {
        Quantization a = context.tensor(op.left()).requireQuantization();
        Quantization b = context.tensor(op.right()).requireQuantization();
        Quantization out = context.tensor(op.output()).requireQuantization();
        QuantizedMultiplier m = QuantizedMultiplier.of(QuantizedMultiplier.factor(a, b, out, 0));
        return String.format(
                Locale.ROOT,
                """
                static const tns_mul_params %s = {
                    .size = %d,
                    .a_zero_point = %d, .b_zero_point = %d, .out_zero_point = %d,
                    .multiplier = %d, .shift = %d,
                    .act_min = %d, .act_max = %d,
                };
                """,
                name,
                size,
                a.zeroPoint(),
                b.zeroPoint(),
                out.zeroPoint(),
                m.multiplier(),
                m.shift(),
                op.activation().quantizedMin(out),
                op.activation().quantizedMax(out));
    }
}
