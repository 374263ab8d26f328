package io.tinsmith.cli.analysis;

import io.tinsmith.cli.report.ArenaMap;
import io.tinsmith.memory.MemoryArea;
import io.tinsmith.memory.MemoryTimeline;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.List;

/** What a step has in the arena beside whole tensors. */
final class StepAreas {
    private StepAreas() {}

    static List<ArenaMap.Block> of(Schedule schedule, MemoryTimeline.Moment moment) {
        return moment.areas().stream()
                .filter(area -> area.kind() != MemoryArea.Kind.TENSOR)
                .map(area -> block(schedule, area, moment.step()))
                .toList();
    }

    private static ArenaMap.Block block(Schedule schedule, MemoryArea area, int step) {
        if (area.kind() == MemoryArea.Kind.RING && schedule.steps().get(step) instanceof Step.Stream stream) {
            for (Ring ring : stream.rings()) {
                if (schedule.graph().tensor(ring.tensor()).name().equals(area.name())
                        && ring.arenaOffsetBytes() == area.arenaOffsetBytes()) {
                    String rows = ring.rows() == 1 ? " (1 row)" : " (" + ring.rows() + " rows)";
                    return block(area, area.name() + rows, ArenaMap.Kind.RING, ring.tensor(), step);
                }
            }
        }
        String use = area.kind() == MemoryArea.Kind.SUMS ? " sums" : " scratch";
        return block(area, area.name() + use, ArenaMap.Kind.SCRATCH, -1, step);
    }

    private static ArenaMap.Block block(MemoryArea area, String name, ArenaMap.Kind kind, int tensor, int step) {
        return new ArenaMap.Block(name, kind, tensor, area.arenaOffsetBytes(), area.sizeBytes(), step, step);
    }
}
