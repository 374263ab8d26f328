package io.tinsmith.cli.bench;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.codegen.Firmware;
import io.tinsmith.targets.ElfFile;
import io.tinsmith.targets.RunResult;
import io.tinsmith.targets.StackBound;
import io.tinsmith.targets.Toolchain;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Sizes that the linker gave a program, in bytes.
 *
 * @param weightBytes weights, biases and requantization tables
 * @param stackBytes reserved
 * @param stackBoundBytes what the stack may reach, proven from frames and calls; with exception entry
 * @param ramBytes all RAM: arena, statics, stack
 * @param flashBytes all flash
 * @param inputBytes what the benchmark keeps for an input that comes by rows, outside {@code ramBytes}; else 0
 */
public record Build(
        long arenaBytes,
        long staticsBytes,
        long stackBytes,
        long stackBoundBytes,
        long weightBytes,
        long ramBytes,
        long flashBytes,
        long inputBytes) {
    private static final int MOST_LINES = 25;

    /**
     * Runs {@code make} in a firmware directory.
     *
     * @throws DoesNotFitException if the linker says that the program exceeds a region
     * @throws CommandException if the build fails otherwise
     */
    public static void make(Toolchain tools, Path directory) {
        RunResult result = tools.make(directory);
        if (result.succeeded()) {
            return;
        }
        String overflow = result.output()
                .lines()
                .filter(l -> l.contains("overflowed by") || l.contains("will not fit in region"))
                .distinct()
                .collect(Collectors.joining("\n"));
        if (!overflow.isEmpty()) {
            throw new DoesNotFitException("The program in (" + directory + ") does not fit, says the linker:\n"
                    + overflow + "\nMaybe raise --sram or --flash by as much.");
        }
        String tail = result.output()
                .lines()
                .skip(Math.max(0, result.output().lines().count() - MOST_LINES))
                .collect(Collectors.joining("\n"));
        throw new CommandException("The build of (" + directory + ") failed:\n" + tail
                + "\nMaybe run make there by hand; --verbose shows more.");
    }

    /** The sizes of a program that {@link #make} built. */
    public static Build read(Toolchain tools, Path elfFile) {
        ElfFile elf = ElfFile.read(elfFile);
        long arenaBytes = Firmware.arenaBytes(elf);
        long elsewhere = arenaBytes - elf.bytesBetween(Firmware.ARENA_START, Firmware.ARENA_END);
        return new Build(
                arenaBytes,
                elf.bytesBetween(Firmware.STATICS_START, Firmware.STATICS_END),
                elf.bytesBetween(Firmware.STACK_LIMIT, Firmware.STACK_TOP),
                StackBound.of(tools, elfFile, Firmware.stackUsageFolders(elfFile))
                        .bytes(),
                elf.bytesBetween(Firmware.WEIGHTS_START, Firmware.WEIGHTS_END),
                elf.requireSymbol(Firmware.RAM_USED).address() + elsewhere,
                elf.requireSymbol(Firmware.FLASH_USED).address(),
                elf.symbol(Firmware.INPUT_START).isPresent()
                        ? elf.bytesBetween(Firmware.INPUT_START, Firmware.INPUT_END)
                        : 0);
    }

    /** Whether the stack stays within its reserve on every path. */
    public boolean stackFits() {
        return stackBoundBytes <= stackBytes;
    }

    /**
     * Stops where the stack may exceed its reserve.
     *
     * @throws DoesNotFitException if so; the message says what would do
     */
    public Build requireStack(Path elfFile) {
        if (!stackFits()) {
            throw new DoesNotFitException(
                    "The stack of (" + elfFile + ") may reach " + stackBoundBytes + " bytes, " + stackBytes
                            + " are reserved.\nMaybe generate it again with --stack " + sufficientStackBytes() + ".");
        }
        return this;
    }

    /** The least reserve that holds the bound. */
    public long sufficientStackBytes() {
        return (stackBoundBytes + 7) / 8 * 8;
    }
}
