package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture a = new Architecture(
            8,
            1,
            new Stem(4, 3, 2),
            List.of(new Block(4, 3, 1, 1, true), new Block(4, 3, 2, 1, false), new Block(6, 5, 2, 2, true)),
            16,
            10);

    @Test
    void buildsTheNetwork() {
        Graph graph = a.toGraph(DType.INT8);
        assertThat(graph.input().shape()).isEqualTo(Shape.of(1, 8, 8, 1));
        assertThat(graph.output().shape()).isEqualTo(Shape.of(1, 10));
        // stem; dw, project, add; expand, dw, project; expand, dw, project; head; pool; dense
        assertThat(graph.ops()).hasSize(1 + 3 + 3 + 3 + 3);
        assertThat(graph.ops().stream().filter(Op.Add.class::isInstance)).hasSize(1);
    }

    @Test
    void countsMacsAndParameters() {
        Graph graph = a.toGraph(DType.FLOAT32);
        long stem = 16 * 4 * 9;
        long first = 16 * 4 * 9 + 16 * 4 * 4;
        long second = 16 * 4 * 8 + 16 * 8 * 9 + 16 * 8 * 4;
        long third = 16 * 4 * 8 + 4 * 8 * 25 + 4 * 8 * 6;
        assertThat(GraphCost.macs(graph)).isEqualTo(stem + first + second + third + 4 * 6 * 16 + 16 * 10);
        long weights = 36 + (36 + 16) + (32 + 72 + 32) + (32 + 200 + 48) + 96 + 160;
        long biases = 4 + (4 + 4) + (8 + 8 + 4) + (8 + 8 + 6) + 16 + 10;
        assertThat(GraphCost.parameters(graph)).isEqualTo(weights + biases);
    }

    @Test
    void distanceCountsWhatDiffers() {
        assertThat(a.distance(a)).isZero();
        Architecture shorter = new Architecture(8, 1, a.stem(), a.blocks().subList(0, 2), 16, 10);
        assertThat(a.distance(shorter)).isEqualTo(4.0 / 22);
        assertThat(shorter.distance(a)).isEqualTo(4.0 / 22);
    }
}
