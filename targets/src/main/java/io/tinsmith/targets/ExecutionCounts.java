package io.tinsmith.targets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was executed: exact counts of the emulator.
 *
 * @param classes instructions by class; a missing one is 0
 * @param loadedWords by instructions that load several
 * @param storedWords by instructions that store several
 * @param flashLines pieces of 16 bytes of flash that data were read of while they were not among the last 8 such pieces
 * @param traffic by region, in the order of {@link ExecutionProfile#regions}
 */
public record ExecutionCounts(
        Map<InstructionClass, Long> classes,
        long loadedWords,
        long storedWords,
        long flashLines,
        List<MemoryTraffic> traffic) {
    public ExecutionCounts {
        classes = Collections.unmodifiableMap(new EnumMap<>(classes));
        traffic = List.copyOf(traffic);
    }

    public long count(InstructionClass of) {
        return classes.getOrDefault(of, 0L);
    }

    /** All instructions. */
    public long instructions() {
        return classes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The sum of both; their regions must be the same. */
    public ExecutionCounts plus(ExecutionCounts other) {
        Map<InstructionClass, Long> sum = new EnumMap<>(classes);
        other.classes.forEach((key, value) -> sum.merge(key, value, Long::sum));
        List<MemoryTraffic> both = new ArrayList<>();
        for (int i = 0; i < traffic.size(); i++) {
            both.add(traffic.get(i).plus(other.traffic.get(i)));
        }
        return new ExecutionCounts(
                sum,
                loadedWords + other.loadedWords,
                storedWords + other.storedWords,
                flashLines + other.flashLines,
                both);
    }
}
