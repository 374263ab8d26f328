package io.tinsmith.codegen.internal;

import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Emulation;

/**
 * The linker's two regions.
 *
 * @param ramBytes a multiple of 256: with fewer steps of alignment the eight regions of a memory protection unit reach
 *     from the end of the budget to the end of all RAM
 */
record MemoryLimits(long flashOrigin, long flashBytes, long ramOrigin, long ramBytes) {
    private static final long GUARD_GRAIN = 256;

    static MemoryLimits ofBoard(Board board, FirmwareOptions options) {
        long flash = Math.min(board.flashBytes(), options.flashBudgetBytes().orElse(Long.MAX_VALUE));
        return new MemoryLimits(
                board.program().originAddress() + board.reservedFlashBytes(),
                flash,
                board.data().originAddress(),
                ram(board, options));
    }

    /** The sizes of the board and the budget at the addresses of the emulated machine. */
    static MemoryLimits ofEmulation(Board board, Emulation emulation, FirmwareOptions options) {
        MemoryLimits real = ofBoard(board, options);
        return new MemoryLimits(
                emulation.program().originAddress(),
                Math.min(real.flashBytes, emulation.program().sizeBytes()),
                emulation.data().originAddress(),
                Math.min(real.ramBytes, emulation.data().sizeBytes()));
    }

    /** With all the flash of the emulated machine: test vectors are no part of the program. */
    static MemoryLimits ofSelftest(Board board, Emulation emulation, FirmwareOptions options) {
        MemoryLimits limits = ofEmulation(board, emulation, options);
        return new MemoryLimits(limits.flashOrigin, emulation.program().sizeBytes(), limits.ramOrigin, limits.ramBytes);
    }

    private static long ram(Board board, FirmwareOptions options) {
        long bytes = Math.min(board.sramBytes(), options.sramBudgetBytes().orElse(Long.MAX_VALUE));
        return bytes / GUARD_GRAIN * GUARD_GRAIN;
    }

    String linkerScript(String title, long stackBytes, long arenaBytes) {
        return Template.of("linker.ld")
                .put("TITLE", title)
                .put("FLASH_ORIGIN", CText.hex(flashOrigin))
                .put("FLASH_LENGTH", flashBytes)
                .put("RAM_ORIGIN", CText.hex(ramOrigin))
                .put("RAM_LENGTH", ramBytes)
                .put("STACK_BYTES", stackBytes)
                .put("ARENA_BYTES", arenaBytes)
                .text();
    }
}
