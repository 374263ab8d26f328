package io.tinsmith.memory;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.internal.Block;
import io.tinsmith.memory.internal.BlockPlanner;
import io.tinsmith.memory.internal.FusionPlanner;
import io.tinsmith.memory.internal.MemoryGreedyOrder;
import io.tinsmith.memory.internal.RowGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the schedule of a graph that needs the least arena: lifetimes are exact and inclusive, sums, reshapes and
 * depthwise convolutions may run in place, blocks may run as streams, and offsets are packed against the lower bound of
 * the live bytes.
 *
 * <p>The size of the arena does not depend on how tensors are numbered. The same graph always gives the same schedule.
 */
public final class MemoryPlanner {
    /** The fewest fused ops first, then steps with more room, which are easier to pack. */
    private static final double[] SLACKS = {0, 0.125, 0.3, 0.5};

    private static final double[] QUICK_SLACKS = {0.3, 0.5, 0.125, 0};

    private static final double[] FRONT_SLACKS = {0.125, 0.3};

    /** Parts of the peak that blocks should stay away from it, even for more MACs, where packing fails otherwise. */
    private static final double[] ROOMS = {0.02, 0.05, 0.1, 0.2};

    private MemoryPlanner() {}

    /**
     * The schedule found for {@code graph} that needs the least arena within {@code options.maxOverhead()}.
     *
     * @param graph int8, with or without data: shapes and types suffice
     * @throws IllegalArgumentException if an activation is not int8
     */
    public static Schedule plan(Graph graph, PlannerOptions options) {
        requireInt8(graph);
        Schedule best = null;
        for (int[] order : orders(graph, options)) {
            Schedule found = plan(graph, order, options);
            best = best == null ? found : lower(best, found);
        }
        return Objects.requireNonNull(best);
    }

    /**
     * Schedules of which none needs less memory without computing more, by falling arena and rising MACs: from the least
     * memory without recomputation to the least of all within {@code options.maxOverhead()}.
     *
     * @throws IllegalArgumentException if an activation is not int8
     */
    public static List<Schedule> front(Graph graph, PlannerOptions options) {
        requireInt8(graph);
        List<Costed> found = new ArrayList<>();
        for (int[] order : orders(graph, options)) {
            if (options.fusion() != Fusion.FUSED) {
                found.add(Costed.of(plan(graph, order, options)));
                continue;
            }
            FusionPlanner planner = planner(graph, order, options);
            for (FusionPlanner.Point point : apart(planner.front())) {
                found.add(Costed.of(pack(graph, planner, point, FRONT_SLACKS, options)));
            }
        }
        found.sort(Comparator.comparingLong(Costed::macs)
                .thenComparingLong(c -> c.schedule().arenaBytes()));
        List<Schedule> front = new ArrayList<>();
        for (Costed costed : found) {
            long least = front.isEmpty()
                    ? Long.MAX_VALUE
                    : front.get(front.size() - 1).arenaBytes();
            if (costed.schedule().arenaBytes() < least && isAllowed(graph, costed.macs(), options)) {
                front.add(costed.schedule());
            }
        }
        return front;
    }

    /** Without those that need hardly less than the one before: the first, the last, and steps of a hundredth. */
    private static List<FusionPlanner.Point> apart(List<FusionPlanner.Point> points) {
        List<FusionPlanner.Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean isNear = !kept.isEmpty()
                    && points.get(i).peakBytes() * 100
                            > kept.get(kept.size() - 1).peakBytes() * 99;
            if (!isNear || i == points.size() - 1) {
                kept.add(points.get(i));
            }
        }
        return kept;
    }

    private record Costed(Schedule schedule, long macs) {
        static Costed of(Schedule schedule) {
            return new Costed(schedule, ScheduleCost.macs(schedule));
        }
    }

    /** The schedule of {@code front} that computes least, of those that need at most so much memory. */
    public static Optional<Schedule> cheapest(Graph graph, PlannerOptions options, long maxArenaBytes) {
        return front(graph, options).stream()
                .filter(s -> s.arenaBytes() <= maxArenaBytes)
                .findFirst();
    }

    /**
     * The same schedule with some of its streams cut into layers, packed anew: what a program with memory to spare may do
     * in fewer instructions.
     *
     * @param schedule whose input is whole
     * @param steps indices of its steps; those that are layers stay so
     */
    public static Schedule asLayers(Schedule schedule, Set<Integer> steps, PlannerOptions options) {
        Graph graph = schedule.graph();
        RowGraph rows = RowGraph.of(graph, false);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < schedule.steps().size(); i++) {
            Step step = schedule.steps().get(i);
            int[] ops = step.ops().stream().mapToInt(Integer::intValue).toArray();
            if (steps.contains(i) || step instanceof Step.Layer) {
                blocks.addAll(Block.layers(ops));
            } else if (step instanceof Step.Stream stream) {
                blocks.add(Block.stream(rows, ops, stream.strips(), stream.splits()));
            } else {
                blocks.add(Block.grouped(graph, ops[0], ops[1]));
            }
        }
        return BlockPlanner.plan(graph, blocks, options);
    }

    private static List<int[]> orders(Graph graph, PlannerOptions options) {
        int[] given = IntStream.range(0, graph.ops().size()).toArray();
        int[] greedy = options.reorder() ? MemoryGreedyOrder.of(graph) : given;
        return Arrays.equals(given, greedy) ? List.of(given) : List.of(given, greedy);
    }

    private static boolean isAllowed(Graph graph, long macs, PlannerOptions options) {
        // Not multiplied: infinity times none is not a number.
        long plain = GraphCost.macs(graph);
        return macs <= plain || (double) macs / plain <= options.maxOverhead();
    }

    private static FusionPlanner planner(Graph graph, int[] order, PlannerOptions options) {
        return new FusionPlanner(RowGraph.of(graph, options.inputByRows()), order, options.maxOverhead());
    }

    private static Schedule plan(Graph graph, int[] order, PlannerOptions options) {
        if (options.fusion() != Fusion.FUSED) {
            return BlockPlanner.plan(graph, Block.layers(order), options);
        }
        FusionPlanner planner = planner(graph, order, options);
        List<FusionPlanner.Point> front = planner.front();
        // What was estimated least can turn out to need more than its neighbour.
        Schedule best = plan(graph, planner, front.get(front.size() - 1), options);
        for (int i = front.size() - 2; i >= 0 && front.get(i).peakBytes() <= best.arenaBytes(); i--) {
            best = lower(best, plan(graph, planner, front.get(i), options));
        }
        for (int i = front.size() - 1; i > 0 && front.get(i).peakBytes() < best.arenaBytes(); i--) {
            for (double slack : ROOMS) {
                FusionPlanner.Wish wish = new FusionPlanner.Wish(slack, true);
                Schedule roomy = BlockPlanner.plan(graph, planner.blocks(front.get(i), wish), options);
                if (isAllowed(graph, ScheduleCost.macs(roomy), options)) {
                    best = lower(best, roomy);
                }
            }
        }
        if (best.arenaBytes() > front.get(front.size() - 1).peakBytes()) {
            // Layers alone are one of the paths, but estimates and packing can make another dearer than thought.
            best = lower(best, BlockPlanner.plan(graph, Block.layers(order), options));
        }
        return best;
    }

    private static Schedule plan(
            Graph graph, FusionPlanner planner, FusionPlanner.Point point, PlannerOptions options) {
        if (options.exactNodeLimit() == 0) {
            return pack(graph, planner, point, QUICK_SLACKS, options);
        }
        Schedule best = pack(graph, planner, point, SLACKS, options);
        // Or cheaper: where the estimates were too high, the blocks of the quick plan may need less.
        return lower(best, BlockPlanner.plan(graph, blocks(planner, point, QUICK_SLACKS[0]), options));
    }

    private static Schedule pack(
            Graph graph, FusionPlanner planner, FusionPlanner.Point point, double[] slacks, PlannerOptions options) {
        Schedule best = BlockPlanner.plan(graph, blocks(planner, point, slacks[0]), options);
        for (int i = 1; i < slacks.length && best.arenaBytes() > point.peakBytes(); i++) {
            best = lower(best, BlockPlanner.plan(graph, blocks(planner, point, slacks[i]), options));
        }
        return best;
    }

    private static List<Block> blocks(FusionPlanner planner, FusionPlanner.Point point, double slack) {
        return planner.blocks(point, new FusionPlanner.Wish(slack, false));
    }

    /** The one that needs less; of equals, the one that computes less. */
    private static Schedule lower(Schedule known, Schedule other) {
        if (other.arenaBytes() != known.arenaBytes()) {
            return other.arenaBytes() < known.arenaBytes() ? other : known;
        }
        return ScheduleCost.macs(other) < ScheduleCost.macs(known) ? other : known;
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
