package io.tinsmith.targets;

import io.tinsmith.targets.internal.PluginLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Our plugin of the emulator that counts what a program built by Tinsmith executes, op by op. The program stays as it is:
 * the plugin is told addresses of its symbols.
 */
public final class ProfilePlugin {
    private static final String HOST_COMPILER = "gcc";

    private final Path library;
    private final Path results;
    private final List<String> arguments;

    private ProfilePlugin(Path library, Path results, List<String> arguments) {
        this.library = library;
        this.results = results;
        this.arguments = List.copyOf(arguments);
    }

    /**
     * Regions are ranges of addresses with a name; where two overlap, the earlier counts.
     *
     * @param endAddress after the last byte
     */
    public record Region(String name, boolean flash, long startAddress, long endAddress) {
        /** From one symbol to another. */
        public static Region between(ElfFile elf, String name, boolean flash, String start, String end) {
            return new Region(
                    name,
                    flash,
                    elf.requireSymbol(start).address(),
                    elf.requireSymbol(end).address());
        }

        /** A whole region of memory. */
        public static Region of(String name, MemoryRegion memory) {
            return new Region(
                    name, memory.kind() == MemoryRegion.Kind.FLASH, memory.originAddress(), memory.endAddress());
        }
    }

    /**
     * Prepares it for one program; compiles it if that was not done before.
     *
     * @param results the file to write when the emulator ends
     * @throws TargetException if the host has no compiler, or the program does not take the time of its ops
     */
    public static ProfilePlugin prepare(Toolchain tools, ElfFile elf, List<Region> regions, Path results) {
        if (elf.symbol("op_ticks").isEmpty()) {
            throw new TargetException("The program does not take the time of its ops: it has no symbol (op_ticks).\n"
                    + "Maybe it was built without -DTNS_PROFILE: generate the firmware again.");
        }
        List<String> arguments = new ArrayList<>();
        arguments.add("out=" + results.toAbsolutePath());
        for (String[] pair : new String[][] {
            {"ops", "op_ticks"},
            {"begin", "tns_op_begin"},
            {"end", "tns_op_end"},
            {"invoke", "tns_model_invoke"},
            {"caller", "tns_meter_invoke"},
            {"ticks", "tns_port_ticks"},
            {"skip", "tns_meter_now"}
        }) {
            arguments.add(pair[0] + "=" + range(elf.requireSymbol(pair[1])));
        }
        for (Region region : regions) {
            arguments.add((region.flash() ? "flash=" : "ram=") + region.name() + ":"
                    + range(region.startAddress(), region.endAddress()));
        }
        return new ProfilePlugin(PluginLibrary.compiled(tools, HOST_COMPILER), results, arguments);
    }

    /** What QEMU must be told: for {@link Emulator#start}. */
    public List<String> qemuArguments() {
        // QEMU takes a comma in a value for two.
        List<String> escaped = new ArrayList<>(List.of("file=" + library));
        escaped.addAll(arguments);
        return Arrays.asList(
                "-plugin",
                String.join(",", escaped.stream().map(a -> a.replace(",", ",,")).toList()));
    }

    /** The counts of the last inference, after QEMU ended by {@link Emulator#quit}. */
    public ExecutionProfile results() {
        return ExecutionProfile.read(results);
    }

    private static String range(ElfFile.Symbol symbol) {
        long start = symbol.address() & ~1L;
        // A symbol of data may have an odd address; those given here are words.
        return range(start, start + Math.max(1, symbol.sizeBytes()));
    }

    private static String range(long start, long end) {
        return String.format(Locale.ROOT, "%x:%x", start, end);
    }
}
