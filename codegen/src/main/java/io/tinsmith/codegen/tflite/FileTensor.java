package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import org.tensorflow.lite.schema.TensorType;

/** A tensor on its way into a file. */
record FileTensor(Tensor tensor, Kind kind) {
    /** How a tensor is kept where its own type is not that of the file. */
    enum Kind {
        /** As it is. */
        OWN,
        /** An int8 one, its values and zero point 128 higher. */
        UINT8,
        /** A float32 activation with a scale. */
        INT16,
        /** A float32 bias with scales. */
        INT64
    }

    static FileTensor of(Tensor tensor) {
        return new FileTensor(tensor, Kind.OWN);
    }

    static FileTensor unsigned(Tensor tensor) {
        Quantization q = tensor.requireQuantization();
        return new FileTensor(
                tensor.withQuantization(Quantization.perTensor(q.scale(), q.zeroPoint() + 128)), Kind.UINT8);
    }

    static FileTensor int16(String name, Shape shape, float scale) {
        Tensor tensor = Tensor.activation(name, shape, DType.FLOAT32);
        return new FileTensor(tensor.withQuantization(Quantization.perTensor(scale, 0)), Kind.INT16);
    }

    FileTensor named(String name) {
        return new FileTensor(tensor.withName(name), kind);
    }

    /** Code of the type in the schema. */
    byte type() {
        return switch (kind) {
            case OWN -> Codes.of(tensor.type());
            case UINT8 -> TensorType.UINT8;
            case INT16 -> TensorType.INT16;
            case INT64 -> TensorType.INT64;
        };
    }
}
