package io.tinsmith.memory;

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
}
