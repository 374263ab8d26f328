package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.JoinedValues;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.TensorData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Signal-to-noise ratios in decibels, {@code 10 log10(sum of squares / sum of squared errors)} over all samples and values.
 * Infinite without errors; not a number where the signal is 0 and the errors are not.
 */
public final class Snr {
    private Snr() {}

    /** Sums over the samples. */
    private static final class Sums {
        private double signal;
        private double noise;

        void add(float[] expected, float[] got) {
            for (int i = 0; i < expected.length; i++) {
                double error = (double) got[i] - expected[i];
                signal += (double) expected[i] * expected[i];
                noise += error * error;
            }
        }

        double decibels() {
            return noise == 0 ? Double.POSITIVE_INFINITY : signal == 0 ? Double.NaN : 10 * Math.log10(signal / noise);
        }
    }

    /**
     * Of each activation against the same tensor of the float graph.
     *
     * @param samples each of the values of all inputs, at least one
     * @return by tensor index
     */
    public static Map<Integer, Double> ofTensors(MixedGraph mixed, List<float[]> samples) {
        Interpreter reals = Interpreters.float32(mixed.real());
        MixedInterpreter got = new MixedInterpreter(mixed);
        Map<Integer, Sums> sums = new HashMap<>();
        for (float[] sample : samples) {
            Map<Integer, TensorData> expected =
                    reals.runAll(JoinedValues.inputs(mixed.real(), new TensorData.Float32(sample)));
            got.runAll(sample).forEach((tensor, values) -> {
                if (expected.get(tensor) instanceof TensorData.Float32 wanted) {
                    sums.computeIfAbsent(tensor, t -> new Sums()).add(wanted.values(), values);
                }
            });
        }
        Map<Integer, Double> decibels = new HashMap<>();
        sums.forEach((tensor, s) -> decibels.put(tensor, s.decibels()));
        return decibels;
    }

    /** The same of a graph that is all int8, of the ops and tensors of the float one. */
    public static Map<Integer, Double> ofTensors(Graph trained, Graph quantized, List<float[]> samples) {
        return ofTensors(new MixedGraph(quantized, trained, Set.of()), samples);
    }

    /**
     * Of the outputs of a graph against those of any float graph of the same inputs and outputs; all outputs together.
     *
     * @param got the outputs' values on a sample
     * @param samples each of the values of all inputs, at least one
     */
    public static double ofOutputs(Graph trained, Outputs got, List<float[]> samples) {
        Outputs wanted = Outputs.ofFloat(trained);
        Sums sums = new Sums();
        for (float[] sample : samples) {
            List<float[]> expected = wanted.of(sample);
            List<float[]> values = got.of(sample);
            for (int i = 0; i < expected.size(); i++) {
                sums.add(expected.get(i), values.get(i));
            }
        }
        return sums.decibels();
    }

    /** The same of a graph that is all int8. */
    public static double ofOutputs(Graph trained, Graph quantized, List<float[]> samples) {
        return ofOutputs(trained, Outputs.ofInt8(quantized), samples);
    }

    /** The share of the samples on which the greatest value of the only output is at the same place. */
    public static double sameGreatest(Graph trained, Outputs got, List<float[]> samples) {
        Outputs wanted = Outputs.ofFloat(trained);
        int same = 0;
        for (float[] sample : samples) {
            float[] expected = wanted.of(sample).get(0);
            float[] values = got.of(sample).get(0);
            int greatest = 0;
            int most = 0;
            for (int i = 0; i < expected.length; i++) {
                greatest = expected[i] > expected[greatest] ? i : greatest;
                most = values[i] > values[most] ? i : most;
            }
            // The first of equal values may be any of them: one that is as great counts.
            same += values[greatest] == values[most] ? 1 : 0;
        }
        return same / (double) samples.size();
    }
}
