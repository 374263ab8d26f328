package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.cli.page.QuantizeSummary;
import io.tinsmith.cli.quantize.ModelQuantizer;
import io.tinsmith.cli.report.EdgeNames;
import io.tinsmith.cli.report.QuantizeReport;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Quantization;
import io.tinsmith.training.Samples;
import io.tinsmith.training.quantize.CalibrationMethod;
import io.tinsmith.training.quantize.KeptLayer;
import io.tinsmith.training.quantize.PostTrainingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** From a float model to an int8 one. */
@Command(
        name = "quantize",
        description = {
            "Makes an int8 .tflite model of a float32 one from anywhere, calibrated with samples of its inputs.",
            "Batch norms and activations are folded into the layers; shows what each layer loses."
        },
        footer = {
            "",
            "Examples:",
            "  tinsmith quantize model.tflite --samples x_train.npy -o model_int8.tflite",
            "  tinsmith quantize model.tflite --samples pictures/ --input-range -1,1 -o model_int8.tflite"
        })
public final class QuantizeCommand extends TinsmithSubcommand {
    private static final String STANDARD_OUTPUT = "-";

    @Parameters(
            paramLabel = "MODEL",
            description = "A float32 .tflite model, or one whose weights alone are float16 or int8.")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "The .tflite to write.")
    private Path out = Path.of("");

    @Mixin
    private SamplesOption samples = new SamplesOption();

    @Option(
            names = "--calibration",
            paramLabel = "KIND",
            description =
                    "Range of an activation: minmax of all samples, average of each sample's, percentile, or mse, the "
                            + "least mean squared error. Default: ${DEFAULT-VALUE}",
            defaultValue = "mse")
    private CalibrationMethod calibration = CalibrationMethod.MSE;

    @Option(
            names = "--percentile",
            paramLabel = "P",
            description =
                    "For --calibration percentile: so many percent of the values lie below the upper end of a range, and as "
                            + "many above its lower end. Default: ${DEFAULT-VALUE}",
            defaultValue = "" + PostTrainingOptions.USUAL_PERCENTILE)
    private double percentile;

    @Option(
            names = "--per-tensor",
            description =
                    "One scale for all weights of a convolution, not one a channel; dense layers always have one.")
    private boolean perTensor;

    @Option(names = "--equalize", description = "Equalize the ranges of channels across layers first.")
    private boolean equalize;

    @Option(
            names = "--no-bias-correction",
            negatable = true,
            description = "Whether biases make up for each channel's mean error. Default: they do",
            defaultValue = "true",
            fallbackValue = "true")
    private boolean biasCorrection = true;

    @Option(
            names = "--input-quantization",
            paramLabel = "SCALE,ZERO",
            description =
                    "Scale and zero point of the input, where the sensor fixes them: 0.00392157,-128 for pixels as 0 "
                            + "to 1. Default: calibrated",
            converter = SamplesOption.ToNumbers.class)
    private SamplesOption.@Nullable Numbers inputQuantization;

    @Option(
            names = "--input-type",
            paramLabel = "TYPE",
            description = "What the file takes: int8, uint8 or float32, which it quantizes itself. Default: int8",
            defaultValue = "int8")
    private String inputType = "int8";

    @Option(
            names = "--output-type",
            paramLabel = "TYPE",
            description = "What the file gives, likewise. Default: int8",
            defaultValue = "int8")
    private String outputType = "int8";

    @Option(
            names = "--keep-float",
            split = ",",
            paramLabel = "first|last",
            description =
                    "Keep the first layer, the last one or both in float32 (first,last). TFLite and TFLite Micro run such a "
                            + "file; generate refuses it")
    private List<KeptLayer> keepFloat = List.of();

    @Option(
            names = "--int16",
            split = ",",
            paramLabel = "first|last",
            description = "Give the first layer, the last one or both 16-bit activations (int16x8), the same way")
    private List<KeptLayer> int16 = List.of();

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = STANDARD_OUTPUT,
            paramLabel = "FILE",
            description = "Write the report as JSON, without FILE to standard output in place of the tables.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        requireEnding("--out", out, ".tflite");
        Optional<Path> data = Optional.ofNullable(json);
        boolean piped = data.isPresent() && data.get().toString().equals(STANDARD_OUTPUT);
        data.filter(path -> !piped).ifPresent(path -> requireEnding("--json", path, ".json"));
        PostTrainingOptions options = options();
        Graph trained = Models.floatTflite(file);
        if (Files.exists(out) && Files.isSameFile(out, file)) {
            throw new CommandException("The --out (" + out + ") is the model itself.\nMaybe give another name.");
        }
        Samples inputs = samples.read(
                trained.inputs().stream().map(t -> trained.tensor(t).shape()).toList());
        ModelQuantizer.Result result = ModelQuantizer.run(
                String.valueOf(file.getFileName()),
                Files.readAllBytes(file),
                trained,
                inputs,
                samples.isRandom(),
                options);
        StageStore.write(out, result.model());
        QuantizeReport report = result.report();
        if (piped) {
            console().line(ReportJson.write(report).stripTrailing());
            return ExitCodes.OK;
        }
        if (data.isPresent()) {
            StageStore.write(data.get(), ReportJson.write(report).getBytes(StandardCharsets.UTF_8));
        }
        console().lines(QuantizeSummary.lines(report));
        String more =
                keepFloat.isEmpty() && int16.isEmpty() ? "; what it takes on a board: tinsmith analyze " + out : "";
        console().line("Wrote " + out + more);
        return ExitCodes.OK;
    }

    private PostTrainingOptions options() {
        return new PostTrainingOptions(
                calibration,
                percentile,
                !perTensor,
                equalize,
                biasCorrection,
                Optional.ofNullable(inputQuantization).map(n -> quantization(n.values())),
                new PostTrainingOptions.NotInt8(
                        edge("--input-type", inputType),
                        edge("--output-type", outputType),
                        Set.copyOf(keepFloat),
                        Set.copyOf(int16)));
    }

    private static Quantization quantization(List<Double> numbers) {
        double zeroPoint = numbers.size() == 2 ? numbers.get(1) : Double.NaN;
        if (zeroPoint != Math.rint(zeroPoint) || zeroPoint < -128 || zeroPoint > 127) {
            throw new IllegalArgumentException(
                    "The --input-quantization is not a scale and a whole zero point from -128 to"
                            + " 127.\nMaybe write 0.00392157,-128 for pixels as 0 to 1.");
        }
        return Quantization.perTensor(numbers.get(0).floatValue(), (int) zeroPoint);
    }

    private EdgeType edge(String option, String type) {
        return Arrays.stream(EdgeType.values())
                .filter(edge -> EdgeNames.of(edge).equals(type.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec().commandLine(),
                        "The " + option + " (" + type + ") is none of int8, uint8 and float32.\nMaybe leave it out:"
                                + " int8 is what boards deal with best."));
    }
}
