package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor.Role;
import io.tinsmith.graph.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.QuantizationDetails;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.Tensor;

/** One tensor of a file: shape, type, quantization and data. */
final class TensorDecoder {
    private static final int HIGHEST_RANK = 8;

    private final Model model;
    private final int fileBytes;
    /** Tensors may share a buffer: its values are held once. */
    private final Map<Integer, TensorData> dataOfBuffers = new HashMap<>();

    TensorDecoder(Model model, int fileBytes) {
        this.model = model;
        this.fileBytes = fileBytes;
    }

    io.tinsmith.graph.Tensor decode(int index, Tensor tensor) {
        String where = "The tensor " + index + " (" + tensor.name() + ", " + describe(tensor) + ")";
        Shape shape;
        try {
            shape = Shape.of(FlatVectors.ints("extents", tensor::shape, tensor.shapeLength(), HIGHEST_RANK));
        } catch (IllegalArgumentException e) {
            throw refuse(
                    where, "has an extent below 1", "a dynamic dimension was not fixed when the model was exported");
        }
        DType type = Codes.type(tensor.type())
                .orElseThrow(() -> refuse(
                        where,
                        "is neither int8, int32 nor float32",
                        "export the model with full int8 quantization (int8 inputs and outputs), or in float32"));
        if (tensor.sparsity() != null || tensor.isVariable()) {
            throw refuse(where, "is sparse or variable", "export the model without pruning and without state");
        }
        Optional<TensorData> data = data(where, tensor, shape, type);
        // Ranges of a float tensor say nothing about how it computes.
        Optional<Quantization> quantization =
                type == DType.FLOAT32 ? Optional.empty() : quantization(where, tensor, shape);
        String name = tensor.name();
        return new io.tinsmith.graph.Tensor(
                name == null ? "tensor_" + index : name,
                shape,
                type,
                data.isPresent() ? Role.PARAMETER : Role.ACTIVATION,
                quantization.orElse(null),
                data.orElse(null));
    }

    static String describe(Tensor tensor) {
        int rank = Math.max(0, Math.min(tensor.shapeLength(), HIGHEST_RANK));
        StringBuilder text = new StringBuilder(Codes.typeName(tensor.type())).append('[');
        for (int i = 0; i < rank; i++) {
            text.append(i == 0 ? "" : "x").append(tensor.shape(i));
        }
        return text.append(']').toString();
    }

    private Optional<TensorData> data(String where, Tensor tensor, Shape shape, DType type) {
        long bufferIndex = tensor.buffer();
        if (bufferIndex >= model.buffersLength()) {
            throw refuse(
                    where,
                    "names buffer " + bufferIndex + " of " + model.buffersLength(),
                    "the file was truncated or altered");
        }
        Buffer buffer = model.buffers((int) bufferIndex);
        int length = buffer.dataLength();
        if (length == 0) {
            return Optional.empty();
        }
        long wanted = Math.multiplyExact(shape.elements(), type.bytes());
        if (length != wanted || length > fileBytes) {
            throw refuse(
                    where, "takes " + wanted + " bytes, its buffer has " + length, "the file was truncated or altered");
        }
        TensorData known = dataOfBuffers.get((int) bufferIndex);
        if (known == null || known.type() != type) {
            known = values(buffer.dataAsByteBuffer().order(ByteOrder.LITTLE_ENDIAN), type);
            dataOfBuffers.put((int) bufferIndex, known);
        }
        return Optional.of(known);
    }

    private static TensorData values(ByteBuffer bytes, DType type) {
        int count = bytes.remaining() / type.bytes();
        return switch (type) {
            case INT8 -> {
                byte[] values = new byte[count];
                bytes.get(values);
                yield new TensorData.Int8(values);
            }
            case INT32 -> {
                int[] values = new int[count];
                bytes.asIntBuffer().get(values);
                yield new TensorData.Int32(values);
            }
            case FLOAT32 -> {
                float[] values = new float[count];
                bytes.asFloatBuffer().get(values);
                yield new TensorData.Float32(values);
            }
        };
    }

    private Optional<Quantization> quantization(String where, Tensor tensor, Shape shape) {
        QuantizationParameters q = tensor.quantization();
        if (q == null || q.scaleLength() == 0) {
            return Optional.empty();
        }
        if (q.detailsType() != QuantizationDetails.NONE) {
            throw refuse(where, "has a custom quantization", "export the model with TFLite's own int8 quantization");
        }
        int count = q.scaleLength();
        FlatVectors.check("scales", count, fileBytes / Float.BYTES);
        FlatVectors.check("zero points", q.zeroPointLength(), count);
        float[] scales = new float[count];
        long[] zeroPoints = new long[q.zeroPointLength()];
        for (int i = 0; i < count; i++) {
            scales[i] = q.scale(i);
        }
        for (int i = 0; i < zeroPoints.length; i++) {
            zeroPoints[i] = q.zeroPoint(i);
        }
        try {
            if (count == 1) {
                long zeroPoint = zeroPoints.length == 0 ? 0 : zeroPoints[0];
                if (zeroPoint < Byte.MIN_VALUE || zeroPoint > Byte.MAX_VALUE) {
                    throw refuse(where, "has the zero point " + zeroPoint, "the file was altered");
                }
                return Optional.of(Quantization.perTensor(scales[0], (int) zeroPoint));
            }
            int axis = q.quantizedDimension();
            if (axis < 0 || axis >= shape.rank() || shape.dim(axis) != count) {
                throw refuse(where, "has " + count + " scales on axis " + axis, "the file was altered");
            }
            if (Arrays.stream(zeroPoints).anyMatch(z -> z != 0)) {
                throw refuse(where, "has zero points other than 0 per channel", "use symmetric weights");
            }
            return Optional.of(Quantization.perChannel(scales, axis));
        } catch (IllegalArgumentException e) {
            throw refuse(
                    where, "has a scale that is not positive and finite", "a channel was never used in calibration");
        }
    }

    private static ModelFormatException refuse(String where, String why, String maybe) {
        return new ModelFormatException(where + " " + why + ".\nMaybe " + maybe + ".");
    }
}
