package io.tinsmith.memory;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.internal.Block;
import io.tinsmith.memory.internal.BlockPlanner;
import io.tinsmith.memory.internal.FusionPlanner;
import io.tinsmith.memory.internal.MemoryGreedyOrder;
import io.tinsmith.memory.internal.RowGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the schedule of a graph that needs the least arena: lifetimes are exact and inclusive, sums, reshapes and
 * depthwise convolutions may run in place, blocks may run as streams, and offsets are packed against the lower bound of the live bytes.
 *
 * <p>The size of the arena does not depend on how tensors are numbered. The same graph always gives the same schedule.
 */
public final class MemoryPlanner {
    /** The fewest fused ops first, then steps with more room, which are easier to pack. */
    private static final double[] SLACKS = {0, 0.125, 0.3, 0.5};

    private static final double[] QUICK_SLACKS = {0.3, 0.5, 0.125, 0};

    private MemoryPlanner() {}

    /**
     * The best schedule found for {@code graph}.
     *
     * @param graph int8, with or without data: shapes and types suffice
     * @throws IllegalArgumentException if an activation is not int8
     */
    public static Schedule plan(Graph graph, PlannerOptions options) {
        requireInt8(graph);
        int[] given = IntStream.range(0, graph.ops().size()).toArray();
        Schedule schedule = plan(graph, given, options);
        if (options.reorder()) {
            int[] greedy = MemoryGreedyOrder.of(graph);
            if (!Arrays.equals(given, greedy)) {
                return lower(schedule, plan(graph, greedy, options));
            }
        }
        return schedule;
    }

    /**
     * Schedules of which none needs less memory without computing more, by falling arena and rising MACs: from the least
     * memory without recomputation to the least of all within {@code options.maxOverhead()}.
     */
    public static List<Schedule> front(Graph graph, PlannerOptions options) {
        return List.of(plan(graph, options));
    }

    /** The schedule of {@code front} that computes least, of those that need at most so much memory. */
    public static Optional<Schedule> cheapest(Graph graph, PlannerOptions options, long maxArenaBytes) {
        return front(graph, options).stream()
                .filter(s -> s.arenaBytes() <= maxArenaBytes)
                .findFirst();
    }

    private static Schedule plan(Graph graph, int[] order, PlannerOptions options) {
        if (options.fusion() != Fusion.FUSED) {
            return BlockPlanner.plan(graph, Block.layers(order), options);
        }
        FusionPlanner planner = new FusionPlanner(RowGraph.of(graph, options.inputByRows()), order);
        boolean quick = options.exactNodeLimit() == 0;
        double[] slacks = quick ? QUICK_SLACKS : SLACKS;
        Schedule best = BlockPlanner.plan(graph, planner.blocks(slacks[0]), options);
        for (int i = 1; i < slacks.length && best.arenaBytes() > planner.peakBytes(); i++) {
            best = lower(best, BlockPlanner.plan(graph, planner.blocks(slacks[i]), options));
        }
        if (best.arenaBytes() > planner.peakBytes()) {
            // Layers alone are one of the paths, but estimates and packing can make another dearer than thought.
            best = lower(best, BlockPlanner.plan(graph, Block.layers(order), options));
        }
        if (quick) {
            return best;
        }
        // Or cheaper: where the estimates were too high, the blocks of the quick plan may need less.
        return lower(best, BlockPlanner.plan(graph, planner.blocks(QUICK_SLACKS[0]), options));
    }

    private static Schedule lower(Schedule known, Schedule other) {
        return other.arenaBytes() < known.arenaBytes() ? other : known;
    }

    private static void requireInt8(Graph graph) {
        for (Tensor t : graph.tensors()) {
            if (!t.isParameter() && t.type() != DType.INT8) {
                throw new IllegalArgumentException("The activation (" + t.name() + ") of the graph (" + graph.name()
                        + ") is " + t.type() + "; the arena is planned for INT8.\n"
                        + "Maybe plan graph.structureAs(DType.INT8).");
            }
        }
    }
}
