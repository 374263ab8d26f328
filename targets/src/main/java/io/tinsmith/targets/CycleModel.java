package io.tinsmith.targets;

import io.tinsmith.targets.internal.CycleFiles;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Cycles out of counts of instructions: an estimate. A class of instructions has one cost, whatever stands before and
 * after it; data in flash cost its wait states once for each line of 16 bytes that is not among the last ones read. Code
 * is taken to come out of flash in time, as prefetching and caches are made for.
 *
 * @param core whose cycles these are
 * @param source where the costs come from
 * @param cycles by class; all are there
 * @param perWord for each word of an instruction that moves several
 * @param band how far off the cycles of the core may be, as a share of them, either way
 * @param typical of code of which only the number of instructions is known
 */
public record CycleModel(
        Core core, String source, Map<InstructionClass, Double> cycles, double perWord, double band, Typical typical) {
    /** Waits may be hidden altogether, or be longer still where a bus is shared or a line is longer to come. */
    private static final double MOST_WAITS = 2;

    /**
     * What generated code takes as a rule, as {@link #estimate(ExecutionCounts, int)} says of the networks of MLPerf Tiny
     * (docs/measuring.md).
     *
     * @param cycles of the core, an instruction
     * @param flashLines pieces of 16 bytes of flash that are read, an instruction
     * @param spread how far a network was off these, as a share
     */
    public record Typical(double cycles, double flashLines, double spread) {
        public Typical {
            if (!(cycles > 0 && cycles <= 10 && flashLines >= 0 && flashLines <= 1 && spread >= 0 && spread < 1)) {
                throw new IllegalArgumentException(
                        "The typical cycles (" + cycles + ") must be up to 10, the flashLines (" + flashLines
                                + ") from 0 to 1 and the spread (" + spread + ") from 0 to below 1.");
            }
        }
    }

    public CycleModel {
        cycles = Collections.unmodifiableMap(new EnumMap<>(cycles));
        for (InstructionClass each : InstructionClass.values()) {
            Double cost = cycles.get(each);
            if (cost == null || !(cost >= 0 && cost <= 1000)) {
                throw new IllegalArgumentException("The cycles (" + cost + ") of (" + each.key() + ") on "
                        + core.gccName() + " are not from 0 to 1000.");
            }
        }
        if (!(perWord >= 0 && perWord <= 1000) || !(band >= 0 && band < 1)) {
            throw new IllegalArgumentException("The perWord (" + perWord + ") of " + core.gccName()
                    + " must be from 0 to 1000 and the band (" + band + ") from 0 to below 1.");
        }
    }

    /** The model of a core. */
    public static CycleModel of(Core core) {
        return CycleFiles.read(core);
    }

    /**
     * The cycles of what was executed.
     *
     * @param flashWaitStates that a line of flash takes; 0 where none are known
     */
    public CycleEstimate estimate(ExecutionCounts counts, int flashWaitStates) {
        Map<CycleKind, Double> kinds = new EnumMap<>(CycleKind.class);
        for (CycleKind kind : CycleKind.values()) {
            kinds.put(kind, 0.0);
        }
        cycles.forEach((each, cost) -> kinds.merge(CycleKind.of(each), cost * counts.count(each), Double::sum));
        kinds.merge(CycleKind.LOAD, perWord * counts.loadedWords(), Double::sum);
        kinds.merge(CycleKind.STORE, perWord * counts.storedWords(), Double::sum);
        double core = kinds.values().stream().mapToDouble(Double::doubleValue).sum();
        double waits = (double) flashWaitStates * counts.flashLines();
        kinds.put(CycleKind.FLASH_WAIT, waits);
        return new CycleEstimate(kinds, core * (1 - band), core * (1 + band) + MOST_WAITS * waits);
    }

    /**
     * The cycles of so many instructions of generated code, of which nothing else is known.
     *
     * @param flashWaitStates that a line of flash takes; 0 where none are known
     */
    public CycleRange estimate(long instructions, int flashWaitStates) {
        double core = typical.cycles() * instructions;
        double waits = typical.flashLines() * flashWaitStates * instructions;
        return new CycleRange(
                core + waits,
                core * (1 - band) * (1 - typical.spread()),
                (core * (1 + band) + MOST_WAITS * waits) * (1 + typical.spread()));
    }
}
