package io.tinsmith.codegen.internal;

import io.tinsmith.graph.LookupTable;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;

/** Functions of one value. */
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
        return new RowCode(
                params, "tns_lookup_s8", "tns_lookup_params", name, RowCode.Columns.VALUES, RowCode.ROWS + "[0]");
    }

    private String lookupParams(Op.Unary op, String name, long size) {
        Quantization in = context.tensor(op.input()).requireQuantization();
        Quantization out = context.tensor(op.output()).requireQuantization();
        byte[] values = LookupTable.of(op, in, out, context.graph().rounding());
        return lookupParams(context.name(op.output(), "table"), values, name, size);
    }

    /** Parameters of a lookup of so many values. */
    static String lookupParams(String table, byte[] values, String name, long size) {
        return CText.array("", table, values) + "static const tns_lookup_params " + name + " = {.size = " + size
                + ", .table = " + table + "};\n";
    }
}
