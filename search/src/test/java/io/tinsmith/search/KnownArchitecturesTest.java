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
    void narrowNetworksHaveThePublishedPeaks() {
        // MCUNetV2 (arXiv:2110.15352) gives 194.4 KiB at 0.35 and 144x144.
        Graph narrow = KnownArchitectures.of("mobilenet-v2-0.35-144").toGraph(DType.INT8);
        assertThat(PublishedPeak.bytes(narrow, true) / 1024.0).isBetween(194.0, 284.0);
        assertThat(KnownArchitectures.of("mcunet-vww1").blocks()).hasSize(15);
    }
}
