package io.tinsmith.cli.analysis;

import io.tinsmith.cli.report.ArenaMap;
import io.tinsmith.cli.report.OpRow;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.MemoryTimeline;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows and pictures of a schedule. */
public final class ScheduleFigures {
    /** Per output channel beside the weights: bias 4, multiplier 4, shift 1; see {@code FlashModel}. */
    private static final long BYTES_PER_CHANNEL = 9;

    private ScheduleFigures() {}

    /**
     * One row for each op, in the order in which they run.
     *
     * @param instructions of each op by its place in that order, as far as they were measured
     */
    public static List<OpRow> ops(Schedule schedule, Map<Integer, Long> instructions) {
        List<OpRow> rows = new ArrayList<>();
        for (MemoryTimeline.Moment moment : MemoryTimeline.of(schedule).moments()) {
            Step step = schedule.steps().get(moment.step());
            String note = step instanceof Step.Stream ? ", by rows" : moment.inPlace() ? ", in place" : "";
            for (int op : ops(step)) {
                rows.add(row(schedule.graph(), op, note, moment, rows.size(), instructions.get(rows.size())));
            }
        }
        return rows;
    }

    private static OpRow row(
            Graph graph, int index, String note, MemoryTimeline.Moment moment, int row, @Nullable Long instructions) {
        Op op = graph.ops().get(index);
        Tensor out = graph.tensor(op.output());
        long weights = 0;
        long channels = 0;
        for (int input : op.inputs()) {
            Tensor t = graph.tensor(input);
            if (t.isParameter() && t.shape().rank() == 1) {
                channels += t.shape().elements();
            } else if (t.isParameter()) {
                weights += t.shape().elements();
            }
        }
        return new OpRow(
                row,
                moment.step(),
                out.name(),
                op.getClass().getSimpleName() + note,
                out.shape().toString(),
                GraphCost.macs(graph, op),
                weights + channels,
                moment.liveBytes(),
                weights + BYTES_PER_CHANNEL * channels,
                instructions);
    }

    /** Every tensor, ring and scratch buffer of the arena. */
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
            live.add(moment.liveBytes());
            if (schedule.steps().get(moment.step()) instanceof Step.Stream stream) {
                steps.add("stream to " + moment.opName());
                addInside(schedule.graph(), stream, moment.step(), blocks);
                continue;
            }
            steps.add(moment.opName());
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

    private static void addInside(Graph graph, Step.Stream stream, int step, List<ArenaMap.Block> blocks) {
        for (Ring ring : stream.rings()) {
            Tensor tensor = graph.tensor(ring.tensor());
            String name = tensor.name() + " (" + ring.rows() + (ring.rows() == 1 ? " row)" : " rows)");
            blocks.add(new ArenaMap.Block(name, false, ring.arenaOffsetBytes(), ring.sizeBytes(tensor), step, step));
        }
        for (Accumulation sums : stream.accumulations()) {
            Tensor mean = graph.tensor(graph.ops().get(sums.op()).output());
            blocks.add(new ArenaMap.Block(
                    mean.name() + " sums",
                    true,
                    sums.arenaOffsetBytes(),
                    Accumulation.bytes(mean.shape().channels()),
                    step,
                    step));
        }
    }

    private static List<Integer> ops(Step step) {
        return step.ops();
    }
}
