package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InstructionModelTest {
    private static final Kernels DSP = Kernels.of("dsp");

    /** 5x3 pixels are five groups of three, 7 channels four pairs, of which one isn't whole; 23 taps six times four. */
    @Test
    void loopsOfAPointwiseConvolution() {
        Graph graph = pointwise(5, 3, 23, 7);
        TermCounts counts = layers(graph, DSP).get(0);
        assertThat(counts.of(CostTerm.BATCH)).isEqualTo(1);
        assertThat(counts.of(CostTerm.PAIR)).isEqualTo(4);
        assertThat(counts.of(CostTerm.PAIR_3)).isEqualTo(3 * 5);
        assertThat(counts.of(CostTerm.PAIR_3_4)).isEqualTo(4 * 5 * 6);
        assertThat(counts.of(CostTerm.PAIR_SUMS)).isEqualTo(5);
        assertThat(counts.of(CostTerm.SLOW_OUTPUT)).isEqualTo(15);
        assertThat(counts.of(CostTerm.PAIR_COPY)).isEqualTo(2);
        assertThat(counts.of(CostTerm.PAIR_COPY_4)).isEqualTo(2 * 6);
        assertThat(counts.of(CostTerm.WIDEN_8)).isEqualTo(15 * 2);

        TermCounts plain = layers(graph, Kernels.of("plain")).get(0);
        assertThat(plain.of(CostTerm.PAIR)).isZero();
        assertThat(plain.of(CostTerm.PLAIN_TWO)).isEqualTo(3 * 7);
        assertThat(plain.of(CostTerm.PLAIN_TWO_4)).isEqualTo(3 * 7 * 5);
        assertThat(plain.of(CostTerm.PLAIN_FOUR_4)).isEqualTo(5);
        assertThat(plain.of(CostTerm.PLAIN_SINGLE)).isEqualTo(14 + 3);

        TermCounts thumb1 = layers(graph, Kernels.of("thumb1")).get(0);
        assertThat(thumb1.of(CostTerm.PLAIN_FOUR_4)).isEqualTo(15 * 5);
        assertThat(thumb1.of(CostTerm.PLAIN_SINGLE)).isEqualTo(15 * 3);

        TermCounts vectors = layers(graph, Kernels.of("mve")).get(0);
        assertThat(vectors.of(CostTerm.VECTOR_LONG_16)).isEqualTo(2 * 15 * 2);
        assertThat(vectors.of(CostTerm.VECTOR_SLOW)).isEqualTo(15);
        assertThat(vectors.of(CostTerm.VECTOR_LONG_QUAD)).isEqualTo(2);
        assertThat(vectors.of(CostTerm.VECTOR_LONG)).isEqualTo(2 * 15);
        assertThat(vectors.of(CostTerm.VECTOR_QUAD)).isZero();
        assertThat(vectors.of(CostTerm.VECTOR_DENSE)).isZero();
        assertThat(vectors.of(CostTerm.VECTOR_SINGLE)).isZero();
        Graph single = graph.withRounding(Rounding.SINGLE);
        assertThat(layers(single, Kernels.of("mve")).get(0).of(CostTerm.VECTOR_SINGLE))
                .isEqualTo(2 * 15);
        assertThat(layers(single, DSP).get(0).of(CostTerm.VECTOR_SINGLE)).isZero();
    }

    /** 7 channels are two quads, of which one isn't whole; 40 taps three vectors, 16 taps one. */
    @Test
    void denseLayersOfVectorsHaveATermOfTheirOwn() {
        TermCounts counts = layers(dense(40, 7), Kernels.of("mve")).get(0);
        assertThat(counts.of(CostTerm.VECTOR_LAYER)).isEqualTo(1);
        assertThat(counts.of(CostTerm.VECTOR_DENSE)).isEqualTo(2);
        assertThat(counts.of(CostTerm.VECTOR_LONG_16)).isEqualTo(2 * 3);
        assertThat(counts.of(CostTerm.VECTOR_SLOW)).isEqualTo(1);
        assertThat(counts.of(CostTerm.VECTOR_LONG)).isZero();

        TermCounts few = layers(dense(16, 7), Kernels.of("mve")).get(0);
        assertThat(few.of(CostTerm.VECTOR_DENSE)).isZero();
        assertThat(few.of(CostTerm.VECTOR_QUAD)).isEqualTo(2);
        assertThat(few.of(CostTerm.VECTOR_SHORT)).isEqualTo(2);
    }

    /**
     * 4x5 pixels, 6 channels: two quads of planes; 6 rows, of which 2 are padding, 4 words each, for both quads; two pairs of
     * rows, each with two blocks of four outputs and one of two.
     */
    @Test
    void planesOfADepthwiseConvolution() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, 4, 5, 6));
        Graph graph = b.build(b.depthwiseConv2d("dw", x, 3, Window.same(1), Activation.NONE));
        TermCounts counts = layers(graph, DSP).get(0);
        assertThat(counts.of(CostTerm.PLANES)).isEqualTo(1);
        assertThat(counts.of(CostTerm.PLANES_QUAD)).isEqualTo(2);
        assertThat(counts.of(CostTerm.PLANES_FILL_ROW)).isEqualTo(2 * 4);
        assertThat(counts.of(CostTerm.PLANES_PADDING_WORD)).isEqualTo(2 * 4);
        assertThat(counts.of(CostTerm.PLANES_ROW)).isEqualTo(2 * 6);
        assertThat(counts.of(CostTerm.PLANES_FOUR)).isEqualTo(2 * 6 * 2);
        assertThat(counts.of(CostTerm.PLANES_TWO)).isEqualTo(2 * 6);
        assertThat(counts.of(CostTerm.PLANES_ONE)).isZero();

        TermCounts plain = layers(graph, Kernels.of("plain")).get(0);
        assertThat(plain.of(CostTerm.FILTER_INSIDE)).isEqualTo(4 * 6 * 3);
        assertThat(plain.of(CostTerm.FILTER_EDGE)).isEqualTo(4 * 6 * 2);

        TermCounts vectors = layers(graph, Kernels.of("mve")).get(0);
        assertThat(vectors.of(CostTerm.TILE_SQUARE)).isEqualTo(2 * 3 * 6);
        assertThat(vectors.of(CostTerm.TILE_AWAY)).isEqualTo(2 * 3 * 6);
        assertThat(vectors.of(CostTerm.TILE_COPY_COLUMN)).isEqualTo(2 * 7);
    }

    /** 3x20 pixels, 4 channels: the planes are a ring of three rows of 32 words; with stride 2, five pairs of outputs. */
    @Test
    void planesOfWideRowsGoOneByOne() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, 3, 20, 4));
        int wide = b.depthwiseConv2d("wide", x, 3, Window.same(1), Activation.NONE);
        Graph graph = b.build(b.depthwiseConv2d("apart", wide, 3, Window.same(2), Activation.NONE));
        TermCounts counts = layers(graph, DSP).get(0);
        assertThat(counts.of(CostTerm.PLANES_BATCH)).isEqualTo(3);
        assertThat(counts.of(CostTerm.PLANES_FOUR)).isZero();
        assertThat(counts.of(CostTerm.PLANES_TWO)).isEqualTo(3 * 4 * 10);
        assertThat(layers(graph, DSP).get(1).of(CostTerm.PLANES_APART)).isEqualTo(2 * 4 * 5);
    }

    /**
     * 7x9 pixels, 20 channels: two groups; three pairs of rows and one alone. Pairs take 4 * 2 + 4 columns, two fit 24; the
     * row's 2 * 4 + 7 fit once.
     */
    @Test
    void tilesOfADepthwiseConvolution() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, 7, 9, 20));
        Graph graph = b.build(b.depthwiseConv2d("dw", x, 3, Window.same(1), Activation.NONE));
        TermCounts counts = layers(graph, Kernels.of("mve")).get(0);
        assertThat(counts.of(CostTerm.TILE_RUN)).isEqualTo(2);
        assertThat(counts.of(CostTerm.TILE_GROUP)).isEqualTo(2 * 2);
        assertThat(counts.of(CostTerm.TILE_PART)).isEqualTo(2 * (2 + 1));
        assertThat(counts.of(CostTerm.TILE_COPY_COLUMN)).isEqualTo(2 * (3 + 1) * 11);
        assertThat(counts.of(CostTerm.TILE_CHANNEL)).isEqualTo(20 * (2 + 1));
        assertThat(counts.of(CostTerm.TILE_SQUARE)).isEqualTo(20 * 3 * 5);
        assertThat(counts.of(CostTerm.TILE_LINE)).isEqualTo(20 * 3);
        TermCounts narrow =
                layers(graph, Kernels.of("mve").withColumnBytes(512)).get(0);
        assertThat(narrow.of(CostTerm.TILE_PART)).isEqualTo(2 * (3 * 2 + 3));
        assertThat(narrow.of(CostTerm.TILE_COPY_COLUMN)).isEqualTo(2 * (3 * (8 + 5) + 6 + 6 + 3));
    }

    /**
     * Two tensors of 6 channels side by side, 16 pixels: the first pixel of each input is aligned, that of the second is
     * copied to offset 6. Copies of 6 bytes take their bytes where a side is not aligned, else a word and a tail.
     */
    @Test
    void copiesOfAConcatenation() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, 4, 4, 6));
        Graph graph = b.build(b.concat("both", x, x));
        TermCounts counts = layers(graph, DSP).get(0);
        assertThat(counts.of(CostTerm.COPY)).isEqualTo(32);
        // From 0, 6, 12, 18 to 0, 12, 24, 36: two of four are aligned; to 6, 18, 30, 42: none.
        assertThat(counts.of(CostTerm.COPY_UNALIGNED)).isEqualTo(8 + 16);
        assertThat(counts.of(CostTerm.COPY_BYTE)).isEqualTo((8 + 16) * 6);
        assertThat(counts.of(CostTerm.COPY_4)).isEqualTo(8);
        assertThat(counts.of(CostTerm.COPY_TAIL)).isEqualTo(8);

        TermCounts thumb1 = layers(graph, Kernels.of("thumb1")).get(0);
        assertThat(thumb1.of(CostTerm.COPY_BYTE)).isEqualTo(32 * 6);
    }

    /** 27 values are six times four and three alone. */
    @Test
    void sumsAreOfFourAtATime() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, 3, 3, 3));
        Graph graph = b.build(b.add("sum", x, x, Activation.NONE));
        TermCounts counts = layers(graph, DSP).get(0);
        assertThat(counts.of(CostTerm.ADD_VALUE)).isEqualTo(24);
        assertThat(counts.of(CostTerm.ADD_REST)).isEqualTo(3);
        TermCounts single = layers(graph.withRounding(Rounding.SINGLE), DSP).get(0);
        assertThat(single.of(CostTerm.ADD_SINGLE)).isEqualTo(1);
        assertThat(single.of(CostTerm.ADD)).isZero();
    }

    @Test
    void streamsAsLayersTakeTheSameOps() {
        Graph graph = StreamGraphs.mobileNetV2(0.35, 96, 2);
        PlannerOptions options = PlannerOptions.quick().with(Fusion.FUSED);
        Schedule fused = MemoryPlanner.plan(graph, options);
        Set<Integer> streams = new HashSet<>();
        for (int i = 0; i < fused.steps().size(); i++) {
            if (fused.steps().get(i) instanceof Step.Stream) {
                streams.add(i);
            }
        }
        Schedule layers = MemoryPlanner.asLayers(fused, streams, options);
        ScheduleValidator.check(layers);
        assertThat(layers.steps()).noneMatch(Step.Stream.class::isInstance);
        assertThat(layers.steps().stream().mapToInt(s -> s.ops().size()).sum())
                .isEqualTo(graph.ops().size());
        Schedule same = MemoryPlanner.asLayers(fused, Set.of(), options);
        ScheduleValidator.check(same);
        assertThat(ScheduleCost.macs(same)).isEqualTo(ScheduleCost.macs(fused));
    }

    @Test
    void rowsOfAStreamAddUpToItsOps() {
        Graph graph = StreamGraphs.mobileNetV2(0.35, 96, 2);
        Schedule schedule = MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.FUSED));
        CostTable table = CostTable.of(DSP, ones());
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
                InstructionModel.terms(new Schedule(graph, List.of(grouped), placements, 1024, 0), DSP);
        List<TermCounts> whole = layers(graph, DSP);
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
                InstructionModel.terms(new Schedule(graph, List.of(stream), placements, 1024, 0), DSP);
        assertThat(counts.get(1).of(CostTerm.STREAM_TAP)).isEqualTo(5 * 10);
        assertThat(counts.get(1).of(CostTerm.STREAM_PADDING)).isEqualTo(5 * 2);
        assertThat(counts.get(1).of(CostTerm.STRIP_CONV_ROW)).isEqualTo(5 * 4);
    }

    @Test
    void aTableOfUnknownTermsIsRejected() {
        assertThatThrownBy(() -> CostTable.of(DSP, Map.of("PAIR_OF_SHOES", 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PAIR_OF_SHOES")
                .hasMessageContaining("Maybe");
    }

    private static Graph dense(int in, int out) {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, in));
        return b.build(b.fullyConnected("d", x, out, Activation.NONE));
    }

    static Graph pointwise(int height, int width, int in, int out) {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, height, width, in));
        return b.build(b.conv2d("conv", x, out, 1, Window.same(1), Activation.NONE));
    }

    private static Map<String, Double> ones() {
        return Arrays.stream(CostTerm.values()).collect(Collectors.toMap(CostTerm::name, t -> 1.0));
    }

    static List<TermCounts> layers(Graph graph, Kernels kernels) {
        return InstructionModel.terms(
                MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.LAYER)), kernels);
    }
}
