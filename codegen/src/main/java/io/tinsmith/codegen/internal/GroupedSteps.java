package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Step;
import java.util.List;
import java.util.Locale;

/** A convolution into a global average pooling, some channels at a time. */
final class GroupedSteps {
    private final StepContext context;

    GroupedSteps(StepContext context) {
        this.context = context;
    }

    /** @param meter the place of the convolution among all ops that are metered */
    StepCode code(Step.Grouped step, int meter) {
        Op.Conv2d conv = (Op.Conv2d) context.graph().ops().get(step.conv());
        Op.AveragePool2d pool = (Op.AveragePool2d) context.graph().ops().get(step.pool());
        LinearSteps linear = new LinearSteps(context);
        OtherSteps.Params p = new OtherSteps(context).globalAverage(pool);
        Shape out = context.tensor(conv.output()).shape();
        Shape weights = context.tensor(conv.weights()).shape();
        int group = Math.min(step.groupChannels(), out.channels());
        LinearSteps.Params c = linear.convParams(conv, w -> context.order().packChannels(w, out.channels(), group));
        String kernel = linear.wholeKernel(conv);
        String name = context.name(pool.output(), "grouped");
        String scratch = context.address(step.scratchOffsetBytes());
        String function = String.format(
                Locale.ROOT,
                """
                static void %s(void) {
                    tns_conv_params conv = %s;
                    tns_pool_params pool = %s;
                    int8_t *output = %s;
                    for (int32_t left = %d; left > 0; left -= %d) {
                        const int32_t group = left < %d ? left : %d;
                        conv.out_c = group;
                        pool.channels = group;
                %s%s        conv.weights += %d;
                        conv.bias += group;
                        conv.multiplier += group;
                        conv.shift += group;
                        output += group;
                    }
                }
                """,
                name,
                c.name(),
                p.name(),
                context.address(pool.output()),
                out.channels(),
                group,
                group,
                group,
                StepCode.metered(meter, kernel + "(&conv, " + context.address(conv.input()) + ", " + scratch + ");")
                        .indent(4),
                StepCode.metered(meter + 1, "tns_average_pool_s8(&pool, " + scratch + ", output);")
                        .indent(4),
                context.order().bytes(group, weights.dim(1) * weights.dim(2) * weights.channels()));
        String need = String.format(Locale.ROOT, "%d * %d * %d", out.height(), out.width(), group);
        return new StepCode(
                c.text() + p.text() + function,
                "    " + name + "();\n",
                List.of(kernel, "tns_average_pool_s8"),
                List.of(need + " <= " + step.scratchBytes(), context.fits(step.scratchOffsetBytes(), need)));
    }
}
