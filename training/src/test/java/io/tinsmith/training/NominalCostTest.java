package io.tinsmith.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import org.junit.jupiter.api.Test;

class NominalCostTest {
    @Test
    void growsWithImages() {
        GraphBuilder b = new GraphBuilder("net", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, 28, 28, 1));
        int y = b.conv2d("conv", x, 100, 3, Window.same(1), Activation.RELU);
        Graph graph = b.build(b.fullyConnected("logits", b.globalAveragePool("pool", y), 10, Activation.NONE));

        // 28*28*100 = 78,400 written: 0.3371 ms; (78,400*9 + 1000) MACs: 0.0113 ms; 3 ops: 0.0159 ms; over 1.8.
        assertThat(NominalCost.trainingSeconds(graph, 1000)).isCloseTo(3 + 0.2024, within(1e-3));
        assertThat(NominalCost.trainingSeconds(graph, 0)).isEqualTo(3);
    }
}
