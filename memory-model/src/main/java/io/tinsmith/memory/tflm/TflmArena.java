package io.tinsmith.memory.tflm;

import io.tinsmith.memory.tflm.internal.Allocation;
import java.util.List;

/**
 * What TFLM's arena takes for a model.
 *
 * @param nonPersistentBytes activations and scratch as the greedy planner lays them out
 * @param persistentBytes all that stays at the arena's end
 * @param usedBytes what {@code arena_used_bytes()} returns: the two together
 * @param smallestBytes the smallest arena, aligned and a multiple of 16 bytes, with that {@code AllocateTensors()}
 *     succeeds: what it needs meanwhile can be more than what it leaves in use
 * @param decidedBy the step of {@code AllocateTensors()} that needs most
 * @param items what the persistent bytes are, in the order in that they are first allocated; their sum
 * @param buffers what the planner placed
 * @param ops what each op asked for, in the order of the file
 * @param missing ops that there is no rule for: where there are any, all figures are too low
 */
public record TflmArena(
        TflmRevision revision,
        TflmTarget target,
        long nonPersistentBytes,
        long persistentBytes,
        long usedBytes,
        long smallestBytes,
        String decidedBy,
        List<Item> items,
        List<Buffer> buffers,
        List<OpUse> ops,
        List<Missing> missing) {
    public TflmArena {
        items = List.copyOf(items);
        buffers = List.copyOf(buffers);
        ops = List.copyOf(ops);
        missing = List.copyOf(missing);
    }

    /** A kind of persistent allocation. */
    public record Item(String what, int count, long bytes) {}

    /**
     * A planned buffer.
     *
     * @param firstUse scope of the first use, counted as TFLM does: the graph's inputs are 0, its ops 1 and up
     * @param lastUse scope of the last use, inclusive
     */
    public record Buffer(
            String name, boolean scratch, long arenaOffsetBytes, long sizeBytes, int firstUse, int lastUse) {}

    /** An op with its persistent and scratch bytes. */
    public record OpUse(int subgraph, int index, String name, int version, long persistentBytes, long scratchBytes) {}

    /** An op without a rule. */
    public record Missing(int subgraph, int index, String name, String shapes, String advice) {}

    /** Whether all ops have rules. */
    public boolean complete() {
        return missing.isEmpty();
    }

    /**
     * Predicts, by simulating the allocations of {@code MicroInterpreter::AllocateTensors}.
     *
     * @throws IllegalArgumentException if TFLM would refuse the model; it names the op or the tensor
     */
    public static TflmArena of(TflmModel model, TflmTarget target, TflmRevision revision) {
        return new Allocation(model, target, revision).run();
    }
}
