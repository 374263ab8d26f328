package io.tinsmith.codegen.internal;

import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.MemoryRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The linker's regions.
 *
 * @param ramBytes a multiple of 256: with fewer steps of alignment the eight regions of a memory protection unit reach
 *     from the end of the budget to the end of all RAM
 * @param input of the benchmark, where the model takes its input by rows
 */
record MemoryLimits(long flashOrigin, long flashBytes, long ramOrigin, long ramBytes, Optional<InputRegion> input) {
    private static final long GUARD_GRAIN = 256;

    /** How far the guard reaches from the start of RAM: behind all that a chip or machine has there. */
    private static final long GUARD_REACH = 8L << 20;

    private static final String INPUT_SECTION = """
                /* The benchmark's copy of the input, which is no part of the program. */
                .tns_input (NOLOAD) : ALIGN(4) {
                    __input_start = .;
                    *(.bss.tns_input)
                    __input_end = .;
                } > SPARE

            """;

    /** @param inputBytes of an input that comes by rows, else 0 */
    static MemoryLimits ofBoard(Board board, FirmwareOptions options, long inputBytes) {
        long flash = Math.min(board.flashBytes(), options.flashBudgetBytes().orElse(Long.MAX_VALUE));
        return new MemoryLimits(
                board.program().originAddress() + board.reservedFlashBytes(),
                flash,
                board.data().originAddress(),
                ram(board, options),
                input(inputBytes, board, options));
    }

    /** The sizes of the board and the budget at the addresses of the emulated machine. */
    static MemoryLimits ofEmulation(Board board, Emulation emulation, FirmwareOptions options, long inputBytes) {
        MemoryLimits real = ofBoard(board, options, 0);
        long ramBytes = Math.min(real.ramBytes, emulation.data().sizeBytes());
        return new MemoryLimits(
                emulation.program().originAddress(),
                Math.min(real.flashBytes, emulation.program().sizeBytes()),
                emulation.data().originAddress(),
                ramBytes,
                input(inputBytes, emulation, ramBytes));
    }

    /** With all the flash of the emulated machine: test vectors are no part of the program. */
    static MemoryLimits ofSelftest(Board board, Emulation emulation, FirmwareOptions options, long inputBytes) {
        MemoryLimits limits = ofEmulation(board, emulation, options, inputBytes);
        return new MemoryLimits(
                limits.flashOrigin, emulation.program().sizeBytes(), limits.ramOrigin, limits.ramBytes, limits.input);
    }

    private static Optional<InputRegion> input(long inputBytes, Board board, FirmwareOptions options) {
        if (inputBytes == 0) {
            return Optional.empty();
        }
        List<MemoryRegion> candidates = new ArrayList<>();
        for (MemoryRegion region : board.mcu().memory()) {
            if (region.kind() == MemoryRegion.Kind.RAM && !region.overlaps(board.data())) {
                candidates.add(region);
            }
        }
        candidates.add(board.data().limitedTo(board.sramBytes()));
        long origin = board.data().originAddress();
        return Optional.of(InputRegion.choose(
                inputBytes, origin, origin + ram(board, options), candidates, "board (" + board.name() + ")"));
    }

    private static Optional<InputRegion> input(long inputBytes, Emulation emulation, long ramBytes) {
        if (inputBytes == 0) {
            return Optional.empty();
        }
        List<MemoryRegion> candidates = new ArrayList<>();
        emulation.spare().ifPresent(candidates::add);
        candidates.add(emulation.data());
        long origin = emulation.data().originAddress();
        String where = "emulated machine (" + emulation.machine() + ")";
        return Optional.of(InputRegion.choose(inputBytes, origin, origin + ramBytes, candidates, where));
    }

    private static long ram(Board board, FirmwareOptions options) {
        long bytes = Math.min(board.sramBytes(), options.sramBudgetBytes().orElse(Long.MAX_VALUE));
        return bytes / GUARD_GRAIN * GUARD_GRAIN;
    }

    /**
     * The script.
     *
     * @param arenaBytes of the first part
     * @param parts the others
     */
    String linkerScript(String title, long stackBytes, long arenaBytes, List<PartMemory> parts) {
        return Template.of("linker.ld")
                .put("TITLE", title)
                .put("FLASH_ORIGIN", CText.hex(flashOrigin))
                .put("FLASH_LENGTH", flashBytes)
                .put("RAM_ORIGIN", CText.hex(ramOrigin))
                .put("RAM_LENGTH", ramBytes)
                .put("INPUT_REGION", input.map(InputRegion::memory).orElse(""))
                .put("INPUT_SECTION", input.isPresent() ? INPUT_SECTION : "")
                .put("PART_REGIONS", joined(parts, PartMemory::memory))
                .put("PART_SECTIONS", joined(parts, PartMemory::section))
                .put("PART_ASSERTIONS", joined(parts, PartMemory::assertion))
                .put("GUARD_END", guardEnd(parts))
                .put("STACK_BYTES", stackBytes)
                .put("ARENA_BYTES", arenaBytes)
                .text();
    }

    private static String joined(List<PartMemory> parts, Function<PartMemory, String> text) {
        return parts.stream().map(text).collect(Collectors.joining());
    }

    private String guardEnd(List<PartMemory> parts) {
        OptionalLong lowest = parts.stream()
                .mapToLong(PartMemory::origin)
                .filter(o -> o > ramOrigin && o < ramOrigin + GUARD_REACH)
                .min();
        if (lowest.isPresent()) {
            return CText.hex(lowest.getAsLong());
        }
        boolean within = input.isPresent()
                && input.get().origin() > ramOrigin
                && input.get().origin() < ramOrigin + GUARD_REACH;
        return within ? "ORIGIN(SPARE)" : "ORIGIN(RAM) + 8M";
    }
}
