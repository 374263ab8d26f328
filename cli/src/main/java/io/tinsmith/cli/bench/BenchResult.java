package io.tinsmith.cli.bench;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a device did with test vectors.
 *
 * @param where for example {@code "qemu-system-arm netduinoplus2, serial pty"}
 * @param firstUnequal index of the first vector whose output differs; -1 if none
 * @param outputs of the device, in the vectors' order
 * @param instructions of the last inference, and by op in the order in which they run, scaled from the timer's ticks; 0 and empty on a real board
 * @param ticks of the device's timer for the last inference
 */
public record BenchResult(
        String where,
        String identity,
        int equal,
        int firstUnequal,
        List<byte[]> outputs,
        long instructions,
        boolean instructionsExact,
        Map<Integer, Long> opInstructions,
        long ticks,
        long ticksPerSecond,
        long arenaBytes,
        long arenaUsedBytes,
        long staticsBytes,
        long stackReservedBytes,
        long stackUsedBytes) {
    public BenchResult {
        outputs = List.copyOf(outputs);
        opInstructions = Map.copyOf(opInstructions);
    }

    public int images() {
        return outputs.size();
    }

    /** Deepest use of the arena, if the device looked. */
    public OptionalLong arenaUsed() {
        return arenaUsedBytes < 0 ? OptionalLong.empty() : OptionalLong.of(arenaUsedBytes);
    }
}
