package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.internal.WeightOrder;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Rounding;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.RandomGraphs;
import io.tinsmith.memory.RandomSchedules;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Generated C of many random schedules, each kind of step among them, on the host under the sanitizers, against the int8
 * interpreter. {@code -Dtinsmith.host.graphs=2000} runs more of them.
 */
class SchedulesHostIT {
    private static final int GRAPHS = Integer.getInteger("tinsmith.host.graphs", 300);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(
            value = Rounding.class,
            names = {"DOUBLE", "SINGLE"})
    void generatedCodeEqualsTheInterpreter(Rounding rounding) throws Exception {
        HostBatch batch =
                new HostBatch(directory, rounding, rounding == Rounding.DOUBLE ? WeightOrder.QUADS : WeightOrder.PLAIN);
        Map<String, Integer> kinds = new TreeMap<>();
        for (int i = 0; i < GRAPHS / 2; i++) {
            long seed = (rounding == Rounding.SINGLE ? 2_000_000L : 1_000_000L) + i;
            SplittableRandom random = new SplittableRandom(seed);
            Graph graph = graph(random).withRounding(rounding);
            Schedule schedule = schedule(graph, random, i);
            schedule.steps().forEach(step -> count(graph, step, kinds));
            batch.add(schedule, random);
        }

        assertThat(batch.run()).isEqualTo(GRAPHS / 2 + " passed\n");
        assertThat(kinds.keySet()).contains("dense", "grouped", "pool", "split", "split in strips", "strips");
    }

    /** With one output: the firmware serves no more. */
    private static Graph graph(SplittableRandom random) {
        Graph graph = RandomGraphs.random(random);
        while (graph.outputs().size() > 1) {
            graph = RandomGraphs.random(random);
        }
        return graph;
    }

    /** Planned, with some overhead or none; or cut at random, each move alone and all of them together. */
    private static Schedule schedule(Graph graph, SplittableRandom random, int number) {
        if (number % 4 == 0) {
            PlannerOptions options = number % 8 == 0 ? PlannerOptions.quick() : PlannerOptions.thorough();
            double[] factors = {1, 1.3, Double.POSITIVE_INFINITY};
            return MemoryPlanner.plan(graph, options.withMaxOverhead(factors[number / 8 % 3]));
        }
        Set<RandomSchedules.Move> moves = EnumSet.allOf(RandomSchedules.Move.class);
        if (number % 4 == 1) {
            RandomSchedules.Move[] all = RandomSchedules.Move.values();
            moves = EnumSet.of(all[number / 4 % all.length]);
        }
        moves.remove(RandomSchedules.Move.INPUT_BY_ROWS);
        return RandomSchedules.random(graph, random, moves, random.nextBoolean());
    }

    private static void count(Graph graph, Step step, Map<String, Integer> kinds) {
        if (step instanceof Step.Grouped) {
            kinds.merge("grouped", 1, Integer::sum);
        } else if (step instanceof Step.Stream stream) {
            if (stream.strips() > 1) {
                kinds.merge("strips", 1, Integer::sum);
            }
            if (!stream.splits().isEmpty()) {
                kinds.merge(stream.strips() > 1 ? "split in strips" : "split", 1, Integer::sum);
            }
            stream.accumulations()
                    .forEach(a -> kinds.merge(
                            graph.ops().get(a.op()) instanceof Op.FullyConnected ? "dense" : "pool", 1, Integer::sum));
        }
    }
}
