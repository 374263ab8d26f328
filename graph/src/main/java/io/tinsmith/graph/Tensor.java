package io.tinsmith.graph;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One tensor of a graph. Its index is its position in {@link Graph#tensors()}.
 *
 * <p>An {@code ACTIVATION} is computed at run time and lives in the arena. A {@code PARAMETER} (weights, bias) is
 * constant and lives in flash; it has data once it was trained, and none in a graph that only describes a structure.
 */
public record Tensor(
        String name,
        Shape shape,
        DType type,
        Role role,
        @Nullable Quantization quantizationOrNull,
        @Nullable TensorData dataOrNull) {
    /** What a tensor is for. */
    public enum Role {
        ACTIVATION,
        PARAMETER
    }

    public Tensor {
        if (dataOrNull != null) {
            if (role != Role.PARAMETER) {
                throw new IllegalArgumentException("The activation (" + name + ") cannot hold constant data.");
            }
            if (dataOrNull.type() != type || dataOrNull.length() != shape.elements()) {
                throw new IllegalArgumentException("The tensor (" + name + ") is " + type + shape + ", its data are "
                        + dataOrNull.type() + " x " + dataOrNull.length() + ".");
            }
        }
    }

    public static Tensor activation(String name, Shape shape, DType type) {
        return new Tensor(name, shape, type, Role.ACTIVATION, null, null);
    }

    public static Tensor parameter(String name, Shape shape, DType type) {
        return new Tensor(name, shape, type, Role.PARAMETER, null, null);
    }

    public static Tensor parameter(String name, Shape shape, TensorData data) {
        return new Tensor(name, shape, data.type(), Role.PARAMETER, null, data);
    }

    public Tensor withName(String other) {
        return new Tensor(other, shape, type, role, quantizationOrNull, dataOrNull);
    }

    public Tensor withQuantization(Quantization quantization) {
        return new Tensor(name, shape, type, role, quantization, dataOrNull);
    }

    public Tensor withData(TensorData data) {
        return new Tensor(name, shape, data.type(), role, quantizationOrNull, data);
    }

    public Optional<Quantization> quantization() {
        return Optional.ofNullable(quantizationOrNull);
    }

    public Optional<TensorData> data() {
        return Optional.ofNullable(dataOrNull);
    }

    public boolean isParameter() {
        return role == Role.PARAMETER;
    }

    /** The quantization of a tensor that must have one. */
    public Quantization requireQuantization() {
        if (quantizationOrNull == null) {
            throw new IllegalStateException("The tensor (" + name + ", " + type + shape + ") has no quantization.\n"
                    + "Maybe the graph is a float one: quantize it first.");
        }
        return quantizationOrNull;
    }

    public byte[] int8() {
        if (dataOrNull instanceof TensorData.Int8 d) {
            return d.values();
        }
        throw noData(DType.INT8);
    }

    public int[] int32() {
        if (dataOrNull instanceof TensorData.Int32 d) {
            return d.values();
        }
        throw noData(DType.INT32);
    }

    public float[] float32() {
        if (dataOrNull instanceof TensorData.Float32 d) {
            return d.values();
        }
        throw noData(DType.FLOAT32);
    }

    private IllegalStateException noData(DType wanted) {
        return new IllegalStateException("The tensor (" + name + ", " + type + shape + ") holds no " + wanted
                + " data.\nMaybe the graph was not trained or not quantized.");
    }

    /** Size of the values in bytes. */
    public long bytes() {
        return Math.multiplyExact(shape.elements(), type.bytes());
    }
}
