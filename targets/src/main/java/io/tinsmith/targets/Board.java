package io.tinsmith.targets;

import java.util.Optional;

/**
 * A board: an MCU with a clock, a serial port and a place for program and data.
 *
 * @param title one line for people
 * @param clockHz the core clock the firmware sets, at most the MCU's highest
 * @param portFamily the folder of C port files for the real board
 * @param program the flash the program is linked into
 * @param data the RAM that arena, statics and stack share (adjacent regions count as one)
 * @param reservedFlashBytes what of {@code program} is not the firmware's to use (a boot loader), from its start
 * @param reservedSramBytes what of {@code data} is not the firmware's to use, at its end
 * @param source where these facts come from
 * @param emulation how to run it without the board, if that can be done
 * @param power what it takes, where that is known
 */
public record Board(
        String name,
        String title,
        Mcu mcu,
        long clockHz,
        Uart uart,
        String portFamily,
        MemoryRegion program,
        MemoryRegion data,
        long reservedFlashBytes,
        long reservedSramBytes,
        String source,
        Optional<Emulation> emulation,
        Optional<Power> power) {

    public Board {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "The name (" + name + ") of a board is not usable.\nMaybe use a-z, 0-9 and - only.");
        }
        if (clockHz < 1 || clockHz > mcu.maxClockHz()) {
            throw new IllegalArgumentException("The clockHz (" + clockHz + ") of board (" + name
                    + ") must be from 1 to the MCU's " + mcu.maxClockHz() + ".");
        }
        if (program.kind() != MemoryRegion.Kind.FLASH || data.kind() != MemoryRegion.Kind.RAM) {
            throw new IllegalArgumentException("The program region (" + program.name() + ") of board (" + name
                    + ") must be flash and the data region (" + data.name() + ") RAM.");
        }
        if (reservedFlashBytes < 0 || reservedFlashBytes >= program.sizeBytes()) {
            throw new IllegalArgumentException("The reservedFlashBytes (" + reservedFlashBytes + ") of board (" + name
                    + ") must be from 0 to below " + program.sizeBytes() + ".");
        }
        if (reservedSramBytes < 0 || reservedSramBytes >= data.sizeBytes()) {
            throw new IllegalArgumentException("The reservedSramBytes (" + reservedSramBytes + ") of board (" + name
                    + ") must be from 0 to below " + data.sizeBytes() + ".");
        }
    }

    /** The flash a program may fill on the real board, in bytes. */
    public long flashBytes() {
        return program.sizeBytes() - reservedFlashBytes;
    }

    /** The RAM a program may fill on the real board (arena, statics and stack), in bytes. */
    public long sramBytes() {
        return data.sizeBytes() - reservedSramBytes;
    }

    /** Cycles that the first access of a line of flash waits, at this board's clock; 0 where the MCU file tells none. */
    public int flashWaitStates() {
        // The MCU file's are for its highest clock; a slower one needs fewer.
        double cyclesOfLine = (program.waitStates().orElse(0) + 1.0) * clockHz / mcu.maxClockHz();
        return (int) Math.max(0, Math.ceil(cyclesOfLine) - 1);
    }
}
