package io.tinsmith.graph;

/**
 * Values of a constant tensor, row-major. The arrays are shared, not copied, since weights are large: treat them as
 * read-only.
 */
public sealed interface TensorData {
    int length();

    DType type();

    /**
     * The values of int8 data.
     *
     * @throws IllegalStateException if they are of another type
     */
    default byte[] int8() {
        if (this instanceof Int8 d) {
            return d.values();
        }
        throw new IllegalStateException("Data of type " + type() + " are read as INT8.");
    }

    record Int8(byte[] values) implements TensorData {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public DType type() {
            return DType.INT8;
        }
    }

    record Int32(int[] values) implements TensorData {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public DType type() {
            return DType.INT32;
        }
    }

    record Float32(float[] values) implements TensorData {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public DType type() {
            return DType.FLOAT32;
        }
    }
}
