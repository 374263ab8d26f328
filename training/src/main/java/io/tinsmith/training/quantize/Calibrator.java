package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.JoinedValues;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.TensorData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the range of every activation of a float graph over sample inputs. */
public final class Calibrator {
    private Calibrator() {}

    /**
     * Least and greatest value of each activation, by tensor index.
     *
     * @param samples each of the values of all inputs in order, at least one
     * @throws IllegalArgumentException if there are no samples, or values are not finite
     */
    public static Map<Integer, Range> minMax(Graph graph, List<float[]> samples) {
        return ranges(graph, samples, CalibrationMethod.MINMAX, 100);
    }

    /**
     * The range of each activation, the graph's inputs among them, by tensor index. The order of the samples does not
     * matter but for the rounding of averages.
     *
     * @param samples each of the values of all inputs in order, at least one
     * @param percentile for {@link CalibrationMethod#PERCENTILE}: of the values below the upper end of the range; as many
     *     are cut off at the lower end; above 50 and at most 100
     * @throws IllegalArgumentException if there are no samples, or values are not finite
     */
    public static Map<Integer, Range> ranges(
            Graph graph, List<float[]> samples, CalibrationMethod method, double percentile) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("There are no samples to calibrate with.\nMaybe the data set is empty.");
        }
        Interpreter interpreter = Interpreters.float32(graph);
        List<Map<Integer, Range>> each = IntStream.range(0, samples.size())
                .parallel()
                .mapToObj(i -> ranges(graph, i, run(graph, interpreter, samples.get(i))))
                .toList();
        Map<Integer, Range> all = each.stream().reduce(Map.of(), Calibrator::union);
        return switch (method) {
            case MINMAX -> all;
            case AVERAGE -> average(each);
            case PERCENTILE -> replaced(all, histograms(graph, interpreter, samples, all), h -> h.within(percentile));
            case MSE -> replaced(all, histograms(graph, interpreter, samples, all), Histogram::leastError);
        };
    }

    private static Map<Integer, TensorData> run(Graph graph, Interpreter interpreter, float[] sample) {
        return interpreter.runAll(JoinedValues.inputs(graph, new TensorData.Float32(sample)));
    }

    private static Map<Integer, Range> ranges(Graph graph, int sample, Map<Integer, TensorData> values) {
        Map<Integer, Range> ranges = new HashMap<>();
        Stream<Integer> inOrder =
                Stream.concat(graph.inputs().stream(), graph.ops().stream().map(Op::output));
        inOrder.forEach(tensor -> {
            float min = Float.POSITIVE_INFINITY;
            float max = Float.NEGATIVE_INFINITY;
            for (float v : floats(values, tensor)) {
                if (!Float.isFinite(v)) {
                    throw new IllegalArgumentException(
                            "The tensor (" + graph.tensor(tensor).name()
                                    + ") takes the value " + v + " on sample " + sample
                                    + ".\nMaybe the sample is damaged, or not scaled as the network expects; or the training"
                                    + " diverged.");
                }
                min = Math.min(min, v);
                max = Math.max(max, v);
            }
            ranges.put(tensor, new Range(min, max));
        });
        return ranges;
    }

    private static Map<Integer, Range> union(Map<Integer, Range> a, Map<Integer, Range> b) {
        Map<Integer, Range> both = new HashMap<>(a);
        b.forEach((tensor, range) -> both.merge(tensor, range, Range::union));
        return both;
    }

    private static Map<Integer, Range> average(List<Map<Integer, Range>> each) {
        Map<Integer, Range> averages = new HashMap<>();
        for (int tensor : each.get(0).keySet()) {
            double min = 0;
            double max = 0;
            for (Map<Integer, Range> ranges : each) {
                Range range = Objects.requireNonNull(ranges.get(tensor));
                min += range.min();
                max += range.max();
            }
            averages.put(tensor, new Range((float) (min / each.size()), (float) (max / each.size())));
        }
        return averages;
    }

    private static Map<Integer, Histogram> histograms(
            Graph graph, Interpreter interpreter, List<float[]> samples, Map<Integer, Range> ranges) {
        Map<Integer, Histogram> histograms = new HashMap<>();
        ranges.forEach((tensor, range) -> histograms.put(tensor, new Histogram(range)));
        samples.parallelStream().forEach(sample -> {
            Map<Integer, TensorData> values = run(graph, interpreter, sample);
            histograms.forEach((tensor, histogram) -> histogram.add(floats(values, tensor)));
        });
        return histograms;
    }

    private static float[] floats(Map<Integer, TensorData> values, int tensor) {
        return ((TensorData.Float32) Objects.requireNonNull(values.get(tensor))).values();
    }

    private static Map<Integer, Range> replaced(
            Map<Integer, Range> ranges, Map<Integer, Histogram> histograms, Function<Histogram, Range> choose) {
        Map<Integer, Range> chosen = new HashMap<>();
        // Of one value alone there is nothing to choose.
        histograms.forEach((tensor, histogram) -> chosen.put(tensor, choose.apply(histogram)));
        ranges.forEach((tensor, range) -> {
            if (range.min() == range.max()) {
                chosen.put(tensor, range);
            }
        });
        return chosen;
    }
}
