package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StripColumns;
import java.util.function.BiPredicate;

/** What a schedule writes to the arena. */
final class Writes {
    private final Schedule schedule;
    private final Graph graph;

    Writes(Schedule schedule) {
        this.schedule = schedule;
        this.graph = schedule.graph();
    }

    /** Whether some step writes where {@code tensor} stands. */
    boolean overwrite(int tensor) {
        Placement p = schedule.placement(tensor);
        BiPredicate<Long, Long> hits = (offset, size) ->
                size > 0 && offset < p.arenaOffsetBytes() + p.sizeBytes() && p.arenaOffsetBytes() < offset + size;
        return schedule.steps().stream().anyMatch(step -> any(step, hits));
    }

    private boolean any(Step step, BiPredicate<Long, Long> hits) {
        if (step instanceof Step.Stream stream) {
            return any(stream, hits);
        }
        if (step instanceof Step.Grouped grouped) {
            return hits.test(grouped.scratchOffsetBytes(), grouped.scratchBytes())
                    || whole(output(grouped.pool()), hits);
        }
        Step.Layer layer = (Step.Layer) step;
        boolean writes = !(graph.ops().get(layer.op()) instanceof Op.Reshape && layer.inPlace());
        return (writes && whole(output(layer.op()), hits))
                || hits.test(layer.scratchOffsetBytes(), layer.scratchBytes());
    }

    private boolean any(Step.Stream stream, BiPredicate<Long, Long> hits) {
        StripColumns columns = StripColumns.of(graph, stream);
        boolean ring = stream.rings().stream()
                .anyMatch(r -> hits.test(r.arenaOffsetBytes(), r.sizeBytes(graph.tensor(r.tensor()))));
        boolean sums = stream.accumulations().stream()
                .anyMatch(a -> hits.test(
                        a.arenaOffsetBytes(),
                        Accumulation.bytes(graph.tensor(output(a.op())).shape().channels())));
        boolean scratch = stream.splits().stream()
                .anyMatch(s -> hits.test(stream.scratchOffsetBytes(), scratchBytes(columns, s)));
        return ring || sums || scratch || stream.ops().stream().anyMatch(op -> whole(output(op), hits));
    }

    private long scratchBytes(StripColumns columns, Split split) {
        int in = columns.mostColumns(output(split.expand()));
        return split.scratchBytes(graph, in, columns.mostColumns(output(split.project())));
    }

    /** A tensor that stands whole; the others have no place. */
    private boolean whole(int tensor, BiPredicate<Long, Long> hits) {
        return schedule.placements().stream()
                .anyMatch(p -> p.tensor() == tensor && hits.test(p.arenaOffsetBytes(), p.sizeBytes()));
    }

    private int output(int op) {
        return graph.ops().get(op).output();
    }
}
