package io.tinsmith.graph;

/**
 * Values of a constant tensor, row-major. The arrays are shared, not copied, since weights are large: treat them as
 * read-only.
 */
public sealed interface TensorData {
    int length();

    DType type();

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
