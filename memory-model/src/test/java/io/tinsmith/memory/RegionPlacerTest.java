package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionPlacerTest {
    /**
     * The input (256 bytes) is read for 512 * 3 * 3 * 4 = 18,432 products, 73 times a byte; the middle (512 bytes) for
     * 256 * 8 = 2,048, 5 times a byte with its writes; the output (256 bytes) is written once.
     */
    private static final Schedule TWO_LAYERS = plan(twoLayers());

    private static final int IN = TWO_LAYERS.graph().inputs().get(0);
    private static final int MIDDLE = TWO_LAYERS.graph().ops().get(0).output();
    private static final int OUT = TWO_LAYERS.graph().outputs().get(0);

    private static Graph twoLayers() {
        GraphBuilder b = new GraphBuilder("two", DType.INT8);
        int x = b.input("in", Shape.of(1, 8, 8, 4));
        x = b.conv2d("middle", x, 8, 3, Window.same(1), Activation.NONE);
        return b.build(b.conv2d("out", x, 4, 1, Window.same(1), Activation.NONE));
    }

    private static Schedule plan(Graph graph) {
        return MemoryPlanner.plan(graph, PlannerOptions.thorough());
    }

    @Test
    void theHottestBufferStandsInTheFastRegion() {
        List<ArenaRegion> regions = List.of(new ArenaRegion("slow", 4096, 2), new ArenaRegion("fast", 256, 0.5));

        Schedule placed = RegionPlacer.place(TWO_LAYERS, regions);

        ScheduleValidator.check(placed, regions);
        // Input and output are never live at once: both stand in the fast region, the middle alone in the slow one.
        assertThat(placed.parts()).containsExactly(new ArenaPart("slow", 0, 512), new ArenaPart("fast", 512, 256));
        assertThat(placed.placement(IN).arenaOffsetBytes()).isEqualTo(512);
        assertThat(placed.placement(OUT).arenaOffsetBytes()).isEqualTo(512);
        assertThat(placed.placement(MIDDLE).arenaOffsetBytes()).isZero();
        assertThat(placed.arenaBytes()).isEqualTo(768);
        // (256 + 18,432 + 256) * 0.5 + (512 + 2,048) * 2
        assertThat(RegionPlacer.cost(placed, regions)).isEqualTo(9_472 + 5_120);
    }

    @Test
    void whatFitsTheCheapestRegionStaysAsItWasPlanned() {
        List<ArenaRegion> regions = List.of(new ArenaRegion("fast", 768, 1), new ArenaRegion("slow", 4096, 2));

        Schedule placed = RegionPlacer.place(TWO_LAYERS, regions);

        assertThat(placed.placements()).isEqualTo(TWO_LAYERS.placements());
        assertThat(placed.steps()).isEqualTo(TWO_LAYERS.steps());
        assertThat(placed.parts()).containsExactly(new ArenaPart("fast", 0, 768), new ArenaPart("slow", 768, 0));
    }

    @Test
    void largeBuffersComeFirstWhereTheHottestTakeTheirPlace() {
        // The input is the hottest; in the cheaper region it would leave the middle no place.
        List<ArenaRegion> regions = List.of(new ArenaRegion("wide", 512, 1), new ArenaRegion("narrow", 256, 2));

        Schedule placed = RegionPlacer.place(TWO_LAYERS, regions);

        ScheduleValidator.check(placed, regions);
        assertThat(placed.parts()).containsExactly(new ArenaPart("wide", 0, 512), new ArenaPart("narrow", 512, 256));
    }

    @Test
    void saysHowMuchIsMissing() {
        List<ArenaRegion> regions = List.of(new ArenaRegion("wide", 500, 1), new ArenaRegion("narrow", 256, 2));

        assertThatThrownBy(() -> RegionPlacer.place(TWO_LAYERS, regions))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The buffers of graph (two), 768 bytes in one arena, do not fit the regions (wide 500,"
                        + " narrow 256): missing are 12 in wide (bytes). The largest buffer, with all that"
                        + " overlaps it in place, takes 512.\n"
                        + "Maybe name a further region, or plan with less in place.");
    }

    @Test
    void regionsAreNamedOnce() {
        ArenaRegion region = new ArenaRegion("sram", 4096, 1);

        assertThatThrownBy(() -> RegionPlacer.place(TWO_LAYERS, List.of(region, region)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of them twice");
        assertThatThrownBy(() -> RegionPlacer.place(TWO_LAYERS, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theValidatorFindsABufferAcrossABorder() {
        List<ArenaPart> parts = List.of(new ArenaPart("a", 0, 500), new ArenaPart("b", 500, 268));
        Schedule bad = new Schedule(TWO_LAYERS.graph(), TWO_LAYERS.steps(), TWO_LAYERS.placements(), parts, 768, 0);

        assertThatThrownBy(() -> ScheduleValidator.check(bad))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("crosses the border of a part");
    }

    @Test
    void theValidatorFindsAPartThatExceedsItsRegion() {
        List<ArenaRegion> regions = List.of(new ArenaRegion("sram", 768, 1));
        Schedule placed = RegionPlacer.place(TWO_LAYERS, regions);

        assertThatThrownBy(() -> ScheduleValidator.check(placed, List.of(new ArenaRegion("sram", 767, 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("exceeds");
    }
}
