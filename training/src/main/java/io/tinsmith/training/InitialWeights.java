package io.tinsmith.training;

import java.nio.ByteBuffer;

/**
 * What a training starts from in place of random weights, such as a network's share of a supernet's. The array is shared:
 * treat it as read-only.
 *
 * @param values all parameters of a network in training, in the order of its layers: of each convolution the weights, gamma
 *     and beta, of the dense layer weights and biases
 */
public record InitialWeights(float[] values) {
    /** SHA-256 over the values. */
    public String sha256() {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        return Digests.sha256(bytes.array());
    }
}
