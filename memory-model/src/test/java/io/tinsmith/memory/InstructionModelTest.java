package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InstructionModelTest {
    /** 5x3 pixels: 7 pairs of pixels and one alone. 7 channels: 3 pairs and one alone. 23 taps: 16 + 4 + 3. */
    @Test
    void loopsOfAPointwiseConvolution() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, 5, 3, 23));
        Graph graph = b.build(b.conv2d("conv", x, 7, 1, Window.same(1), Activation.NONE));
        TermCounts counts = layers(graph, true).get(0);
        assertThat(counts.of(CostTerm.LAYER)).isEqualTo(1);
        assertThat(counts.of(CostTerm.PAIR)).isEqualTo(3);
        assertThat(counts.of(CostTerm.PAIR_TWO)).isEqualTo(3 * 7);
        assertThat(counts.of(CostTerm.PAIR_TWO_16)).isEqualTo(3 * 7);
        assertThat(counts.of(CostTerm.PAIR_TWO_1)).isEqualTo(3 * 7 * 3);
        assertThat(counts.of(CostTerm.PAIR_ONE_4)).isEqualTo(3);
        assertThat(counts.of(CostTerm.SINGLE)).isEqualTo(15);
        assertThat(counts.of(CostTerm.SINGLE_4)).isEqualTo(15 * 5);

        TermCounts portable = layers(graph, false).get(0);
        assertThat(portable.of(CostTerm.PAIR)).isZero();
        assertThat(portable.of(CostTerm.SINGLE_1)).isEqualTo(15 * 7 * 23);
    }

    /** 4x5 pixels, kernel 3x3: 3 inner columns, 2 at edges; 2 inner rows of 3 kernel rows, 2 outer ones of 2. */
    @Test
    void edgesOfADepthwiseConvolution() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, 4, 5, 6));
        Graph graph = b.build(b.depthwiseConv2d("dw", x, 3, Window.same(1), Activation.NONE));
        TermCounts counts = layers(graph, true).get(0);
        assertThat(counts.of(CostTerm.QUAD)).isEqualTo(4 * 2);
        assertThat(counts.of(CostTerm.QUAD_PADDING_USED)).isEqualTo(2 * 2);
        assertThat(counts.of(CostTerm.SMALL_FULL)).isEqualTo(2 * 3 * 2);
        assertThat(counts.of(CostTerm.SMALL_PART_ROW)).isEqualTo(2 * 2 * 3 * 2);
        assertThat(counts.of(CostTerm.SMALL_EDGE_ROW)).isEqualTo((2 * 3 + 2 * 2) * 2 * 2);
        assertThat(counts.of(CostTerm.SMALL_EDGE_PADDING)).isEqualTo((2 * 3 + 2 * 2) * 2 * 2);
    }

    /** 27 taps: 8 pixels at once, so 11 columns are a batch of 8 and one of 3. */
    @Test
    void batchesOfAGatheredConvolution() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, 6, 11, 3));
        Graph graph = b.build(b.conv2d("conv", x, 4, 3, Window.same(1), Activation.NONE));
        TermCounts counts = layers(graph, true).get(0);
        assertThat(counts.of(CostTerm.GATHER_BATCH)).isEqualTo(6 * 2);
        assertThat(counts.of(CostTerm.LAYER)).isEqualTo(6 * 2);
        assertThat(counts.of(CostTerm.PAIR_TWO)).isEqualTo(6 * 2 * (4 + 1));
        assertThat(counts.of(CostTerm.GATHER_WHOLE_BYTE)).isEqualTo((4 * 3 + 2 * 2) * 9 * 9);
        // 3 * 11 taps a row of the kernel, of which 9 * 3 are whole and 2 * 2 at edges; outside is what is left.
        double inside = (4 * 3 + 2 * 2) * 2 * 2;
        assertThat(counts.of(CostTerm.GATHER_EDGE_TAP)).isEqualTo(inside);
        assertThat(counts.of(CostTerm.GATHER_PADDING_TAP)).isEqualTo(6 * 11 * 9 - 16 * 27 - inside);
    }

    @Test
    void rowsOfAStreamAddUpToItsOps() {
        Graph graph = StreamGraphs.mobileNetV2(0.35, 96, 2);
        Schedule schedule = MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.FUSED));
        CostTable table = CostTable.of(true, ones());
        Step.Stream stream = (Step.Stream) schedule.steps().stream()
                .filter(Step.Stream.class::isInstance)
                .findFirst()
                .orElseThrow();
        double sum = 0;
        for (int op : stream.ops()) {
            Shape in = graph.tensor(graph.ops().get(op).inputs().get(0)).shape();
            Shape out = graph.tensor(graph.ops().get(op).output()).shape();
            boolean accumulates = stream.accumulations().stream().anyMatch(a -> a.op() == op);
            int rows = accumulates ? in.height() : out.height();
            sum += InstructionModel.instructions(graph, op, rows, out.width(), in.width(), table);
        }
        double whole = InstructionModel.instructions(graph, stream, table);
        assertThat(sum).isCloseTo(whole, within(0.001 * whole));
    }

    /** 10 channels by 4: three calls, which together take what one does for 10, but for the call. */
    @Test
    void groupsAddUpToTheirConvolution() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.conv2d("conv", b.input("in", Shape.of(1, 5, 4, 8)), 10, 1, Window.same(1), Activation.NONE);
        Graph graph = b.build(b.globalAveragePool("pool", x));
        Schedule layers = MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.LAYER));
        List<Placement> placements =
                layers.placements().stream().filter(p -> p.tensor() != x).toList();
        Step grouped = new Step.Grouped(0, 1, 4, 5 * 4 * 4, 512);
        List<TermCounts> counts =
                InstructionModel.terms(new Schedule(graph, List.of(grouped), placements, 1024, 0), true);
        List<TermCounts> whole = layers(graph, true);
        assertThat(counts.get(0).of(CostTerm.POINT)).isEqualTo(3);
        assertThat(counts.get(0).of(CostTerm.PAIR)).isEqualTo(whole.get(0).of(CostTerm.PAIR));
        assertThat(counts.get(1).of(CostTerm.AVERAGE)).isEqualTo(3);
        assertThat(counts.get(1).of(CostTerm.AVERAGE_TAP))
                .isEqualTo(whole.get(1).of(CostTerm.AVERAGE_TAP));
        assertThat(counts.get(2).of(CostTerm.GROUP_STEP)).isEqualTo(3);
    }

    /** Rows above and below an image are looked up another way: 2 of 3 * 4. */
    @Test
    void rowsOutsideAnImageAreNoTaps() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, 4, 5, 6));
        Graph graph = b.build(b.depthwiseConv2d("dw", x, 3, Window.same(1), Activation.NONE));
        Step.Stream stream = new Step.Stream(List.of(0), List.of(), List.of(), 5, List.of(), 0);
        List<Placement> placements = MemoryPlanner.plan(
                        graph, PlannerOptions.quick().with(Fusion.LAYER))
                .placements();
        List<TermCounts> counts =
                InstructionModel.terms(new Schedule(graph, List.of(stream), placements, 1024, 0), true);
        assertThat(counts.get(1).of(CostTerm.STREAM_TAP)).isEqualTo(5 * 10);
        assertThat(counts.get(1).of(CostTerm.STREAM_PADDING)).isEqualTo(5 * 2);
        assertThat(counts.get(1).of(CostTerm.STRIP_CONV_ROW)).isEqualTo(5 * 4);
    }

    @Test
    void aTableOfUnknownTermsIsRejected() {
        assertThatThrownBy(() -> CostTable.of(true, Map.of("PAIR_OF_SHOES", 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PAIR_OF_SHOES")
                .hasMessageContaining("Maybe");
    }

    private static Map<String, Double> ones() {
        return Arrays.stream(CostTerm.values()).collect(Collectors.toMap(CostTerm::name, t -> 1.0));
    }

    private static List<TermCounts> layers(Graph graph, boolean dsp) {
        return InstructionModel.terms(
                MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.LAYER)), dsp);
    }
}
