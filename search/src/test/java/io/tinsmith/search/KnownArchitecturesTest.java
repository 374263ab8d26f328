package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.PublishedPeak;
import org.junit.jupiter.api.Test;

class KnownArchitecturesTest {
    @Test
    void mobileNetV2HasThePublishedSize() {
        Graph graph = KnownArchitectures.of("mobilenet-v2-1.0-224").toGraph(DType.INT8);
        // 300 M MACs and 3.4 M parameters in arXiv:1801.04381, table 4; without batch norm 3.49 M.
        assertThat(GraphCost.macs(graph)).isBetween(299_000_000L, 302_000_000L);
        assertThat(GraphCost.parameters(graph)).isBetween(3_400_000L, 3_500_000L);
        // 112 x 112 x (16 + 96) bytes.
        assertThat(PublishedPeak.bytes(graph, true)).isEqualTo(112L * 112 * (16 + 96));
    }

    @Test
    void narrowNetworksAreThePapers() {
        // 72 x 72 x (8 + 48) bytes: widths are multiples of 8.
        Graph narrow = KnownArchitectures.of("mobilenet-v2-0.35-144").toGraph(DType.INT8);
        assertThat(PublishedPeak.bytes(narrow, true)).isEqualTo(72L * 72 * (8 + 48));
        assertThat(KnownArchitectures.of("mcunet-vww1").blocks()).hasSize(15);
    }
}
