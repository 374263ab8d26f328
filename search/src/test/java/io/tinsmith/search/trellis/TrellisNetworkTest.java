package io.tinsmith.search.trellis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import io.tinsmith.search.Networks;
import org.junit.jupiter.api.Test;

class TrellisNetworkTest {
    private static final String GOOD = """
            kind: trellis
            resolution: 16
            channels: 3
            classes: 5
            task: image
            stem: {kernel: 3, stride: 2}
            widths: [4, 8, 12]
            layers:
              - nodes:
                  - {level: 0, op: conv-3x3, from: [0]}
                  - {level: 1, op: identity, from: [0]}
              - nodes:
                  - {level: 0, op: separable-3x3, from: [0, 1]}
                  - {level: 2, op: identity, from: [1]}
            headWidth: 6
            """;

    @Test
    void branchesExchangeAndJoinAtTheFinest() {
        Graph graph = Networks.parse("a.yaml", GOOD).toGraph(DType.FLOAT32);
        assertThat(shape(graph, "layer1/level0")).isEqualTo(Shape.of(1, 8, 8, 4));
        assertThat(shape(graph, "layer1/level1/down")).isEqualTo(Shape.of(1, 4, 4, 8));
        assertThat(shape(graph, "layer2/level0/up")).isEqualTo(Shape.of(1, 8, 8, 4));
        assertThat(shape(graph, "layer2/level0/add1")).isEqualTo(Shape.of(1, 8, 8, 4));
        assertThat(shape(graph, "join/level2")).isEqualTo(Shape.of(1, 8, 8, 12));
        assertThat(shape(graph, "join")).isEqualTo(Shape.of(1, 8, 8, 16));
        assertThat(shape(graph, "head")).isEqualTo(Shape.of(1, 8, 8, 6));
        assertThat(graph.output().shape()).isEqualTo(Shape.of(1, 5));
    }

    @Test
    void aClassForEachPixel() {
        Graph graph = Networks.parse("a.yaml", GOOD.replace("task: image", "task: pixels"))
                .toGraph(DType.FLOAT32);
        assertThat(shape(graph, "map")).isEqualTo(Shape.of(1, 8, 8, 5));
        assertThat(graph.output().shape()).isEqualTo(Shape.of(1, 16, 16, 5));
    }

    @Test
    void namesTheLineOfAMistake() {
        rejects(GOOD.replace("from: [1]", "from: [0]"), "line 14", "level (2) reads the level (0)");
        rejects(
                GOOD.replace("from: [0, 1]", "from: [0]")
                        .replace("level: 2", "level: 1")
                        .replace("from: [1]", "from: [0]"),
                "line 9",
                "No node of the layer (2) reads the level (1)");
        rejects(GOOD.replace("from: [0, 1]", "from: [0, 2]"), "line 13", "level (0) reads the level (2)");
        rejects(GOOD.replace("level: 2", "level: 0"), "line 9", "2 nodes of the levels [0]");
        rejects(GOOD.replace("resolution: 16", "resolution: 20"), "resolution (20)", "multiple of 8");
        rejects(GOOD.replace("[4, 8, 12]", "[4, 8]"), "number of widths (2)");
    }

    private static Shape shape(Graph graph, String name) {
        return graph.tensors().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow()
                .shape();
    }

    private static void rejects(String text, String... parts) {
        assertThatThrownBy(() -> Networks.parse("a.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }
}
