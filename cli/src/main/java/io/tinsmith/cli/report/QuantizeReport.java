package io.tinsmith.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a float model became int8. Signal-to-noise ratios are in decibels, of int8 against float on the samples; null where
 * there are no errors at all, or no signal.
 *
 * @param schemaVersion of the JSON; raised whenever a reader of the one before would misread it
 * @param model that was read
 * @param samples what it was calibrated with
 * @param randomSamples whether they are none of the model's own kind
 * @param checkedSamples how many the ratios are of
 * @param inputType of the written model, as {@code int8}
 * @param input the first
 * @param floatOps ops before folding
 * @param layers ops of the int8 model
 * @param outputSnrDecibels of all outputs, as the written file computes them, against the model that was read
 * @param sameClass share of the checked samples with the same greatest output; null where outputs are no classes
 * @param floatBytes of the file that was read
 * @param int8Bytes of the file that was written
 */
public record QuantizeReport(
        int schemaVersion,
        String model,
        String sha256,
        String samples,
        boolean randomSamples,
        int sampleCount,
        int checkedSamples,
        String calibration,
        boolean perChannel,
        boolean equalized,
        boolean biasesCorrected,
        String inputType,
        String outputType,
        Quantized input,
        List<Quantized> inputs,
        int floatOps,
        List<Layer> layers,
        @Nullable Double outputSnrDecibels,
        @Nullable Double sameClass,
        long floatBytes,
        long int8Bytes) {
    public static final int SCHEMA_VERSION = 1;

    public QuantizeReport {
        inputs = List.copyOf(inputs);
        layers = List.copyOf(layers);
    }

    /** An activation: {@code real = scale * (q - zeroPoint)}. */
    public record Quantized(
            String name,
            String shape,
            float scale,
            int zeroPoint,
            @Nullable Double snrDecibels) {}

    /**
     * An op and its output.
     *
     * @param type that it computes in: {@code int8}, or {@code float32} or {@code int16x8} where that was asked for
     */
    public record Layer(int index, String op, String type, Quantized output) {}
}
