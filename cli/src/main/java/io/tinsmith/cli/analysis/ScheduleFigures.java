package io.tinsmith.cli.analysis;

import io.tinsmith.cli.report.ArenaMap;
import io.tinsmith.cli.report.OpRow;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.MemoryTimeline;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows and pictures of a schedule. */
public final class ScheduleFigures {
    /** Per output channel beside the weights: bias 4, multiplier 4, shift 1; see {@code FlashModel}. */
    private static final long BYTES_PER_CHANNEL = 9;

    private ScheduleFigures() {}

    /**
     * One row for each step, in the order in which they run.
     *
     * @param instructions of each step by its index, as far as they were measured
     */
    public static List<OpRow> ops(Schedule schedule, Map<Integer, Long> instructions) {
        Graph graph = schedule.graph();
        List<OpRow> rows = new ArrayList<>();
        for (MemoryTimeline.Moment moment : MemoryTimeline.of(schedule).moments()) {
            Op op = op(schedule, moment.step());
            Tensor out = graph.tensor(op.output());
            long weights = 0;
            long channels = 0;
            for (int index : op.inputs()) {
                Tensor t = graph.tensor(index);
                if (t.isParameter() && t.shape().rank() == 1) {
                    channels += t.shape().elements();
                } else if (t.isParameter()) {
                    weights += t.shape().elements();
                }
            }
            rows.add(new OpRow(
                    moment.step(),
                    out.name(),
                    moment.opKind() + (moment.inPlace() ? ", in place" : ""),
                    out.shape().toString(),
                    GraphCost.macs(graph, op),
                    weights + channels,
                    moment.liveBytes(),
                    weights + BYTES_PER_CHANNEL * channels,
                    instructions.get(moment.step())));
        }
        return rows;
    }

    /** Every tensor and scratch buffer of the arena. */
    public static ArenaMap arena(Schedule schedule) {
        List<String> steps = new ArrayList<>();
        List<Long> live = new ArrayList<>();
        List<ArenaMap.Block> blocks = new ArrayList<>();
        for (Placement p : schedule.placements()) {
            blocks.add(new ArenaMap.Block(
                    schedule.graph().tensor(p.tensor()).name(),
                    false,
                    p.arenaOffsetBytes(),
                    p.sizeBytes(),
                    p.firstUse(),
                    p.lastUse()));
        }
        for (MemoryTimeline.Moment moment : MemoryTimeline.of(schedule).moments()) {
            steps.add(moment.opName());
            live.add(moment.liveBytes());
            if (moment.scratchBytes() > 0) {
                blocks.add(new ArenaMap.Block(
                        moment.opName() + " scratch",
                        true,
                        moment.scratchOffsetBytes(),
                        moment.scratchBytes(),
                        moment.step(),
                        moment.step()));
            }
        }
        return new ArenaMap(schedule.arenaBytes(), steps, live, blocks);
    }

    private static Op op(Schedule schedule, int step) {
        return schedule.graph().ops().get(((Step.Layer) schedule.steps().get(step)).op());
    }
}
