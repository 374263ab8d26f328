package io.tinsmith.targets;

import io.tinsmith.targets.internal.ElfReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is needed of a 32-bit little-endian ELF file (System V ABI, "Object Files") to prove memory figures.
 *
 * @param entryAddress where it starts
 * @param sections in file order
 * @param segments the program headers of type PT_LOAD
 * @param symbols those with a name
 */
public record ElfFile(long entryAddress, List<Section> sections, List<Segment> segments, List<Symbol> symbols) {

    /**
     * A section.
     *
     * @param address where it lies at run time
     * @param allocated whether it lies in memory at run time at all
     * @param hasContent false for what start-up clears (NOBITS)
     */
    public record Section(
            String name,
            long address,
            long sizeBytes,
            boolean allocated,
            boolean writable,
            boolean executable,
            boolean hasContent) {}

    /**
     * A piece the loader puts into memory.
     *
     * @param virtualAddress where it lies at run time
     * @param physicalAddress where it is stored (in flash, for initialised data)
     * @param fileBytes how much is stored
     * @param memoryBytes how much it takes at run time
     */
    public record Segment(long virtualAddress, long physicalAddress, long fileBytes, long memoryBytes) {}

    /** A symbol; the lowest bit of a Thumb function's address is set, as in the file. */
    public record Symbol(String name, long address, long sizeBytes) {}

    public ElfFile {
        sections = List.copyOf(sections);
        segments = List.copyOf(segments);
        symbols = List.copyOf(symbols);
    }

    /**
     * Reads a file.
     *
     * @throws TargetException if it can't be read or is no such ELF file
     */
    public static ElfFile read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TargetException("The ELF file (" + file + ") can't be read.\nMaybe run make first.", e);
        }
        try {
            return ElfReader.read(bytes);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new TargetException(
                    "The file (" + file + ") is no 32-bit little-endian ELF file: " + e.getMessage()
                            + "\nMaybe it was built for another machine, or make was stopped half-way.",
                    e);
        }
    }

    /** Bytes of code: allocated sections that can be executed. */
    public long textBytes() {
        return sum(s -> s.hasContent() && s.executable());
    }

    /** Bytes of constants: allocated sections that are neither executed nor written. */
    public long rodataBytes() {
        return sum(s -> s.hasContent() && !s.executable() && !s.writable());
    }

    /** Bytes of initialised data: they count in flash and in RAM. */
    public long dataBytes() {
        return sum(s -> s.hasContent() && !s.executable() && s.writable());
    }

    /** Bytes of RAM without content in the file, every such section (cleared data, arena, stack). */
    public long bssBytes() {
        return sum(s -> !s.hasContent());
    }

    /** Bytes that the whole program takes in flash, gaps between its pieces included. */
    public long flashBytes() {
        long start = Long.MAX_VALUE;
        long end = 0;
        for (Segment segment : segments) {
            if (segment.fileBytes() > 0) {
                start = Math.min(start, segment.physicalAddress());
                end = Math.max(end, segment.physicalAddress() + segment.fileBytes());
            }
        }
        return end == 0 ? 0 : end - start;
    }

    /** A section by its name, such as {@code .text}. */
    public Optional<Section> section(String name) {
        return sections.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** A symbol by its name. */
    public Optional<Symbol> symbol(String name) {
        return symbols.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /**
     * A symbol that must be there.
     *
     * @throws TargetException if it is not
     */
    public Symbol requireSymbol(String name) {
        return symbol(name)
                .orElseThrow(() -> new TargetException("The symbol (" + name
                        + ") is not in the ELF file.\nMaybe it was stripped, or the linker dropped it."));
    }

    /**
     * The bytes between two symbols, such as {@code __stack_limit} and {@code __stack_top}.
     *
     * @throws TargetException if one is missing or they stand the wrong way round
     */
    public long bytesBetween(String startSymbol, String endSymbol) {
        long bytes =
                requireSymbol(endSymbol).address() - requireSymbol(startSymbol).address();
        if (bytes < 0) {
            throw new TargetException("The symbol (" + endSymbol + ") lies " + -bytes + " bytes before (" + startSymbol
                    + ").\nMaybe swap them.");
        }
        return bytes;
    }

    private long sum(Predicate<Section> wanted) {
        return sections.stream()
                .filter(s -> s.allocated() && wanted.test(s))
                .mapToLong(Section::sizeBytes)
                .sum();
    }
}
