package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import java.util.List;

/**
 * An order of execution with every activation and scratch buffer placed in one arena, of one part or several.
 *
 * @param steps in the order in which they run
 * @param placements one for each activation, by ascending tensor index
 * @param arenaBytes size of the arena: the end of the highest placement or scratch buffer, rounded up to
 *     {@link #ALIGNMENT_BYTES}
 * @param parts where the arena lies: each begins where the one before ends, the last ends with the arena
 * @param lowerBoundBytes no offsets could do with less for these steps: the most bytes that are live in one step
 */
public record Schedule(
        Graph graph,
        List<Step> steps,
        List<Placement> placements,
        List<ArenaPart> parts,
        long arenaBytes,
        long lowerBoundBytes) {
    /** Every offset in the arena is a multiple of this, and so is the arena's own address. */
    public static final int ALIGNMENT_BYTES = 4;

    public Schedule {
        steps = List.copyOf(steps);
        placements = List.copyOf(placements);
        parts = List.copyOf(parts);
        long end = 0;
        for (ArenaPart part : parts) {
            if (part.startOffsetBytes() != end) {
                throw new IllegalArgumentException(
                        "The part (" + part + ") does not begin at (" + end + "), where the one before ends.");
            }
            end = part.endOffsetBytes();
        }
        if (parts.isEmpty() || end != arenaBytes) {
            throw new IllegalArgumentException(
                    "The parts " + parts + " do not make up the arenaBytes (" + arenaBytes + ").");
        }
        if (lowerBoundBytes > arenaBytes) {
            throw new IllegalArgumentException("The lowerBoundBytes (" + lowerBoundBytes + ") exceed the arenaBytes ("
                    + arenaBytes + ").\nMaybe a live buffer was not placed.");
        }
    }

    /** With the whole arena in one region. */
    public Schedule(Graph graph, List<Step> steps, List<Placement> placements, long arenaBytes, long lowerBoundBytes) {
        this(
                graph,
                steps,
                placements,
                List.of(new ArenaPart(ArenaPart.ONLY, 0, arenaBytes)),
                arenaBytes,
                lowerBoundBytes);
    }

    public Placement placement(int tensor) {
        return placements.stream()
                .filter(p -> p.tensor() == tensor)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("The tensor (" + tensor + ") has no place in the arena."));
    }

    /** Whether the graph's first input comes row by row and never stands in the arena whole. */
    public boolean inputByRows() {
        int input = graph.inputs().get(0);
        return placements.stream().noneMatch(p -> p.tensor() == input);
    }

    /** {@code bytes} rounded up to the alignment. */
    public static long aligned(long bytes) {
        return Math.addExact(bytes, ALIGNMENT_BYTES - 1) / ALIGNMENT_BYTES * ALIGNMENT_BYTES;
    }
}
