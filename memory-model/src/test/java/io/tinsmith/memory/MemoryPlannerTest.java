package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import org.junit.jupiter.api.Test;

class MemoryPlannerTest {
    private static final PlannerOptions THOROUGH = PlannerOptions.thorough();

    @Test
    void chainNeedsItsTwoLargestNeighbours() {
        GraphBuilder b = new GraphBuilder("chain", DType.INT8);
        int x = b.input("in", Shape.of(1, 4, 4, 1)); // 16 bytes
        x = b.conv2d("a", x, 8, 1, Window.same(1), Activation.NONE); // 128
        x = b.conv2d("b", x, 2, 1, Window.same(1), Activation.NONE); // 32
        x = b.conv2d("c", x, 4, 1, Window.same(1), Activation.NONE); // 64
        Schedule schedule = plan(b.build(x), THOROUGH);
        assertThat(schedule.arenaBytes()).isEqualTo(128 + 32);
        assertThat(schedule.placement(0).firstUse()).isZero();
        assertThat(schedule.placement(0).lastUse()).isZero();
        assertThat(schedule.placement(x).lastUse()).isEqualTo(2);
    }

    @Test
    void sumWritesOverADyingInput() {
        GraphBuilder b = new GraphBuilder("residual", DType.INT8);
        int x = b.input("in", Shape.of(1, 4, 4, 4)); // 64 bytes
        int y = b.conv2d("a", x, 4, 1, Window.same(1), Activation.NONE); // 64
        Graph graph = b.build(b.add("sum", x, y, Activation.NONE));
        Schedule schedule = plan(graph, THOROUGH);
        assertThat(schedule.arenaBytes()).isEqualTo(2 * 64);
        assertThat(((Step.Layer) schedule.steps().get(1)).inPlace()).isTrue();
        assertThat(plan(graph, THOROUGH.with(Fusion.LAYER)).arenaBytes()).isEqualTo(3 * 64);
    }

    @Test
    void sumNeverWritesOverAnOutputOfTheGraph() {
        GraphBuilder b = new GraphBuilder("two-outputs", DType.INT8);
        int x = b.input("in", Shape.of(1, 4, 4, 4));
        int y = b.conv2d("a", x, 4, 1, Window.same(1), Activation.NONE);
        int sum = b.add("sum", y, y, Activation.NONE);
        assertThat(plan(b.build(y, sum), THOROUGH).arenaBytes()).isEqualTo(2 * 64);
        assertThat(plan(b.build(sum), THOROUGH).placement(sum).arenaOffsetBytes())
                .isEqualTo(plan(b.build(sum), THOROUGH).placement(y).arenaOffsetBytes());
    }

    @Test
    void depthwiseRunsInPlaceWhereThatLowersThePeak() {
        GraphBuilder b = new GraphBuilder("depthwise", DType.INT8);
        int x = b.input("in", Shape.of(1, 8, 8, 1)); // 64 bytes
        int wide = b.conv2d("expand", x, 16, 1, Window.same(1), Activation.NONE); // 1024
        int deep = b.depthwiseConv2d("dw", wide, 3, Window.same(1), Activation.NONE); // 1024
        Graph graph = b.build(b.conv2d("project", deep, 8, 1, Window.same(1), Activation.NONE)); // 512
        // In place: 1024 + scratch of (1 + 1) rows x 8 x 16 = 256, below the 1024 + 512 of the projection.
        assertThat(plan(graph, THOROUGH).arenaBytes()).isEqualTo(1024 + 512);
        assertThat(plan(graph, THOROUGH.with(Fusion.LAYER)).arenaBytes()).isEqualTo(2048);
        Step.Layer step = (Step.Layer) plan(graph, THOROUGH).steps().get(1);
        assertThat(step.inPlace()).isTrue();
        assertThat(step.scratchBytes()).isEqualTo(256);
    }

    @Test
    void depthwiseStaysOutOfPlaceWhereAnotherStepIsThePeak() {
        GraphBuilder b = new GraphBuilder("small-depthwise", DType.INT8);
        int x = b.input("in", Shape.of(1, 8, 8, 8)); // 512 bytes
        x = b.depthwiseConv2d("dw", x, 3, Window.same(1), Activation.NONE); // 512
        x = b.conv2d("wide", x, 32, 1, Window.same(1), Activation.NONE); // 2048
        Schedule schedule = plan(b.build(x), THOROUGH);
        assertThat(schedule.arenaBytes()).isEqualTo(512 + 2048);
        assertThat(((Step.Layer) schedule.steps().get(0)).inPlace()).isFalse();
    }

    @Test
    void sizesAreRoundedUpToWords() {
        GraphBuilder b = new GraphBuilder("odd", DType.INT8);
        int x = b.input("in", Shape.of(1, 3, 3, 1)); // 9 -> 12
        x = b.conv2d("a", x, 3, 1, Window.same(1), Activation.NONE); // 27 -> 28
        assertThat(plan(b.build(x), THOROUGH).arenaBytes()).isEqualTo(40);
    }

    @Test
    void ordersBranchesByMemory() {
        GraphBuilder b = new GraphBuilder("branches", DType.INT8);
        int in = b.input("in", Shape.of(1, 4, 4, 1)); // 16
        int wideA = b.conv2d("wideA", in, 64, 1, Window.same(1), Activation.NONE); // 1024
        int wideB = b.conv2d("wideB", in, 64, 1, Window.same(1), Activation.NONE); // 1024
        int a = b.conv2d("a", wideA, 1, 1, Window.same(1), Activation.NONE); // 16
        int c = b.conv2d("b", wideB, 1, 1, Window.same(1), Activation.NONE); // 16
        Graph graph = b.build(b.add("sum", a, c, Activation.NONE));
        assertThat(plan(graph, PlannerOptions.quick()).arenaBytes()).isEqualTo(2 * 1024 + 16);
        assertThat(plan(graph, THOROUGH).arenaBytes()).isEqualTo(1024 + 2 * 16);
    }

    @Test
    void rejectsFloatActivations() {
        GraphBuilder b = new GraphBuilder("float", DType.FLOAT32);
        Graph graph = b.build(b.input("in", Shape.of(1, 2, 2, 1)));
        assertThatThrownBy(() -> MemoryPlanner.plan(graph, THOROUGH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in")
                .hasMessageContaining("\nMaybe");
    }

    /** Anchors of the literature: 112*112*(16+96) and 112*112*96 + 112*112/4*96 bytes plus the 16 channels' tensor. */
    @Test
    void meetsThePublishedPeaksOfMobileNetV2() {
        Graph graph = TestGraphs.mobileNetV2();
        assertThat(PublishedPeak.bytes(graph, true)).isEqualTo(112L * 112 * (16 + 96));
        assertThat(PublishedPeak.bytes(graph, true) / 1024.0).isEqualTo(1372.0);
        assertThat(PublishedPeak.bytes(graph, false) / 1024.0).isEqualTo(1470.0);
        // The peak without in-place is at a strided depthwise, for which there is no in-place kernel yet.
        assertThat(plan(graph, THOROUGH).arenaBytes() / 1024.0).isEqualTo(1470.0);
        assertThat(plan(graph, PlannerOptions.quick()).arenaBytes() / 1024.0).isEqualTo(1470.0);
    }

    @Test
    void timelineShowsThePeak() {
        Schedule schedule = plan(TestGraphs.mobileNetV2(), THOROUGH);
        MemoryTimeline.Moment peak = MemoryTimeline.of(schedule).peak();
        assertThat(peak.liveBytes()).isEqualTo(1470L * 1024);
        assertThat(peak.opKind()).isEqualTo("DepthwiseConv2d");
        assertThat(peak.live()).hasSize(2);
    }

    static Schedule plan(Graph graph, PlannerOptions options) {
        Schedule schedule = MemoryPlanner.plan(graph, options);
        ScheduleValidator.check(schedule);
        return schedule;
    }
}
