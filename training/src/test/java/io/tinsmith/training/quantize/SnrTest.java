package io.tinsmith.training.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnrTest {
    @Test
    void countsDecibelsOverAllSamples() {
        // In steps of 1: 10 and 0.5 become 10 and 1, squares 100.25, squared errors 0.25, ratio 401.
        Graph graph = reshape(DType.FLOAT32);
        List<float[]> samples = List.of(new float[] {10}, new float[] {0.5f});
        assertThat(Snr.ofOutputs(graph, int8(), samples)).isCloseTo(10 * Math.log10(401), within(1e-9));
        assertThat(Snr.ofTensors(graph, int8(), samples).get(1)).isCloseTo(10 * Math.log10(401), within(1e-9));
    }

    @Test
    void isInfiniteWithoutErrors() {
        assertThat(Snr.ofOutputs(reshape(DType.FLOAT32), int8(), List.of(new float[] {7})))
                .isInfinite();
    }

    private static Graph int8() {
        Graph graph = reshape(DType.INT8);
        List<Tensor> tensors = new ArrayList<>();
        graph.tensors().forEach(t -> tensors.add(t.withQuantization(Quantization.perTensor(1, 0))));
        return graph.withTensors(tensors);
    }

    private static Graph reshape(DType type) {
        GraphBuilder b = new GraphBuilder("reshape", type);
        return b.build(b.reshape("out", b.input("in", Shape.of(1, 1)), Shape.of(1, 1, 1, 1)));
    }
}
