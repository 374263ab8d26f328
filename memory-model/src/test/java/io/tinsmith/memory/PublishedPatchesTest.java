package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import org.junit.jupiter.api.Test;

class PublishedPatchesTest {
    private final Graph graph = TestGraphs.mobileNetV2();

    /** The first map of 28x28x32. */
    private int end() {
        return graph.ops().stream()
                .map(Op::output)
                .filter(t -> graph.tensor(t).shape().equals(Shape.of(1, 28, 28, 32)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsTheFourByFourPatchesOfMobileNetV2() {
        PublishedPatches patches = PublishedPatches.of(graph, end(), 4, 4);
        // 28 / 4 = 7; twice and one more at each stride of 2, two more at each 3x3 of stride 1.
        assertThat(patches.heights()).containsExactly(7, 15, 17, 35, 37, 75);
        // 16 patches, each a stem of 37*37*864, bottlenecks of 35*35*(288+512) but for 17*17, and so on: 8,094,848.
        assertThat(patches.patchMacs()).isEqualTo(16 * 8_094_848L).isEqualTo(129_517_568);
        assertThat(patches.layerMacs()).isEqualTo(91_282_688);
        assertThat(patches.overhead()).isCloseTo(1.419, within(0.0005));
    }

    @Test
    void countsTheFirstBlocksAfterThem() {
        assertThat(PublishedPatches.restBytes(graph, end(), false)).isEqualTo(28 * 28 * (32 + 192));
        assertThat(PublishedPatches.restBytes(graph, end(), false) / 1024.0).isEqualTo(171.5);
        assertThat(PublishedPatches.restBytes(graph, end(), true)).isEqualTo(28 * 28 * (32 + 192 + 32));
        assertThat(PublishedPatches.restBytes(graph, end(), true) / 1024.0).isEqualTo(196.0);
    }

    @Test
    void onePatchComputesAsMuchAsLayersBesideItsPadding() {
        PublishedPatches patches = PublishedPatches.of(graph, end(), 1, 1);
        assertThat(patches.heights()).containsExactly(28, 57, 59, 119, 121, 243);
        assertThatThrownBy(() -> PublishedPatches.of(graph, 0, 4, 4)).hasMessageContaining("image");
    }
}
