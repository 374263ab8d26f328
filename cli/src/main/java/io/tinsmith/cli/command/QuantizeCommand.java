package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.cli.page.QuantizeSummary;
import io.tinsmith.cli.quantize.ModelQuantizer;
import io.tinsmith.cli.report.QuantizeReport;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Quantization;
import io.tinsmith.training.Samples;
import io.tinsmith.training.quantize.CalibrationMethod;
import io.tinsmith.training.quantize.PostTrainingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            "Makes an int8 .tflite model of a float32 one from anywhere, calibrated with samples of its input.",
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

    @Parameters(paramLabel = "MODEL", description = "A float32 .tflite model, or one whose weights alone are int8.")
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
            description = "int8, the only one so far.",
            defaultValue = "int8")
    private String inputType = "int8";

    @Option(
            names = "--output-type",
            paramLabel = "TYPE",
            description = "int8, the only one so far.",
            defaultValue = "int8")
    private String outputType = "int8";

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = STANDARD_OUTPUT,
            paramLabel = "FILE",
            description = "Write the report as JSON, without FILE to standard output in place of the tables.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        requireInt8("--input-type", inputType);
        requireInt8("--output-type", outputType);
        requireEnding("--out", out, ".tflite");
        Optional<Path> data = Optional.ofNullable(json);
        boolean piped = data.isPresent() && data.get().toString().equals(STANDARD_OUTPUT);
        data.filter(path -> !piped).ifPresent(path -> requireEnding("--json", path, ".json"));
        PostTrainingOptions options = options();
        Graph trained = Models.floatTflite(file);
        if (Files.exists(out) && Files.isSameFile(out, file)) {
            throw new CommandException("The --out (" + out + ") is the model itself.\nMaybe give another name.");
        }
        Samples inputs = samples.read(trained.input().shape());
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
        console().line("Wrote " + out + "; what it takes on a board: tinsmith analyze " + out);
        return ExitCodes.OK;
    }

    private PostTrainingOptions options() {
        return new PostTrainingOptions(
                calibration,
                percentile,
                !perTensor,
                equalize,
                biasCorrection,
                Optional.ofNullable(inputQuantization).map(n -> quantization(n.values())));
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

    private void requireInt8(String option, String type) {
        if (!type.toLowerCase(Locale.ROOT).equals("int8")) {
            throw new ParameterException(
                    spec().commandLine(),
                    "The " + option + " (" + type
                            + ") is not supported: all tensors are int8, and no layer is kept in float32"
                            + " or int16.\nMaybe leave it out, and convert at the edges with the scale and zero point shown.");
        }
    }
}
