package io.tinsmith.targets;

import io.tinsmith.targets.internal.CallGraph;
import io.tinsmith.targets.internal.Disassembly;
import io.tinsmith.targets.internal.StackUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The deepest stack that a linked program can reach, from the compiler's frames ({@code -fstack-usage}, GCC manual,
 * "Developer Options") and the calls in the linked code.
 *
 * <p>Frames of functions without a {@code .su} entry (newlib, libgcc) are the sum of all that their instructions take off
 * the stack pointer. A call through a pointer may reach each function whose address stands in the program outside the
 * vector table. Exceptions nest on the deepest path of the program: Armv7-M Architecture Reference Manual, B1.5.6.
 *
 * @param programBytes from the reset handler down
 * @param exceptionBytes what exceptions may add below: the entry frame, its alignment, and the frames of handlers that
 *     keep the stack they find
 * @param deepestPath functions with their frames, from the reset handler down
 */
public record StackBound(long programBytes, long exceptionBytes, List<Frame> deepestPath) {

    /** A function on a path, and the bytes it takes itself. */
    public record Frame(String function, long bytes) {}

    private static final Duration OBJDUMP_TIMEOUT = Duration.ofMinutes(1);

    public StackBound {
        deepestPath = List.copyOf(deepestPath);
        if (programBytes < 0 || exceptionBytes < 0) {
            throw new IllegalArgumentException("A stack bound of programBytes (" + programBytes
                    + ") and exceptionBytes (" + exceptionBytes + ") has a negative part.");
        }
    }

    /** What must be reserved. */
    public long bytes() {
        return Math.addExact(programBytes, exceptionBytes);
    }

    /**
     * The bound of a linked program.
     *
     * @param stackUsageFolders folders with the {@code .su} files of its objects, at any depth
     * @throws TargetException if there is no bound (recursion, frames of variable size), or the files can't be read
     */
    public static StackBound of(Toolchain tools, Path elf, List<Path> stackUsageFolders) {
        List<String> command = new ArrayList<>(List.of(Toolchain.OBJDUMP, "-d", "-s"));
        for (ElfFile.Section section : ElfFile.read(elf).sections()) {
            // Weights are numbers: one that equals an address is an accident.
            if (section.allocated() && section.hasContent() && !section.name().equals(".tns_weights")) {
                command.add("-j");
                command.add(section.name());
            }
        }
        command.add(elf.toAbsolutePath().toString());
        String text = tools.run(Path.of(""), OBJDUMP_TIMEOUT, command).orThrow().output();
        return of(text, StackUsage.read(stackUsageFolders));
    }

    /** The bound from what {@code objdump -d -s} prints. */
    static StackBound of(String objdump, StackUsage usage) {
        return new CallGraph(Disassembly.parse(objdump), usage).bound();
    }
}
