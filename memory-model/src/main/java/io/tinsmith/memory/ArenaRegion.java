package io.tinsmith.memory;

/**
 * Memory that may hold a part of an arena; a {@link RegionPlacer} fills several.
 *
 * @param name lower case, as a board file names it
 * @param sizeBytes that the arena may have of it, at least 0
 * @param costPerByte what reading or writing a byte costs, in any unit; less is better, 0 or more
 */
public record ArenaRegion(String name, long sizeBytes, double costPerByte) {
    public ArenaRegion {
        ArenaPart.checkName(name);
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("The sizeBytes (" + sizeBytes + ") of region (" + name
                    + ") are negative.\nMaybe stack and statics take more than it has.");
        }
        if (!(costPerByte >= 0) || Double.isInfinite(costPerByte)) {
            throw new IllegalArgumentException(
                    "The costPerByte (" + costPerByte + ") of region (" + name + ") must be 0 or more.");
        }
    }

    /** Bytes that buffers can fill: a multiple of {@link Schedule#ALIGNMENT_BYTES}. */
    long usableBytes() {
        return sizeBytes / Schedule.ALIGNMENT_BYTES * Schedule.ALIGNMENT_BYTES;
    }
}
