package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes {@code test_vectors.h}: inputs, and the outputs of the int8 interpreter. */
final class TestVectors {
    private static final long SEED = 20_260_101L;
    private static final int MADE_UP = 2;

    private TestVectors() {}

    static String header(Graph graph, List<byte[]> inputs) {
        List<byte[]> in = inputs.isEmpty() ? madeUp(graph) : inputs;
        Interpreter interpreter = Interpreters.int8(graph);
        StringBuilder inText = new StringBuilder();
        StringBuilder outText = new StringBuilder();
        for (byte[] values : in) {
            if (!(interpreter.run(new TensorData.Int8(values)) instanceof TensorData.Int8 out)) {
                throw new IllegalStateException("An output of graph (" + graph.name() + ") is not int8.");
            }
            inText.append(CText.rows(values));
            outText.append(CText.rows(out.values()));
        }
        return Template.of("test_vectors.h")
                .put("COUNT", in.size())
                .put("INPUTS", inText)
                .put("OUTPUTS", outText)
                .text();
    }

    private static List<byte[]> madeUp(Graph graph) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> inputs = new ArrayList<>();
        for (int i = 0; i < MADE_UP; i++) {
            byte[] values = new byte[Math.toIntExact(graph.inputElements())];
            random.nextBytes(values);
            inputs.add(values);
        }
        return inputs;
    }
}
