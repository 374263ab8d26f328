package io.tinsmith.search;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.FlashModel;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.ProgramMemory;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.memory.Schedule;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Costs of networks: a pure function with a cache, safe for many threads. */
public final class CostModel {
    private final Function<Schedule, RuntimeFootprint> runtime;
    private final PlannerOptions planner;
    private final ConcurrentHashMap<Architecture, Cost> cache = new ConcurrentHashMap<>();

    /**
     * Costs of programs whose code and statics depend on how the network is run.
     *
     * @param runtime pure, called by many threads
     */
    public CostModel(Function<Schedule, RuntimeFootprint> runtime, PlannerOptions planner) {
        this.runtime = runtime;
        this.planner = planner;
    }

    public CostModel(RuntimeFootprint runtime, PlannerOptions planner) {
        this(schedule -> runtime, planner);
    }

    /** With the quick planner, for searches. */
    public CostModel(RuntimeFootprint runtime) {
        this(runtime, PlannerOptions.quick());
    }

    public Cost of(Architecture architecture) {
        // Not computeIfAbsent: it would hold a lock of the map while a neighbour waits.
        Cost known = cache.get(architecture);
        if (known == null) {
            known = compute(architecture.toGraph(DType.INT8));
            cache.put(architecture, known);
        }
        return known;
    }

    /**
     * The cost of a network that keeps the limits; the same answer as {@link #of} and a check, but nothing is kept, and
     * no schedule is sought for a network whose constants or MACs alone break a limit. For networks that are drawn once.
     */
    public Optional<Cost> ifFits(Architecture architecture, Constraints constraints) {
        Graph graph = architecture.toGraph(DType.INT8);
        Cost least = new Cost(
                GraphCost.macs(graph),
                GraphCost.parameters(graph),
                0,
                0,
                FlashModel.of(graph).totalBytes());
        if (!constraints.check(new Candidate(architecture, least)).fits()) {
            return Optional.empty();
        }
        Cost cost = compute(graph);
        return constraints.check(new Candidate(architecture, cost)).fits() ? Optional.of(cost) : Optional.empty();
    }

    private Cost compute(Graph graph) {
        Schedule schedule = MemoryPlanner.plan(graph, planner);
        ProgramMemory memory = ProgramMemory.of(schedule, runtime.apply(schedule));
        return new Cost(
                GraphCost.macs(graph),
                GraphCost.parameters(graph),
                memory.arenaBytes(),
                memory.sramBytes(),
                memory.flashBytes());
    }
}
