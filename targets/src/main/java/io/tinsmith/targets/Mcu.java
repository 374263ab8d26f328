package io.tinsmith.targets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A microcontroller: its core and its memory map.
 *
 * @param dsp whether it has the DSP extension (SMLAD and the like)
 * @param mve whether it has the M-profile vector extension (Helium)
 * @param maxClockHz the highest core clock
 * @param memory its regions, names unique, no two overlapping
 * @param source where the core's numbers come from: data sheet and section
 */
public record Mcu(
        String name,
        Core core,
        Fpu fpu,
        boolean dsp,
        boolean mve,
        long maxClockHz,
        List<MemoryRegion> memory,
        String source) {

    public Mcu {
        memory = List.copyOf(memory);
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of an MCU is empty.");
        }
        if (!core.allowsDsp(dsp)) {
            throw new IllegalArgumentException("The dsp (" + dsp + ") of MCU (" + name + ") cannot be: a "
                    + core.gccName() + " core " + (dsp ? "never" : "always") + " has it.");
        }
        if (mve && core != Core.CORTEX_M55) {
            throw new IllegalArgumentException(
                    "The mve (true) of MCU (" + name + ") cannot be: a " + core.gccName() + " core never has it.");
        }
        if (fpu != Fpu.NONE
                && Set.of(Core.CORTEX_M0, Core.CORTEX_M0PLUS, Core.CORTEX_M3).contains(core)) {
            throw new IllegalArgumentException("The fpu (" + fpu.gccName() + ") of MCU (" + name + ") cannot be: a "
                    + core.gccName() + " core never has one.");
        }
        if (maxClockHz < 1) {
            throw new IllegalArgumentException(
                    "The maxClockHz (" + maxClockHz + ") of MCU (" + name + ") must be positive.");
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException(
                    "The source of MCU (" + name + ") is empty.\nMaybe name the data sheet and section.");
        }
        checkRegions(name, memory);
    }

    private static void checkRegions(String mcu, List<MemoryRegion> memory) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < memory.size(); i++) {
            MemoryRegion region = memory.get(i);
            if (!names.add(region.name())) {
                throw new IllegalArgumentException(
                        "The region (" + region.name() + ") of MCU (" + mcu + ") stands there twice.");
            }
            for (MemoryRegion earlier : memory.subList(0, i)) {
                if (region.overlaps(earlier)) {
                    throw new IllegalArgumentException("The regions (" + earlier.name() + ") and (" + region.name()
                            + ") of MCU (" + mcu + ") overlap.\nMaybe check their origins and sizes.");
                }
            }
        }
    }

    /**
     * A region by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public MemoryRegion region(String regionName) {
        for (MemoryRegion region : memory) {
            if (region.name().equals(regionName)) {
                return region;
            }
        }
        throw new IllegalArgumentException(
                "The region (" + regionName + ") is not in MCU (" + name + ").\nMaybe one of "
                        + memory.stream().map(MemoryRegion::name).collect(Collectors.joining(", ")) + ".");
    }

    /** What gcc must be told of this MCU: {@code -mcpu}, {@code -mthumb}, {@code -mfloat-abi} and {@code -mfpu}. */
    public List<String> cpuFlags() {
        List<String> flags = new ArrayList<>();
        if (core == Core.CORTEX_M55) {
            // gcc takes the M55's FPU and vectors from -mcpu's extensions (GCC manual, ARM options).
            flags.add("-mcpu=cortex-m55" + (mve ? "" : "+nomve") + (fpu == Fpu.NONE && !mve ? "+nofp" : ""));
            flags.add("-mthumb");
            flags.add(fpu == Fpu.NONE && !mve ? "-mfloat-abi=soft" : "-mfloat-abi=hard");
            return List.copyOf(flags);
        }
        flags.add("-mcpu=" + core.gccName() + (core == Core.CORTEX_M33 && !dsp ? "+nodsp" : ""));
        flags.add("-mthumb");
        flags.add(fpu == Fpu.NONE ? "-mfloat-abi=soft" : "-mfloat-abi=hard");
        if (fpu != Fpu.NONE) {
            flags.add("-mfpu=" + fpu.gccName());
        }
        return List.copyOf(flags);
    }
}
