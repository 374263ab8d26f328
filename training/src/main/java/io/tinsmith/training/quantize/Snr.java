package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.TensorData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
     * Of each activation of an int8 graph against the same tensor of a float one.
     *
     * @param trained float
     * @param quantized the same ops and tensors in int8
     * @param samples inputs of the only input, at least one
     * @return by tensor index
     */
    public static Map<Integer, Double> ofTensors(Graph trained, Graph quantized, List<float[]> samples) {
        Interpreter reals = Interpreters.float32(trained);
        Interpreter bytes = Interpreters.int8(quantized);
        Map<Integer, Sums> sums = new HashMap<>();
        for (float[] sample : samples) {
            Map<Integer, TensorData> expected =
                    reals.runAll(Map.of(trained.inputs().get(0), new TensorData.Float32(sample)));
            bytes.runAll(input(quantized, sample)).forEach((tensor, got) -> {
                if (expected.get(tensor) instanceof TensorData.Float32 wanted) {
                    Quantization q = quantized.tensor(tensor).requireQuantization();
                    sums.computeIfAbsent(tensor, t -> new Sums()).add(wanted.values(), Reals.of(got.int8(), q));
                }
            });
        }
        Map<Integer, Double> decibels = new HashMap<>();
        sums.forEach((tensor, s) -> decibels.put(tensor, s.decibels()));
        return decibels;
    }

    /**
     * Of the outputs of an int8 graph against those of any float graph of the same inputs and outputs; all outputs together.
     *
     * @param samples inputs of the only input, at least one
     */
    public static double ofOutputs(Graph trained, Graph quantized, List<float[]> samples) {
        Interpreter reals = Interpreters.float32(trained);
        Interpreter bytes = Interpreters.int8(quantized);
        Sums sums = new Sums();
        for (float[] sample : samples) {
            Map<Integer, TensorData> expected =
                    reals.runAll(Map.of(trained.inputs().get(0), new TensorData.Float32(sample)));
            Map<Integer, TensorData> got = bytes.runAll(input(quantized, sample));
            for (int i = 0; i < trained.outputs().size(); i++) {
                int output = quantized.outputs().get(i);
                Quantization q = quantized.tensor(output).requireQuantization();
                if (expected.get(trained.outputs().get(i)) instanceof TensorData.Float32 wanted
                        && got.get(output) instanceof TensorData.Int8 out) {
                    sums.add(wanted.values(), Reals.of(out.values(), q));
                }
            }
        }
        return sums.decibels();
    }

    /** The share of the samples on which the greatest value of the only output is at the same place. */
    public static double sameGreatest(Graph trained, Graph quantized, List<float[]> samples) {
        Interpreter reals = Interpreters.float32(trained);
        Interpreter bytes = Interpreters.int8(quantized);
        Quantization q = quantized.input().requireQuantization();
        int same = 0;
        for (float[] sample : samples) {
            TensorData wanted = reals.run(new TensorData.Float32(sample));
            byte[] got =
                    bytes.run(new TensorData.Int8(Reals.quantize(sample, q))).int8();
            float[] values = wanted instanceof TensorData.Float32 d ? d.values() : new float[0];
            int greatest = 0;
            int most = 0;
            for (int i = 0; i < values.length; i++) {
                greatest = values[i] > values[greatest] ? i : greatest;
                most = got[i] > got[most] ? i : most;
            }
            // The first of equal bytes may be any of them: one that is as great counts.
            same += got[greatest] == got[most] ? 1 : 0;
        }
        return same / (double) samples.size();
    }

    private static Map<Integer, TensorData> input(Graph quantized, float[] sample) {
        int input = quantized.inputs().get(0);
        Quantization q = quantized.tensor(input).requireQuantization();
        return Map.of(input, new TensorData.Int8(Reals.quantize(sample, q)));
    }
}
