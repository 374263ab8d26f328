package io.tinsmith.memory.internal;

/**
 * A bottleneck of a block, and what splitting it brings.
 *
 * @param saving bytes, without the scratch that it needs
 * @param extraMacs more than without the split
 * @param scratch bytes with groups of {@link Bottleneck#GROUP} channels; {@code smallScratch}: of {@link
 *     Bottleneck#SMALL_GROUP}
 */
record Gain(Bottleneck bottleneck, int index, long saving, long extraMacs, long scratch, long smallScratch) {
    boolean isBefore(Gain other) {
        return extraMacs * other.saving < other.extraMacs * saving;
    }
}
