package io.tinsmith.cli.quantize;

import io.tinsmith.cli.design.Hashes;
import io.tinsmith.cli.report.EdgeNames;
import io.tinsmith.cli.report.QuantizeReport;
import io.tinsmith.codegen.tflite.TfliteModel;
import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Tensor;
import io.tinsmith.training.Samples;
import io.tinsmith.training.quantize.Outputs;
import io.tinsmith.training.quantize.PostTrainingOptions;
import io.tinsmith.training.quantize.PostTrainingQuantization;
import io.tinsmith.training.quantize.Snr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Quantizes a model and tells what it cost. */
public final class ModelQuantizer {
    /** The ratios of so many samples are told: both interpreters are slow on large models. */
    private static final int MOST_CHECKED = 100;

    private ModelQuantizer() {}

    /**
     * The result.
     *
     * @param model the int8 {@code .tflite}
     */
    public record Result(byte[] model, QuantizeReport report) {}

    /**
     * Quantizes.
     *
     * @param name of the model, for the report
     * @param floatModel the bytes of its file
     * @param trained what they hold
     * @param random whether the samples are none of the model's own kind
     */
    public static Result run(
            String name,
            byte[] floatModel,
            Graph trained,
            Samples samples,
            boolean random,
            PostTrainingOptions options) {
        PostTrainingQuantization.Result made = PostTrainingQuantization.run(trained, samples.inputs(), options);
        MixedGraph mixed = made.mixed();
        boolean whole = mixed.isInt8();
        TfliteModel model = TfliteReader.readFloatModel(floatModel).withGraph(mixed.quantized());
        byte[] bytes = whole ? TfliteWriter.write(model) : TfliteWriter.write(mixed, model.notes());
        // The file is what is delivered, so the file is what is judged, where it can be read.
        Outputs written = whole ? Outputs.ofInt8(TfliteReader.read(bytes, Rounding.DOUBLE)) : Outputs.of(mixed);
        List<float[]> checked = samples.inputs()
                .subList(0, Math.min(MOST_CHECKED, samples.inputs().size()));
        Map<Integer, Double> snr = Snr.ofTensors(mixed, checked);
        Graph graph = made.quantized();
        List<QuantizeReport.Layer> layers = new ArrayList<>();
        for (int i = 0; i < graph.ops().size(); i++) {
            Op op = graph.ops().get(i);
            layers.add(new QuantizeReport.Layer(
                    i,
                    kind(op),
                    mixed.isFloat(i) ? "float32" : mixed.isWide(i) ? "int16x8" : "int8",
                    quantized(graph, op.output(), snr)));
        }
        List<QuantizeReport.Quantized> inputs =
                graph.inputs().stream().map(t -> quantized(graph, t, snr)).toList();
        QuantizeReport report = new QuantizeReport(
                QuantizeReport.SCHEMA_VERSION,
                name,
                Hashes.sha256(floatModel),
                samples.source(),
                random,
                samples.inputs().size(),
                checked.size(),
                options.calibration().name().toLowerCase(Locale.ROOT),
                options.perChannel(),
                options.equalize(),
                options.correctBiases(),
                EdgeNames.of(options.notInt8().inputEdge()),
                EdgeNames.of(options.notInt8().outputEdge()),
                inputs.get(0),
                inputs,
                trained.ops().size(),
                layers,
                finite(Snr.ofOutputs(trained, written, checked)),
                endsInClasses(trained) ? Snr.sameGreatest(trained, written, checked) : null,
                floatModel.length,
                bytes.length);
        return new Result(bytes, report);
    }

    private static QuantizeReport.Quantized quantized(Graph graph, int tensor, Map<Integer, Double> snr) {
        Tensor t = graph.tensor(tensor);
        Quantization q = t.requireQuantization();
        return new QuantizeReport.Quantized(
                t.name(), t.shape().toString(), q.scale(), q.zeroPoint(), finite(snr.getOrDefault(tensor, Double.NaN)));
    }

    private static @Nullable Double finite(double decibels) {
        return Double.isFinite(decibels) ? decibels : null;
    }

    private static String kind(Op op) {
        return op instanceof Op.Unary unary
                ? unary.function().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : op.getClass().getSimpleName();
    }

    private static boolean endsInClasses(Graph graph) {
        return graph.outputs().size() == 1
                && graph.ops().stream()
                        .anyMatch(op -> op instanceof Op.Softmax
                                && op.output() == graph.outputs().get(0));
    }
}
