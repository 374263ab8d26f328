package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Padding;
import java.util.Optional;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.TensorType;

/** Our enums and the codes of the TFLite schema, both ways. */
final class Codes {
    private Codes() {}

    static byte of(DType type) {
        return switch (type) {
            case INT8 -> TensorType.INT8;
            case INT32 -> TensorType.INT32;
            case FLOAT32 -> TensorType.FLOAT32;
        };
    }

    static Optional<DType> type(byte code) {
        return switch (code) {
            case TensorType.INT8 -> Optional.of(DType.INT8);
            case TensorType.INT32 -> Optional.of(DType.INT32);
            case TensorType.FLOAT32 -> Optional.of(DType.FLOAT32);
            default -> Optional.empty();
        };
    }

    static String typeName(byte code) {
        return name(TensorType.names, code);
    }

    static byte of(Activation activation) {
        return switch (activation) {
            case NONE -> ActivationFunctionType.NONE;
            case RELU -> ActivationFunctionType.RELU;
            case RELU6 -> ActivationFunctionType.RELU6;
        };
    }

    static Optional<Activation> activation(byte code) {
        return switch (code) {
            case ActivationFunctionType.NONE -> Optional.of(Activation.NONE);
            case ActivationFunctionType.RELU -> Optional.of(Activation.RELU);
            case ActivationFunctionType.RELU6 -> Optional.of(Activation.RELU6);
            default -> Optional.empty();
        };
    }

    static String activationName(byte code) {
        return name(ActivationFunctionType.names, code);
    }

    static byte of(Padding padding) {
        return switch (padding) {
            case SAME -> org.tensorflow.lite.schema.Padding.SAME;
            case VALID -> org.tensorflow.lite.schema.Padding.VALID;
        };
    }

    static Optional<Padding> padding(byte code) {
        return switch (code) {
            case org.tensorflow.lite.schema.Padding.SAME -> Optional.of(Padding.SAME);
            case org.tensorflow.lite.schema.Padding.VALID -> Optional.of(Padding.VALID);
            default -> Optional.empty();
        };
    }

    static String operatorName(int code) {
        return name(BuiltinOperator.names, code);
    }

    private static String name(String[] names, int code) {
        return code >= 0 && code < names.length ? names[code] : "code " + code;
    }
}
