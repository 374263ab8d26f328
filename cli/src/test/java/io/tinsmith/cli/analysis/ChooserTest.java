package io.tinsmith.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import io.tinsmith.search.KnownArchitectures;
import io.tinsmith.targets.Boards;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChooserTest {
    private final LatencyModel times = LatencyModel.of(Boards.byName("netduino-plus-2"), Optimize.SPEED);
    private final Graph graph = KnownArchitectures.of("mcunet-vww1").toGraph(DType.INT8);
    private final Schedule least =
            MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.FUSED));

    private Chooser.Choice choose(long arenaBytes) {
        return Chooser.choose(least, times, schedule -> schedule.arenaBytes() <= arenaBytes);
    }

    private long instructions(Schedule schedule) {
        return times.of(schedule).instructions();
    }

    @Test
    void layersWhereThereIsRoom() {
        Chooser.Choice choice = choose(Long.MAX_VALUE);
        assertThat(choice.schedule().steps()).allMatch(Step.Layer.class::isInstance);
        assertThat(choice.kept()).isEmpty();
        assertThat(instructions(choice.schedule())).isLessThan(instructions(least));
    }

    @Test
    void theLeastWhereThereIsNone() {
        Chooser.Choice choice = choose(0);
        assertThat(choice.schedule()).isSameAs(least);
        assertThat(choice.kept())
                .isNotEmpty()
                .allMatch(k -> k.asLayers() < k.instructions())
                .allMatch(k -> k.without().arenaBytes() > 0);
    }

    /** Between the two some streams run as layers. */
    @Test
    void fewerInstructionsForMoreMemory() {
        long all = choose(Long.MAX_VALUE).schedule().arenaBytes();
        long middle = (least.arenaBytes() + all) / 2;
        Schedule chosen = choose(middle).schedule();
        assertThat(chosen.arenaBytes()).isLessThanOrEqualTo(middle);
        assertThat(instructions(chosen)).isLessThan(instructions(least));
        assertThat(chosen.steps()).anyMatch(Step.Stream.class::isInstance).anyMatch(Step.Layer.class::isInstance);
    }

    @Test
    void saysWhyForEachOp() {
        Chooser.Choice choice = choose(least.arenaBytes() + 4_000);
        List<String> lines = ChoiceText.lines(choice, times, Schedule::arenaBytes);
        assertThat(lines).hasSize(2 + graph.ops().size() + choice.kept().size());
        assertThat(lines).anyMatch(line -> line.contains("as a layer "));
        assertThat(lines.get(lines.size() - 1)).contains("as layers ").contains("bytes of SRAM");
    }
}
