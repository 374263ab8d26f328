package io.tinsmith.memory.tflm;

import io.tinsmith.memory.tflm.internal.RevisionFiles;
import java.util.List;
import java.util.Map;

/**
 * Sizes of one revision of TFLM, as a compiler for 32-bit Arm with short enums (arm-none-eabi) lays them out.
 *
 * @param name the revision
 * @param date of the revision, ISO
 * @param source what the sizes were taken from, and what had to be inferred
 * @param scratchRequestsPerOp how many scratch buffers an op may ask for: room is kept for as many
 * @param structs bytes and alignment by the name of the struct
 */
public record TflmRevision(
        String name, String date, String source, int scratchRequestsPerOp, Map<String, Struct> structs) {
    /** Revisions that there are tables of, the newest first. */
    private static final List<String> NAMES = List.of("90b983c2b");

    /** A struct of C++. */
    public record Struct(int bytes, int alignment) {
        public Struct {
            if (bytes < 1 || Integer.bitCount(alignment) != 1 || bytes % alignment != 0) {
                throw new IllegalArgumentException(
                        "The bytes (" + bytes + ") of a struct must be a multiple of its alignment (" + alignment
                                + "), a power of 2.\nMaybe the table of the revision was mistyped.");
            }
        }
    }

    public TflmRevision {
        structs = Map.copyOf(structs);
    }

    /** The newest one that there is a table of. */
    public static TflmRevision newest() {
        return RevisionFiles.read(NAMES.get(0));
    }

    /**
     * A struct.
     *
     * @throws IllegalArgumentException if the table has none of the name
     */
    public Struct struct(String struct) {
        Struct found = structs.get(struct);
        if (found == null) {
            throw new IllegalArgumentException("The struct (" + struct + ") is missing from the table of TFLM " + name
                    + ".\nMaybe the table is of another version of Tinsmith.");
        }
        return found;
    }
}
