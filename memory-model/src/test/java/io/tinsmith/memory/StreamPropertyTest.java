package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.TensorData;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Streams compute what layers compute, in the bytes that were planned for them. */
class StreamPropertyTest {
    private static final int GRAPHS = 600;

    @Test
    void fusedSchedulesGiveTheBytesOfTheInterpreter() {
        SplittableRandom seeds = new SplittableRandom(3);
        int fused = 0;
        int tight = 0;
        int trailing = 0;
        for (int i = 0; i < GRAPHS; i++) {
            SplittableRandom random = seeds.split();
            Graph graph = StreamGraphs.random(random);
            Schedule quick =
                    MemoryPlannerTest.plan(graph, PlannerOptions.quick().with(Fusion.FUSED));
            Schedule thorough =
                    MemoryPlannerTest.plan(graph, PlannerOptions.thorough().with(Fusion.FUSED));
            Schedule inPlace = MemoryPlanner.plan(graph, PlannerOptions.thorough());
            check(i % 2 == 0 ? quick : thorough, random);
            assertThat(thorough.arenaBytes())
                    .isLessThanOrEqualTo(quick.arenaBytes())
                    .isLessThanOrEqualTo(inPlace.arenaBytes());
            fused += thorough.steps().stream().anyMatch(s -> s instanceof Step.Stream) ? 1 : 0;
            trailing += overlaps(thorough) ? 1 : 0;
            tight += thorough.arenaBytes() == thorough.lowerBoundBytes() ? 1 : 0;
        }
        assertThat(trailing).isGreaterThan(GRAPHS / 5);
        assertThat(tight).isGreaterThan(GRAPHS * 9 / 10);
        assertThat(fused).isGreaterThan(GRAPHS / 3);
    }

    @Test
    void anInputThatComesByRowsGivesTheSameBytesInNoMoreMemory() {
        SplittableRandom seeds = new SplittableRandom(4);
        int byRows = 0;
        for (int i = 0; i < GRAPHS / 2; i++) {
            SplittableRandom random = seeds.split();
            Graph graph = StreamGraphs.random(random);
            PlannerOptions options = i % 2 == 0 ? PlannerOptions.quick() : PlannerOptions.thorough();
            Schedule schedule = MemoryPlannerTest.plan(graph, options.withInputByRows());
            check(schedule, random);
            byRows += schedule.placements().stream()
                            .anyMatch(p -> p.tensor() == graph.inputs().get(0))
                    ? 0
                    : 1;
        }
        assertThat(byRows).isGreaterThan(GRAPHS / 14);
    }

    /** Some stream writes a whole output over an input. */
    private static boolean overlaps(Schedule schedule) {
        for (int step = 0; step < schedule.steps().size(); step++) {
            int now = step;
            List<Placement> live = schedule.placements().stream()
                    .filter(p -> p.firstUse() <= now && now <= p.lastUse())
                    .toList();
            long bytes = live.stream().mapToLong(Placement::sizeBytes).sum();
            MemoryTimeline.Moment moment = MemoryTimeline.of(schedule).moments().get(step);
            if (schedule.steps().get(step) instanceof Step.Stream && moment.tensorBytes() < bytes) {
                return true;
            }
        }
        return false;
    }

    static void check(Schedule schedule, SplittableRandom random) {
        Graph graph = schedule.graph();
        int input = graph.inputs().get(0);
        byte[] image = new byte[Math.toIntExact(graph.tensor(input).bytes())];
        random.nextBytes(image);
        Map<Integer, TensorData> expected =
                Interpreters.int8(graph).runAll(Map.of(input, new TensorData.Int8(image.clone())));
        ScheduleInterpreter.Result result = new ScheduleInterpreter(schedule).run(Map.of(input, image));
        for (int output : graph.outputs()) {
            TensorData values = Objects.requireNonNull(expected.get(output));
            assertThat(result.outputs().get(output)).isEqualTo(values.int8());
        }
        assertThat(result.usedBytes()).isLessThanOrEqualTo(schedule.arenaBytes());
        assertThat(Schedule.aligned(result.usedBytes())).isEqualTo(schedule.arenaBytes());
    }
}
