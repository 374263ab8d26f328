package io.tinsmith.targets;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The floating-point units of Cortex-M cores, by gcc's names ({@code -mfpu}). */
public enum Fpu {
    NONE("none"),
    FPV4_SP_D16("fpv4-sp-d16"),
    FPV5_SP_D16("fpv5-sp-d16"),
    FPV5_D16("fpv5-d16");

    private final String gccName;

    Fpu(String gccName) {
        this.gccName = gccName;
    }

    /** The name that gcc's {@code -mfpu} takes, or {@code none}. */
    public String gccName() {
        return gccName;
    }

    /**
     * The FPU of a gcc name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Fpu byGccName(String name) {
        for (Fpu fpu : values()) {
            if (fpu.gccName.equals(name)) {
                return fpu;
            }
        }
        throw new IllegalArgumentException("The fpu (" + name + ") is unknown.\nMaybe one of "
                + Arrays.stream(values()).map(Fpu::gccName).collect(Collectors.joining(", ")) + ".");
    }
}
