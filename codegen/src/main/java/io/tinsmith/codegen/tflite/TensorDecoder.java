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
    /** So that its values have 32-bit addresses, whatever their type. */
    private static final int MOST_ELEMENTS = 1 << 29;

    private final Model model;
    /** Tensors may share a buffer, and buffers their data: values are held once. */
    private final Map<Values, TensorData> dataAt = new HashMap<>();

    TensorDecoder(Model model) {
        this.model = model;
    }

    io.tinsmith.graph.Tensor decode(int index, Tensor tensor) {
        String name = FlatVectors.name(tensor.nameAsByteBuffer(), "tensor_" + index);
        String where = "The tensor " + index + " (" + name + ", " + describe(tensor) + ")";
        Shape shape;
        try {
            shape = Shape.of(
                    FlatVectors.ints("extents of tensor " + index, tensor::shape, tensor.shapeLength(), HIGHEST_RANK));
        } catch (IllegalArgumentException e) {
            throw refuse(
                    where, "has an extent below 1", "a dynamic dimension was not fixed when the model was exported");
        }
        if (!isSmall(shape)) {
            throw refuse(where, "has more than " + MOST_ELEMENTS + " values", "the file was altered");
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
        return new io.tinsmith.graph.Tensor(
                name,
                shape,
                type,
                data.isPresent() ? Role.PARAMETER : Role.ACTIVATION,
                quantization.orElse(null),
                data.orElse(null));
    }

    /** A float32 constant that the file keeps in float16, which an op makes float32 of. */
    io.tinsmith.graph.Tensor decodeHalf(int index, Tensor tensor, Tensor half) {
        io.tinsmith.graph.Tensor decoded = decode(index, tensor);
        String where = "The tensor " + index + " (" + decoded.name() + ", " + describe(tensor) + ")";
        if (decoded.isParameter()) {
            throw refuse(where, "is constant, and computed of another", "the file was altered");
        }
        ByteBuffer data = bytes(where, half, decoded.shape().elements() * Short.BYTES)
                .orElseThrow(() -> refuse(where, "is made of no data", "the file was altered"));
        Values key = new Values(data.position(), data.remaining(), half.type());
        TensorData values = dataAt.computeIfAbsent(key, k -> Halves.values(data));
        return io.tinsmith.graph.Tensor.parameter(decoded.name(), decoded.shape(), values);
    }

    private static boolean isSmall(Shape shape) {
        long elements = 1;
        for (int extent : shape.dims()) {
            // Neither factor is above an int.
            elements *= extent;
            if (elements > MOST_ELEMENTS) {
                return false;
            }
        }
        return true;
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
        return bytes(where, tensor, Math.multiplyExact(shape.elements(), type.bytes()))
                .map(data -> dataAt.computeIfAbsent(
                        new Values(data.position(), data.remaining(), tensor.type()), k -> values(data, type)));
    }

    /** The data of a tensor; empty where it has none. */
    private Optional<ByteBuffer> bytes(String where, Tensor tensor, long wanted) {
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
        if (length != wanted) {
            throw refuse(
                    where, "takes " + wanted + " bytes, its buffer has " + length, "the file was truncated or altered");
        }
        return Optional.of(buffer.dataAsByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Bytes of the file, read as values of a type, by its code in the schema. */
    private record Values(int position, int bytes, byte type) {}

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
        if (q.zeroPointLength() > count) {
            throw refuse(
                    where,
                    "has " + q.zeroPointLength() + " zero points for " + count + " scales",
                    "the file was altered");
        }
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
