package io.tinsmith.cli.analysis;

import io.tinsmith.cli.report.ArenaMap;
import io.tinsmith.cli.report.OpRow;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.MemoryTimeline;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.Comparator;
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
        List<Long> live = arena(schedule).liveBytes();
        List<OpRow> rows = new ArrayList<>();
        for (int index = 0; index < schedule.steps().size(); index++) {
            Step step = schedule.steps().get(index);
            for (int op : step.ops()) {
                rows.add(row(
                        schedule.graph(),
                        op,
                        note(step),
                        index,
                        live.get(index),
                        rows.size(),
                        instructions.get(rows.size())));
            }
        }
        if (schedule.inputByRows()) {
            rows.add(inputRow(schedule, rows, instructions.get(rows.size())));
        }
        return rows;
    }

    private static String note(Step step) {
        if (step instanceof Step.Layer layer) {
            return layer.inPlace() ? ", in place" : "";
        }
        return step instanceof Step.Stream ? ", by rows" : ", by channels";
    }

    /** The reading of an input that comes by rows, which the device counts behind all ops. */
    private static OpRow inputRow(Schedule schedule, List<OpRow> ops, @Nullable Long instructions) {
        Tensor input = schedule.graph().input();
        OpRow first = ops.get(0);
        String shape = input.shape().toString();
        return new OpRow(
                ops.size(),
                first.step(),
                "input",
                "Input, by rows",
                shape,
                0,
                0,
                first.liveBytes(),
                0,
                0.0,
                null,
                instructions);
    }

    private static OpRow row(
            Graph graph, int index, String note, int step, long liveBytes, int row, @Nullable Long instructions) {
        Op op = graph.ops().get(index);
        Tensor out = graph.tensor(op.output());
        long weights = 0;
        long channels = 0;
        for (int input : op.inputs()) {
            Tensor t = graph.tensor(input);
            if (t.isParameter() && t.shape().rank() == 1 && !(op instanceof Op.Pairwise)) {
                channels += t.shape().elements();
            } else if (t.isParameter()) {
                weights += t.shape().elements();
            }
        }
        long macs = GraphCost.macs(graph, op);
        return new OpRow(
                row,
                step,
                out.name(),
                op.getClass().getSimpleName() + note,
                out.shape().toString(),
                macs,
                weights + channels,
                liveBytes,
                weights + BYTES_PER_CHANNEL * channels + tapBytes(graph, op),
                (double) macs / bytesMoved(graph, op),
                null,
                instructions);
    }

    /** A transposed convolution has sums of the taps beside its biases; see {@code FlashModel}. */
    private static long tapBytes(Graph graph, Op op) {
        if (!(op instanceof Op.TransposeConv conv)) {
            return 0;
        }
        Shape weights = graph.tensor(conv.weights()).shape();
        return Integer.BYTES * weights.elements() / weights.channels();
    }

    /** Bytes of all that an op reads and writes, each once. */
    private static long bytesMoved(Graph graph, Op op) {
        return graph.tensor(op.output()).bytes()
                + op.inputs().stream()
                        .distinct()
                        .mapToLong(t -> graph.tensor(t).bytes())
                        .sum();
    }

    /** Every tensor, ring and scratch buffer of the arena. */
    public static ArenaMap arena(Schedule schedule) {
        Graph graph = schedule.graph();
        List<ArenaMap.Block> blocks = new ArrayList<>();
        for (Placement p : schedule.placements()) {
            blocks.add(new ArenaMap.Block(
                    graph.tensor(p.tensor()).name(),
                    ArenaMap.Kind.TENSOR,
                    p.tensor(),
                    p.arenaOffsetBytes(),
                    p.sizeBytes(),
                    p.firstUse(),
                    p.lastUse()));
        }
        List<String> steps = new ArrayList<>();
        for (MemoryTimeline.Moment moment : MemoryTimeline.of(schedule).moments()) {
            boolean stream = schedule.steps().get(moment.step()) instanceof Step.Stream;
            steps.add(stream ? "stream to " + moment.opName() : moment.opName());
            blocks.addAll(StepAreas.of(schedule, moment));
        }
        List<Long> live = new ArrayList<>();
        for (int index = 0; index < steps.size(); index++) {
            live.add(covered(during(blocks, index)));
        }
        return new ArenaMap(schedule.arenaBytes(), steps, live, blocks);
    }

    /** The blocks that are in use in a step. */
    static List<ArenaMap.Block> during(List<ArenaMap.Block> blocks, int step) {
        return blocks.stream()
                .filter(b -> b.firstUse() <= step && step <= b.lastUse())
                .toList();
    }

    /** Bytes that some of the blocks stand in; those that several share count once. */
    static long covered(List<ArenaMap.Block> blocks) {
        long bytes = 0;
        long end = 0;
        for (ArenaMap.Block b : blocks.stream()
                .sorted(Comparator.comparingLong(ArenaMap.Block::arenaOffsetBytes))
                .toList()) {
            long to = b.arenaOffsetBytes() + b.sizeBytes();
            bytes += Math.max(0, to - Math.max(end, b.arenaOffsetBytes()));
            end = Math.max(end, to);
        }
        return bytes;
    }
}
