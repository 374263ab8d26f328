package io.tinsmith.cli.command;

import io.tinsmith.cli.report.ScheduleNames;
import io.tinsmith.memory.Fusion;
import io.tinsmith.targets.ByteSize;
import io.tinsmith.targets.Durations;
import io.tinsmith.training.SoundFeatures;
import java.time.Duration;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Texts of the command line as values; what is not understood is wrong usage. */
final class Conversions {
    private Conversions() {}

    static TypeConversionException failed(IllegalArgumentException cause) {
        TypeConversionException e = new TypeConversionException(String.valueOf(cause.getMessage()));
        e.initCause(cause);
        return e;
    }

    /** {@code 100KB}, {@code 256KiB}. */
    static final class Bytes implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return ByteSize.parse(text);
            } catch (IllegalArgumentException e) {
                throw failed(e);
            }
        }
    }

    /** {@code layer}, {@code inplace}, {@code fused}. */
    static final class Schedule implements ITypeConverter<Fusion> {
        @Override
        public Fusion convert(String text) {
            try {
                return ScheduleNames.parse(text);
            } catch (IllegalArgumentException e) {
                throw failed(e);
            }
        }
    }

    /** {@code log-mel}, {@code mfcc}. */
    static final class Features implements ITypeConverter<SoundFeatures> {
        @Override
        public SoundFeatures convert(String text) {
            for (SoundFeatures features : SoundFeatures.values()) {
                if (features.toString().equals(text)) {
                    return features;
                }
            }
            throw new TypeConversionException("The features (" + text + ") are none of "
                    + Arrays.toString(SoundFeatures.values()) + ".\nMaybe use log-mel.");
        }
    }

    /** A factor from 1, such as {@code 1.3}. */
    static final class Factor implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                double factor = Double.parseDouble(text);
                if (factor >= 1 && factor < Double.POSITIVE_INFINITY) {
                    return factor;
                }
            } catch (NumberFormatException e) {
                throw failed(notAFactor(text));
            }
            throw failed(notAFactor(text));
        }

        private static IllegalArgumentException notAFactor(String text) {
            return new IllegalArgumentException(
                    "The factor (" + text + ") is not a number from 1.\nMaybe write 1.3 for 30 % more.");
        }
    }

    /** {@code 50ms}, {@code 6m}. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration time = Durations.parse(text);
                if (time.isZero()) {
                    throw new IllegalArgumentException("The time (" + text + ") is zero.\nMaybe write 6m.");
                }
                return time;
            } catch (IllegalArgumentException e) {
                throw failed(e);
            }
        }
    }
}
