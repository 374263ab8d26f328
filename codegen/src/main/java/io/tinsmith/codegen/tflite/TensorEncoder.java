package io.tinsmith.codegen.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.lite.schema.QuantizationParameters;

/** The tensors' tables: shape, type, quantization, and which buffer holds the data. */
final class TensorEncoder {
    private TensorEncoder() {}

    /** Offsets of the tensors of these indices; the k-th of them with data refers to buffer k + 1. */
    static int[] encode(FlatBufferBuilder fbb, Graph graph, List<Integer> indices) {
        Map<Integer, Quantization> biases = biasQuantizations(graph);
        int[] offsets = new int[indices.size()];
        int buffers = 1;
        for (int i = 0; i < offsets.length; i++) {
            int index = indices.get(i);
            Tensor tensor = graph.tensor(index);
            Optional<Quantization> quantization =
                    tensor.quantization().or(() -> Optional.ofNullable(biases.get(index)));
            if (tensor.type() == DType.INT8 && quantization.isEmpty()) {
                throw new IllegalArgumentException("The int8 tensor (" + tensor.name() + ") of the graph ("
                        + graph.name() + ") has no quantization.\nMaybe calibrate and quantize the graph first.");
            }
            int buffer = tensor.data().isPresent() ? buffers++ : 0;
            offsets[i] = tensor(fbb, tensor, quantization, buffer);
        }
        return offsets;
    }

    private static int tensor(FlatBufferBuilder fbb, Tensor tensor, Optional<Quantization> quantization, int buffer) {
        int shape = org.tensorflow.lite.schema.Tensor.createShapeVector(
                fbb, tensor.shape().dims().stream().mapToInt(Integer::intValue).toArray());
        int name = fbb.createString(tensor.name());
        int parameters = quantization.isPresent() ? quantization(fbb, quantization.get()) : 0;
        return org.tensorflow.lite.schema.Tensor.createTensor(
                fbb, shape, Codes.of(tensor.type()), buffer, name, parameters, false, 0, 0, true, 0);
    }

    private static int quantization(FlatBufferBuilder fbb, Quantization q) {
        long[] zeroPoints = new long[q.scaleCount()];
        Arrays.fill(zeroPoints, q.zeroPoint());
        int scale = QuantizationParameters.createScaleVector(fbb, q.scales());
        int zeroPoint = QuantizationParameters.createZeroPointVector(fbb, zeroPoints);
        return QuantizationParameters.createQuantizationParameters(
                fbb, 0, 0, scale, zeroPoint, (byte) 0, 0, Math.max(0, q.axis()));
    }

    /** What the runtime derives for an int32 bias: input scale times weight scale, zero point 0. */
    private static Map<Integer, Quantization> biasQuantizations(Graph graph) {
        Map<Integer, Quantization> biases = new HashMap<>();
        for (Op op : graph.ops()) {
            if (op.inputs().size() == 3 && graph.tensor(op.inputs().get(2)).type() == DType.INT32) {
                Quantization in = graph.tensor(op.inputs().get(0)).requireQuantization();
                Quantization weights = graph.tensor(op.inputs().get(1)).requireQuantization();
                biases.put(op.inputs().get(2), BiasScale.of(in, weights));
            }
        }
        return biases;
    }
}
