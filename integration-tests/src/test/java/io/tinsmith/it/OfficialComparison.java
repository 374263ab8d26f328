package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.TensorData;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Runs models on random inputs here and in the official runtime, and counts the values that differ. */
final class OfficialComparison {
    private static final int ONE_IN = 10_000;

    private final String what;
    private int total;
    private int differing;
    private int greatest;
    private String worst = "";

    OfficialComparison(String what) {
        this.what = what;
    }

    /**
     * Compares all outputs of some graphs.
     *
     * @param rounding of the interpreter
     * @param leastValues of each graph's outputs that are compared
     */
    void run(OfficialRuntime runtime, List<Graph> graphs, Rounding rounding, int leastValues) {
        runFiles(runtime, graphs.stream().map(TfliteWriter::write).toList(), rounding, leastValues);
    }

    /** Compares all outputs of some model files; each written anew must run alike. */
    void runFiles(OfficialRuntime runtime, List<byte[]> files, Rounding rounding, int leastValues) {
        List<OfficialRuntime.Job> jobs = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Graph graph = TfliteReader.read(files.get(i), rounding);
            long perOutput = elements(graph, graph.outputs());
            int inferences = Math.toIntExact(Math.max(1, leastValues / perOutput));
            byte[] inputs = new byte[Math.toIntExact(elements(graph, graph.inputs()) * inferences)];
            new SplittableRandom(i).nextBytes(inputs);
            jobs.add(new OfficialRuntime.Job(files.get(i), inputs));
        }
        List<byte[]> official = runtime.run(jobs);
        checkRewritten(runtime, jobs, official);
        for (int i = 0; i < jobs.size(); i++) {
            // What runs here is what was read back, so that both sides start from the file.
            Graph graph = TfliteReader.read(jobs.get(i).model(), rounding);
            int before = differing;
            add(ours(graph, jobs.get(i).inputs()), official.get(i));
            if (differing > before) {
                worst += "\n" + (differing - before) + " in " + describe(graph);
            }
        }
    }

    /** What the official runtime computes of files that were read and written again, where they differ at all. */
    private void checkRewritten(OfficialRuntime runtime, List<OfficialRuntime.Job> jobs, List<byte[]> expected) {
        List<OfficialRuntime.Job> rewritten = new ArrayList<>();
        List<byte[]> outputs = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            OfficialRuntime.Job job = jobs.get(i);
            byte[] file = TfliteWriter.write(TfliteReader.readModel(job.model(), Rounding.DOUBLE));
            if (!Arrays.equals(file, job.model())) {
                rewritten.add(new OfficialRuntime.Job(file, job.inputs()));
                outputs.add(expected.get(i));
            }
        }
        List<byte[]> official = rewritten.isEmpty() ? List.of() : runtime.run(rewritten);
        for (int i = 0; i < official.size(); i++) {
            assertThat(official.get(i)).as("%s, written anew", what).isEqualTo(outputs.get(i));
        }
    }

    private static String describe(Graph graph) {
        return graph.ops().stream()
                .map(op -> op + " of "
                        + op.inputs().stream().map(t -> graph.tensor(t).shape()).toList() + " to "
                        + graph.tensor(op.output()).shape())
                .collect(Collectors.joining("; "));
    }

    private static byte[] ours(Graph graph, byte[] inputs) {
        Interpreter interpreter = Interpreters.int8(graph);
        ByteArrayOutputStream ours = new ByteArrayOutputStream();
        int at = 0;
        while (at < inputs.length) {
            Map<Integer, TensorData> values = new HashMap<>();
            for (int input : graph.inputs()) {
                int size = Math.toIntExact(graph.tensor(input).shape().elements());
                values.put(input, new TensorData.Int8(Arrays.copyOfRange(inputs, at, at + size)));
                at += size;
            }
            Map<Integer, TensorData> results = interpreter.runAll(values);
            graph.outputs()
                    .forEach(output -> ours.writeBytes(results.get(output).int8()));
        }
        return ours.toByteArray();
    }

    private static long elements(Graph graph, List<Integer> tensors) {
        return tensors.stream()
                .mapToLong(t -> graph.tensor(t).shape().elements())
                .sum();
    }

    void add(byte[] ours, byte[] official) {
        assertThat(official).as(what).hasSameSizeAs(ours);
        total += ours.length;
        for (int i = 0; i < ours.length; i++) {
            int d = Math.abs(ours[i] - official[i]);
            differing += d > 0 ? 1 : 0;
            greatest = Math.max(greatest, d);
        }
    }

    /** One value in 10,000 may differ, by 1. */
    void check() {
        assertAll(
                what,
                () -> assertThat(total).as("values compared").isGreaterThanOrEqualTo(ONE_IN),
                () -> assertThat(differing)
                        .as("values of %d that differ%s", total, worst)
                        .isLessThanOrEqualTo(total / ONE_IN),
                () -> assertThat(greatest).as("greatest difference").isLessThanOrEqualTo(1));
    }
}
