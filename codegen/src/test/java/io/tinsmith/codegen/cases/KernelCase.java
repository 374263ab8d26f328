package io.tinsmith.codegen.cases;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.TensorData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A random case of a kernel: a graph, its plan, inputs, and the output that the interpreter computes.
 *
 * @param number with the kind and the variant it tells all of the case
 * @param inputs by tensor
 */
record KernelCase(
        CaseKind kind,
        int number,
        Variant variant,
        CaseLayout.Plan plan,
        Map<Integer, byte[]> inputs,
        byte[] expected) {
    static KernelCase of(CaseKind kind, int number, Variant variant) {
        SplittableRandom random = new SplittableRandom(variant.seed(kind, number));
        while (true) {
            CaseGraph maker = new CaseGraph(kind.name() + "_" + number);
            Draw draw = new Draw(random.split());
            if (kind.maker().make(maker, draw)) {
                return of(kind, number, maker.build(variant.rounding()), variant, draw);
            }
        }
    }

    private static KernelCase of(CaseKind kind, int number, Graph graph, Variant variant, Draw draw) {
        Map<Integer, byte[]> inputs = new LinkedHashMap<>();
        Map<Integer, TensorData> data = new LinkedHashMap<>();
        for (int input : graph.inputs()) {
            int zeroPoint = graph.tensor(input).requireQuantization().zeroPoint();
            byte[] values = draw.values(graph.tensor(input).shape().elements(), zeroPoint);
            inputs.put(input, values);
            data.put(input, new TensorData.Int8(values));
        }
        CaseLayout.Plan plan = CaseLayout.of(graph, kind.run(), variant.guarded(), draw);
        TensorData output =
                Interpreters.int8(graph).runAll(data).get(graph.outputs().get(0));
        if (!(output instanceof TensorData.Int8 int8)) {
            throw new IllegalStateException("The case (" + kind.name() + " " + number + ") computes no int8.");
        }
        return new KernelCase(kind, number, variant, plan, inputs, int8.values());
    }
}
