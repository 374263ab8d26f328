package io.tinsmith.memory;

/**
 * A range of the arena that something takes in one step.
 *
 * @param name of the tensor; of sums and scratch, of the output that they serve
 * @param sizeBytes without alignment
 */
public record MemoryArea(String name, Kind kind, long arenaOffsetBytes, long sizeBytes) {
    /** What stands there. */
    public enum Kind {
        /** A whole tensor. */
        TENSOR,
        /** The newest rows of a tensor. */
        RING,
        /** The sums of an accumulation. */
        SUMS,
        /** Temporary memory of a kernel, a split or a grouped step. */
        SCRATCH
    }

    /** The byte after the last. */
    public long endBytes() {
        return arenaOffsetBytes + sizeBytes;
    }
}
