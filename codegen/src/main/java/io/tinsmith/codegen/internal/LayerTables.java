package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Tensor;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/**
 * The constant arrays of a convolution or dense layer: weights, folded bias, multipliers and shifts.
 *
 * @param text their definitions, without weights that stand already
 * @param fields the members of the kernel's parameters that point to them
 */
record LayerTables(String text, String fields) {
    static LayerTables of(
            StepContext context,
            int input,
            int weights,
            int bias,
            int output,
            boolean channelLast,
            UnaryOperator<byte[]> sorting) {
        return of(context, context.tensor(input), weights, bias, output, channelLast, sorting);
    }

    /** The same where scale and zero point of the input are those of {@code input}. */
    static LayerTables of(
            StepContext context,
            Tensor input,
            int weights,
            int bias,
            int output,
            boolean channelLast,
            UnaryOperator<byte[]> sorting) {
        Tensor w = context.tensor(weights);
        ChannelTables tables = ChannelTables.of(input, w, context.tensor(bias), context.tensor(output), channelLast);
        return of(context, tables, weights, output, sorting.apply(w.int8()));
    }

    /** @param sorted the weights in their order in flash */
    static LayerTables of(StepContext context, ChannelTables tables, int weights, int output, byte[] sorted) {
        // Weights that two ops share stand in flash once.
        StepContext.SharedWeights key = new StepContext.SharedWeights(weights, ByteBuffer.wrap(sorted));
        String written = context.weightNames().get(key);
        String weightsName = written == null ? context.name(output, "weights") : written;
        context.weightNames().put(key, weightsName);
        String biasName = context.name(output, "bias");
        String multiplierName = context.name(output, "multiplier");
        String shiftName = context.name(output, "shift");
        String text = (written == null ? CText.array(" TNS_WEIGHTS(" + weightsName + ")", weightsName, sorted) : "")
                + CText.array(" TNS_TABLE(" + biasName + ")", biasName, tables.bias())
                + CText.array(" TNS_TABLE(" + multiplierName + ")", multiplierName, tables.multiplier())
                + CText.array(" TNS_TABLE(" + shiftName + ")", shiftName, tables.shift());
        String fields = ".weights = " + weightsName + ", .bias = " + biasName + ", .multiplier = " + multiplierName
                + ", .shift = " + shiftName + ",";
        return new LayerTables(text, fields);
    }
}
