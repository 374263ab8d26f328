package io.tinsmith.memory;

/**
 * A piece of an arena that lies in one region of memory. Offsets in a schedule are global: the parts follow each other
 * without gaps, as if there were one arena, and no buffer lies in two of them.
 *
 * @param name of the region
 * @param startOffsetBytes where it begins in the arena
 * @param usedBytes end of its highest buffer less its start, a multiple of {@link Schedule#ALIGNMENT_BYTES}; 0 where
 *     nothing lies in it
 */
public record ArenaPart(String name, long startOffsetBytes, long usedBytes) {
    /** The only part of an arena that lies in one region, whichever that is. */
    public static final String ONLY = "arena";

    public ArenaPart {
        checkName(name);
        if (startOffsetBytes < 0 || usedBytes < 0) {
            throw new IllegalArgumentException("The part (" + name + ") of an arena with startOffsetBytes ("
                    + startOffsetBytes + ") and usedBytes (" + usedBytes + ") cannot be.");
        }
    }

    /** The offset behind its last byte. */
    public long endOffsetBytes() {
        return Math.addExact(startOffsetBytes, usedBytes);
    }

    /** Whether {@code sizeBytes} from {@code offsetBytes} lie in it. */
    public boolean holds(long offsetBytes, long sizeBytes) {
        return offsetBytes >= startOffsetBytes && Math.addExact(offsetBytes, sizeBytes) <= endOffsetBytes();
    }

    static void checkName(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("The name (" + name + ") of a region is not usable.\n"
                    + "Maybe start with a letter and use a-z, 0-9 and _ only.");
        }
    }
}
