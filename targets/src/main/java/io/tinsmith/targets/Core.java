package io.tinsmith.targets;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The Cortex-M cores Tinsmith builds for, by Arm's and gcc's names ({@code -mcpu}). */
public enum Core {
    CORTEX_M0("cortex-m0"),
    CORTEX_M0PLUS("cortex-m0plus"),
    CORTEX_M3("cortex-m3"),
    CORTEX_M4("cortex-m4"),
    CORTEX_M7("cortex-m7"),
    CORTEX_M33("cortex-m33"),
    CORTEX_M55("cortex-m55");

    private final String gccName;

    Core(String gccName) {
        this.gccName = gccName;
    }

    /** The name that gcc's {@code -mcpu} takes, such as {@code cortex-m4}. */
    public String gccName() {
        return gccName;
    }

    /**
     * The core of a gcc name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Core byGccName(String name) {
        for (Core core : values()) {
            if (core.gccName.equals(name)) {
                return core;
            }
        }
        throw new IllegalArgumentException("The core (" + name + ") is unknown.\nMaybe one of "
                + Arrays.stream(values()).map(Core::gccName).collect(Collectors.joining(", ")) + ".");
    }

    /** Whether a core of this kind may have the DSP extension: never on Armv6-M and Armv7-M, always on M4, M7, M55. */
    boolean allowsDsp(boolean dsp) {
        return switch (this) {
            case CORTEX_M0, CORTEX_M0PLUS, CORTEX_M3 -> !dsp;
            case CORTEX_M4, CORTEX_M7, CORTEX_M55 -> dsp;
            case CORTEX_M33 -> true;
        };
    }
}
