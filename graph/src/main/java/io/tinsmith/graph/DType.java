package io.tinsmith.graph;

/** Element type of a tensor. */
public enum DType {
    INT8(1),
    INT32(4),
    FLOAT32(4);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return bytes;
    }
}
