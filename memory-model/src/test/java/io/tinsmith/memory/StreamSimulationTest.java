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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StreamSimulationTest {
    @Test
    void rowsAreMadeWhenTheirReaderAsksForThem() {
        GraphBuilder b = new GraphBuilder("chain", DType.INT8);
        int x = b.input("in", Shape.of(1, 4, 2, 1));
        int point = b.conv2d("point", x, 2, 1, Window.same(1), Activation.NONE);
        Graph graph = b.build(b.depthwiseConv2d("dw", point, 3, Window.same(1), Activation.NONE));
        // Row 0 of the 3x3 needs rows 0 and 1, then each row one more, the last none.
        assertThat(text(graph, List.of(0, 1))).isEqualTo("0.0 0.1 1.0 0.2 1.1 0.3 1.2 1.3");
        assertThat(StreamSimulation.ringRows(graph, List.of(0, 1)))
                .containsOnlyKeys(point)
                .containsValue(3);
    }

    @Test
    void aResidualWaitsInItsRing() {
        GraphBuilder b = new GraphBuilder("residual", DType.INT8);
        int in = b.input("in", Shape.of(1, 9, 2, 1));
        int x = b.conv2d("x", in, 2, 1, Window.same(1), Activation.NONE);
        int wide = b.conv2d("expand", x, 6, 1, Window.same(1), Activation.NONE);
        int deep = b.depthwiseConv2d("dw", wide, 5, Window.same(1), Activation.NONE);
        int narrow = b.conv2d("project", deep, 2, 1, Window.same(1), Activation.NONE);
        Graph graph = b.build(b.add("sum", x, narrow, Activation.NONE));
        // When row y of the sum is made, the 5x5 has read rows to y + 2 of the expansion, hence of x: y to y + 2.
        assertThat(StreamSimulation.ringRows(graph, List.of(0, 1, 2, 3, 4)))
                .containsEntry(x, 3)
                .containsEntry(wide, 5)
                .containsEntry(deep, 1)
                .containsEntry(narrow, 1)
                .hasSize(4);
    }

    @Test
    void aGlobalPoolingAddsUpEachRowAtOnce() {
        GraphBuilder b = new GraphBuilder("pool", DType.INT8);
        int in = b.input("in", Shape.of(1, 3, 2, 1));
        int x = b.conv2d("x", in, 2, 1, Window.same(1), Activation.NONE);
        Graph graph = b.build(b.globalAveragePool("mean", x));
        assertThat(text(graph, List.of(0, 1))).isEqualTo("0.0 1+0 0.1 1+1 0.2 1+2 1.0");
        assertThat(StreamSimulation.ringRows(graph, List.of(0, 1))).containsEntry(x, 1);
    }

    @Test
    void aDenseLayerAddsUpEachRowAtOnce() {
        GraphBuilder b = new GraphBuilder("dense", DType.INT8);
        int in = b.input("in", Shape.of(1, 3, 2, 1));
        int x = b.conv2d("x", in, 2, 1, Window.same(1), Activation.NONE);
        Graph graph = b.build(b.fullyConnected("dense", x, 5, Activation.NONE));
        assertThat(text(graph, List.of(0, 1))).isEqualTo("0.0 1+0 0.1 1+1 0.2 1+2 1.0");
        assertThat(StreamSimulation.ringRows(graph, List.of(0, 1))).containsEntry(x, 1);
        assertThatThrownBy(() -> StreamSimulation.events(graph, List.of(1)))
                .hasMessageContaining("FullyConnected")
                .hasMessageContaining("from its own stream");
    }

    @Test
    void rejectsOpsThatDoNotWorkOnRows() {
        GraphBuilder b = new GraphBuilder("dense", DType.INT8);
        int in = b.input("in", Shape.of(1, 3, 2, 1));
        Graph graph = b.build(b.fullyConnected("dense", in, 2, Activation.NONE));
        assertThatThrownBy(() -> StreamSimulation.events(graph, List.of(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FullyConnected")
                .hasMessageContaining("\nMaybe");
    }

    private static String text(Graph graph, List<Integer> ops) {
        return StreamSimulation.events(graph, ops).stream()
                .map(e -> e.op() + (e.accumulates() ? "+" : ".") + e.row())
                .collect(Collectors.joining(" "));
    }
}
