package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZooTest {
    static List<Zoo.Entry> entries() {
        return Zoo.entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void costsWhatWasPublished(Zoo.Entry entry) {
        Network network = Zoo.network(entry.name());
        Graph graph = network.toGraph(DType.INT8);
        assertThat(GraphCost.macs(graph)).isCloseTo(entry.macs(), withinPercentage(1));
        if (entry.parameters() > 0) {
            assertThat(GraphCost.parameters(graph)).isCloseTo(entry.parameters(), withinPercentage(1));
        }
        assertThat(Networks.parse("file", network.toYaml())).isEqualTo(network);
        assertThat(network.distance(network)).isZero();
    }

    @Test
    void namesWhatThereIs() {
        assertThatThrownBy(() -> Zoo.network("alexnet")).hasMessageContainingAll("alexnet", "Maybe", "resnet18-224");
    }
}
