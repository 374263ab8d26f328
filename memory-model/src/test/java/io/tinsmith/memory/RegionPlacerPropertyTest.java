package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Graph;
import io.tinsmith.memory.RandomSchedules.Move;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Schedules over several regions are valid and compute what layers compute. */
class RegionPlacerPropertyTest {
    private static final int GRAPHS = 500;

    @Test
    void placedSchedulesGiveTheBytesOfTheInterpreter() {
        SplittableRandom seeds = new SplittableRandom(31);
        int split = 0;
        int placedCount = 0;
        for (int i = 0; i < GRAPHS; i++) {
            SplittableRandom random = seeds.split();
            Graph graph = RandomGraphs.random(random);
            // Planned ones have outputs that trail their inputs; random ones have every move.
            Schedule schedule = i % 2 == 0
                    ? MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.FUSED))
                    : RandomSchedules.random(graph, random, EnumSet.allOf(Move.class), true);
            List<ArenaRegion> regions = regions(schedule, random);
            Schedule placed;
            try {
                placed = RegionPlacer.place(schedule, regions);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("missing are");
                continue;
            }
            assertThat(RegionPlacer.place(schedule, regions)).isEqualTo(placed);
            ScheduleValidator.check(placed, regions);
            StreamPropertyTest.check(placed, random);
            placedCount++;
            split += placed.parts().stream().filter(p -> p.usedBytes() > 0).count() > 1 ? 1 : 0;
        }
        assertThat(placedCount).isGreaterThan(GRAPHS / 2);
        assertThat(split).isGreaterThan(GRAPHS / 4);
    }

    /** Two to four, together some times as large as the arena. */
    private static List<ArenaRegion> regions(Schedule schedule, SplittableRandom random) {
        int count = 2 + random.nextInt(3);
        List<ArenaRegion> regions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long size = 1 + random.nextLong(schedule.arenaBytes() * 3 / 2);
            regions.add(new ArenaRegion("r" + i, size, random.nextInt(4)));
        }
        return regions;
    }
}
