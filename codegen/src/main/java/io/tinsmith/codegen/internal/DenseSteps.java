package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.DspDense;
import io.tinsmith.memory.Step;
import java.util.Locale;

/** Dense layers. */
final class DenseSteps {
    private final StepContext context;

    DenseSteps(StepContext context) {
        this.context = context;
    }

    StepCode layer(Op.FullyConnected op, Step.Layer layer) {
        context.requireNotInPlace(layer, op.output());
        Params p = params(op, isInHalves(op));
        String call = String.format(
                Locale.ROOT,
                "tns_dense_s8(&%s, %s, %s);",
                p.name,
                context.address(op.input()),
                context.address(op.output()));
        return StepCode.of(p.text, "tns_dense_s8", call);
    }

    private boolean isInHalves(Op.FullyConnected op) {
        Shape w = context.tensor(op.weights()).shape();
        boolean quick = most(op) - least(op) == 255;
        return context.order() == WeightOrder.QUADS
                && DspDense.inHalves(context.columnBytes(), w.dim(1), w.dim(0), quick)
                && DenseHalves.fit(context.tensor(op.weights()).int8(), tables(op));
    }

    private ChannelTables tables(Op.FullyConnected op) {
        return ChannelTables.of(
                context.tensor(op.input()),
                context.tensor(op.weights()),
                context.tensor(op.bias()),
                context.tensor(op.output()),
                false);
    }

    private Quantization out(Op.FullyConnected op) {
        return context.tensor(op.output()).requireQuantization();
    }

    private int least(Op.FullyConnected op) {
        return op.activation().quantizedMin(out(op));
    }

    private int most(Op.FullyConnected op) {
        return op.activation().quantizedMax(out(op));
    }

    record Params(String name, String text) {}

    /**
     * Of a layer as a whole, or of one that is fed some values at a time.
     *
     * @param halves whether its weights stand in halves of words: of whole ones only
     */
    Params params(Op.FullyConnected op, boolean halves) {
        Shape out = context.tensor(op.output()).shape();
        context.requireBatchOfOne(op.output(), out);
        String name = context.name(op.output(), "params");
        Shape shape = context.tensor(op.weights()).shape();
        byte[] weights = context.tensor(op.weights()).int8();
        ChannelTables tables = tables(op);
        LayerTables t = LayerTables.of(
                context,
                halves ? DenseHalves.scaled(weights, tables) : tables,
                op.weights(),
                op.output(),
                context.order().pack(halves ? DenseHalves.paired(weights) : weights, shape.dim(0)));
        String text = t.text()
                + String.format(
                        Locale.ROOT,
                        """
                        static const tns_dense_params %s = {
                            .in_features = %d, .out_features = %d,
                            .out_zero_point = %d,
                            .act_min = %d, .act_max = %d,
                            .halves = %d,
                            %s
                        };
                        """,
                        name,
                        shape.dim(1),
                        out.channels(),
                        out(op).zeroPoint(),
                        least(op),
                        most(op),
                        halves ? 1 : 0,
                        t.fields());
        return new Params(name, text);
    }
}
