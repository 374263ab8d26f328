package io.tinsmith.memory;

/**
 * What a program needs beside its network.
 *
 * @param staticsBytes initialised and zeroed variables outside the arena
 * @param stackBytes reserve for the stack
 * @param codeBytes flash of instructions, start-up and tables
 */
public record RuntimeFootprint(long staticsBytes, long stackBytes, long codeBytes) {
    public RuntimeFootprint {
        if (staticsBytes < 0 || stackBytes < 0 || codeBytes < 0) {
            throw new IllegalArgumentException("A runtime footprint of staticsBytes (" + staticsBytes
                    + "), stackBytes (" + stackBytes + "), codeBytes (" + codeBytes + ") has a negative part.");
        }
    }

    /** An estimate for the benchmark firmware, used until a linker map gives the numbers. */
    public static RuntimeFootprint defaults() {
        return new RuntimeFootprint(1_536, 2_048, 24 * 1024);
    }
}
