package io.tinsmith.memory;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which of the runtime's kernels run, as far as their loops differ.
 *
 * @param columnBytes of {@code TNS_COLUMN_BYTES} there
 */
public record Kernels(Kind kind, int columnBytes) {
    /** Of {@code tns_cpu.h} where a model sets none. */
    public static final int COLUMN_BYTES = 1536;

    /** {@code THUMB1} and {@code PLAIN} are for cores without extensions, of Armv6-M and of Armv7-M and later. */
    public enum Kind {
        THUMB1,
        PLAIN,
        DSP,
        MVE
    }

    public static Kernels of(Kind kind) {
        return new Kernels(kind, COLUMN_BYTES);
    }

    /**
     * By name, such as {@code dsp}.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Kernels of(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return of(kind);
            }
        }
        throw new IllegalArgumentException("The kernels (" + name + ") are unknown.\nMaybe one of "
                + Arrays.stream(Kind.values())
                        .map(k -> k.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + ".");
    }

    public Kernels withColumnBytes(int bytes) {
        return new Kernels(kind, bytes);
    }

    public boolean dsp() {
        return kind == Kind.DSP;
    }

    public boolean mve() {
        return kind == Kind.MVE;
    }
}
