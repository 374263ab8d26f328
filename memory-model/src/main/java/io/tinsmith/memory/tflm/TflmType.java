package io.tinsmith.memory.tflm;

/** The types of elements of the TFLite schema (TensorType), with the bytes that an element takes in TFLM's memory. */
public enum TflmType {
    FLOAT32(4),
    FLOAT16(2),
    INT32(4),
    UINT8(1),
    INT64(8),
    STRING(0),
    BOOL(1),
    INT16(2),
    COMPLEX64(8),
    INT8(1),
    FLOAT64(8),
    COMPLEX128(16),
    UINT64(8),
    RESOURCE(4),
    VARIANT(0),
    UINT32(4),
    UINT16(2),
    // TFLM counts a byte for each, though files pack two.
    INT4(1);

    private final int bytes;

    TflmType(int bytes) {
        this.bytes = bytes;
    }

    /** Of an element; 0 where TFLM knows no size, and so refuses the tensor. */
    public int bytes() {
        return bytes;
    }

    /** Whether kernels take the integer path for it. */
    public boolean quantized() {
        return this == INT8 || this == INT16;
    }
}
