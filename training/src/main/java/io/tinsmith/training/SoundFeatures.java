package io.tinsmith.training;

import java.util.Locale;

/** What recordings are made into. */
public enum SoundFeatures {
    /** See {@link SpectrogramFrontEnd}. */
    LOG_MEL,
    /** See {@link CepstralFrontEnd}. */
    MFCC;

    /** As in options, such as {@code log-mel}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
