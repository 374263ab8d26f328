package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Tensor;

/**
 * A tensor on its way into a file.
 *
 * @param unsigned whether an int8 one is kept as uint8, its values and zero point 128 higher
 */
record FileTensor(Tensor tensor, boolean unsigned) {
    FileTensor named(String name) {
        return new FileTensor(tensor.withName(name), unsigned);
    }
}
