package io.tinsmith.codegen.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.lite.schema.QuantizationParameters;

/** The tensors' tables: shape, type, quantization, and which buffer holds the data. */
final class TensorEncoder {
    private TensorEncoder() {}

    /** Offsets of the tensors; the k-th of them with data refers to buffer k + 1. */
    static int[] encode(FlatBufferBuilder fbb, List<FileTensor> tensors) {
        int[] offsets = new int[tensors.size()];
        int buffers = 1;
        for (int i = 0; i < offsets.length; i++) {
            FileTensor t = tensors.get(i);
            if (t.tensor().type() == DType.INT8 && t.tensor().quantization().isEmpty()) {
                throw new IllegalArgumentException("The int8 tensor ("
                        + t.tensor().name() + ") has no quantization.\nMaybe calibrate and quantize the graph first.");
            }
            offsets[i] = tensor(fbb, t, t.tensor().data().isPresent() ? buffers++ : 0);
        }
        return offsets;
    }

    private static int tensor(FlatBufferBuilder fbb, FileTensor file, int buffer) {
        Tensor tensor = file.tensor();
        int shape = org.tensorflow.lite.schema.Tensor.createShapeVector(
                fbb, tensor.shape().dims().stream().mapToInt(Integer::intValue).toArray());
        int name = fbb.createString(tensor.name());
        int parameters = tensor.quantization().map(q -> quantization(fbb, q)).orElse(0);
        return org.tensorflow.lite.schema.Tensor.createTensor(
                fbb, shape, file.type(), buffer, name, parameters, false, 0, 0, true, 0);
    }

    private static int quantization(FlatBufferBuilder fbb, Quantization q) {
        long[] zeroPoints = new long[q.scaleCount()];
        Arrays.fill(zeroPoints, q.zeroPoint());
        int scale = QuantizationParameters.createScaleVector(fbb, q.scales());
        int zeroPoint = QuantizationParameters.createZeroPointVector(fbb, zeroPoints);
        return QuantizationParameters.createQuantizationParameters(
                fbb, 0, 0, scale, zeroPoint, (byte) 0, 0, Math.max(0, q.axis()));
    }
}
