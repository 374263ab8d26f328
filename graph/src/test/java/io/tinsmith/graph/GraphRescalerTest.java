package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphRescalerTest {
    /** Strided convolution, depthwise, residual, global pool, flattened to a classifier. */
    private static Graph classifier() {
        GraphBuilder b = new GraphBuilder("classifier", DType.INT8);
        int x = b.input("image", Shape.of(1, 32, 24, 3));
        int stem = b.conv2d("stem", x, 16, 3, Window.same(2), Activation.RELU6);
        int filtered = b.depthwiseConv2d("filtered", stem, 3, Window.same(1), Activation.RELU6);
        int sum = b.add(
                "sum", stem, b.conv2d("mixed", filtered, 16, 1, Window.same(1), Activation.NONE), Activation.RELU);
        int flat = b.reshape("flat", b.globalAveragePool("pool", sum), Shape.of(1, 16));
        return b.build(b.softmax("answer", b.fullyConnected("dense", flat, 10, Activation.NONE)));
    }

    @Test
    void anotherImageKeepsWeightsAndChannelsAndCoversTheWholeMap() {
        Graph graph = GraphRescaler.withImage(classifier(), 16, 12);
        assertThat(shape(graph, "stem")).isEqualTo(Shape.of(1, 8, 6, 16));
        assertThat(shape(graph, "sum")).isEqualTo(Shape.of(1, 8, 6, 16));
        assertThat(shape(graph, "pool")).isEqualTo(Shape.of(1, 1, 1, 16));
        assertThat(shape(graph, "answer")).isEqualTo(Shape.of(1, 10));
        assertThat(GraphCost.parameters(graph)).isEqualTo(GraphCost.parameters(classifier()));
        assertThat(graph.ops())
                .filteredOn(Op.AveragePool2d.class::isInstance)
                .singleElement()
                .satisfies(op -> {
                    assertThat(((Op.AveragePool2d) op).kernelH()).isEqualTo(8);
                    assertThat(((Op.AveragePool2d) op).kernelW()).isEqualTo(6);
                });
        // Pixels times taps of the three convolutions, and the classifier.
        assertThat(GraphCost.macs(graph)).isEqualTo(8 * 6 * (27 * 16 + 9 * 16 + 16 * 16) + 160);
    }

    @Test
    void theSameSizeIsTheSameStructure() {
        Graph graph = classifier();
        assertThat(GraphRescaler.withImage(graph, 32, 24)).isEqualTo(graph);
        assertThat(GraphRescaler.withWidth(graph, 1)).isEqualTo(graph);
    }

    @Test
    void anotherWidthScalesAllButInputAndAnswer() {
        // 16 * 0.7 = 11.2, the nearest multiple of 4 is 12.
        Graph graph = GraphRescaler.withWidth(classifier(), 0.7);
        assertThat(shape(graph, "image")).isEqualTo(Shape.of(1, 32, 24, 3));
        assertThat(shape(graph, "stem/weights")).isEqualTo(Shape.of(12, 3, 3, 3));
        assertThat(shape(graph, "filtered/weights")).isEqualTo(Shape.of(1, 3, 3, 12));
        assertThat(shape(graph, "mixed/weights")).isEqualTo(Shape.of(12, 1, 1, 12));
        assertThat(shape(graph, "flat")).isEqualTo(Shape.of(1, 12));
        assertThat(shape(graph, "dense/weights")).isEqualTo(Shape.of(10, 12));
        assertThat(shape(graph, "answer")).isEqualTo(Shape.of(1, 10));
    }

    @Test
    void narrowLayersKeepFourChannels() {
        Graph graph = GraphRescaler.withWidth(classifier(), 0.01);
        assertThat(shape(graph, "stem")).isEqualTo(Shape.of(1, 16, 12, 4));
    }

    @Test
    void denseLayersReadTheNewMap() {
        GraphBuilder b = new GraphBuilder("flattened", DType.INT8);
        int x = b.conv2d("conv", b.input("image", Shape.of(1, 8, 8, 1)), 8, 3, Window.same(2), Activation.RELU);
        Graph graph = b.build(b.fullyConnected("dense", b.reshape("flat", x, Shape.of(1, 128)), 5, Activation.NONE));
        assertThat(shape(GraphRescaler.withImage(graph, 4, 4), "dense/weights")).isEqualTo(Shape.of(5, 2 * 2 * 8));
        assertThat(shape(GraphRescaler.withWidth(graph, 0.5), "dense/weights")).isEqualTo(Shape.of(5, 4 * 4 * 4));
    }

    /** Half of the channels pass, the others are convolved, then all are shuffled, as in ShuffleNet V2. */
    @Test
    void splitsAndShufflesFollow() {
        GraphBuilder b = new GraphBuilder("shuffle", DType.INT8);
        int x = b.conv2d("stem", b.input("image", Shape.of(1, 8, 8, 3)), 32, 1, Window.same(1), Activation.RELU);
        List<Integer> ones = List.of(1, 1, 1, 1);
        int left = b.slice("left", x, List.of(0, 0, 0, 0), ones, Shape.of(1, 8, 8, 16));
        int right = b.slice("right", x, List.of(0, 0, 0, 16), ones, Shape.of(1, 8, 8, 16));
        right = b.groupConv2d("grouped", right, 16, 3, 8, Window.same(1), Activation.RELU);
        x = b.reshape("apart", b.concat("joined", left, right), Shape.of(1, 8, 8, 2, 16));
        x = b.reshape("together", b.transpose("shuffled", x, 0, 1, 2, 4, 3), Shape.of(1, 8, 8, 32));
        Graph graph = b.build(b.mean("mean", b.conv2d("head", x, 10, 1, Window.same(1), Activation.NONE)));
        Graph half = GraphRescaler.withWidth(graph, 0.5);
        assertThat(shape(half, "right")).isEqualTo(Shape.of(1, 8, 8, 8));
        assertThat(shape(half, "grouped/weights")).isEqualTo(Shape.of(8, 3, 3, 4));
        assertThat(shape(half, "shuffled")).isEqualTo(Shape.of(1, 8, 8, 8, 2));
        assertThat(shape(half, "head")).isEqualTo(Shape.of(1, 8, 8, 10));
        Graph small = GraphRescaler.withImage(graph, 4, 6);
        assertThat(shape(small, "shuffled")).isEqualTo(Shape.of(1, 4, 6, 16, 2));
        assertThat(shape(small, "mean")).isEqualTo(Shape.of(1, 1, 1, 10));
    }

    /** All pixels in one axis for the shuffle, as in ShuffleNet V1; channels stay divisible by 3 groups. */
    @Test
    void pixelsOfOneAxisBecomeTheImageAgain() {
        GraphBuilder b = new GraphBuilder("shuffle", DType.INT8);
        int x = b.conv2d("stem", b.input("image", Shape.of(1, 8, 8, 3)), 24, 1, Window.same(2), Activation.RELU);
        x = b.groupConv2d("grouped", x, 24, 1, 8, Window.same(1), Activation.RELU);
        x = b.transpose("shuffled", b.reshape("apart", x, Shape.of(1, 16, 3, 8)), 0, 1, 3, 2);
        x = b.reshape("together", x, Shape.of(1, 4, 4, 24));
        Graph graph = b.build(b.conv2d("head", x, 5, 1, Window.same(1), Activation.NONE));
        assertThat(shape(GraphRescaler.withImage(graph, 4, 6), "together")).isEqualTo(Shape.of(1, 2, 3, 24));
        // 24 * 0.4 = 9.6, the nearest multiple of 12 is 12.
        assertThat(shape(GraphRescaler.withWidth(graph, 0.4), "together")).isEqualTo(Shape.of(1, 4, 4, 12));
    }

    /** Up, added to a constant, a margin of 1 cut off and put back. */
    @Test
    void mapsThatGrowAreInProportionAndMarginsStay() {
        GraphBuilder b = new GraphBuilder("decoder", DType.INT8);
        int x = b.conv2d("conv", b.input("image", Shape.of(1, 8, 8, 2)), 8, 1, Window.same(1), Activation.RELU);
        x = b.transposeConv("up", x, 8, 3, 3, Window.valid(2), Activation.NONE);
        x = b.mul("scaled", x, b.constant("factors", Shape.of(8)), Activation.NONE);
        x = b.slice("cut", x, List.of(0, 1, 1, 0), List.of(1, 1, 1, 1), Shape.of(1, 15, 15, 8));
        Graph graph = b.build(b.pad("padded", b.resizeNearest("twice", x, 2), 1, 1, 0, 0));
        Graph small = GraphRescaler.withImage(graph, 4, 4);
        assertThat(shape(small, "up")).isEqualTo(Shape.of(1, 9, 9, 8));
        assertThat(shape(small, "twice")).isEqualTo(Shape.of(1, 14, 14, 8));
        assertThat(shape(small, "padded")).isEqualTo(Shape.of(1, 16, 14, 8));
        // What makes the output, and all after it, keeps its channels.
        assertThat(shape(GraphRescaler.withWidth(graph, 0.5), "up/weights")).isEqualTo(Shape.of(8, 3, 3, 4));
    }

    @Test
    void whatCannotFollowIsNamed() {
        GraphBuilder b = new GraphBuilder("valid", DType.INT8);
        Graph valid = b.build(
                b.conv2d("wide", b.input("image", Shape.of(1, 16, 16, 1)), 4, 7, Window.valid(1), Activation.NONE));
        assertThatThrownBy(() -> GraphRescaler.withImage(valid, 6, 6)).hasMessageContainingAll("wide, Conv2d", "7");
        assertThatThrownBy(() -> GraphRescaler.withWidth(valid, 1.5)).hasMessageContaining("1.5");
        GraphBuilder groups = new GraphBuilder("groups", DType.INT8);
        int x = groups.input("image", Shape.of(1, 8, 8, 2));
        x = groups.conv2d("stem", x, 24, 1, Window.same(1), Activation.NONE);
        x = groups.groupConv2d("grouped", x, 24, 3, 1, Window.same(1), Activation.NONE);
        Graph grouped = groups.build(groups.mean("mean", x));
        assertThatThrownBy(() -> GraphRescaler.withWidth(grouped, 0.5)).hasMessageContainingAll("grouped", "24 groups");
        GraphBuilder flat = new GraphBuilder("flat", DType.INT8);
        Graph vector = flat.build(flat.fullyConnected("dense", flat.input("in", Shape.of(1, 8)), 4, Activation.NONE));
        assertThatThrownBy(() -> GraphRescaler.withImage(vector, 4, 4)).hasMessageContaining("[1x8]");
    }

    private static Shape shape(Graph graph, String tensor) {
        return graph.tensors().stream()
                .filter(t -> t.name().equals(tensor))
                .findFirst()
                .orElseThrow()
                .shape();
    }
}
