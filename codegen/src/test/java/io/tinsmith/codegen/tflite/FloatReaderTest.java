package io.tinsmith.codegen.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.QuantizationParametersT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** Float models, those with int8 weights among them. */
class FloatReaderTest {
    @Test
    void weightsQuantizedAloneBecomeWhatTheyStandFor() {
        GraphBuilder b = new GraphBuilder("hybrid", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 2, 2, 1));
        Graph graph = RandomModels.fill(b.build(b.conv2d("conv", x, 2, 1, Window.same(1), Activation.NONE)), 1);
        byte[] hybrid = withInt8Weights(TfliteWriter.write(graph), new int[] {100, -50}, new float[] {0.5f, 0.25f});

        Graph read = TfliteReader.readFloat(hybrid);
        Op.Conv2d conv = (Op.Conv2d) read.ops().get(0);
        assertThat(read.tensor(conv.weights()).float32()).containsExactly(50, -12.5f);
        assertThat(read.tensor(conv.bias()).float32())
                .containsExactly(graph.tensor(2).float32());
        assertThatThrownBy(() -> TfliteReader.read(hybrid, Rounding.DOUBLE))
                .hasMessageContainingAll("dynamic range", "tinsmith quantize");
    }

    @Test
    void tensorsThatNoOpNamesAreNotWritten() {
        GraphBuilder b = new GraphBuilder("spare", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 4));
        Graph graph = RandomModels.fill(b.build(b.fullyConnected("dense", x, 3, Activation.RELU)), 1);
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        tensors.add(0, Tensor.parameter("spare", Shape.of(2), new TensorData.Float32(new float[2])));
        Graph spare = new Graph(
                graph.name(),
                tensors,
                List.of(new Op.FullyConnected(1, 2, 3, 4, Activation.RELU)),
                List.of(1),
                List.of(4),
                Rounding.DOUBLE);
        assertThat(TfliteWriter.write(spare)).isEqualTo(TfliteWriter.write(graph));
    }

    private static byte[] withInt8Weights(byte[] model, int[] values, float[] scales) {
        ModelT m = ModelT.deserializeFromBinary(model.clone());
        TensorT weights = m.getSubgraphs()[0].getTensors()[1];
        weights.setType(TensorType.INT8);
        QuantizationParametersT q = new QuantizationParametersT();
        q.setScale(scales);
        q.setZeroPoint(new long[scales.length]);
        weights.setQuantization(q);
        m.getBuffers()[(int) weights.getBuffer()].setData(values);
        return m.serializeToBinary();
    }
}
