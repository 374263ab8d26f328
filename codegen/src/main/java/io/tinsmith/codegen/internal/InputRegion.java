package io.tinsmith.codegen.internal;

import io.tinsmith.targets.MemoryRegion;
import java.util.List;

/**
 * Where the benchmark keeps an input that the model takes by rows: beyond the RAM that the program may use.
 *
 * @param origin a multiple of 1024, which lets the memory guard end there
 */
record InputRegion(long origin, long bytes) {
    private static final long GRAIN = 1024;

    /** Between the program's RAM and the input, so that the first byte behind the budget can be forbidden. */
    private static final long GAP = 256;

    /** Forbidden below the program's RAM, where its stack ends. */
    private static final long BELOW = 4096;

    /**
     * The end of the first region that has room.
     *
     * @param ramEnd end of the program's RAM
     * @param where for people
     * @throws IllegalArgumentException if none has
     */
    static InputRegion choose(
            long inputBytes, long ramOrigin, long ramEnd, List<MemoryRegion> candidates, String where) {
        for (MemoryRegion region : candidates) {
            long origin = (region.endAddress() - inputBytes) / GRAIN * GRAIN;
            boolean clear = region.endAddress() <= ramOrigin - BELOW || origin >= ramEnd + GAP;
            if (clear && origin > 0 && origin >= region.originAddress()) {
                return new InputRegion(origin, region.endAddress() - origin);
            }
        }
        throw new IllegalArgumentException("The input of (" + inputBytes + ") bytes comes by rows, but the " + where
                + " has no RAM beside the program's (" + (ramEnd - ramOrigin)
                + ") bytes where the benchmark could keep it whole.\nMaybe give the program less RAM, or plan the input"
                + " whole.");
    }

    /** The line of the linker script's memory map. */
    String memory() {
        return "    SPARE (rw) : ORIGIN = " + CText.hex(origin) + ", LENGTH = " + bytes + "\n";
    }
}
