package io.tinsmith.benchmarks;

import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.training.SampleScale;
import io.tinsmith.training.Samples;
import io.tinsmith.training.quantize.CalibrationMethod;
import io.tinsmith.training.quantize.PostTrainingOptions;
import io.tinsmith.training.quantize.PostTrainingQuantization;
import io.tinsmith.training.quantize.Snr;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What int8 loses by each way to quantize, beside int8 models that others made of the same float ones. */
@Command(
        name = "quantizer",
        description =
                "Quantizes each NAME_float32.tflite in every way and compares its output with that of NAME_int8.tflite: "
                        + "signal-to-noise ratios against float, on random inputs over the range of the int8 model's input.",
        mixinStandardHelpOptions = true)
final class QuantizerTable implements Runnable {
    private static final String FLOAT = "_float32.tflite";
    private static final String INT8 = "_int8.tflite";

    @Parameters(paramLabel = "DIRECTORY", description = "Holds NAME_float32.tflite and NAME_int8.tflite.")
    private Path directory = Path.of("");

    @Option(names = "--calibrate", paramLabel = "N", description = "Inputs to calibrate with.", defaultValue = "256")
    private int calibrate;

    @Option(names = "--test", paramLabel = "N", description = "Other inputs to compare on.", defaultValue = "200")
    private int test;

    @Option(names = "--seed", paramLabel = "N", description = "Of the inputs.", defaultValue = "1")
    private long seed;

    private final Console console = Console.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    @Override
    public void run() {
        TextTable table = new TextTable(
                "model", "calibration", "#plain, dB", "#biases corrected", "#equalized", "#both", "#int8 file");
        for (Path file : models()) {
            String name = file.getFileName().toString().replace(FLOAT, "");
            Path other = file.resolveSibling(name + INT8);
            if (Files.exists(other)) {
                compare(name, read(file, true), read(other, false), table);
            }
        }
        console.lines(table.lines());
    }

    private void compare(String name, Graph trained, Graph theirs, TextTable table) {
        Quantization q = theirs.input().requireQuantization();
        SampleScale range = new SampleScale(
                q.scale() * (-128.0 - q.zeroPoint()), q.scale() * (127.0 - q.zeroPoint()), List.of(0.0), List.of(1.0));
        List<float[]> samples = Samples.random(Samples.UNIFORM, trained.input().shape(), calibrate, range, seed)
                .inputs();
        // Another seed: what is compared was not calibrated with.
        List<float[]> others = Samples.random(Samples.UNIFORM, trained.input().shape(), test, range, seed + 1)
                .inputs();
        String file = text(Snr.ofOutputs(trained, theirs, others));
        for (CalibrationMethod method : CalibrationMethod.values()) {
            PostTrainingOptions options = PostTrainingOptions.standard().with(method);
            table.row(
                    name,
                    method.name().toLowerCase(Locale.ROOT),
                    snr(trained, samples, others, options.with(false, false)),
                    snr(trained, samples, others, options.with(false, true)),
                    snr(trained, samples, others, options.with(true, false)),
                    snr(trained, samples, others, options.with(true, true)),
                    file);
        }
    }

    private static String snr(Graph trained, List<float[]> samples, List<float[]> others, PostTrainingOptions options) {
        Graph ours = PostTrainingQuantization.run(trained, samples, options).quantized();
        return text(Snr.ofOutputs(trained, ours, others));
    }

    private static String text(double decibels) {
        return String.format(Locale.ROOT, "%.1f", decibels);
    }

    private List<Path> models() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(FLOAT))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The directory (" + directory + ") cannot be read.\nMaybe check its path.", e);
        }
    }

    private static Graph read(Path file, boolean asFloat) {
        try {
            return asFloat ? TfliteReader.readFloat(file) : TfliteReader.read(file, Rounding.DOUBLE);
        } catch (IOException e) {
            throw new UncheckedIOException("The file (" + file + ") cannot be read.\nMaybe check its rights.", e);
        }
    }
}
