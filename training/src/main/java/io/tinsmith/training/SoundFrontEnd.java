package io.tinsmith.training;

import java.util.Map;
import java.util.function.Function;

/** From a recording to the uint8 image that a network takes, {@code [frames, columns]}; rows are time. */
public sealed interface SoundFrontEnd permits SpectrogramFrontEnd, CepstralFrontEnd {
    /** Rows of the image. */
    int frames();

    /** Columns of the image. */
    int columns();

    /** Computes real values {@code [frames, columns]} of 16-bit samples, on any thread. */
    Function<short[], float[]> analysis();

    /** The image {@code [frames, columns]} of real values. */
    byte[] quantize(float[] values);

    /** Everything by name, for the provenance of a result. */
    Map<String, String> parameters();
}
