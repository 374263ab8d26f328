package io.tinsmith.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes of TFLite Micro's arena.
 *
 * @param schemaVersion of the JSON; raised whenever a reader of the one before would misread it
 * @param runtime as {@code --runtime} names it
 * @param extension of the core that CMSIS-NN uses: {@code none}, {@code dsp}, {@code mve}
 * @param board null where none was named
 * @param revision of TFLite Micro that the figures are for
 * @param complete whether there is a rule for each op; else all figures are too low
 * @param items what the persistent bytes are
 * @param buffers what the planner places
 * @param register the ops that the program must register
 * @param resolver C++ that does so
 * @param others the same model with other kernels and cores
 * @param missing ops without a rule
 */
public record TflmReport(
        int schemaVersion,
        String model,
        String runtime,
        String extension,
        @Nullable Sram board,
        String revision,
        String revisionDate,
        long nonPersistentBytes,
        long persistentBytes,
        long arenaUsedBytes,
        long smallestArenaBytes,
        String smallestArenaDecidedBy,
        boolean complete,
        List<Item> items,
        List<Buffer> buffers,
        List<OpUse> ops,
        List<Entry> register,
        String resolver,
        List<Other> others,
        List<Missing> missing) {
    public static final int SCHEMA_VERSION = 1;

    public TflmReport {
        items = List.copyOf(items);
        buffers = List.copyOf(buffers);
        ops = List.copyOf(ops);
        register = List.copyOf(register);
        others = List.copyOf(others);
        missing = List.copyOf(missing);
    }

    /** A board's memory, of which stack and statics take their share too. */
    public record Sram(String name, long sramBytes) {}

    /** A kind of persistent allocation. */
    public record Item(String what, int count, long bytes) {}

    /** A planned buffer; scope 0 is the input of the graph, its ops are 1 and up, both ends inclusive. */
    public record Buffer(String name, String kind, long arenaOffsetBytes, long sizeBytes, int firstUse, int lastUse) {}

    /** What an op asked for. */
    public record OpUse(int subgraph, int index, String name, int version, long persistentBytes, long scratchBytes) {}

    /** An op to register. */
    public record Entry(String op, int version, int uses, String call) {}

    /** Figures of another build. */
    public record Other(String runtime, String extension, long arenaUsedBytes, long smallestArenaBytes) {}

    /** An op without a rule. */
    public record Missing(int subgraph, int index, String name, String shapes, String advice) {}
}
