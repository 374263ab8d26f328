package io.tinsmith.targets;

import java.util.OptionalInt;

/**
 * A piece of an MCU's address space.
 *
 * @param name lower case, unique in its MCU
 * @param kind flash (program, constants) or RAM (data)
 * @param originAddress first byte's address, 0 to 2^32 - 1
 * @param sizeBytes at least 1; the region ends within 32 bits
 * @param waitStates cycles that an access waits at the MCU's highest clock, where known
 * @param source where the numbers come from: data sheet and section
 */
public record MemoryRegion(
        String name, Kind kind, long originAddress, long sizeBytes, OptionalInt waitStates, String source) {

    /** What a region is made of, from the program's view. */
    public enum Kind {
        FLASH,
        RAM
    }

    public MemoryRegion {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("The name (" + name + ") of a memory region is not usable.\n"
                    + "Maybe start with a letter and use a-z, 0-9 and _ only.");
        }
        if (originAddress < 0 || sizeBytes < 1 || originAddress + sizeBytes > 1L << 32) {
            throw new IllegalArgumentException("The region (" + name + ") with origin (" + hex(originAddress)
                    + ") and size (" + sizeBytes + ") does not lie within 32 bits.\nMaybe check its origin and size.");
        }
        if (waitStates.isPresent() && waitStates.getAsInt() < 0) {
            throw new IllegalArgumentException(
                    "The waitStates (" + waitStates.getAsInt() + ") of region (" + name + ") are negative.");
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException("The source of region (" + name + ") is empty.\n"
                    + "Maybe name the data sheet and section that its numbers come from.");
        }
    }

    /** The address after the last byte. */
    public long endAddress() {
        return originAddress + sizeBytes;
    }

    /** Whether an address lies in this region. */
    public boolean contains(long address) {
        return address >= originAddress && address < endAddress();
    }

    /** Whether this region shares a byte with another. */
    public boolean overlaps(MemoryRegion other) {
        return originAddress < other.endAddress() && other.originAddress < endAddress();
    }

    /**
     * The same region cut to a smaller size, as when a budget limits it.
     *
     * @throws IllegalArgumentException if the size is larger than this region's
     */
    public MemoryRegion limitedTo(long limitBytes) {
        if (limitBytes > sizeBytes) {
            throw new IllegalArgumentException("The limitBytes (" + limitBytes + ") exceed region (" + name + "), "
                    + sizeBytes + " bytes.\nMaybe choose a smaller budget or a larger board.");
        }
        return new MemoryRegion(name, kind, originAddress, limitBytes, waitStates, source);
    }

    static String hex(long address) {
        return String.format("0x%08X", address);
    }
}
