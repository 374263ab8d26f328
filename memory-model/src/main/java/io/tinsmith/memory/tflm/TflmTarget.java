package io.tinsmith.memory.tflm;

import java.util.Locale;

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
        MVE
    }

    public boolean cmsisNn() {
        return kernels == Kernels.CMSIS_NN;
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
