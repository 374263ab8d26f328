package io.tinsmith.training.quantize;

import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Quantization;
import java.util.Optional;
import java.util.Set;

/**
 * How a float graph is quantized.
 *
 * @param percentile for {@link CalibrationMethod#PERCENTILE}: of the values below the upper end of the range, above 50 and
 *     at most 100; as many are cut off at the lower end
 * @param perChannel whether convolutions have a scale for each output channel, not one for all; dense layers always have one
 * @param equalize whether the ranges of channels are equalized across layers first ({@link Equalization})
 * @param correctBiases whether biases make up for the mean error of each channel ({@link BiasCorrection})
 * @param input quantization of the only input, where what the sensor delivers fixes it; else it is calibrated
 * @param notInt8 what is of another type
 */
public record PostTrainingOptions(
        CalibrationMethod calibration,
        double percentile,
        boolean perChannel,
        boolean equalize,
        boolean correctBiases,
        Optional<Quantization> input,
        NotInt8 notInt8) {
    /** Percentile that is taken where none is asked for. */
    public static final double USUAL_PERCENTILE = 99.99;

    /**
     * What is of another type than int8.
     *
     * @param inputEdge what the file takes at each input
     * @param outputEdge what the file gives at each output
     * @param keptFloat layers that stay in float32
     * @param int16 layers that get 16-bit activations, with int8 weights
     */
    public record NotInt8(EdgeType inputEdge, EdgeType outputEdge, Set<KeptLayer> keptFloat, Set<KeptLayer> int16) {
        /** All int8. */
        public static final NotInt8 NOTHING = new NotInt8(EdgeType.INSIDE, EdgeType.INSIDE, Set.of(), Set.of());

        public NotInt8 {
            keptFloat = Set.copyOf(keptFloat);
            int16 = Set.copyOf(int16);
        }
    }

    public PostTrainingOptions {
        if (!(percentile > 50 && percentile <= 100)) {
            throw new IllegalArgumentException(
                    "The percentile (" + percentile + ") is not above 50 and at most 100.\nMaybe try 99.99.");
        }
    }

    /** All int8. */
    public PostTrainingOptions(
            CalibrationMethod calibration,
            double percentile,
            boolean perChannel,
            boolean equalize,
            boolean correctBiases,
            Optional<Quantization> input) {
        this(calibration, percentile, perChannel, equalize, correctBiases, input, NotInt8.NOTHING);
    }

    /** Least error, a scale a channel, biases corrected. */
    public static PostTrainingOptions standard() {
        return new PostTrainingOptions(CalibrationMethod.MSE, USUAL_PERCENTILE, true, false, true, Optional.empty());
    }

    public PostTrainingOptions with(CalibrationMethod method) {
        return new PostTrainingOptions(method, percentile, perChannel, equalize, correctBiases, input, notInt8);
    }

    public PostTrainingOptions with(boolean equalizes, boolean correctsBiases) {
        return new PostTrainingOptions(calibration, percentile, perChannel, equalizes, correctsBiases, input, notInt8);
    }

    public PostTrainingOptions with(NotInt8 other) {
        return new PostTrainingOptions(calibration, percentile, perChannel, equalize, correctBiases, input, other);
    }
}
