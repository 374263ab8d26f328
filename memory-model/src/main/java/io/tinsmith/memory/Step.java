package io.tinsmith.memory;

import java.util.List;

/**
 * One step of a schedule: what the generated C does in one call. Layer-wise steps run one op; streams and patches run
 * several.
 */
public sealed interface Step {
    /**
     * One op on whole tensors.
     *
     * @param op index in {@code graph.ops()}
     * @param inPlace the output stands where an input stood that dies here: their arena offsets are equal
     * @param scratchBytes temporary memory of the kernel, 0 if none
     * @param scratchOffsetBytes where it lies in the arena, when there is any
     */
    record Layer(int op, boolean inPlace, long scratchBytes, long scratchOffsetBytes) implements Step {}

    /**
     * Connected ops run row by row, without recomputation. A tensor that is made and used up inside is a {@link Ring};
     * one that comes in or that something outside reads is whole in the arena (a {@link Placement}, live in this step).
     *
     * <p>The order of rows, the same in the planner, in Java and in C: until all tensors that leave are complete, go to
     * the last op of {@code ops} whose output leaves the block and is not complete; while an input of the op reached is
     * made in the block and has fewer rows than the op's next output row {@code y} needs, go to the op that makes the
     * first such input; then compute one row of the op reached. A windowed op needs {@code min(inH, y * strideH -
     * padTop + (kH - 1) * dilationH + 1)} rows, an element-wise one {@code y + 1}. A row that an accumulation reads is
     * added to it as soon as it was made; the one output row of the accumulating op is the mean.
     *
     * <p>Whole tensors of a stream may overlap in one way: the output of the last op over an input that dies in it, so far
     * below that a row is written only over rows that nothing reads any more. A row kernel must therefore read no row
     * above those that its window spans, and write nothing but its row.
     *
     * <p>The graph's input may be a ring as well ({@link PlannerOptions#inputByRows}): the caller then hands in its rows
     * in order, and the op that makes them is the caller.
     *
     * @param ops indices in {@code graph.ops()}, in an order in which they can run
     * @param rings one for each tensor that stays inside
     * @param accumulations one for each global average pooling
     */
    record Stream(List<Integer> ops, List<Ring> rings, List<Accumulation> accumulations) implements Step {
        public Stream {
            ops = List.copyOf(ops);
            rings = List.copyOf(rings);
            accumulations = List.copyOf(accumulations);
            if (ops.isEmpty()) {
                throw new IllegalArgumentException("A stream of no ops.");
            }
        }
    }
}
