package io.tinsmith.memory;

/**
 * Where one activation lies in the arena, and when.
 *
 * @param tensor index in {@code graph.tensors()}
 * @param firstUse first step, inclusive, in which it is live; graph inputs are live from step 0
 * @param lastUse last step, inclusive; graph outputs are live to the last step
 */
public record Placement(int tensor, long arenaOffsetBytes, long sizeBytes, int firstUse, int lastUse) {}
