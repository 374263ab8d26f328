package io.tinsmith.search;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.FlashModel;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.ProgramMemory;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.ScheduleCost;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Costs of networks: a pure function with a cache, safe for many threads. */
public final class CostModel {
    private final Function<Schedule, RuntimeFootprint> footprint;
    private final Function<Schedule, RunTime> runTime;
    private final PlannerOptions planner;
    private final ConcurrentHashMap<Network, Cost> cache = new ConcurrentHashMap<>();

    /**
     * Costs of programs whose code and statics depend on how the network is run.
     *
     * @param footprint pure, called by many threads
     * @param runTime of a schedule on the target; pure, called by many threads
     */
    public CostModel(
            Function<Schedule, RuntimeFootprint> footprint,
            Function<Schedule, RunTime> runTime,
            PlannerOptions planner) {
        this.footprint = footprint;
        this.runTime = runTime;
        this.planner = planner;
    }

    /** Of no target: the time that networks take is unknown. */
    public CostModel(Function<Schedule, RuntimeFootprint> footprint, PlannerOptions planner) {
        this(footprint, schedule -> RunTime.UNKNOWN, planner);
    }

    public CostModel(RuntimeFootprint footprint, PlannerOptions planner) {
        this(schedule -> footprint, planner);
    }

    /** With the quick planner, for searches. */
    public CostModel(RuntimeFootprint footprint) {
        this(footprint, PlannerOptions.quick());
    }

    public Cost of(Network network) {
        // Not computeIfAbsent: it would hold a lock of the map while a neighbour waits.
        Cost known = cache.get(network);
        if (known == null) {
            known = compute(network.toGraph(DType.INT8), planner);
            cache.put(network, known);
        }
        return known;
    }

    /**
     * Whether some schedule of a network keeps the limits: {@link #of} and a check, but nothing is kept, and the work
     * ends where the answer is known. Constants and MACs are looked at before any schedule, and layers in place, quick
     * to plan, before streams, whose code may be larger.
     *
     * @return MACs of the network, if it fits
     */
    public OptionalLong macsIfFits(Network network, Constraints constraints) {
        Graph graph = network.toGraph(DType.INT8);
        long macs = GraphCost.macs(graph);
        long parameters = GraphCost.parameters(graph);
        Cost least = new Cost(macs, macs, parameters, 0, 0, FlashModel.of(graph).totalBytes(), RunTime.UNKNOWN);
        boolean fits = constraints.check(new Candidate(network, least)).fits();
        if (fits) {
            Predicate<PlannerOptions> planned = options -> constraints
                    .check(new Candidate(network, compute(graph, options)))
                    .fits();
            fits = (planner.fusion() == Fusion.FUSED && planned.test(planner.with(Fusion.IN_PLACE)))
                    || planned.test(planner);
        }
        return fits ? OptionalLong.of(macs) : OptionalLong.empty();
    }

    private Cost compute(Graph graph, PlannerOptions options) {
        Schedule schedule = MemoryPlanner.plan(graph, options);
        ProgramMemory memory = ProgramMemory.of(schedule, footprint.apply(schedule));
        return new Cost(
                GraphCost.macs(graph),
                ScheduleCost.macs(schedule),
                GraphCost.parameters(graph),
                memory.arenaBytes(),
                memory.sramBytes(),
                memory.flashBytes(),
                runTime.apply(schedule));
    }
}
