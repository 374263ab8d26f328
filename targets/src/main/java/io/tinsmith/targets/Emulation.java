package io.tinsmith.targets;

import java.util.Optional;

/**
 * How a board is emulated: on which QEMU machine, with which C port, within which limits.
 *
 * @param machine QEMU's {@code -M}
 * @param portFamily the folder of C port files for this machine
 * @param program where code and constants go; its size is the board's, never more than the machine has
 * @param data where data and stack go; its size is the board's, never more than the machine has
 * @param spare RAM of the machine beyond {@code data}, for what belongs to a benchmark and not to the program under test
 * @param uart the machine's first serial port, by the data sheet's name
 * @param timer the peripheral that counts
 * @param timerHz how fast it counts in guest time
 * @param instructionsPerTick under {@code -icount shift=0}, where one instruction is one nanosecond
 * @param source where these facts come from
 */
public record Emulation(
        String machine,
        String portFamily,
        MemoryRegion program,
        MemoryRegion data,
        Optional<MemoryRegion> spare,
        String uart,
        String timer,
        long timerHz,
        int instructionsPerTick,
        String source) {

    private static final long INSTRUCTIONS_PER_SECOND = 1_000_000_000L;

    public Emulation {
        if (machine.isBlank() || portFamily.isBlank()) {
            throw new IllegalArgumentException(
                    "The machine (" + machine + ") and the port (" + portFamily + ") of an emulation must be given.");
        }
        if (program.kind() != MemoryRegion.Kind.FLASH || data.kind() != MemoryRegion.Kind.RAM) {
            throw new IllegalArgumentException("The program region (" + program.name() + ") must be flash and the data"
                    + " region (" + data.name() + ") RAM.\nMaybe check their kind.");
        }
        if (spare.isPresent()
                && (spare.get().kind() != MemoryRegion.Kind.RAM || spare.get().overlaps(data))) {
            throw new IllegalArgumentException(
                    "The spare region (" + spare.get().name()
                            + ") must be RAM that is no part of the data region (" + data.name()
                            + ").\nMaybe check its origin and kind.");
        }
        if (instructionsPerTick < 1 || timerHz * instructionsPerTick != INSTRUCTIONS_PER_SECOND) {
            throw new IllegalArgumentException("The timerHz (" + timerHz + ") times instructionsPerTick ("
                    + instructionsPerTick + ") must be " + INSTRUCTIONS_PER_SECOND
                    + ": under -icount shift=0 an instruction takes 1 ns.\nMaybe check both.");
        }
    }

    /** How many instructions ran in so many ticks of the timer: exact to one tick. */
    public long instructions(long ticks) {
        return Math.multiplyExact(ticks, (long) instructionsPerTick);
    }
}
