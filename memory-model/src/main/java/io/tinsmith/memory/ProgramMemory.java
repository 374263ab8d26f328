package io.tinsmith.memory;

/**
 * Predicted memory of a whole program, split as a linker map splits it.
 *
 * @param arenaBytes activations, input and output among them, and scratch
 * @param constantBytes weights, biases and requantization tables in flash
 */
public record ProgramMemory(long arenaBytes, long staticsBytes, long stackBytes, long constantBytes, long codeBytes) {
    public static ProgramMemory of(Schedule schedule, RuntimeFootprint runtime) {
        return new ProgramMemory(
                schedule.arenaBytes(),
                runtime.staticsBytes(),
                runtime.stackBytes(),
                FlashModel.of(schedule.graph()).totalBytes(),
                runtime.codeBytes());
    }

    public long sramBytes() {
        return arenaBytes + staticsBytes + stackBytes;
    }

    public long flashBytes() {
        return constantBytes + codeBytes;
    }
}
