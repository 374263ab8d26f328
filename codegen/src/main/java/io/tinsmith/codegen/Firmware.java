package io.tinsmith.codegen;

import io.tinsmith.targets.ElfFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A firmware directory. The ELF files are there after {@code make}.
 *
 * @param directory Makefile, README and sources
 * @param elf the program with the board's own memory map
 * @param emulatedElf the same program for the emulator, if the board can be emulated
 * @param selftestElf what {@code make emulate} runs, if so
 * @param arenaBytes the planned arena, which the linker script asserts
 * @param stackBytes reserved stack
 * @param sramBytes size of the linker's RAM region: the lesser of board and budget, a multiple of 256
 * @param flashBytes size of the linker's flash region
 * @param inputByRows the program asks for its input row by row; the benchmark then keeps the whole input outside the
 *     program's RAM
 * @param opNames by step of the schedule, as {@code tns ops%} shows them, then {@code input} where it comes by rows
 */
public record Firmware(
        Path directory,
        Path elf,
        Optional<Path> emulatedElf,
        Optional<Path> selftestElf,
        long arenaBytes,
        long stackBytes,
        long sramBytes,
        long flashBytes,
        boolean inputByRows,
        List<String> opNames) {
    /** Symbols in every ELF that delimit the arena. */
    public static final String ARENA_START = "__arena_start";

    public static final String ARENA_END = "__arena_end";

    private static final Pattern PART_START = Pattern.compile("__arena(_[a-z0-9_]+)?_start");

    /** Statics: {@code .data} and {@code .bss} without the arena. */
    public static final String STATICS_START = "__data_start";

    public static final String STATICS_END = "__bss_end";

    /** The benchmark's input, where it comes by rows: no part of the program. */
    public static final String INPUT_START = "__input_start";

    public static final String INPUT_END = "__input_end";

    public static final String STACK_LIMIT = "__stack_limit";
    public static final String STACK_TOP = "__stack_top";

    /** Weights, biases and requantization tables; weights are aligned to 4 bytes, which may pad. */
    public static final String WEIGHTS_START = "__weights_start";

    public static final String WEIGHTS_END = "__weights_end";

    /** Absolute symbols whose values are sizes in bytes: all RAM (stack, arena, statics) and all flash in use. */
    public static final String RAM_USED = "__ram_used";

    public static final String FLASH_USED = "__flash_used";

    /** Folders with the compiler's {@code .su} files for the objects of an ELF file that {@code make} linked. */
    public static List<Path> stackUsageFolders(Path elf) {
        String name = elf.getFileName().toString();
        return List.of(elf.resolveSibling("core"), elf.resolveSibling(name.substring(0, name.length() - 4)));
    }

    public Firmware {
        opNames = List.copyOf(opNames);
    }

    /** Bytes of all parts of the arena in an ELF file: beyond the first, {@code __arena_NAME_start} and {@code _end}. */
    public static long arenaBytes(ElfFile elf) {
        return elf.symbols().stream()
                .map(ElfFile.Symbol::name)
                .filter(name -> PART_START.matcher(name).matches())
                .mapToLong(start -> elf.bytesBetween(start, start.replaceFirst("_start$", "_end")))
                .sum();
    }
}
