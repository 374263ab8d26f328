package io.tinsmith.search.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.search.Networks;
import io.tinsmith.search.Stem;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellNetworkTest {
    private static final String GOOD = """
            kind: cells
            resolution: 12
            channels: 3
            classes: 5
            stem: {width: 8, kernel: 3, stride: 2}
            stages:
              - {width: 4, repeats: 1}
              - {width: 6, repeats: 1}
            normal:
              - {inputs: [0, 1], ops: [conv-3x3, identity], combine: add}
              - {inputs: [1, 1], ops: [separable-3x3, max-pool-3x3], combine: concat}
            reduction:
              - {inputs: [0, 1], ops: [identity, average-pool-3x3], combine: add}
              - {inputs: [1, 2], ops: [dilated-3x3, conv-1x1], combine: add}
            headWidth: 0
            """;

    @Test
    void stacksCellsAndReducesBetweenStages() {
        Graph graph = Networks.parse("a.yaml", GOOD).toGraph(DType.FLOAT32);
        // Stem 6x6. Normal cell of width 4: add 4 and concatenation 8 are both loose, so 12 channels.
        assertThat(shape(graph, "cell1")).isEqualTo(Shape.of(1, 6, 6, 12));
        // Reduction cell of width 6: block 0 is read, so block 1 alone is the output.
        assertThat(shape(graph, "cell2/block1")).isEqualTo(Shape.of(1, 3, 3, 6));
        // The normal cell reads the cell before the reduction, at 6x6, through a convolution of stride 2.
        assertThat(shape(graph, "cell3/before")).isEqualTo(Shape.of(1, 3, 3, 6));
        assertThat(shape(graph, "cell3")).isEqualTo(Shape.of(1, 3, 3, 18));
        assertThat(graph.output().shape()).isEqualTo(Shape.of(1, 5));
    }

    @Test
    void anIdentityThatChangesNothingIsNoOp() {
        Graph graph = Networks.parse("a.yaml", GOOD).toGraph(DType.FLOAT32);
        assertThat(graph.tensors()).noneMatch(t -> t.name().equals("cell1/block0/second"));
        // With a stride it is a convolution.
        assertThat(shape(graph, "cell2/block0/first")).isEqualTo(Shape.of(1, 3, 3, 6));
    }

    @Test
    void cellsThatNothingReadsAreLeftOut() {
        CellBlock.Branch before = new CellBlock.Branch(0, LayerOp.CONV_1X1);
        Cell skips = new Cell(List.of(new CellBlock(before, before, Combination.ADD)));
        CellNetwork network = new CellNetwork(
                16, 1, new Stem(4, 3, 1), List.of(new CellStage(4, 2), new CellStage(4, 1)), skips, skips, 0, 2);
        Graph graph = network.toGraph(DType.INT8);
        // Cells 1 to 4: the last one reads cell 2, which reads the stem.
        assertThat(graph.tensors())
                .noneMatch(t -> t.name().startsWith("cell1") || t.name().startsWith("cell3"));
        assertThat(shape(graph, "cell4/block0")).isEqualTo(Shape.of(1, 8, 8, 4));
        assertThat(network.depth()).isEqualTo(2);
    }

    @Test
    void exchangedBranchesAreEqual() {
        CellBlock.Branch a = new CellBlock.Branch(1, LayerOp.IDENTITY);
        CellBlock.Branch b = new CellBlock.Branch(0, LayerOp.CONV_3X3);
        assertThat(new CellBlock(a, b, Combination.ADD)).isEqualTo(new CellBlock(b, a, Combination.ADD));
    }

    @Test
    void depthCountsBlocksOnTheLongestWay() {
        // Normal cell: 1 block deep; reduction: 2. Cells normal, reduction, normal.
        assertThat(Networks.parse("a.yaml", GOOD).depth()).isEqualTo(4);
    }

    @Test
    void convolutionsAfterConcatenationsTakeBothHalves() {
        String text = GOOD.replace(
                        "{inputs: [1, 2], ops: [dilated-3x3, conv-1x1]", "{inputs: [2, 2], ops: [conv-1x1, identity]")
                .replace("average-pool-3x3], combine: add", "average-pool-3x3], combine: concat");
        Graph graph = Networks.parse("a.yaml", text).toGraph(DType.FLOAT32);
        Op.Conv2d conv = (Op.Conv2d) graph.ops().stream()
                .filter(op -> graph.tensor(op.output()).name().equals("cell2/block1/second"))
                .findFirst()
                .orElseThrow();
        assertThat(graph.tensor(conv.weights()).shape()).isEqualTo(Shape.of(6, 1, 1, 12));
    }

    @Test
    void namesTheLineOfAMistake() {
        rejects(GOOD.replace("inputs: [1, 2]", "inputs: [1, 3]"), "line 13", "input (3)", "from 0 to 2");
        rejects(GOOD.replace("conv-3x3", "conv-4x4"), "line 10", "conv-4x4", "conv-3x3");
        rejects(GOOD.replace("[0, 1], ops: [conv-3x3", "[0], ops: [conv-3x3"), "line 10", "1 inputs");
        rejects(GOOD.replace("headWidth", "head"), "line 15", "head", "unknown");
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
