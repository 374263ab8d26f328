package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.AddScales;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.LookupTable;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.PreluScales;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.QuantizedMultiplier;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.SingleAddScales;
import io.tinsmith.graph.Tensor;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Pairwise ops: the kernels take the input of the output's shape first, then the other. */
final class PairSteps {
    private static final String LOOKUP = "tns_lookup_s8";

    private final StepContext context;

    PairSteps(StepContext context) {
        this.context = context;
    }

    /** The runtime's function for {@code op}. */
    static String kernel(Graph graph, Op.Pairwise op) {
        Pair pair = Pair.of(op, graph);
        boolean single = graph.rounding() == Rounding.SINGLE;
        if (pair.isFunction()) {
            return LOOKUP;
        }
        if (op instanceof Op.Mul) {
            return pair.elementWise() ? "tns_mul_s8" : "tns_mul_channels_s8";
        }
        if (op instanceof Op.Add || op instanceof Op.Sub) {
            if (single) {
                return pair.elementWise() ? "tns_add_single_s8" : "tns_add_single_channels_s8";
            }
            return op instanceof Op.Add && pair.elementWise() ? "tns_add_s8" : "tns_add_signed_s8";
        }
        if (op instanceof Op.Prelu) {
            return "tns_prelu_s8";
        }
        return op instanceof Op.Maximum ? "tns_maximum_s8" : "tns_minimum_s8";
    }

    private static String type(String kernel) {
        return switch (kernel) {
            case LOOKUP -> "tns_lookup_params";
            case "tns_mul_s8", "tns_mul_channels_s8" -> "tns_mul_params";
            case "tns_add_s8" -> "tns_add_params";
            case "tns_add_signed_s8" -> "tns_add_signed_params";
            case "tns_add_single_s8", "tns_add_single_channels_s8" -> "tns_add_single_params";
            case "tns_prelu_s8" -> "tns_prelu_params";
            default -> "tns_pair_params";
        };
    }

    /** sizeof of the kernel's parameters, all of whose members are words, and of the table that one has beside. */
    static long parameterBytes(Graph graph, Op.Pairwise op) {
        return switch (type(kernel(graph, op))) {
            case "tns_lookup_params" -> 2 * 4 + 256;
            case "tns_mul_params", "tns_add_single_params" -> 8 * 4;
            case "tns_add_params" -> 13 * 4;
            case "tns_add_signed_params" -> 16 * 4;
            case "tns_prelu_params" -> 9 * 4;
            default -> 2 * 4;
        };
    }

    StepCode code(Op.Pairwise op) {
        Pair pair = Pair.of(op, context.graph());
        String kernel = kernel(context.graph(), op);
        String name = context.name(op.output(), "params");
        String other = pair.constant() ? constantName(pair, op.output()) : context.address(pair.other());
        String constants = constants(pair, other)
                + params(op, pair, name, context.tensor(op.output()).shape().elements());
        String call = kernel + "(&" + name + ", " + arguments(kernel, pair, context.address(pair.whole()), other) + ", "
                + context.address(op.output()) + ");";
        return StepCode.of(constants, kernel, call);
    }

    RowCode row(Op.Pairwise op) {
        Shape shape = context.tensor(op.output()).shape();
        context.requireBatchOfOne(op.output(), shape);
        Pair pair = Pair.of(op, context.graph());
        String kernel = kernel(context.graph(), op);
        String name = context.name(op.output(), "params");
        String other = pair.constant() ? constantName(pair, op.output()) : RowCode.ROWS + "[1]";
        String constants = constants(pair, other) + params(op, pair, name, (long) shape.width() * shape.channels());
        return new RowCode(
                constants,
                kernel,
                type(kernel),
                name,
                RowCode.Columns.VALUES,
                arguments(kernel, pair, RowCode.ROWS + "[0]", other));
    }

    private static String arguments(String kernel, Pair pair, String whole, String other) {
        if (pair.isFunction()) {
            return whole;
        }
        return (kernel.endsWith("_channels_s8") ? pair.period() + ", " : "") + whole + ", " + other;
    }

    /** The array of a constant input, which ops may share; none where it becomes a table. */
    private String constantName(Pair pair, int output) {
        String written = context.weightNames().get(key(pair));
        if (written != null) {
            return written;
        }
        return pair.isFunction() ? "" : context.name(output, "operand");
    }

    private String constants(Pair pair, String name) {
        if (!pair.constant() || pair.isFunction() || context.weightNames().put(key(pair), name) != null) {
            return "";
        }
        return CText.array(
                " TNS_WEIGHTS(" + name + ")", name, context.tensor(pair.other()).int8());
    }

    private StepContext.SharedWeights key(Pair pair) {
        Tensor tensor = context.tensor(pair.other());
        return new StepContext.SharedWeights(pair.other(), ByteBuffer.wrap(tensor.int8()));
    }

    private String params(Op.Pairwise op, Pair pair, String name, long size) {
        if (pair.isFunction()) {
            byte[] values = LookupTable.of(context.graph(), op);
            return ElementSteps.lookupParams(context.name(op.output(), "table"), values, name, size);
        }
        if (op instanceof Op.Mul mul) {
            return mul(mul, pair, name, size);
        }
        if (op instanceof Op.Add add) {
            return sum(op, pair, name, size, add.activation(), false);
        }
        if (op instanceof Op.Sub sub) {
            return sum(op, pair, name, size, sub.activation(), true);
        }
        if (op instanceof Op.Prelu) {
            return prelu(op, pair, name, size);
        }
        op.inputs().forEach(input -> context.requireSameQuantization(input, op.output()));
        return "static const tns_pair_params " + name + " = {.size = " + size + ", .period = " + pair.period() + "};\n";
    }

    private String sum(Op.Pairwise op, Pair pair, String name, long size, Activation activation, boolean difference) {
        Quantization left = quantization(op.left());
        Quantization right = quantization(op.right());
        Quantization out = quantization(op.output());
        if (context.graph().rounding() == Rounding.SINGLE) {
            SingleAddScales scales =
                    difference ? SingleAddScales.ofDifference(left, right, out) : SingleAddScales.of(left, right, out);
            return sumRoundedOnce(scales, pair, name, size, out, activation);
        }
        AddScales scales = difference ? AddScales.ofDifference(left, right, out) : AddScales.of(left, right, out);
        QuantizedMultiplier a = pair.reversed() ? scales.right() : scales.left();
        QuantizedMultiplier b = pair.reversed() ? scales.left() : scales.right();
        String kernel = kernel(context.graph(), op);
        String signs = kernel.equals("tns_add_s8")
                ? ""
                : String.format(
                        Locale.ROOT,
                        "    .period = %d, .a_sign = %d, .b_sign = %d,\n",
                        pair.period(),
                        difference && pair.reversed() ? -1 : 1,
                        difference && !pair.reversed() ? -1 : 1);
        return String.format(
                Locale.ROOT,
                """
                static const %s %s = {
                    .size = %d,
                %s    .left_shift = %d,
                    .a_zero_point = %d, .b_zero_point = %d, .out_zero_point = %d,
                    .a_multiplier = %d, .b_multiplier = %d, .out_multiplier = %d,
                    .a_shift = %d, .b_shift = %d, .out_shift = %d,
                    .act_min = %d, .act_max = %d,
                };
                """,
                type(kernel),
                name,
                size,
                signs,
                AddScales.LEFT_SHIFT,
                quantization(pair.whole()).zeroPoint(),
                quantization(pair.other()).zeroPoint(),
                out.zeroPoint(),
                a.multiplier(),
                b.multiplier(),
                scales.output().multiplier(),
                a.shift(),
                b.shift(),
                scales.output().shift(),
                activation.quantizedMin(out),
                activation.quantizedMax(out));
    }

    private static String sumRoundedOnce(
            SingleAddScales scales, Pair pair, String name, long size, Quantization out, Activation activation) {
        return String.format(
                Locale.ROOT,
                """
                static const tns_add_single_params %s = {
                    .size = %d,
                    .a_multiplier = %d, .b_multiplier = %d, .bias = %d, .shift = %d,
                    .out_zero_point = %d,
                    .act_min = %d, .act_max = %d,
                };
                """,
                name,
                size,
                pair.reversed() ? scales.right() : scales.left(),
                pair.reversed() ? scales.left() : scales.right(),
                scales.bias(),
                scales.shift(),
                out.zeroPoint(),
                activation.quantizedMin(out),
                activation.quantizedMax(out));
    }

    private String mul(Op.Mul op, Pair pair, String name, long size) {
        Quantization a = quantization(pair.whole());
        Quantization b = quantization(pair.other());
        Quantization out = quantization(op.output());
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

    private String prelu(Op.Pairwise op, Pair pair, String name, long size) {
        Quantization in = quantization(op.left());
        Quantization slopes = quantization(op.right());
        Quantization out = quantization(op.output());
        PreluScales scales = PreluScales.of(in, slopes, out);
        return String.format(
                Locale.ROOT,
                """
                static const tns_prelu_params %s = {
                    .size = %d, .period = %d,
                    .in_zero_point = %d, .slope_zero_point = %d, .out_zero_point = %d,
                    .multiplier = %d, .shift = %d,
                    .slope_multiplier = %d, .slope_shift = %d,
                };
                """,
                name,
                size,
                pair.period(),
                in.zeroPoint(),
                slopes.zeroPoint(),
                out.zeroPoint(),
                scales.identity().multiplier(),
                scales.identity().shift(),
                scales.slope().multiplier(),
                scales.slope().shift());
    }

    private Quantization quantization(int tensor) {
        return context.tensor(tensor).requireQuantization();
    }
}
