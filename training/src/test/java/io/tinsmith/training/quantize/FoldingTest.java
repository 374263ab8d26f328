package io.tinsmith.training.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldingTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFoldedNetworkComputesTheSame(long seed) {
        Graph graph = FloatNetworks.unfolded(seed);
        Graph folded = Folding.fold(graph);
        assertThat(folded.ops().stream().map(op -> op.getClass().getSimpleName()))
                .containsExactly(
                        "Conv2d",
                        "Conv2d",
                        "DepthwiseConv2d",
                        "Conv2d",
                        "Add",
                        "AveragePool2d",
                        "Reshape",
                        "FullyConnected");
        assertThat(((Op.Conv2d) folded.ops().get(0)).activation()).isEqualTo(Activation.RELU6);
        assertThat(((Op.Add) folded.ops().get(4)).activation()).isEqualTo(Activation.RELU);
        assertComputesTheSame(folded, graph, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aTransposedConvolutionTakesWhatIsBehindIt(long seed) {
        Graph graph = FloatNetworks.decoder(seed);
        Graph folded = Folding.fold(graph);
        assertThat(folded.ops().stream().map(op -> op.getClass().getSimpleName()))
                .containsExactly("Conv2d", "DepthwiseConv2d", "TransposeConv", "Resize", "TransposeConv");
        assertComputesTheSame(folded, graph, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void productsAndSumsWithConstantsFoldToo(long seed) {
        Graph graph = FloatNetworks.constants(seed);
        Graph folded = Folding.fold(graph);
        assertThat(folded.ops().stream().map(op -> op.getClass().getSimpleName()))
                .startsWith("Conv2d", "Prelu")
                .doesNotContain("Mul", "Add");
        assertComputesTheSame(folded, graph, seed);
    }

    @Test
    void aSummandStaysBeforeAConvolutionThatPads() {
        GraphBuilder b = new GraphBuilder("pads", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 4, 4, 2));
        int a = b.depthwiseConv2d("affine", x, 1, Window.same(1), Activation.NONE);
        Graph graph = FloatNetworks.random(b.build(b.conv2d("conv", a, 3, 3, Window.same(1), Activation.NONE)), 1);
        assertThat(Folding.fold(graph).ops()).hasSize(2);
    }

    @Test
    void whatTwoOpsReadIsLeftAlone() {
        GraphBuilder b = new GraphBuilder("two", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 4, 4, 2));
        int c = b.conv2d("conv", x, 2, 3, Window.same(1), Activation.NONE);
        int r = b.unary("relu", c, UnaryFunction.RELU);
        Graph graph = FloatNetworks.random(b.build(b.add("add", c, r, Activation.NONE)), 1);
        assertThat(Folding.fold(graph).ops()).hasSize(3);
    }

    @Test
    void anOutputKeepsItsValues() {
        GraphBuilder b = new GraphBuilder("outputs", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 4, 4, 2));
        int c = b.conv2d("conv", x, 2, 3, Window.same(1), Activation.NONE);
        int r = b.unary("relu", c, UnaryFunction.RELU);
        assertThat(Folding.fold(FloatNetworks.random(b.build(c, r), 1)).ops()).hasSize(2);
    }

    @Test
    void otherFunctionsAreNotFused() {
        GraphBuilder b = new GraphBuilder("swish", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 4, 4, 2));
        int c = b.conv2d("conv", x, 2, 3, Window.same(1), Activation.NONE);
        Graph graph = FloatNetworks.random(b.build(b.unary("swish", c, UnaryFunction.HARD_SWISH)), 1);
        assertThat(Folding.fold(graph).ops()).hasSize(2);
    }

    private static void assertComputesTheSame(Graph folded, Graph graph, long seed) {
        for (float[] image : FloatNetworks.images(3, seed)) {
            assertThat(FloatNetworks.output(folded, image))
                    .containsExactly(FloatNetworks.output(graph, image), within(1e-4f));
        }
    }
}
