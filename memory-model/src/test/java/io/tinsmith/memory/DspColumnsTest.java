package io.tinsmith.memory;

import static io.tinsmith.memory.InstructionModelTest.layers;
import static io.tinsmith.memory.InstructionModelTest.pointwise;
import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import org.junit.jupiter.api.Test;

/** What fits the columns decides which loops run. */
class DspColumnsTest {
    private static final Kernels DSP = Kernels.of("dsp");

    /** 600 taps take 1200 bytes of the columns: alone with the default, two at once in 2400, in two pieces in 800. */
    @Test
    void columnsDecideHowManyPixelsRunAtOnce() {
        Graph graph = pointwise(2, 2, 600, 8);
        assertThat(layers(graph, DSP).get(0).of(CostTerm.ONE_QUAD_4)).isEqualTo(4 * 2 * 150);
        TermCounts wide = layers(graph, DSP.withColumnBytes(2400)).get(0);
        assertThat(wide.of(CostTerm.PAIR_2_4)).isEqualTo(4 * 2 * 150);
        assertThat(wide.of(CostTerm.BATCH)).isEqualTo(2);
        TermCounts narrow = layers(graph, DSP.withColumnBytes(800)).get(0);
        assertThat(narrow.of(CostTerm.ONE_QUAD_4)).isEqualTo(4 * 2 * 150);
        assertThat(narrow.of(CostTerm.ONE)).isEqualTo(4 * 2);
    }

    /**
     * In 2048 bytes the same weights are widened: six groups of two pixels and one of three; four channels, and two pairs, of
     * which one isn't whole.
     */
    @Test
    void widenedWeightsOfAPointwiseConvolution() {
        TermCounts counts =
                layers(pointwise(5, 3, 23, 7), DSP.withColumnBytes(2048)).get(0);
        assertThat(counts.of(CostTerm.BATCH)).isEqualTo(2);
        assertThat(counts.of(CostTerm.FOUR)).isEqualTo(1);
        assertThat(counts.of(CostTerm.FOUR_COPY_4)).isEqualTo(6);
        assertThat(counts.of(CostTerm.FOUR_2)).isEqualTo(6);
        assertThat(counts.of(CostTerm.FOUR_2_4)).isEqualTo(6 * 6);
        assertThat(counts.of(CostTerm.PAIR)).isEqualTo(2 + 4);
        assertThat(counts.of(CostTerm.PAIR_2)).isEqualTo(6);
        assertThat(counts.of(CostTerm.PAIR_3)).isEqualTo(3);
        assertThat(counts.of(CostTerm.PAIR_SUMS)).isEqualTo(6 + 1);
        assertThat(counts.of(CostTerm.SLOW_OUTPUT)).isEqualTo(15);
        assertThat(counts.of(CostTerm.PAIR_COPY)).isZero();
    }

    /** 27 taps: (1536 - 28) / 56 = 26 pixels at once, or 24 and the weights of four channels. */
    @Test
    void batchesOfAGatheredConvolution() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, 6, 11, 3));
        Graph graph = b.build(b.conv2d("conv", x, 4, 3, Window.same(1), Activation.NONE));
        TermCounts counts = layers(graph, DSP).get(0);
        // 24, 24 and 18 of the 66 pixels, whatever row they are of.
        assertThat(counts.of(CostTerm.BATCH)).isEqualTo(3);
        assertThat(counts.of(CostTerm.PAIR_3)).isEqualTo(2 * 22);
        assertThat(counts.of(CostTerm.PAIR_2)).isZero();
        assertThat(counts.of(CostTerm.PAIR_COPY)).isEqualTo(3);
        assertThat(counts.of(CostTerm.PAIR_COPY_4)).isEqualTo(3 * 7);
        // In 2476 bytes 39 and the widened weights: 34 pixels and 32, not 38 and 28.
        TermCounts wide = layers(graph, DSP.withColumnBytes(2476)).get(0);
        assertThat(wide.of(CostTerm.BATCH)).isEqualTo(2);
        assertThat(wide.of(CostTerm.FOUR)).isEqualTo(2);
        assertThat(wide.of(CostTerm.FOUR_2)).isEqualTo(17 + 16);
        assertThat(counts.of(CostTerm.GATHER_NINES)).isEqualTo(4 * 9);
        assertThat(counts.of(CostTerm.GATHER_ROW)).isEqualTo(2 * 2 * 9);
        // Of the 6 * 3 kernel rows 16 are inside; of each, two pixels are at edges. Two are padding, for 11 pixels.
        assertThat(counts.of(CostTerm.GATHER_TAP)).isEqualTo(16 * 2);
        assertThat(counts.of(CostTerm.GATHER_PADDING_TAP)).isEqualTo(2 * 11);
        assertThat(counts.of(CostTerm.GATHER_RUN)).isZero();
        assertThat(counts.of(CostTerm.GATHER_PIXEL)).isEqualTo(66);
        // Pairs are taken at a time in the four rows of which no kernel row is padding.
        assertThat(wide.of(CostTerm.GATHER_RUN)).isPositive();
        assertThat(wide.of(CostTerm.GATHER_PIXEL)).isLessThan(66);
        assertThat(wide.of(CostTerm.GATHER_NINES)).isEqualTo(4 * 9);
    }

    /** Groups of pixels whose kernel rows are inside the image and a multiple of four taps are widened together. */
    @Test
    void runsOfAGatheredConvolution() {
        GraphBuilder b = new GraphBuilder("g", DType.INT8);
        int x = b.input("in", Shape.of(1, 3, 6, 4));
        Graph graph = b.build(b.conv2d("conv", x, 4, 3, Window.same(1), Activation.NONE));
        // 36 taps take 72 bytes: 28 pixels fit beside 36 bytes, 24 and the widened weights.
        TermCounts counts = layers(graph, DSP.withColumnBytes(2084)).get(0);
        assertThat(counts.of(CostTerm.FOUR_2)).isEqualTo(9);
        // Of the pairs of each row (0, 1) and (4, 5) hang over an edge; of 9 kernel rows 7 are inside.
        assertThat(counts.of(CostTerm.GATHER_RUN)).isEqualTo(3);
        assertThat(counts.of(CostTerm.WIDEN_TWO)).isEqualTo(7);
        assertThat(counts.of(CostTerm.WIDEN_TWO_8)).isEqualTo(7);
        assertThat(counts.of(CostTerm.WIDEN_TWO_4)).isEqualTo(7);
        assertThat(counts.of(CostTerm.GATHER_ROW)).isEqualTo(2 * 7);
        assertThat(counts.of(CostTerm.GATHER_TAP)).isEqualTo(2 * 7);
        assertThat(counts.of(CostTerm.GATHER_PADDING_TAP)).isEqualTo(2 * (4 + 1));
        assertThat(counts.of(CostTerm.GATHER_PIXEL)).isEqualTo(3 * 4);
        // Groups of three hang over an edge each: columns 0 to 2 and 3 to 5.
        TermCounts narrow = layers(graph, DSP).get(0);
        assertThat(narrow.of(CostTerm.PAIR_3)).isEqualTo(2 * 6);
        assertThat(narrow.of(CostTerm.GATHER_RUN)).isZero();
    }

    /** 16 taps of two pixels are two times eight, 24 of three pixels three times. */
    @Test
    void pixelsWidenedTogether() {
        TermCounts twos =
                layers(pointwise(4, 4, 16, 4), DSP.withColumnBytes(2048)).get(0);
        assertThat(twos.of(CostTerm.WIDEN_TWO)).isEqualTo(8);
        assertThat(twos.of(CostTerm.WIDEN_TWO_8)).isEqualTo(8 * 2);
        assertThat(twos.of(CostTerm.WIDEN)).isZero();
        TermCounts threes = layers(pointwise(3, 3, 24, 4), DSP).get(0);
        assertThat(threes.of(CostTerm.WIDEN_THREE)).isEqualTo(3);
        assertThat(threes.of(CostTerm.WIDEN_THREE_8)).isEqualTo(3 * 3);
    }

    @Test
    void halvesOfADenseLayerWhoseVectorFits() {
        GraphBuilder b = new GraphBuilder("dense", DType.INT8);
        Graph graph = b.build(b.fullyConnected("y", b.input("x", Shape.of(1, 512)), 8, Activation.NONE));
        TermCounts counts = layers(graph, DSP).get(0);
        assertThat(counts.of(CostTerm.HALVES)).isEqualTo(1);
        assertThat(counts.of(CostTerm.HALVES_8)).isEqualTo(64);
        assertThat(counts.of(CostTerm.HALVES_QUAD)).isEqualTo(2);
        assertThat(counts.of(CostTerm.HALVES_QUAD_8)).isEqualTo(2 * 64);
        assertThat(counts.of(CostTerm.ONE)).isZero();
        assertThat(layers(graph, DSP.withColumnBytes(1000)).get(0).of(CostTerm.HALVES))
                .isZero();
    }
}
