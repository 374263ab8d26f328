package io.tinsmith.memory.tflm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kernels that TFLM is built with, and what of the core they use.
 *
 * @param kernels the kernels
 * @param extension of the core; of no effect on the reference kernels
 */
public record TflmTarget(Kernels kernels, Extension extension) {
    /** The sets of kernels. */
    public enum Kernels {
        REFERENCE,
        /** Built for speed, as TFLM's makefile does unless told otherwise. */
        CMSIS_NN
    }

    /** What CMSIS-NN makes use of. */
    public enum Extension {
        /** Cortex-M0, M0+, M3. */
        NONE,
        /** Cortex-M4, M7, M33 with DSP. */
        DSP,
        /** Cortex-M55 and others with Helium. */
        MVE;

        private static final Set<String> WITHOUT =
                Set.of("cortex-m0", "cortex-m0plus", "cortex-m1", "cortex-m3", "cortex-m23");
        private static final Set<String> WITH_DSP = Set.of("cortex-m4", "cortex-m7", "cortex-m33", "cortex-m35p");
        private static final Set<String> WITH_MVE = Set.of("cortex-m52", "cortex-m55", "cortex-m85");

        /**
         * What a core has, where all its options are there.
         *
         * @param core as gcc's {@code -mcpu} names it
         */
        public static Extension ofCore(String core) {
            if (WITH_MVE.contains(core)) {
                return MVE;
            }
            if (WITH_DSP.contains(core)) {
                return DSP;
            }
            if (WITHOUT.contains(core)) {
                return NONE;
            }
            throw new IllegalArgumentException("The core (" + core + ") is unknown.\nMaybe one of "
                    + Stream.of(WITHOUT, WITH_DSP, WITH_MVE)
                            .flatMap(Set::stream)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + "; or name a board.");
        }
    }

    public boolean cmsisNn() {
        return kernels == Kernels.CMSIS_NN;
    }

    /** All that differ: the reference kernels, and CMSIS-NN on each kind of core. */
    public static List<TflmTarget> all() {
        List<TflmTarget> all = new ArrayList<>();
        all.add(new TflmTarget(Kernels.REFERENCE, Extension.DSP));
        for (Extension extension : Extension.values()) {
            all.add(new TflmTarget(Kernels.CMSIS_NN, extension));
        }
        return List.copyOf(all);
    }

    /** For people. */
    public String text() {
        if (!cmsisNn()) {
            return "reference kernels";
        }
        return switch (extension) {
            case NONE -> "CMSIS-NN on a core without DSP (Cortex-M0, M0+, M3)";
            case DSP -> "CMSIS-NN on a core with DSP (Cortex-M4, M7, M33)";
            case MVE -> "CMSIS-NN on a core with MVE (Cortex-M55, M85)";
        };
    }

    /** Whether CMSIS-NN has vectors. */
    public boolean mve() {
        return extension == Extension.MVE;
    }

    /** Whether CMSIS-NN uses the DSP extension: with vectors it does not. */
    public boolean dsp() {
        return extension == Extension.DSP;
    }

    /** As reports show it. */
    public String describe() {
        return cmsisNn() ? "CMSIS-NN, " + extension.name().toLowerCase(Locale.ROOT) : "reference";
    }
}
