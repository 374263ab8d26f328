package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Step;
import java.util.List;
import java.util.Locale;

/** An op at the end of a stream that adds up the rows of its input. */
final class AccumulationSteps {
    private final StepContext context;
    private final Step.Stream stream;
    private final Accumulation accumulation;
    private final Op op;
    private final String kernel;
    private final String params;
    private final String constants;

    AccumulationSteps(StepContext context, Step.Stream stream, Accumulation accumulation) {
        this.context = context;
        this.stream = stream;
        this.accumulation = accumulation;
        this.op = context.graph().ops().get(accumulation.op());
        if (op instanceof Op.AveragePool2d pool) {
            OtherSteps.Params p = new OtherSteps(context).globalAverage(pool);
            kernel = "tns_average_pool";
            params = p.name();
            constants = p.text();
        } else if (op instanceof Op.FullyConnected dense) {
            DenseSteps.Params p = new DenseSteps(context).params(dense, false);
            kernel = "tns_dense";
            params = p.name();
            constants = p.text();
        } else {
            throw context.unsupported(op.output(), "accumulates rows", "run it as a layer.");
        }
    }

    /** The tensor whose rows it adds up. */
    int input() {
        return op.inputs().get(0);
    }

    private String sums() {
        return "(tns_sum *)(void *)(" + context.address(accumulation.arenaOffsetBytes()) + ")";
    }

    private long bytes() {
        return Accumulation.bytes(context.tensor(op.output()).shape().channels());
    }

    /** The op's own row: the output of the sums. In several strips the last one's stands. */
    RowBody finish() {
        String call = kernel + "_finish_s8(&" + params + ", " + sums() + ", output);";
        return RowBody.of(new StepCode(
                constants,
                call,
                List.of(kernel + "_finish_s8", kernel + "_accumulate_s8"),
                List.of(
                        accumulation.arenaOffsetBytes() + " % sizeof(tns_sum) == 0",
                        context.fits(accumulation.arenaOffsetBytes(), Long.toString(bytes())))));
    }

    /** Sets the sums to 0. */
    String clear() {
        return String.format(
                Locale.ROOT, "    memset(%s, 0, %d);\n", context.address(accumulation.arenaOffsetBytes()), bytes());
    }

    /** Adds a row of the input, in the function that made it; {@code meter} is the op's place among all. */
    String feed(int meter) {
        boolean dense = op instanceof Op.FullyConnected;
        Shape in = context.tensor(input()).shape();
        int values = in.width() * in.channels();
        if (stream.strips() == 1) {
            String row = dense ? "output, y * " + values + ", " + values : "output";
            return StepCode.metered(meter, kernel + "_accumulate_s8(&" + params + ", " + row + ", " + sums() + ");");
        }
        String part = dense ? "" : "        tns_pool_params part = " + params + ";\n        part.in_w = share[1];\n";
        String call = dense
                ? "(&" + params + ", output + share[0], y * " + values + " + share[2], share[1] * " + in.channels()
                : "(&part, output + share[0]";
        return "    {\n" + new StripSteps(context, stream).share(input()) + part
                + StepCode.metered(meter, kernel + "_accumulate_s8" + call + ", " + sums() + ");") + "    }\n";
    }
}
