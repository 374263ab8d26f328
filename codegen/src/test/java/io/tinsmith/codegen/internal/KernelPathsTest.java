package io.tinsmith.codegen.internal;

import static io.tinsmith.codegen.internal.KernelPath.CONV_ANY;
import static io.tinsmith.codegen.internal.KernelPath.DENSE_PIECES;
import static io.tinsmith.codegen.internal.KernelPath.DEPTHWISE_ANY;
import static io.tinsmith.codegen.internal.KernelPath.DEPTHWISE_PORTABLE;
import static io.tinsmith.codegen.internal.KernelPath.FOURS;
import static io.tinsmith.codegen.internal.KernelPath.HALVES;
import static io.tinsmith.codegen.internal.KernelPath.PLANES_MIDDLE;
import static io.tinsmith.codegen.internal.KernelPath.PLANES_NARROW;
import static io.tinsmith.codegen.internal.KernelPath.PLANES_WIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.Mcu;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KernelPathsTest {
    private static final Mcu M4 = Boards.byName("mps2-an386").mcu();

    @Test
    void depthwiseLayersTakePlanesByTheirWidth() {
        // With strides 1 rows of 4 words give 2 * 4 - 2 = 6 outputs, of 8 words 14; with strides 2 3 and 7.
        assertThat(taken(depthwise(6, 8, 3, 1), Optimize.BALANCED)).containsExactly(PLANES_NARROW);
        assertThat(taken(depthwise(7, 8, 3, 1), Optimize.BALANCED)).containsExactly(PLANES_MIDDLE);
        assertThat(taken(depthwise(15, 8, 3, 1), Optimize.BALANCED)).containsExactly(PLANES_WIDE);
        assertThat(taken(depthwise(6, 8, 3, 2), Optimize.BALANCED)).containsExactly(PLANES_NARROW);
        assertThat(taken(depthwise(14, 8, 3, 2), Optimize.BALANCED)).containsExactly(PLANES_MIDDLE);
        assertThat(taken(depthwise(16, 8, 3, 2), Optimize.BALANCED)).containsExactly(PLANES_WIDE);
        // 512 bytes have no room for three rows of 32 words of four channels.
        assertThat(taken(depthwise(15, 8, 3, 1), Optimize.SIZE)).containsExactly(PLANES_MIDDLE);
    }

    @Test
    void otherDepthwiseLayersTakeTheGeneralWay() {
        assertThat(taken(depthwise(6, 8, 5, 1), Optimize.BALANCED)).containsExactly(DEPTHWISE_ANY);
        assertThat(taken(depthwise(6, 8, 3, 3), Optimize.BALANCED)).containsExactly(DEPTHWISE_ANY);
        assertThat(taken(depthwise(6, 3, 3, 1), Optimize.BALANCED))
                .containsExactlyInAnyOrder(DEPTHWISE_ANY, DEPTHWISE_PORTABLE);
        assertThat(taken(depthwise(9, 8, 9, 1), Optimize.BALANCED))
                .containsExactlyInAnyOrder(DEPTHWISE_ANY, DEPTHWISE_PORTABLE);
    }

    @Test
    void longVectorsGoInPieces() {
        // Two bytes a value: 768 fill 1536 bytes.
        assertThat(taken(dense(768), Optimize.BALANCED)).isEmpty();
        assertThat(taken(dense(769), Optimize.BALANCED)).containsExactly(DENSE_PIECES);
        assertThat(taken(dense(769), Optimize.SPEED)).isEmpty();
    }

    @Test
    void weightsStandInHalvesWhereTheyAreMany() {
        assertThat(taken(dense(512, 8), Optimize.BALANCED)).containsExactly(HALVES);
        // As many of other shapes, fewer, or of a vector that 512 bytes do not hold.
        assertThat(taken(dense(516, 8), Optimize.BALANCED)).isEmpty();
        assertThat(taken(dense(512, 9), Optimize.BALANCED)).isEmpty();
        assertThat(taken(dense(504, 8), Optimize.BALANCED)).isEmpty();
        assertThat(taken(dense(512, 8), Optimize.SIZE)).containsExactly(DENSE_PIECES);
    }

    @Test
    void weightsAreWidenedWherePixelsAreMany() {
        // 25 pixels, in pairs, and the widened weights take 61 bytes a tap: 2048 or more.
        assertThat(taken(pointwise(5, 36, 4), Optimize.SPEED)).containsExactly(FOURS);
        assertThat(taken(pointwise(5, 36, 4), Optimize.BALANCED)).isEmpty();
        assertThat(taken(pointwise(5, 32, 4), Optimize.SPEED)).isEmpty();
        // Of more pixels than 12288 bytes hold 24 are of use.
        assertThat(taken(pointwise(15, 44, 4), Optimize.SPEED)).containsExactly(FOURS);
        assertThat(taken(pointwise(3, 44, 4), Optimize.SPEED)).isEmpty();
        assertThat(taken(pointwise(5, 44, 3), Optimize.SPEED)).isEmpty();
        // 8192 bytes hold ten columns of 400 taps.
        assertThat(taken(pointwise(5, 400, 4), Optimize.SPEED)).isEmpty();
    }

    @Test
    void columnsOfConvolutionsAlwaysFit() {
        GraphBuilder b = new GraphBuilder("wide", DType.INT8);
        int x = b.conv2d("y", b.input("x", Shape.of(1, 6, 6, 200)), 4, 5, Window.same(1), Activation.NONE);
        Schedule schedule = layers(b.build(x));
        for (Optimize optimize : Optimize.values()) {
            assertThat(taken(schedule, optimize)).isEmpty();
        }
        KernelPaths plain = KernelPaths.of(schedule, Boards.byName("mps2-an385").mcu(), Optimize.BALANCED);
        assertThat(plain.taken()).isEqualTo(EnumSet.complementOf(EnumSet.of(CONV_ANY)));
    }

    @Test
    void splitBottlenecksTakeTheWaysOfTheirGroups() {
        Graph graph = bottleneck();
        List<Split> splits = List.of(new Split(0, 1, 2, 8));
        Step.Stream stream = new Step.Stream(List.of(0, 1, 2), List.of(), List.of(), 1, splits, 0);
        PathFinder finder = new PathFinder(graph, true, 1536);
        finder.add(stream);
        // Groups of 8, 8 and 2 channels.
        assertThat(finder.taken()).containsExactlyInAnyOrder(PLANES_NARROW, DEPTHWISE_ANY, DEPTHWISE_PORTABLE);
    }

    @Test
    void whatIsNotTakenIsNotLinked() {
        KernelPaths paths = KernelPaths.of(depthwise(6, 8, 3, 1), M4, Optimize.BALANCED);
        assertThat(paths.flags()).contains(" -DTNS_USE_DEPTHWISE_ANY=0", " -DTNS_USE_PLANES_WIDE=0");
        assertThat(paths.flags()).doesNotContain("NARROW");
        assertThat(paths.check()).contains("#if !(TNS_USE_PLANES_NARROW)\n#error");
        assertThat(RuntimeFiles.of(Set.of("tns_depthwise_s8"), paths.unlinked()))
                .contains("runtime/tns_dsp_depthwise.c", "runtime/tns_dsp_planes_narrow.c")
                .doesNotContain(
                        "runtime/tns_dsp_planes_wide.c",
                        "runtime/tns_depthwise_any.c",
                        "runtime/tns_depthwise_portable.c");
        // Without planes what fills them is not needed either.
        KernelPaths five = KernelPaths.of(depthwise(6, 8, 5, 1), M4, Optimize.BALANCED);
        assertThat(RuntimeFiles.of(Set.of("tns_depthwise_s8"), five.unlinked()))
                .contains("runtime/tns_depthwise_any.c")
                .doesNotContain("runtime/tns_dsp_depthwise.c");
    }

    private static Set<KernelPath> taken(Schedule schedule, Optimize optimize) {
        return KernelPaths.of(schedule, M4, optimize).taken();
    }

    private static Schedule layers(Graph graph) {
        return MemoryPlanner.plan(graph, PlannerOptions.quick());
    }

    private static Schedule depthwise(int width, int channels, int kernel, int stride) {
        GraphBuilder b = new GraphBuilder("depthwise", DType.INT8);
        int x = b.input("x", Shape.of(1, 12, width, channels));
        return layers(b.build(b.depthwiseConv2d("y", x, kernel, Window.same(stride), Activation.RELU6)));
    }

    /** Of square images of so many columns. */
    private static Schedule pointwise(int side, int inputs, int outputs) {
        GraphBuilder b = new GraphBuilder("pointwise", DType.INT8);
        int x = b.input("x", Shape.of(1, side, side, inputs));
        return layers(b.build(b.conv2d("y", x, outputs, 1, Window.same(1), Activation.NONE)));
    }

    private static Schedule dense(int inputs) {
        return dense(inputs, 4);
    }

    private static Schedule dense(int inputs, int outputs) {
        GraphBuilder b = new GraphBuilder("dense", DType.INT8);
        return layers(b.build(b.fullyConnected("y", b.input("x", Shape.of(1, inputs)), outputs, Activation.NONE)));
    }

    private static Graph bottleneck() {
        GraphBuilder b = new GraphBuilder("bottleneck", DType.INT8);
        int x = b.conv2d("e", b.input("x", Shape.of(1, 6, 6, 5)), 18, 1, Window.same(1), Activation.RELU6);
        x = b.depthwiseConv2d("d", x, 3, Window.same(1), Activation.RELU6);
        return b.build(b.conv2d("p", x, 5, 1, Window.same(1), Activation.NONE));
    }
}
